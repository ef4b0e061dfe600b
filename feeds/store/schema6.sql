-- Version 6. Bodies are packed many in one blob, the full text is a third of
-- the size, entries are known across feeds by their address, what an edited
-- entry said before is kept, and marks wait for entries that are still to come.
-- What was stored before is moved by moveTo6 in move.go.
ALTER TABLE entries ADD COLUMN akin INTEGER NOT NULL DEFAULT 0;   -- of its address: see address in identity.go; 0 none
ALTER TABLE entries ADD COLUMN pack INTEGER NOT NULL DEFAULT 0;   -- where its bodies stand; 0 it has none
ALTER TABLE entries ADD COLUMN slot INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN place INTEGER;                     -- its row in the full-text index; NULL: waits for it
ALTER TABLE entries ADD COLUMN edited INTEGER NOT NULL DEFAULT 0; -- when a change of its text was seen; 0 never
ALTER TABLE entries ADD COLUMN gleaned INTEGER NOT NULL DEFAULT 0; -- looked through for quotes

DROP INDEX entries_url;
CREATE INDEX entries_akin ON entries (akin, feed) WHERE akin <> 0;

-- Entries of one feed that came together, zstd. One that is edited or deleted
-- leaves a hole; a pack that nobody stands in any more is deleted.
CREATE TABLE packs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  feed INTEGER NOT NULL,
  entries INTEGER NOT NULL,              -- when it was made; of a large one at least 8
  body BLOB NOT NULL
);
CREATE INDEX packs_loose ON packs (feed, id, entries) WHERE entries < 8;
CREATE INDEX entries_pack ON entries (pack) WHERE pack <> 0;
CREATE TRIGGER entries_unpacked AFTER DELETE ON entries WHEN old.pack <> 0 BEGIN
  DELETE FROM packs WHERE id = old.pack AND NOT EXISTS (SELECT 1 FROM entries WHERE pack = old.pack);
END;
CREATE TRIGGER entries_repacked AFTER UPDATE OF pack ON entries WHEN old.pack <> 0 AND old.pack <> new.pack BEGIN
  DELETE FROM packs WHERE id = old.pack AND NOT EXISTS (SELECT 1 FROM entries WHERE pack = old.pack);
END;
-- A feed's new entries are counted once and not one by one: see putEntries.
DROP TRIGGER entries_in;

-- What an entry said before it was edited, newest first, a few of each.
CREATE TABLE versions (
  entry INTEGER NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
  until INTEGER NOT NULL,                -- when the next one was seen
  title TEXT NOT NULL,
  body BLOB,                             -- summary and content as in a pack
  PRIMARY KEY (entry, until)
) WITHOUT ROWID;

-- Marks from another program or another store, for entries that have not come
-- yet. They go when their entry comes.
CREATE TABLE awaited (
  feed TEXT NOT NULL,                    -- its address
  guid TEXT NOT NULL,
  akin INTEGER NOT NULL DEFAULT 0,
  url TEXT NOT NULL DEFAULT '',
  read INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  since INTEGER NOT NULL,
  PRIMARY KEY (feed, guid)
) WITHOUT ROWID;
CREATE INDEX awaited_akin ON awaited (akin) WHERE akin <> 0;

-- The full text by column, without positions in it and without beginnings of
-- words: see match and widen in search.go.
-- Its rowids are close together (see place in search.go): most of such an index
-- is the distance from one row of a word to the next.
DROP TRIGGER entries_words;
DROP TABLE words_terms;
DROP TABLE words;
DROP INDEX entries_pending;
CREATE VIRTUAL TABLE words USING fts5 (title, author, text, marks, content = '', contentless_delete = 1, detail = column, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('automerge', 0);
INSERT INTO words (words, rank) VALUES ('crisismerge', 256);
INSERT INTO words (words, rank) VALUES ('usermerge', 8);
CREATE VIRTUAL TABLE words_terms USING fts5vocab (words, instance);
-- With what hits are narrowed by: counting a word that stands everywhere then
-- reads no rows. Places are unique by claim in search.go.
CREATE INDEX entries_place ON entries (place, hidden, read, feed, sort) WHERE place IS NOT NULL;
CREATE INDEX entries_pending ON entries (id) WHERE place IS NULL;
CREATE INDEX entries_gleaning ON entries (id) WHERE gleaned = 0;
CREATE TRIGGER entries_words AFTER DELETE ON entries WHEN old.place IS NOT NULL BEGIN
  DELETE FROM words WHERE rowid = old.place;
END;
ALTER TABLE entries DROP COLUMN indexed;
CREATE INDEX feeds_folder ON feeds (folder) WHERE hidden = 0;
