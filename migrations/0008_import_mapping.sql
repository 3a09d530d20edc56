-- R7: what is kept between imports: mappings, and what files said last.
-- The mapping that a person corrected, remembered for the next file with the same headings.
CREATE TABLE import_mapping (
    signature TEXT PRIMARY KEY,
    mapping TEXT NOT NULL, -- JSON
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What files of one shape said last of a row: the same again changes nothing, also after staff have
-- changed the row by hand.
CREATE TABLE import_line (
    source BLOB NOT NULL, -- the shape: a hash of the headings, or of 'calendar'
    subject TEXT NOT NULL CHECK (subject IN ('resident', 'event', 'booking', 'response')),
    subject_id INTEGER NOT NULL, -- the row; of a response the event
    resident_id INTEGER NOT NULL, -- of a response the resident; 0 otherwise
    said_as BLOB NOT NULL, -- a hash of what the file calls it by; of bookings and responses empty
    fingerprint BLOB NOT NULL, -- a hash of everything that the file says of it
    PRIMARY KEY (source, subject, subject_id, resident_id)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 8;
