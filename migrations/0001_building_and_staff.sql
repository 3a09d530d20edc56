-- The building, the permission groups and the staff who sign in.
PRAGMA application_id = 1280262722; -- 'LOBB'

CREATE TABLE building (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'fr')),
    currency TEXT NOT NULL,
    lock_after_minutes INTEGER, -- NULL: never locks by itself
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE permission_group (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    event_bookings TEXT NOT NULL CHECK (event_bookings IN ('none', 'view', 'manage')),
    residents TEXT NOT NULL CHECK (residents IN ('view', 'manage')),
    announcements TEXT NOT NULL CHECK (announcements IN ('none', 'send')),
    administration INTEGER NOT NULL CHECK (administration IN (0, 1))
) STRICT;

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL COLLATE NOCASE,
    group_id INTEGER NOT NULL REFERENCES permission_group (id),
    password_hash TEXT NOT NULL,
    recovery_hash TEXT, -- NULL: has no recovery code
    failures INTEGER NOT NULL DEFAULT 0,
    last_failure_at INTEGER NOT NULL DEFAULT 0,
    language TEXT NOT NULL CHECK (language IN ('en', 'fr')),
    theme TEXT NOT NULL CHECK (theme IN ('system', 'light', 'dark')),
    density TEXT NOT NULL CHECK (density IN ('comfortable', 'compact')),
    created_at INTEGER NOT NULL,
    removed_at INTEGER -- NULL: works here
) STRICT;
CREATE UNIQUE INDEX staff_email ON staff (email) WHERE removed_at IS NULL;
CREATE INDEX staff_group ON staff (group_id);

PRAGMA user_version = 1;
