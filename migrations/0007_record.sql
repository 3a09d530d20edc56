-- R52: who did what. Rows are added, never changed or removed.
CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    staff_id INTEGER REFERENCES staff (id), -- NULL: nobody was signed in
    action TEXT NOT NULL,
    subject TEXT NOT NULL, -- the noun
    subject_id INTEGER, -- NULL: the building as a whole
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX record_at ON record (at, id);
CREATE TRIGGER record_is_not_changed BEFORE UPDATE ON record BEGIN
    SELECT RAISE(ABORT, 'R52: the record is append-only');
END;
CREATE TRIGGER record_is_not_removed BEFORE DELETE ON record BEGIN
    SELECT RAISE(ABORT, 'R52: the record is append-only');
END;

PRAGMA user_version = 7;
