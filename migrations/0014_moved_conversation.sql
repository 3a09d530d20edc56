-- R83: a resident's conversation may become that of a booking, or join the one that the booking has. Mail that was
-- sent in it names it still, by tokens and ids that nobody can call back.
CREATE TABLE moved_conversation (
    id INTEGER PRIMARY KEY, -- what it was; no other conversation ever has it
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) -- where its entries are
) STRICT;
-- Mail of the tray seems to belong to a conversation, which may join another.
CREATE INDEX mail_proposal ON mail (proposal) WHERE proposal IS NOT NULL;
CREATE TRIGGER booking_knows_the_conversation_it_is_given AFTER UPDATE OF booking_id ON conversation
WHEN new.booking_id IS NOT NULL BEGIN
    UPDATE booking SET conversation = new.state WHERE id = new.booking_id;
END;

PRAGMA user_version = 14;
