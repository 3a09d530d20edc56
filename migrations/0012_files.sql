-- R31: files that go with messages. Until the message is sent, they belong to what a person has begun to write.
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id), -- who attached it
    entry_id INTEGER REFERENCES entry (id), -- the message that it goes with; NULL: not sent yet
    name TEXT NOT NULL, -- made safe
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    received INTEGER NOT NULL DEFAULT 0 CHECK (received <= size), -- bytes that are here
    begun_at INTEGER NOT NULL
) STRICT;
CREATE INDEX file_begun ON file (conversation_id, staff_id, id) WHERE entry_id IS NULL;
CREATE INDEX file_sent ON file (entry_id, id) WHERE entry_id IS NOT NULL;

-- Its bytes, as they came from the screen.
CREATE TABLE file_part (
    file_id INTEGER NOT NULL REFERENCES file (id),
    part INTEGER NOT NULL, -- counted from 0
    bytes BLOB NOT NULL,
    PRIMARY KEY (file_id, part)
) STRICT;

PRAGMA user_version = 12;
