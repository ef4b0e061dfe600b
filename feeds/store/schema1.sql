-- Version 1. Times are Unix seconds, 0 unknown. Lists are read from the
-- indexes below and never counted whole: the counters stand in feeds.
CREATE TABLE feeds (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL UNIQUE,
  site TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',        -- as the feed calls itself
  name TEXT NOT NULL DEFAULT '',         -- as the reader calls it
  description TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  folder TEXT NOT NULL DEFAULT '',       -- its path, each part followed by U+001F
  tags TEXT NOT NULL DEFAULT 'null',     -- JSON
  attrs TEXT NOT NULL DEFAULT 'null',    -- JSON
  added INTEGER NOT NULL DEFAULT 0,
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  checked INTEGER NOT NULL DEFAULT 0,
  fetched INTEGER NOT NULL DEFAULT 0,
  next INTEGER NOT NULL DEFAULT 0,
  ttl INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  failure TEXT NOT NULL DEFAULT '',
  gone INTEGER NOT NULL DEFAULT 0,
  moved TEXT NOT NULL DEFAULT '',        -- where a permanent redirect led, seen once
  hidden INTEGER NOT NULL DEFAULT 0,     -- when it was unsubscribed; only its starred entries are left
  unread INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0
);

-- The list columns; bodies stand apart so that a page of headlines touches
-- few pages of the file.
CREATE TABLE entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  feed INTEGER NOT NULL REFERENCES feeds(id),
  guid TEXT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  comments TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  published INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  arrived INTEGER NOT NULL,
  sort INTEGER NOT NULL,                 -- feeds.Entry.Time
  image TEXT NOT NULL DEFAULT '',
  categories TEXT NOT NULL DEFAULT 'null',
  enclosures TEXT NOT NULL DEFAULT 'null',
  read INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  quotes INTEGER NOT NULL DEFAULT -1,
  hash INTEGER NOT NULL DEFAULT 0,       -- of what the feed said: unchanged entries aren't rewritten
  likeness INTEGER NOT NULL DEFAULT 0,   -- of title and text: the same story under a new id
  indexed INTEGER NOT NULL DEFAULT 0,    -- in the full-text index
  hidden INTEGER NOT NULL DEFAULT 0,     -- of a feed that was removed: swept out a day later
  UNIQUE (feed, guid)
);
-- Lists are walked along these, newest first, without a sort. feed and read
-- stand in them so that a folder is picked out, and stars and quotes are
-- counted, without touching the rows.
CREATE INDEX entries_newest ON entries (sort DESC, id DESC, feed) WHERE hidden = 0;
CREATE INDEX entries_unread ON entries (sort DESC, id DESC, feed) WHERE hidden = 0 AND read = 0;
CREATE INDEX entries_read ON entries (sort DESC, id DESC, feed) WHERE hidden = 0 AND read = 1;
CREATE INDEX entries_feed ON entries (feed, sort DESC, id DESC) WHERE hidden = 0;
CREATE INDEX entries_feed_unread ON entries (feed, sort DESC, id DESC) WHERE hidden = 0 AND read = 0;
CREATE INDEX entries_starred ON entries (sort DESC, id DESC, feed, read) WHERE hidden = 0 AND starred = 1;
CREATE INDEX entries_quoted ON entries (sort DESC, id DESC, feed, read) WHERE hidden = 0 AND quotes > 0;
CREATE INDEX entries_url ON entries (feed, url) WHERE url <> '';
CREATE INDEX entries_likeness ON entries (feed, likeness);
CREATE INDEX entries_pending ON entries (id) WHERE indexed = 0;

CREATE TRIGGER entries_in AFTER INSERT ON entries BEGIN
  UPDATE feeds SET total = total + 1, unread = unread + (new.read = 0) WHERE id = new.feed;
END;
CREATE TRIGGER entries_out AFTER DELETE ON entries BEGIN
  UPDATE feeds SET total = total - 1, unread = unread - (old.read = 0) WHERE id = old.feed;
END;
CREATE TRIGGER entries_read AFTER UPDATE OF read ON entries WHEN old.read <> new.read BEGIN
  UPDATE feeds SET unread = unread + (new.read = 0) - (old.read = 0) WHERE id = new.feed;
END;

-- What came off the wire, zstd: the truth that Documents are made from.
CREATE TABLE bodies (
  entry INTEGER PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  summary BLOB,
  content BLOB
);
CREATE TABLE pages (
  entry INTEGER PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  type TEXT NOT NULL,
  fetched INTEGER NOT NULL,
  body BLOB NOT NULL
);
-- Documents as they were last made; a cache by engine version.
CREATE TABLE documents (
  entry INTEGER NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
  shown TEXT NOT NULL,                   -- article.Path: feed or page
  engine INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (entry, shown)
);
CREATE INDEX documents_engine ON documents (engine, entry);
-- Fingerprints of blocks by publisher: what a site repeats is furniture.
CREATE TABLE blocks (
  host TEXT NOT NULL,
  print INTEGER NOT NULL,
  entry INTEGER NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
  PRIMARY KEY (host, print, entry)
) WITHOUT ROWID;
CREATE INDEX blocks_entry ON blocks (entry);

CREATE TABLE quotes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry INTEGER NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  text TEXT NOT NULL,
  speaker TEXT NOT NULL,
  role TEXT NOT NULL,
  cue TEXT NOT NULL,
  kind TEXT NOT NULL,
  headline TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  published INTEGER NOT NULL
);
CREATE INDEX quotes_entry ON quotes (entry);
CREATE INDEX quotes_time ON quotes (published DESC, id DESC);
-- Contentless: its words are split by segment in search.go.
CREATE VIRTUAL TABLE quotes_text USING fts5 (text, speaker, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TRIGGER quotes_out AFTER DELETE ON quotes BEGIN
  DELETE FROM quotes_text WHERE rowid = old.id;
END;
-- Saved quotes stand alone: they outlive entry and feed.
CREATE TABLE saved (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  text TEXT NOT NULL,
  speaker TEXT NOT NULL,
  role TEXT NOT NULL,
  cue TEXT NOT NULL,
  kind TEXT NOT NULL,
  headline TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  published INTEGER NOT NULL,
  entry INTEGER NOT NULL DEFAULT 0,
  number INTEGER NOT NULL DEFAULT 0,
  start INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  saved INTEGER NOT NULL,
  UNIQUE (text, speaker, url)
);

-- Full text, filled after the list is shown. Contentless: the text is in bodies.
-- Its rowids are places in the list, so that hits come in the order of the list,
-- newest first, however many there are; see placeSQL in search.go. marks are
-- feed, language and categories.
CREATE VIRTUAL TABLE words USING fts5 (title, author, text, marks, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '3');
-- Merging its segments is done by Tidy in short steps. Left to itself it would be
-- done inside of writes, which then take up to half a second in a large store.
INSERT INTO words (words, rank) VALUES ('automerge', 0);
INSERT INTO words (words, rank) VALUES ('crisismerge', 64);
-- Its terms, for words that are still being typed.
CREATE VIRTUAL TABLE words_terms USING fts5vocab (words, instance);
CREATE TRIGGER entries_words AFTER DELETE ON entries WHEN old.indexed = 1 BEGIN
  DELETE FROM words WHERE rowid = (max(min(old.sort, 4294967295), -4294967296) << 31 | old.id);
END;

CREATE TABLE fetches (
  feed INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  new INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  failure TEXT NOT NULL
);
CREATE INDEX fetches_feed ON fetches (feed, at DESC);
