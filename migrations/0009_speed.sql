-- A large building is as quick as a small one: each list is one walk of a covering index, and what the
-- screen always shows as a number is kept as a number.

-- The bookings lists look at the end of the event, or at the status, of every row that they pass over.
DROP INDEX booking_start;
CREATE INDEX booking_start ON booking (starts_at, event_id, id, ends_at);
DROP INDEX booking_status_start;
CREATE INDEX booking_status_start ON booking (status, starts_at, event_id, id, ends_at);
DROP INDEX booking_unpaid;
CREATE INDEX booking_unpaid ON booking (starts_at, event_id, id)
WHERE payment = 'unpaid' AND status NOT IN ('declined', 'cancelled');
-- The longest event that is booked: a notice of a month must not make the bookings list look a month back.
CREATE INDEX event_booked_length ON event (ends_at - starts_at) WHERE booking_required = 1;

-- Who has not read what, in the order of the events too; and found by conversation, which every message asks.
ALTER TABLE unread ADD COLUMN event_starts_at INTEGER NOT NULL DEFAULT 0; -- the conversation's
UPDATE unread SET event_starts_at = (SELECT event_starts_at FROM conversation WHERE id = conversation_id);
CREATE INDEX unread_event ON unread (staff_id, event_starts_at, conversation_id);
CREATE INDEX unread_conversation ON unread (conversation_id);
CREATE TRIGGER unread_knows_its_event AFTER INSERT ON unread BEGIN
    UPDATE unread
    SET event_starts_at = (SELECT event_starts_at FROM conversation WHERE id = new.conversation_id)
    WHERE staff_id = new.staff_id AND conversation_id = new.conversation_id;
END;
CREATE TRIGGER unread_moves_with_event AFTER UPDATE OF event_starts_at ON conversation
WHEN old.event_starts_at <> new.event_starts_at BEGIN
    UPDATE unread SET event_starts_at = new.event_starts_at WHERE conversation_id = new.id;
END;

-- Small questions that looked at every row.
CREATE INDEX event_all_day ON event (starts_at, ends_at) WHERE all_day = 1;
CREATE INDEX staff_name ON staff (name, id) WHERE removed_at IS NULL;
CREATE INDEX staff_answers_to ON staff (name COLLATE NOCASE) WHERE removed_at IS NULL;
CREATE INDEX draft_of_booking ON draft (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX import_line_resident ON import_line (subject_id) WHERE subject = 'resident';

-- Numbers that are always in sight. Triggers keep them, and nothing else writes here: whoever copies the
-- other tables row by row leaves this one out, and has it made anew.
CREATE TABLE tally (
    of TEXT NOT NULL CHECK (of IN ('unread', 'needs_reply', 'waiting')),
    staff_id INTEGER NOT NULL, -- whose; 0: everybody's
    n INTEGER NOT NULL,
    PRIMARY KEY (of, staff_id)
) STRICT, WITHOUT ROWID;
INSERT INTO tally (of, staff_id, n) SELECT 'unread', staff_id, count(*) FROM unread GROUP BY staff_id;
INSERT INTO tally (of, staff_id, n)
SELECT 'needs_reply', 0, count(*) FROM conversation WHERE needs_reply = 1 AND state = 'open';
INSERT INTO tally (of, staff_id, n) SELECT 'waiting', 0, count(*) FROM outbox WHERE state = 'waiting';

CREATE TRIGGER unread_is_counted AFTER INSERT ON unread BEGIN
    INSERT INTO tally (of, staff_id, n) VALUES ('unread', new.staff_id, 1)
    ON CONFLICT (of, staff_id) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER unread_is_counted_no_more AFTER DELETE ON unread BEGIN
    UPDATE tally SET n = n - 1 WHERE of = 'unread' AND staff_id = old.staff_id;
END;

CREATE TRIGGER needs_reply_is_counted AFTER INSERT ON conversation
WHEN new.needs_reply = 1 AND new.state = 'open' BEGIN
    UPDATE tally SET n = n + 1 WHERE of = 'needs_reply' AND staff_id = 0;
END;
CREATE TRIGGER needs_reply_is_counted_anew AFTER UPDATE OF needs_reply, state ON conversation
WHEN (old.needs_reply = 1 AND old.state = 'open') <> (new.needs_reply = 1 AND new.state = 'open') BEGIN
    UPDATE tally SET n = n + iif(new.needs_reply = 1 AND new.state = 'open', 1, -1)
    WHERE of = 'needs_reply' AND staff_id = 0;
END;
CREATE TRIGGER needs_reply_is_counted_no_more AFTER DELETE ON conversation
WHEN old.needs_reply = 1 AND old.state = 'open' BEGIN
    UPDATE tally SET n = n - 1 WHERE of = 'needs_reply' AND staff_id = 0;
END;

CREATE TRIGGER waiting_is_counted AFTER INSERT ON outbox WHEN new.state = 'waiting' BEGIN
    UPDATE tally SET n = n + 1 WHERE of = 'waiting' AND staff_id = 0;
END;
CREATE TRIGGER waiting_is_counted_anew AFTER UPDATE OF state ON outbox
WHEN (old.state = 'waiting') <> (new.state = 'waiting') BEGIN
    UPDATE tally SET n = n + iif(new.state = 'waiting', 1, -1) WHERE of = 'waiting' AND staff_id = 0;
END;
CREATE TRIGGER waiting_is_counted_no_more AFTER DELETE ON outbox WHEN old.state = 'waiting' BEGIN
    UPDATE tally SET n = n - 1 WHERE of = 'waiting' AND staff_id = 0;
END;

PRAGMA user_version = 9;
