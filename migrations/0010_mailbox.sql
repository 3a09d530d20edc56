-- The mailbox: what goes out and how it stands, what came in and what was made of it.

-- The building's secret, with which ids and reply addresses are sealed. Made once, never changed: mail that
-- is out there carries it.
CREATE TABLE seal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;
INSERT INTO seal (id, secret) VALUES (1, randomblob(32));

-- One mailbox a building. The password is in the system's keychain, or in an encrypted file, never here.
CREATE TABLE mailbox (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    address TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    login TEXT NOT NULL, -- who signs in at the servers
    imap_host TEXT NOT NULL,
    imap_port INTEGER NOT NULL CHECK (imap_port BETWEEN 1 AND 65535),
    imap_security TEXT NOT NULL CHECK (imap_security IN ('tls', 'start_tls', 'plain')),
    imap_certificate BLOB CHECK (length(imap_certificate) = 32), -- the one accepted by hand; NULL: checked
    smtp_host TEXT NOT NULL,
    smtp_port INTEGER NOT NULL CHECK (smtp_port BETWEEN 1 AND 65535),
    smtp_security TEXT NOT NULL CHECK (smtp_security IN ('tls', 'start_tls', 'plain')),
    smtp_certificate BLOB CHECK (length(smtp_certificate) = 32), -- likewise
    plus_addresses INTEGER NOT NULL CHECK (plus_addresses IN (0, 1)),
    files_sent INTEGER NOT NULL CHECK (files_sent IN (0, 1)), -- the server files what is sent by itself
    sending_limit INTEGER CHECK (sending_limit > 0), -- messages in 24 hours; NULL: none
    history TEXT NOT NULL CHECK (history IN ('from_now', 'thirty_days', 'everything')), -- R81
    vouches TEXT NOT NULL, -- the authserv-id (RFC 8601) of the provider; '' unknown
    connected_at INTEGER NOT NULL -- R81: what the server received before is history
) STRICT;

-- A folder of the mailbox that is read. What arrives is fetched upwards from live_next; what is history,
-- downwards from history_next to history_last.
CREATE TABLE folder (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE, -- as the server spells it
    role TEXT NOT NULL CHECK (role IN ('inbox', 'junk', 'sent')),
    uid_validity INTEGER NOT NULL,
    live_next INTEGER NOT NULL,
    history_next INTEGER NOT NULL, -- 0: all of it is here
    history_last INTEGER NOT NULL,
    history_since INTEGER NOT NULL, -- what the server received before this is not wanted
    on_server INTEGER NOT NULL, -- the ledger: mails there in the range that is read
    held INTEGER NOT NULL, -- of those, the mails that Lobby holds
    compared_at INTEGER -- NULL: not yet
) STRICT;

-- Mails as they came, byte for byte, each once. Those above 8 MiB are in a file beside.
CREATE TABLE raw (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), -- SHA-256
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL, -- empty where there is a file
    file TEXT -- its name in the folder of large mails; NULL: in bytes
) STRICT;

-- Every mail that the server has shown: the row is made in the transaction that moves the folder's position.
CREATE TABLE mail (
    id INTEGER PRIMARY KEY,
    folder_id INTEGER NOT NULL REFERENCES folder (id),
    uid_validity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    raw_id INTEGER NOT NULL REFERENCES raw (id),
    received INTEGER NOT NULL, -- by the server
    state TEXT NOT NULL CHECK (
        -- new: nothing was made of it yet; placed: an entry; tray: a person decides; own: a copy of ours;
        -- same: known already; told: it changed how a message stands; set_aside: a person wants it nowhere
        state IN ('new', 'placed', 'tray', 'own', 'same', 'told', 'set_aside')
    ),
    message_id TEXT, -- NULL: it has none, or was not read yet
    sender TEXT NOT NULL, -- address; '' until it was read, as the three below
    sender_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL, -- one line of it
    why TEXT, -- why it is in the tray; NULL elsewhere
    proposal INTEGER REFERENCES conversation (id), -- where it seems to belong; NULL: nobody knows
    UNIQUE (folder_id, uid_validity, uid)
) STRICT;
CREATE INDEX mail_new ON mail (received, id) WHERE state = 'new';
CREATE INDEX mail_tray ON mail (received, id) WHERE state = 'tray';
CREATE INDEX mail_raw ON mail (raw_id);
CREATE INDEX mail_message_id ON mail (message_id) WHERE message_id IS NOT NULL;

-- Entries get three more kinds. A table is made anew to change its CHECK; the outbox goes first, because it
-- points at entries.
CREATE TABLE entry_anew (
    id INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    kind TEXT NOT NULL CHECK (
        kind IN (
            'message_out', 'message_in', 'note', 'said_at_desk', 'said_by_phone', 'closed', 'reopened',
            'booking_approved', 'booking_declined', 'booking_waitlisted', 'place_offered',
            'booking_checked_in', 'check_in_undone', 'booking_no_show', 'booking_cancelled', 'event_moved',
            'automatic_reply', 'sent_elsewhere', 'delivery_report'
        )
    ),
    at INTEGER NOT NULL,
    staff_id INTEGER REFERENCES staff (id), -- NULL: the resident's, or nobody's
    text TEXT NOT NULL -- '' where there are no words
) STRICT;
INSERT INTO entry_anew (id, conversation_id, kind, at, staff_id, text)
SELECT id, conversation_id, kind, at, staff_id, text FROM entry;

