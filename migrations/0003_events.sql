-- Events of the three kinds, their series, and the responses to Meetings.
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE, -- the UID of the calendar file
    source TEXT NOT NULL, -- the master component as text (RFC 5545), for laying down more
    rule TEXT NOT NULL, -- RRULE, for people
    laid_down_from INTEGER NOT NULL,
    laid_down_until INTEGER NOT NULL
) STRICT;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    key TEXT UNIQUE, -- NULL: made by hand, or a file without keys; then folded title and start (R7)
    series_id INTEGER REFERENCES series (id), -- NULL: happens once
    kind TEXT NOT NULL CHECK (kind IN ('community_event', 'meeting', 'notice')),
    title TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    all_day INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    place TEXT NOT NULL,
    description TEXT NOT NULL,
    capacity INTEGER CHECK (capacity > 0), -- NULL: no limit
    guests_allowed INTEGER NOT NULL CHECK (guests_allowed IN (0, 1)),
    booking_required INTEGER NOT NULL CHECK (booking_required IN (0, 1)),
    price_minor INTEGER CHECK (price_minor >= 0), -- NULL: free of charge
    price_currency TEXT, -- NULL: free of charge
    created_at INTEGER NOT NULL,
    CHECK (ends_at >= starts_at),
    CHECK (booking_required = 0 OR kind = 'community_event'), -- R1
    CHECK ((price_minor IS NULL) = (price_currency IS NULL))
) STRICT;
CREATE INDEX event_start ON event (starts_at, id);
CREATE INDEX event_kind_start ON event (kind, starts_at, id);
CREATE INDEX event_recognised ON event (title_folded, starts_at);
CREATE INDEX event_series ON event (series_id, starts_at) WHERE series_id IS NOT NULL;
-- The longest event bounds how far back a list of what has not ended must look.
CREATE INDEX event_length ON event (ends_at - starts_at);

CREATE TABLE response (
    event_id INTEGER NOT NULL REFERENCES event (id),
    resident_id INTEGER NOT NULL REFERENCES resident (id),
    answer TEXT NOT NULL CHECK (answer IN ('attending', 'not_attending')), -- no row: no answer
    at INTEGER NOT NULL,
    PRIMARY KEY (event_id, resident_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE event_search USING fts5 (
    title, place,
    content = 'event', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER event_search_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_search (rowid, title, place) VALUES (new.id, new.title, new.place);
END;
CREATE TRIGGER event_search_update AFTER UPDATE OF title, place ON event BEGIN
    INSERT INTO event_search (event_search, rowid, title, place) VALUES ('delete', old.id, old.title, old.place);
    INSERT INTO event_search (rowid, title, place) VALUES (new.id, new.title, new.place);
END;
CREATE TRIGGER event_search_delete AFTER DELETE ON event BEGIN
    INSERT INTO event_search (event_search, rowid, title, place) VALUES ('delete', old.id, old.title, old.place);
END;

PRAGMA user_version = 3;
