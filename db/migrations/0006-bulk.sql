-- Single keys can be in the way of who speaks or types by other means: everybody chooses.
ALTER TABLE person ADD COLUMN single_keys INTEGER NOT NULL DEFAULT 1 CHECK (single_keys IN (0, 1));

-- Review -----------------------------------------------------------------------------------------
-- A step that takes back another one, which stays. Each is taken back once.
ALTER TABLE review ADD COLUMN undoes INTEGER REFERENCES review (id);
CREATE UNIQUE INDEX review_undoes ON review (undoes) WHERE undoes IS NOT NULL;
-- Whom the claim was given to before the step: who begins a review takes the claim.
ALTER TABLE review ADD COLUMN assignee_before INTEGER REFERENCES person (id);
-- Level, denial status and blocking findings as a step away from 'cleared' left them, as JSON:
-- the clearing is given back by an undo only while they are the same.
ALTER TABLE review ADD COLUMN ground TEXT CHECK (json_valid(ground));

-- The queue is read from this index alone, however many claims wait.
CREATE INDEX claim_waiting ON claim (review_state, assignee_id, article_id, changed_at);

-- Many claims at once ------------------------------------------------------------------------------
-- What somebody asked for; the claims that it is about were written down when they asked.
CREATE TABLE bulk (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL CHECK (action IN ('assign', 'ready', 'withdraw')),
  -- Of 'assign'; null gives the claims to nobody.
  assignee_id INTEGER REFERENCES person (id),
  -- Of 'withdraw'.
  reason TEXT,
  -- The query of the list whose claims it took; null where they were chosen one by one.
  filter TEXT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  total INTEGER NOT NULL,
  finished_at TEXT,
  -- Its undoing, by the same person.
  undone_at TEXT,
  undo_finished_at TEXT,
  CHECK (undo_finished_at IS NULL OR undone_at IS NOT NULL)
) STRICT;
CREATE INDEX bulk_person ON bulk (person_id, id);

-- Each claim in turn, and what became of it; null until its turn comes.
CREATE TABLE bulk_claim (
  bulk_id INTEGER NOT NULL REFERENCES bulk (id),
  position INTEGER NOT NULL,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  outcome TEXT CHECK (outcome IN ('done', 'skipped')),
  -- Why it was skipped.
  why TEXT,
  -- The step of the review, or the entry of history about who it was given to.
  review_id INTEGER REFERENCES review (id),
  change_id INTEGER REFERENCES change (id),
  assignee_before INTEGER REFERENCES person (id),
  undo_outcome TEXT CHECK (undo_outcome IN ('undone', 'left')),
  undo_why TEXT,
  PRIMARY KEY (bulk_id, position),
  CHECK (outcome IS NOT NULL OR undo_outcome IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_claim_outcome ON bulk_claim (bulk_id, outcome, why, position);
CREATE INDEX bulk_claim_undo ON bulk_claim (bulk_id, undo_outcome, undo_why, position);
CREATE INDEX bulk_claim_claim ON bulk_claim (claim_id);
