-- R42: every word of what people wrote, and the names of what they attached, the newest first.

-- A full-text index walks its rows by their number, so the number follows the time of the entry. That of its
-- arrival does not: old mail comes in later than new mail, and backwards.
CREATE TABLE entry_place (
    place INTEGER PRIMARY KEY, -- the minute since 1970 times 2^20, and which one of that minute
    entry_id INTEGER NOT NULL UNIQUE, -- no reference: triggers keep it
    files TEXT NOT NULL -- names of what is attached, with spaces between them
) STRICT;

-- Without the words themselves, which stand in the entry. Whoever types a longer beginning is led by the first five
-- letters.
CREATE VIRTUAL TABLE entry_search USING fts5 (
    words, files,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 5'
);

-- What an entry is found by.
CREATE VIEW entry_words (place, entry_id, words, files) AS
SELECT entry_place.place, entry.id, entry.text, entry_place.files
FROM entry_place CROSS JOIN entry ON entry.id = entry_place.entry_id;

INSERT INTO entry_place (place, entry_id, files)
SELECT ((at / 60000) << 20) + row_number() OVER (PARTITION BY at / 60000 ORDER BY at, id) - 1, id, coalesce((
    SELECT group_concat(name, ' ') FROM (
        SELECT name FROM attachment WHERE attachment.entry_id = entry.id
        UNION ALL SELECT name FROM file WHERE file.entry_id = entry.id
    )
), '')
FROM entry
WHERE kind IN (
    'message_out', 'message_in', 'note', 'said_at_desk', 'said_by_phone', 'sent_elsewhere', 'automatic_reply'
);
INSERT INTO entry_search (rowid, words, files) SELECT place, words, files FROM entry_words ORDER BY place;

-- Should a minute ever have more than a million entries, the rest of them are kept, and not found by their words.
CREATE TRIGGER entry_is_found AFTER INSERT ON entry
WHEN new.kind IN (
    'message_out', 'message_in', 'note', 'said_at_desk', 'said_by_phone', 'sent_elsewhere', 'automatic_reply'
) BEGIN
    INSERT OR IGNORE INTO entry_place (place, entry_id, files)
    VALUES (
        coalesce(
            (
                SELECT max(place) + 1 FROM entry_place
                WHERE place >= (new.at / 60000) << 20 AND place < (new.at / 60000 + 1) << 20
            ),
            (new.at / 60000) << 20
        ),
        new.id,
        ''
    );
    INSERT INTO entry_search (rowid, words, files)
    SELECT place, new.text, '' FROM entry_place WHERE entry_id = new.id;
END;
CREATE TRIGGER entry_is_found_by_new_words AFTER UPDATE OF text ON entry WHEN new.text <> old.text BEGIN
    INSERT OR REPLACE INTO entry_search (rowid, words, files)
    SELECT place, words, files FROM entry_words WHERE entry_id = new.id;
END;
CREATE TRIGGER entry_is_found_no_more AFTER DELETE ON entry BEGIN
    DELETE FROM entry_search WHERE rowid = (SELECT place FROM entry_place WHERE entry_id = old.id);
    DELETE FROM entry_place WHERE entry_id = old.id;
END;
CREATE TRIGGER entry_is_found_by_attachment AFTER INSERT ON attachment BEGIN
    UPDATE entry_place SET files = ltrim(files || ' ' || new.name) WHERE entry_id = new.entry_id;
END;
CREATE TRIGGER entry_is_found_by_file AFTER INSERT ON file WHEN new.entry_id IS NOT NULL BEGIN
    UPDATE entry_place SET files = ltrim(files || ' ' || new.name) WHERE entry_id = new.entry_id;
END;
CREATE TRIGGER entry_is_found_by_file_sent AFTER UPDATE OF entry_id ON file
WHEN old.entry_id IS NULL AND new.entry_id IS NOT NULL BEGIN
    UPDATE entry_place SET files = ltrim(files || ' ' || new.name) WHERE entry_id = new.entry_id;
END;
CREATE TRIGGER entry_is_found_by_new_files AFTER UPDATE OF files ON entry_place BEGIN
    INSERT OR REPLACE INTO entry_search (rowid, words, files)
    SELECT place, words, files FROM entry_words WHERE entry_id = new.entry_id;
END;

PRAGMA user_version = 15;
