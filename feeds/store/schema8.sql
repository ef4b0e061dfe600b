-- Version 8: where a feed or folder stood in the list that it came from, so that
-- a list goes out in the order in which it came in. 0: in none.
ALTER TABLE feeds ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE folders ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
