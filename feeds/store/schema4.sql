-- Version 4: notes without a headline are listed by their first words.
ALTER TABLE entries ADD COLUMN lead TEXT NOT NULL DEFAULT '';
