-- Restricted sources -----------------------------------------------------------------------------
-- An unnamed source whose description, reason and history only the people listed on it, and
-- administrators, may see. It ends; it is never removed.
CREATE TABLE source_restriction (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  reason TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  made_at TEXT NOT NULL,
  ended_by INTEGER REFERENCES person (id),
  ended_at TEXT,
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX source_restriction_in_force ON source_restriction (source_id)
WHERE ended_at IS NULL;

CREATE TABLE source_restriction_reader (
  restriction_id INTEGER NOT NULL REFERENCES source_restriction (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (restriction_id, person_id)
) STRICT, WITHOUT ROWID;

-- The sources that whoever asks may not see: none, where the tables themselves are read. A reader
-- with something to hide from reads through views that stand before the tables, and one of this
-- name with the ids.
CREATE VIEW hidden_source AS SELECT 0 AS id WHERE 0;

-- Claims that an unnamed source stood in once: their history still has its words.
CREATE TABLE claim_once_of (
  source_id INTEGER NOT NULL,
  claim_id INTEGER NOT NULL,
  PRIMARY KEY (source_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER attribution_source_left AFTER UPDATE OF source_id, on_behalf_of ON attribution
WHEN NEW.source_id <> OLD.source_id OR NEW.on_behalf_of IS NOT OLD.on_behalf_of
BEGIN
  INSERT OR IGNORE INTO claim_once_of
  SELECT id, OLD.claim_id FROM source
  WHERE id IN (OLD.source_id, OLD.on_behalf_of)
    AND identity LIKE 'unnamed%';
END;
CREATE TRIGGER attribution_left BEFORE DELETE ON attribution
BEGIN
  INSERT OR IGNORE INTO claim_once_of
  SELECT id, OLD.claim_id FROM source
  WHERE id IN (SELECT OLD.source_id UNION SELECT OLD.on_behalf_of
      UNION SELECT source_id FROM relay WHERE attribution_id = OLD.id)
    AND identity LIKE 'unnamed%';
END;
CREATE TRIGGER relay_left BEFORE DELETE ON relay
BEGIN
  INSERT OR IGNORE INTO claim_once_of
  SELECT source.id, attribution.claim_id FROM source JOIN attribution
  WHERE source.id = OLD.source_id AND attribution.id = OLD.attribution_id
    AND identity LIKE 'unnamed%';
END;

-- Redaction --------------------------------------------------------------------------------------
-- That a text was taken out everywhere: who, when, why and from how many places; never the text.
CREATE TABLE redaction (
  id INTEGER PRIMARY KEY,
  reason TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  made_at TEXT NOT NULL,
  places INTEGER NOT NULL,
  -- How many in each kind of place: a JSON list.
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  -- When the file was written anew, so that nothing of it is left there; null: not yet.
  cleaned_at TEXT
) STRICT;

-- Copies that were made of the database: what is redacted later is still in them.
CREATE TABLE backup (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
