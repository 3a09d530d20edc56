-- Bookings. They carry their event's times, so that every filter of the list is one walk of an index.
CREATE TABLE booking (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE COLLATE NOCASE,
    event_id INTEGER NOT NULL REFERENCES event (id),
    resident_id INTEGER NOT NULL REFERENCES resident (id),
    party INTEGER NOT NULL CHECK (party > 0),
    status TEXT NOT NULL CHECK (
        status IN ('pending', 'confirmed', 'waitlisted', 'declined', 'cancelled', 'checked_in', 'no_show')
    ),
    payment TEXT NOT NULL CHECK (payment IN ('not_required', 'unpaid', 'paid', 'refunded')),
    amount_minor INTEGER CHECK (amount_minor >= 0), -- NULL: no amount
    amount_currency TEXT, -- NULL: no amount
    note TEXT NOT NULL,
    reason TEXT NOT NULL, -- why it was declined or cancelled; '' otherwise
    booked_at INTEGER NOT NULL,
    booked_by INTEGER REFERENCES staff (id), -- NULL: came in from a file
    starts_at INTEGER NOT NULL, -- the event's
    ends_at INTEGER NOT NULL, -- the event's
    conversation TEXT NOT NULL DEFAULT 'none' CHECK (conversation IN ('none', 'open', 'closed')),
    CHECK ((amount_minor IS NULL) = (amount_currency IS NULL))
) STRICT;
CREATE INDEX booking_start ON booking (starts_at, event_id, id);
CREATE INDEX booking_status_start ON booking (status, starts_at, event_id, id);
CREATE INDEX booking_unpaid ON booking (starts_at, event_id, id) WHERE payment = 'unpaid';
CREATE INDEX booking_open_conversation ON booking (starts_at, event_id, id) WHERE conversation = 'open';
CREATE INDEX booking_event ON booking (event_id, status, party);
CREATE INDEX booking_resident ON booking (resident_id, starts_at);

-- R1: only a Community Event with booking required has bookings.
CREATE TRIGGER booking_of_community_event BEFORE INSERT ON booking
WHEN (SELECT booking_required FROM event WHERE id = new.event_id) = 0 BEGIN
    SELECT RAISE(ABORT, 'R1: the event has no bookings');
END;
CREATE TRIGGER event_keeps_its_bookings BEFORE UPDATE OF booking_required ON event
WHEN new.booking_required = 0 AND EXISTS (SELECT 1 FROM booking WHERE event_id = new.id) BEGIN
    SELECT RAISE(ABORT, 'R1: the event has bookings');
END;

CREATE TRIGGER booking_moves_with_event AFTER UPDATE OF starts_at, ends_at ON event
WHEN old.starts_at <> new.starts_at OR old.ends_at <> new.ends_at BEGIN
    UPDATE booking SET starts_at = new.starts_at, ends_at = new.ends_at WHERE event_id = new.id;
END;

-- The last number given to a reference, per pair of letters.
CREATE TABLE reference_number (
    letters TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 4;
