-- Saved filters -----------------------------------------------------------------------------------
CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  -- The name folded for comparing: a person has no two filters of the same name.
  name_key TEXT NOT NULL,
  -- The canonical query of the list, without page and length.
  query TEXT NOT NULL,
  shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
  -- The short address that can be sent to a colleague.
  code TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  UNIQUE (owner_id, name_key)
) STRICT;
CREATE INDEX saved_filter_query ON saved_filter (query);

-- What a person wants the section of claims to open with: their own filter, or a shared one.
CREATE TABLE default_filter (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  filter_id INTEGER NOT NULL REFERENCES saved_filter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX default_filter_filter ON default_filter (filter_id);

-- When a person last looked at a filter's claims, and which they were.
CREATE TABLE filter_look (
  person_id INTEGER NOT NULL REFERENCES person (id),
  filter_id INTEGER NOT NULL REFERENCES saved_filter (id) ON DELETE CASCADE,
  seen_at TEXT NOT NULL,
  total INTEGER NOT NULL,
  -- Ids of the claims as a JSON list; null where they were too many to remember.
  claim_ids TEXT CHECK (json_valid(claim_ids)),
  PRIMARY KEY (person_id, filter_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX filter_look_filter ON filter_look (filter_id);
