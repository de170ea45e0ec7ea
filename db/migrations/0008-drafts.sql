-- What somebody typed into a form and has not saved yet. Theirs alone; it is no part of the record.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  -- Made with the form, before anything is kept: sending the same once more makes no second draft.
  key TEXT NOT NULL,
  -- Where the form stands: `/claims/new?article=7`, `/claims/7/edit`, `/claims/7#comments`.
  address TEXT NOT NULL,
  size INTEGER NOT NULL,
  -- The version of the record that the form was opened at; null for a new one.
  base_version INTEGER,
  -- 'typed': kept while typing; 'signed_out': it was sent after the session had ended.
  cause TEXT NOT NULL CHECK (cause IN ('typed', 'signed_out')),
  -- The opened page that kept it last: two tabs do not overwrite each other.
  writer TEXT NOT NULL,
  -- How often it was kept.
  revision INTEGER NOT NULL DEFAULT 1,
  saved_at TEXT NOT NULL,
  -- The form was saved or the draft discarded: what is still on its way must not bring it back.
  settled_at TEXT,
  -- The fields of the form as JSON, nested by the dots of their names.
  body TEXT NOT NULL CHECK (json_valid(body)),
  UNIQUE (person_id, key)
) STRICT;
CREATE INDEX draft_address ON draft (person_id, address);
CREATE INDEX draft_saved ON draft (saved_at);

-- The week drawn on the desk goes back from what is now, by these.
CREATE INDEX claim_created ON claim (created_at, review_state, level);
CREATE INDEX claim_state_level ON claim (review_state, level);
CREATE INDEX review_at ON review (at);

-- That a claim's corroboration became another level after the claim was recorded.
CREATE TABLE level_step (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  from_level TEXT NOT NULL,
  to_level TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX level_step_claim ON level_step (claim_id, id);
CREATE INDEX level_step_at ON level_step (at);
