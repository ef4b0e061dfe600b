-- Version 3: one speaker is one voice through all articles (feeds.Name has the
-- rule), and stored quotes are walked newest first, all of them or one voice's.
-- Times are Unix seconds.
CREATE TABLE voices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,                    -- the best of its names
  role TEXT NOT NULL DEFAULT '',         -- of its newest quote
  quotes INTEGER NOT NULL DEFAULT 0,     -- that can be seen; kept by the triggers below
  newest INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX voices_newest ON voices (newest DESC, id DESC) WHERE quotes > 0;
CREATE TABLE names (
  key TEXT PRIMARY KEY,                  -- feeds.Name.Key
  last TEXT NOT NULL,
  name TEXT NOT NULL,
  voice INTEGER NOT NULL REFERENCES voices(id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX names_last ON names (last);
CREATE INDEX names_voice ON names (voice);

-- 0: nobody is named. NULL: not looked at yet, which is done in the background.
ALTER TABLE quotes ADD COLUMN voice INTEGER;
ALTER TABLE quotes ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0; -- as its entry
UPDATE quotes SET hidden = 1 WHERE entry IN (SELECT id FROM entries WHERE hidden <> 0);
DROP INDEX quotes_time;
CREATE INDEX quotes_newest ON quotes (published DESC, id DESC) WHERE hidden = 0;
CREATE INDEX quotes_voice ON quotes (voice, hidden, published DESC, id DESC);
CREATE INDEX quotes_waiting ON quotes (entry) WHERE voice IS NULL;

-- Its rowids are places, as those of words, so that hits come newest first.
-- speaker holds folded names and the number of the voice; see quoteWords.
DROP TRIGGER quotes_out;
DROP TABLE quotes_text;
CREATE VIRTUAL TABLE quotes_text USING fts5 (text, speaker, publisher, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '3');

CREATE TRIGGER quotes_in AFTER INSERT ON quotes WHEN new.voice > 0 AND new.hidden = 0 BEGIN
  UPDATE voices SET quotes = quotes + 1, newest = max(newest, new.published) WHERE id = new.voice;
END;
CREATE TRIGGER quotes_out AFTER DELETE ON quotes BEGIN
  DELETE FROM quotes_text WHERE rowid = (max(min(old.published, 4294967295), -4294967296) << 31 | old.id);
  UPDATE voices SET quotes = quotes - (old.hidden = 0),
    newest = coalesce((SELECT published FROM quotes WHERE voice = old.voice AND hidden = 0 ORDER BY published DESC LIMIT 1), 0) WHERE id = old.voice AND old.voice > 0;
  DELETE FROM voices WHERE id = old.voice AND NOT EXISTS (SELECT 1 FROM quotes WHERE voice = old.voice);
END;
CREATE TRIGGER quotes_hide AFTER UPDATE OF hidden ON quotes WHEN old.hidden <> new.hidden AND new.voice > 0 BEGIN
  UPDATE voices SET quotes = quotes + old.hidden - new.hidden,
    newest = coalesce((SELECT published FROM quotes WHERE voice = new.voice AND hidden = 0 ORDER BY published DESC LIMIT 1), 0) WHERE id = new.voice;
END;
CREATE TRIGGER entries_hide AFTER UPDATE OF hidden ON entries WHEN (old.hidden = 0) <> (new.hidden = 0) BEGIN
  UPDATE quotes SET hidden = (new.hidden <> 0) WHERE entry = new.id;
END;

-- Articles that prefetching tried and could not have, so that a server is not
-- asked for the same page after every refresh.
CREATE TABLE tries (
  entry INTEGER PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  at INTEGER NOT NULL
);
