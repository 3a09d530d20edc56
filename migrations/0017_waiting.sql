-- R43: since when a conversation waits for an answer, and how long answers took.
ALTER TABLE conversation ADD COLUMN waits_since INTEGER; -- the first words that nobody answered; NULL: it does not wait
UPDATE conversation
SET waits_since = coalesce(
    (
        SELECT min(at) FROM entry
        WHERE conversation_id = conversation.id AND kind = 'message_in' AND at > coalesce(
            (
                SELECT max(at) FROM entry AS answer
                WHERE conversation_id = conversation.id
                    AND kind IN ('message_out', 'said_at_desk', 'said_by_phone', 'sent_elsewhere')
            ),
            0
        )
    ),
    last_at
)
WHERE needs_reply = 1;
CREATE INDEX conversation_waits ON conversation (waits_since, id, event_starts_at)
WHERE needs_reply = 1 AND state = 'open';

-- One row an answer to words that waited, kept from this version on. It names nobody, so nothing has to be erased.
CREATE TABLE answer_time (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL, -- the answer's
    waited INTEGER NOT NULL CHECK (waited >= 0) -- milliseconds
) STRICT;
CREATE INDEX answer_time_at ON answer_time (at, waited);

-- What was not delivered, the latest first.
CREATE INDEX outbox_not_delivered_latest ON outbox (entry_id)
WHERE state = 'refused' OR (state = 'accepted' AND reported = 'failed');

PRAGMA user_version = 17;
