-- Which story a block's article tells: the same one at two addresses, or in a
-- later version, bears witness once.
ALTER TABLE blocks ADD COLUMN story INTEGER NOT NULL DEFAULT 0;
UPDATE blocks SET story = entry;
-- The articles of a publisher that are remembered, each with its story: to
-- count them must not cost a walk over their blocks.
CREATE TABLE stories (
  host TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
  story INTEGER NOT NULL,
  PRIMARY KEY (host, entry)
) WITHOUT ROWID;
CREATE INDEX stories_entry ON stories (entry);
INSERT INTO stories (host, entry, story) SELECT DISTINCT host, entry, entry FROM blocks;
-- The second and the further pages of an article that stands on several; the
-- first is in pages.
CREATE TABLE further (
  entry INTEGER NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,               -- 2 is the second page
  url TEXT NOT NULL,
  type TEXT NOT NULL,
  body BLOB NOT NULL,                    -- zstd, as it came off the wire
  PRIMARY KEY (entry, number)
);
