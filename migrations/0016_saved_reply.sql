-- R30: saved replies, with placeholders in braces.
CREATE TABLE saved_reply (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER REFERENCES staff (id), -- whose; NULL: everybody's
    name TEXT NOT NULL CHECK (name <> ''),
    english TEXT NOT NULL, -- '' where there is none
    french TEXT NOT NULL, -- '' where there is none
    CHECK (english <> '' OR french <> '')
) STRICT;
CREATE INDEX saved_reply_name ON saved_reply (staff_id, name COLLATE NOCASE, id);

PRAGMA user_version = 16;
