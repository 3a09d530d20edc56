-- A message that arrives is unread by everybody at once: the rows of a conversation lie side by side, and one index
-- less says where they are. What has moved already is not moved again.
CREATE TABLE unread_anew (
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    entries INTEGER NOT NULL CHECK (entries > 0),
    first_entry_id INTEGER NOT NULL,
    last_at INTEGER NOT NULL, -- the conversation's
    event_starts_at INTEGER NOT NULL DEFAULT 0, -- the conversation's
    PRIMARY KEY (conversation_id, staff_id)
) STRICT, WITHOUT ROWID;
INSERT INTO unread_anew (staff_id, conversation_id, entries, first_entry_id, last_at, event_starts_at)
SELECT staff_id, conversation_id, entries, first_entry_id, last_at, event_starts_at FROM unread;
DROP TRIGGER unread_follows_last;
DROP TRIGGER unread_moves_with_event;
DROP TABLE unread;
ALTER TABLE unread_anew RENAME TO unread;
CREATE INDEX unread_last ON unread (staff_id, last_at, conversation_id);
CREATE INDEX unread_event ON unread (staff_id, event_starts_at, conversation_id);
CREATE TRIGGER unread_follows_last AFTER UPDATE OF last_at ON conversation WHEN old.last_at <> new.last_at BEGIN
    UPDATE unread SET last_at = new.last_at WHERE conversation_id = new.id AND last_at <> new.last_at;
END;
CREATE TRIGGER unread_moves_with_event AFTER UPDATE OF event_starts_at ON conversation
WHEN old.event_starts_at <> new.event_starts_at BEGIN
    UPDATE unread SET event_starts_at = new.event_starts_at WHERE conversation_id = new.id;
END;
CREATE TRIGGER unread_knows_its_event AFTER INSERT ON unread BEGIN
    UPDATE unread
    SET event_starts_at = (SELECT event_starts_at FROM conversation WHERE id = new.conversation_id)
    WHERE staff_id = new.staff_id AND conversation_id = new.conversation_id;
END;
CREATE TRIGGER unread_is_counted AFTER INSERT ON unread BEGIN
    INSERT INTO tally (of, staff_id, n) VALUES ('unread', new.staff_id, 1)
    ON CONFLICT (of, staff_id) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER unread_is_counted_no_more AFTER DELETE ON unread BEGIN
    UPDATE tally SET n = n - 1 WHERE of = 'unread' AND staff_id = old.staff_id;
END;

PRAGMA user_version = 13;