CREATE TABLE outbox_anew (
    entry_id INTEGER PRIMARY KEY REFERENCES entry_anew (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    state TEXT NOT NULL CHECK (
        state IN ('waiting', 'held', 'sending', 'accepted', 'refused', 'unknown', 'discarded')
    ),
    since INTEGER NOT NULL, -- since when it stands like this
    message_id TEXT, -- ours, without angle brackets; NULL: never tried
    attempts INTEGER NOT NULL DEFAULT 0, -- counted before each
    next_at INTEGER NOT NULL DEFAULT 0, -- not before; 0: at once
    answer TEXT NOT NULL DEFAULT '', -- what the server or the line said last
    why TEXT, -- why it was refused, a closed set; NULL: it was not
    reported TEXT CHECK (reported IN ('delayed', 'failed', 'delivered')), -- NULL: no report came
    to_file INTEGER NOT NULL DEFAULT 0 CHECK (to_file IN (0, 1)) -- R83: not in the Sent folder yet
) STRICT;
INSERT INTO outbox_anew (entry_id, conversation_id, state, since)
SELECT entry_id, conversation_id, state, since FROM outbox;
DROP TABLE outbox;
DROP TABLE entry;
ALTER TABLE entry_anew RENAME TO entry;
ALTER TABLE outbox_anew RENAME TO outbox;

CREATE INDEX entry_thread ON entry (conversation_id, at, id);
CREATE UNIQUE INDEX outbox_message_id ON outbox (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (entry_id) WHERE state IN ('waiting', 'sending', 'unknown');
CREATE INDEX outbox_of_conversation ON outbox (conversation_id, entry_id)
WHERE state IN ('waiting', 'held', 'sending', 'unknown');
CREATE INDEX outbox_accepted ON outbox (since) WHERE state = 'accepted';
CREATE INDEX outbox_to_file ON outbox (entry_id) WHERE to_file = 1;
CREATE INDEX outbox_not_delivered ON outbox (conversation_id, entry_id)
WHERE state = 'refused' OR (state = 'accepted' AND reported = 'failed');

-- What is always in sight as a number: what may still go, what a person has to look at again, what did not
-- arrive, and what waits in the tray. The triggers of the old outbox went with it.
CREATE TABLE tally_anew (
    of TEXT NOT NULL CHECK (of IN ('unread', 'needs_reply', 'waiting', 'held', 'not_delivered', 'tray')),
    staff_id INTEGER NOT NULL, -- whose; 0: everybody's
    n INTEGER NOT NULL,
    PRIMARY KEY (of, staff_id)
) STRICT, WITHOUT ROWID;
INSERT INTO tally_anew (of, staff_id, n) SELECT of, staff_id, n FROM tally;
INSERT INTO tally_anew (of, staff_id, n) VALUES ('held', 0, 0), ('not_delivered', 0, 0), ('tray', 0, 0);
DROP TRIGGER unread_is_counted;
DROP TRIGGER unread_is_counted_no_more;
DROP TRIGGER needs_reply_is_counted;
DROP TRIGGER needs_reply_is_counted_anew;
DROP TRIGGER needs_reply_is_counted_no_more;
DROP TABLE tally;
ALTER TABLE tally_anew RENAME TO tally;
CREATE TRIGGER unread_is_counted AFTER INSERT ON unread BEGIN
    INSERT INTO tally (of, staff_id, n) VALUES ('unread', new.staff_id, 1)
    ON CONFLICT (of, staff_id) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER unread_is_counted_no_more AFTER DELETE ON unread BEGIN
    UPDATE tally SET n = n - 1 WHERE of = 'unread' AND staff_id = old.staff_id;
END;

CREATE TRIGGER needs_reply_is_counted AFTER INSERT ON conversation
WHEN new.needs_reply = 1 AND new.state = 'open' BEGIN
    UPDATE tally SET n = n + 1 WHERE of = 'needs_reply' AND staff_id = 0;
END;
CREATE TRIGGER needs_reply_is_counted_anew AFTER UPDATE OF needs_reply, state ON conversation
WHEN (old.needs_reply = 1 AND old.state = 'open') <> (new.needs_reply = 1 AND new.state = 'open') BEGIN
    UPDATE tally SET n = n + iif(new.needs_reply = 1 AND new.state = 'open', 1, -1)
    WHERE of = 'needs_reply' AND staff_id = 0;
END;
CREATE TRIGGER needs_reply_is_counted_no_more AFTER DELETE ON conversation
WHEN old.needs_reply = 1 AND old.state = 'open' BEGIN
    UPDATE tally SET n = n - 1 WHERE of = 'needs_reply' AND staff_id = 0;
END;

CREATE TRIGGER outbox_is_counted AFTER INSERT ON outbox BEGIN
    UPDATE tally SET n = n + (new.state IN ('waiting', 'held', 'sending', 'unknown'))
    WHERE of = 'waiting' AND staff_id = 0;
    UPDATE tally SET n = n + (new.state = 'held') WHERE of = 'held' AND staff_id = 0;
    UPDATE tally SET n = n + (new.state = 'refused' OR (new.state = 'accepted' AND new.reported IS 'failed'))
    WHERE of = 'not_delivered' AND staff_id = 0;
END;
CREATE TRIGGER outbox_is_counted_anew AFTER UPDATE OF state, reported ON outbox BEGIN
    UPDATE tally SET n = n + (new.state IN ('waiting', 'held', 'sending', 'unknown'))
        - (old.state IN ('waiting', 'held', 'sending', 'unknown'))
    WHERE of = 'waiting' AND staff_id = 0;
    UPDATE tally SET n = n + (new.state = 'held') - (old.state = 'held')
    WHERE of = 'held' AND staff_id = 0;
    UPDATE tally SET n = n + (new.state = 'refused' OR (new.state = 'accepted' AND new.reported IS 'failed'))
        - (old.state = 'refused' OR (old.state = 'accepted' AND old.reported IS 'failed'))
    WHERE of = 'not_delivered' AND staff_id = 0;
END;
CREATE TRIGGER outbox_is_counted_no_more AFTER DELETE ON outbox BEGIN
    UPDATE tally SET n = n - (old.state IN ('waiting', 'held', 'sending', 'unknown'))
    WHERE of = 'waiting' AND staff_id = 0;
    UPDATE tally SET n = n - (old.state = 'held') WHERE of = 'held' AND staff_id = 0;
    UPDATE tally SET n = n - (old.state = 'refused' OR (old.state = 'accepted' AND old.reported IS 'failed'))
    WHERE of = 'not_delivered' AND staff_id = 0;
END;
CREATE TRIGGER tray_is_counted AFTER INSERT ON mail WHEN new.state = 'tray' BEGIN
    UPDATE tally SET n = n + 1 WHERE of = 'tray' AND staff_id = 0;
END;
CREATE TRIGGER tray_is_counted_anew AFTER UPDATE OF state ON mail
WHEN (old.state = 'tray') <> (new.state = 'tray') BEGIN
    UPDATE tally SET n = n + iif(new.state = 'tray', 1, -1) WHERE of = 'tray' AND staff_id = 0;
END;
CREATE TRIGGER tray_is_counted_no_more AFTER DELETE ON mail WHEN old.state = 'tray' BEGIN
    UPDATE tally SET n = n - 1 WHERE of = 'tray' AND staff_id = 0;
END;

-- R24: a note can never get in.
CREATE TRIGGER outbox_takes_messages_only BEFORE INSERT ON outbox
WHEN (SELECT kind FROM entry WHERE id = new.entry_id) <> 'message_out' BEGIN
    SELECT RAISE(ABORT, 'R24: only a message goes to the resident');
END;

-- What came by mail: which one, and how far it is trusted.
CREATE TABLE entry_mail (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
    mail_id INTEGER NOT NULL REFERENCES mail (id),
    trust TEXT NOT NULL CHECK (trust IN ('verified', 'unverified', 'by_address', 'by_hand', 'own')),
    mixed INTEGER NOT NULL CHECK (mixed IN (0, 1)), -- it names several conversations
    folded INTEGER NOT NULL CHECK (folded IN (0, 1)), -- R32: the original says more than is shown
    subject TEXT NOT NULL
) STRICT;
CREATE INDEX entry_mail_mail ON entry_mail (mail_id);

-- R31: what came with a message, or goes with it.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    place INTEGER NOT NULL, -- which of the mail's attachments
    name TEXT NOT NULL, -- made safe
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB, -- NULL: they are in the mail
    UNIQUE (entry_id, place)
) STRICT;

-- Message-IDs of mail that was sent or received, and the conversation that each belongs to.
CREATE TABLE known_id (
    message_id TEXT NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    PRIMARY KEY (message_id, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_id_conversation ON known_id (conversation_id);

-- R29: the last entry that a person had seen when they began to write.
ALTER TABLE draft ADD COLUMN after_entry_id INTEGER; -- NULL: written before this was kept

-- Who writes from which address; and to whom nobody may write any more.
CREATE INDEX resident_email ON resident (lower(email)) WHERE email <> '';
ALTER TABLE resident ADD COLUMN no_mail_because TEXT CHECK (no_mail_because = 'abuse'); -- NULL: mail is welcome
-- Another address is another mailbox: what was said of the old one holds no more.
CREATE TRIGGER resident_is_reached_anew AFTER UPDATE OF email ON resident WHEN new.email <> old.email BEGIN
    UPDATE resident SET no_mail_because = NULL WHERE id = new.id;
END;

PRAGMA user_version = 10;
