-- R7: the mapping that a person corrected, remembered for the next file with the same headings.
CREATE TABLE import_mapping (
    signature TEXT PRIMARY KEY,
    mapping TEXT NOT NULL, -- JSON
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 8;
