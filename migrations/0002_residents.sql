-- The residents, and finding them by any word of name, suite, address or phone.
CREATE TABLE resident (
    id INTEGER PRIMARY KEY,
    key TEXT UNIQUE, -- NULL: the file gave none; then email and folded name together (R7)
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    suite TEXT NOT NULL,
    email TEXT NOT NULL COLLATE NOCASE, -- '': has none (R15)
    phone TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'fr')),
    notes TEXT NOT NULL,
    moved_out_at INTEGER, -- NULL: lives here
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX resident_recognised ON resident (email, name_folded);
CREATE INDEX resident_here ON resident (suite, name_folded, id) WHERE moved_out_at IS NULL;
CREATE INDEX resident_moved_out ON resident (suite, name_folded, id) WHERE moved_out_at IS NOT NULL;

CREATE VIRTUAL TABLE resident_search USING fts5 (
    name, suite, email, phone,
    content = 'resident', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER resident_search_insert AFTER INSERT ON resident BEGIN
    INSERT INTO resident_search (rowid, name, suite, email, phone)
    VALUES (new.id, new.name, new.suite, new.email, new.phone);
END;
CREATE TRIGGER resident_search_update AFTER UPDATE OF name, suite, email, phone ON resident BEGIN
    INSERT INTO resident_search (resident_search, rowid, name, suite, email, phone)
    VALUES ('delete', old.id, old.name, old.suite, old.email, old.phone);
    INSERT INTO resident_search (rowid, name, suite, email, phone)
    VALUES (new.id, new.name, new.suite, new.email, new.phone);
END;
CREATE TRIGGER resident_search_delete AFTER DELETE ON resident BEGIN
    INSERT INTO resident_search (resident_search, rowid, name, suite, email, phone)
    VALUES ('delete', old.id, old.name, old.suite, old.email, old.phone);
END;

PRAGMA user_version = 2;
