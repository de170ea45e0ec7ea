-- Review -----------------------------------------------------------------------------------------
-- Every step of a claim through its review; the claim keeps only where it stands now.
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  from_state TEXT NOT NULL CHECK (from_state IN
    ('draft', 'ready', 'in_review', 'changes_requested', 'cleared', 'withdrawn')),
  to_state TEXT NOT NULL CHECK (to_state IN
    ('draft', 'ready', 'in_review', 'changes_requested', 'cleared', 'withdrawn')),
  -- 'asked': by a person; 'changed': a locked claim was changed; 'ground': what it rests on moved.
  cause TEXT NOT NULL CHECK (cause IN ('asked', 'changed', 'ground')),
  reason TEXT,
  assessment TEXT CHECK (assessment IN
    ('unassessed', 'supported', 'unproven', 'misleading', 'refuted')),
  explanation TEXT,
  -- Level, denial status and blocking findings before and after the ground moved, as JSON.
  was TEXT CHECK (json_valid(was)),
  now TEXT CHECK (json_valid(now)),
  -- The revision of the claim that it is about.
  version INTEGER NOT NULL,
  person_id INTEGER REFERENCES person (id),
  at TEXT NOT NULL,
  -- Its entry of history: what came after it there came after this step.
  change_id INTEGER NOT NULL REFERENCES change (id)
) STRICT;
CREATE INDEX review_claim ON review (claim_id, id);

CREATE INDEX claim_review_state ON claim (review_state);
CREATE INDEX claim_assignee ON claim (assignee_id) WHERE assignee_id IS NOT NULL;

-- Sourcing rules ---------------------------------------------------------------------------------
-- A finding that somebody let stand, with a reason. It ends; it is never removed.
CREATE TABLE waiver (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  code TEXT NOT NULL,
  -- What the finding was when it was waived: a waiver does not cover anything graver.
  severity TEXT NOT NULL CHECK (severity IN ('block', 'warn', 'note')),
  reason TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  made_at TEXT NOT NULL,
  rules_version INTEGER NOT NULL,
  -- What the rule looked at in the claim; it lapses when that changes.
  looked_at TEXT NOT NULL,
  ended_at TEXT,
  ended_by INTEGER REFERENCES person (id),
  end_cause TEXT CHECK (end_cause IN ('taken_back', 'lapsed', 'replaced')),
  CHECK ((ended_at IS NULL) = (end_cause IS NULL))
) STRICT;
CREATE INDEX waiver_claim ON waiver (claim_id, id);
CREATE UNIQUE INDEX waiver_in_force ON waiver (claim_id, code) WHERE ended_at IS NULL;

-- What the newsroom set a rule to; a rule without a row keeps its default.
CREATE TABLE rule_setting (
  code TEXT PRIMARY KEY,
  severity TEXT NOT NULL CHECK (severity IN ('block', 'warn', 'note', 'off')),
  person_id INTEGER REFERENCES person (id),
  at TEXT NOT NULL
) STRICT;

-- After the rules were set anew all findings are derived anew, in batches; the newest row is shown.
CREATE TABLE rule_run (
  id INTEGER PRIMARY KEY,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  -- Claims up to this id are done.
  reached_id INTEGER NOT NULL DEFAULT 0,
  started_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

-- Comments ---------------------------------------------------------------------------------------
CREATE TABLE comment (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  body TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  resolved_by INTEGER REFERENCES person (id),
  resolved_at TEXT,
  CHECK ((resolved_by IS NULL) = (resolved_at IS NULL))
) STRICT;
CREATE INDEX comment_claim ON comment (claim_id, id);

-- Whom a comment names with an @.
CREATE TABLE mention (
  comment_id INTEGER NOT NULL REFERENCES comment (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (comment_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_person ON mention (person_id, comment_id);
