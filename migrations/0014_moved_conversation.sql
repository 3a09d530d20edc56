-- R83: a resident's conversation may become that of a booking, or join the one that the booking has. Mail that was
-- sent in it names it still, by tokens and ids that nobody can call back.
CREATE TABLE moved_conversation (
    id INTEGER PRIMARY KEY, -- what it was; no other conversation ever has it
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) -- where its entries are
) STRICT;
CREATE INDEX moved_conversation_to ON moved_conversation (conversation_id);
CREATE TRIGGER booking_knows_the_conversation_it_is_given AFTER UPDATE OF booking_id ON conversation
WHEN new.booking_id IS NOT NULL BEGIN
    UPDATE booking SET conversation = new.state WHERE id = new.booking_id;
END;

-- The one that joins another goes, and SQLite looks for whatever still points at it: none of that reads a whole table.
CREATE INDEX mail_proposal ON mail (proposal) WHERE proposal IS NOT NULL;
CREATE INDEX file_conversation ON file (conversation_id);
DROP INDEX draft_conversation;
CREATE UNIQUE INDEX draft_conversation ON draft (conversation_id, staff_id, kind)
WHERE conversation_id IS NOT NULL;

-- A message's conversation is its entry's, which points at it: once is enough, and an index of everything that was
-- ever sent would be for this alone.
CREATE TABLE outbox_anew (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
    conversation_id INTEGER NOT NULL, -- the entry's
    state TEXT NOT NULL CHECK (
        state IN ('waiting', 'held', 'sending', 'accepted', 'refused', 'unknown', 'discarded')
    ),
    since INTEGER NOT NULL, -- since when it stands like this
    message_id TEXT, -- ours, without angle brackets; NULL: never tried
    attempts INTEGER NOT NULL DEFAULT 0, -- counted before each
    next_at INTEGER NOT NULL DEFAULT 0, -- not before; 0: at once
    answer TEXT NOT NULL DEFAULT '', -- what the server or the line said last
    why TEXT, -- why it was refused, a closed set; NULL: it was not
    reported TEXT CHECK (reported IN ('delayed', 'failed', 'delivered')), -- NULL: no report came
    to_file INTEGER NOT NULL DEFAULT 0 CHECK (to_file IN (0, 1)) -- R83: not in the Sent folder yet
) STRICT;
INSERT INTO outbox_anew (entry_id, conversation_id, state, since, message_id, attempts, next_at, answer, why, reported,
    to_file)
SELECT entry_id, conversation_id, state, since, message_id, attempts, next_at, answer, why, reported, to_file
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_anew RENAME TO outbox;
CREATE UNIQUE INDEX outbox_message_id ON outbox (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (entry_id) WHERE state IN ('waiting', 'sending', 'unknown');
CREATE INDEX outbox_of_conversation ON outbox (conversation_id, entry_id)
WHERE state IN ('waiting', 'held', 'sending', 'unknown');
CREATE INDEX outbox_accepted ON outbox (since) WHERE state = 'accepted';
CREATE INDEX outbox_to_file ON outbox (entry_id) WHERE to_file = 1;
CREATE INDEX outbox_not_delivered ON outbox (conversation_id, entry_id)
WHERE state = 'refused' OR (state = 'accepted' AND reported = 'failed');
CREATE TRIGGER outbox_is_counted AFTER INSERT ON outbox BEGIN
    UPDATE tally SET n = n + (new.state IN ('waiting', 'held', 'sending', 'unknown'))
    WHERE of = 'waiting' AND staff_id = 0;
    UPDATE tally SET n = n + (new.state = 'held') WHERE of = 'held' AND staff_id = 0;
    UPDATE tally SET n = n + (new.state = 'refused' OR (new.state = 'accepted' AND new.reported IS 'failed'))
    WHERE of = 'not_delivered' AND staff_id = 0;
END;
CREATE TRIGGER outbox_is_counted_anew AFTER UPDATE OF state, reported ON outbox BEGIN
    UPDATE tally SET n = n + (new.state IN ('waiting', 'held', 'sending', 'unknown'))
        - (old.state IN ('waiting', 'held', 'sending', 'unknown'))
    WHERE of = 'waiting' AND staff_id = 0;
    UPDATE tally SET n = n + (new.state = 'held') - (old.state = 'held')
    WHERE of = 'held' AND staff_id = 0;
    UPDATE tally SET n = n + (new.state = 'refused' OR (new.state = 'accepted' AND new.reported IS 'failed'))
        - (old.state = 'refused' OR (old.state = 'accepted' AND old.reported IS 'failed'))
    WHERE of = 'not_delivered' AND staff_id = 0;
END;
CREATE TRIGGER outbox_is_counted_no_more AFTER DELETE ON outbox BEGIN
    UPDATE tally SET n = n - (old.state IN ('waiting', 'held', 'sending', 'unknown'))
    WHERE of = 'waiting' AND staff_id = 0;
    UPDATE tally SET n = n - (old.state = 'held') WHERE of = 'held' AND staff_id = 0;
    UPDATE tally SET n = n - (old.state = 'refused' OR (old.state = 'accepted' AND old.reported IS 'failed'))
    WHERE of = 'not_delivered' AND staff_id = 0;
END;
CREATE TRIGGER outbox_takes_messages_only BEFORE INSERT ON outbox
WHEN (SELECT kind FROM entry WHERE id = new.entry_id) <> 'message_out' BEGIN
    SELECT RAISE(ABORT, 'R24: only a message goes to the resident');
END;

PRAGMA user_version = 14;
