-- What is written and has not reached the mail server yet. A row is made in the transaction that makes
-- its entry, so that neither is ever there without the other.
CREATE TABLE outbox (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted')),
    since INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_waiting ON outbox (entry_id) WHERE state = 'waiting';

-- R24: a note can never get in.
CREATE TRIGGER outbox_takes_messages_only BEFORE INSERT ON outbox
WHEN (SELECT kind FROM entry WHERE id = new.entry_id) <> 'message_out' BEGIN
    SELECT RAISE(ABORT, 'R24: only a message goes to the resident');
END;

PRAGMA user_version = 6;
