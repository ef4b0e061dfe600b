-- Version 2: a feed's rhythm, what servers asked for, followed lists, and what
-- an OPML folder holds beside its feeds.
ALTER TABLE feeds ADD COLUMN pace INTEGER NOT NULL DEFAULT 0;      -- seconds between two batches of news
ALTER TABLE feeds ADD COLUMN news INTEGER NOT NULL DEFAULT 0;      -- when a fetch last brought some
ALTER TABLE feeds ADD COLUMN skip INTEGER NOT NULL DEFAULT 0;      -- feeds.Skip: hours, and days from bit 24 on
ALTER TABLE feeds ADD COLUMN wait INTEGER NOT NULL DEFAULT 0;      -- Retry-After
ALTER TABLE feeds ADD COLUMN why TEXT NOT NULL DEFAULT '';         -- feeds.Reason of next
ALTER TABLE feeds ADD COLUMN list TEXT NOT NULL DEFAULT '';        -- the followed list that it came from

-- Addresses that a feed had before it moved: a list that still names one names
-- the same feed.
CREATE TABLE former (
  url TEXT PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX former_feed ON former (feed);

-- Subscription lists that are followed. urls is what the list held when it was
-- last read: what the reader removed since then does not come back.
CREATE TABLE lists (
  url TEXT PRIMARY KEY,
  title TEXT NOT NULL DEFAULT '',
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  checked INTEGER NOT NULL DEFAULT 0,
  fetched INTEGER NOT NULL DEFAULT 0,
  next INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  failure TEXT NOT NULL DEFAULT '',
  urls TEXT NOT NULL DEFAULT 'null'      -- JSON
) WITHOUT ROWID;

-- Folders that an OPML list says something of, or that hold nothing.
CREATE TABLE folders (
  path TEXT PRIMARY KEY,                 -- as feeds.folder
  attrs TEXT NOT NULL DEFAULT 'null'     -- JSON
) WITHOUT ROWID;

-- What few feeds say of an entry: JSON of feeds.Extra.
CREATE TABLE extras (
  entry INTEGER PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  data TEXT NOT NULL
);
