-- Version 7. The full text knows which entry a word stands in and no more (see
-- search.go), and its rows are numbered by the second: two thirds of the size.
-- It is filled anew in the background.
DROP TRIGGER entries_words;
DROP TABLE words_terms;
DROP TABLE words;
DROP INDEX entries_place;
DROP INDEX entries_pending;
-- place is -2147483648 for an entry that waits for the index, and not NULL: it
-- takes as much room as a place, so that no row grows when it gets one, and no
-- page of the table has to be split for it. See waits in words.go.
UPDATE entries SET place = -2147483648;
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('automerge', 0);
INSERT INTO words (words, rank) VALUES ('crisismerge', 256);
INSERT INTO words (words, rank) VALUES ('usermerge', 8);
CREATE VIRTUAL TABLE words_terms USING fts5vocab (words, instance);
CREATE INDEX entries_place ON entries (place, hidden, read, feed, sort) WHERE place <> -2147483648;
CREATE INDEX entries_pending ON entries (id) WHERE place = -2147483648;
CREATE TRIGGER entries_words AFTER DELETE ON entries WHEN old.place <> -2147483648 BEGIN
  DELETE FROM words WHERE rowid = old.place;
END;
-- A feed's entries are hidden and shown again in steps: 1 they are still to be
-- hidden, 2 still to be shown. See RemoveFeed.
ALTER TABLE feeds ADD COLUMN turning INTEGER NOT NULL DEFAULT 0;
