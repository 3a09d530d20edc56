-- Conversations and their entries. A conversation carries its last words, so that the list is one walk
-- of an index.
CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    booking_id INTEGER UNIQUE REFERENCES booking (id), -- R10; NULL: the label Resident
    resident_id INTEGER NOT NULL REFERENCES resident (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    needs_reply INTEGER NOT NULL CHECK (needs_reply IN (0, 1)),
    started_by INTEGER REFERENCES staff (id), -- NULL: the resident's mail started it
    started_at INTEGER NOT NULL,
    last_entry_id INTEGER NOT NULL, -- the last entry with words of a person
    last_at INTEGER NOT NULL,
    last_kind TEXT NOT NULL,
    last_staff_id INTEGER REFERENCES staff (id), -- NULL: the resident's words
    last_words TEXT NOT NULL,
    event_starts_at INTEGER NOT NULL -- the event's; 0 without a booking, so that it sorts last
) STRICT;
CREATE INDEX conversation_last ON conversation (last_at, id);
CREATE INDEX conversation_state_last ON conversation (state, last_at, id);
CREATE INDEX conversation_needs_reply ON conversation (last_at, id) WHERE needs_reply = 1 AND state = 'open';
CREATE INDEX conversation_event ON conversation (event_starts_at, id);
CREATE INDEX conversation_state_event ON conversation (state, event_starts_at, id);
CREATE INDEX conversation_needs_reply_event ON conversation (event_starts_at, id)
WHERE needs_reply = 1 AND state = 'open';
CREATE INDEX conversation_resident ON conversation (resident_id, last_at);

CREATE TRIGGER booking_knows_its_conversation AFTER INSERT ON conversation
WHEN new.booking_id IS NOT NULL BEGIN
    UPDATE booking SET conversation = new.state WHERE id = new.booking_id;
END;
CREATE TRIGGER booking_knows_its_conversations_state AFTER UPDATE OF state ON conversation
WHEN new.booking_id IS NOT NULL AND old.state <> new.state BEGIN
    UPDATE booking SET conversation = new.state WHERE id = new.booking_id;
END;
CREATE TRIGGER conversation_moves_with_booking AFTER UPDATE OF starts_at ON booking
WHEN old.starts_at <> new.starts_at BEGIN
    UPDATE conversation SET event_starts_at = new.starts_at WHERE booking_id = new.id;
END;

CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    kind TEXT NOT NULL CHECK (
        kind IN (
            'message_out', 'message_in', 'note', 'said_at_desk', 'said_by_phone', 'closed', 'reopened',
            'booking_approved', 'booking_declined', 'booking_waitlisted', 'place_offered',
            'booking_checked_in', 'check_in_undone', 'booking_no_show', 'booking_cancelled', 'event_moved'
        )
    ),
    at INTEGER NOT NULL,
    staff_id INTEGER REFERENCES staff (id), -- NULL: the resident's, or nobody's
    text TEXT NOT NULL -- '' where there are no words
) STRICT;
CREATE INDEX entry_thread ON entry (conversation_id, at, id);

-- What a staff member has not read yet: a row only where there is something.
CREATE TABLE unread (
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    entries INTEGER NOT NULL CHECK (entries > 0),
    first_entry_id INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (staff_id, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unread_last ON unread (staff_id, last_at, conversation_id);
CREATE TRIGGER unread_follows_last AFTER UPDATE OF last_at ON conversation BEGIN
    UPDATE unread SET last_at = new.last_at WHERE conversation_id = new.id;
END;

-- R28: before the conversation exists a draft belongs to the booking.
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    booking_id INTEGER REFERENCES booking (id), -- NULL: in a conversation
    conversation_id INTEGER REFERENCES conversation (id), -- NULL: before it exists
    kind TEXT NOT NULL CHECK (kind IN ('message', 'note', 'said')),
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    CHECK ((booking_id IS NULL) <> (conversation_id IS NULL)),
    CHECK (booking_id IS NULL OR kind = 'message')
) STRICT;
CREATE UNIQUE INDEX draft_booking ON draft (staff_id, booking_id) WHERE booking_id IS NOT NULL;
CREATE UNIQUE INDEX draft_conversation ON draft (staff_id, conversation_id, kind)
WHERE conversation_id IS NOT NULL;

PRAGMA user_version = 5;
