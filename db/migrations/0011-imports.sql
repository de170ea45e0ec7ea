-- Imports ----------------------------------------------------------------------------------------
-- A CSV file that somebody wants to import: tried when it came, then applied or discarded.
CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  -- Gone once it was applied: from then on the claims say it all.
  csv TEXT,
  -- What each claim of the file would do, or did, as JSON.
  plan TEXT NOT NULL CHECK (json_valid(plan)),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  applied_by INTEGER REFERENCES person (id),
  applied_at TEXT,
  CHECK ((applied_at IS NULL) = (applied_by IS NULL)),
  CHECK ((applied_at IS NULL) = (csv IS NOT NULL))
) STRICT;
