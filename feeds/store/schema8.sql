-- Version 8. Where a feed or folder stood in the list that it came from, so that
-- a list goes out in the order in which it came in. 0: in none.
ALTER TABLE feeds ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE folders ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
-- The number of quotes stands in the index of what has any, so that quotes:>9 is
-- chosen and counted without touching the rows.
DROP INDEX entries_quoted;
CREATE INDEX entries_quoted ON entries (sort DESC, id DESC, feed, read, quotes) WHERE hidden = 0 AND quotes > 0;
-- How far an article was read, as an offset into its text.
CREATE TABLE reached (
  entry INTEGER PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  at INTEGER NOT NULL
);
