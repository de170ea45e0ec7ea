-- Single keys can be in the way of who speaks or types by other means: everybody chooses.
ALTER TABLE person ADD COLUMN single_keys INTEGER NOT NULL DEFAULT 1 CHECK (single_keys IN (0, 1));
