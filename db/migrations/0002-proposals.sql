-- Proposals --------------------------------------------------------------------------------------
-- That a version of an article's text was read for attributions, or in words why it could not be.
CREATE TABLE text_reading (
  article_id INTEGER NOT NULL,
  text_number INTEGER NOT NULL,
  failure TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (article_id, text_number),
  FOREIGN KEY (article_id, text_number) REFERENCES article_text (article_id, number)
) STRICT, WITHOUT ROWID;

-- An attribution found in a text. It is never changed; what people decide stands beside it.
CREATE TABLE proposal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL,
  text_number INTEGER NOT NULL,
  -- From 0, in the order in which the reader found them.
  position INTEGER NOT NULL,
  -- Position of the proposal whose words state the claim: "the account" is the one before it.
  anchor INTEGER NOT NULL,
  -- Position of the proposal that describes the same source best: "sources" are "seven sources".
  speaker INTEGER NOT NULL,
  stance TEXT NOT NULL CHECK (stance IN ('asserts', 'confirms', 'admits', 'disputes', 'denies',
    'declines', 'no_response', 'awaiting', 'retracts')),
  -- As the reader gave it, with its places in the text: JSON.
  found TEXT NOT NULL CHECK (json_valid(found)),
  UNIQUE (article_id, text_number, position),
  FOREIGN KEY (article_id, text_number) REFERENCES text_reading (article_id, text_number)
) STRICT;
CREATE INDEX proposal_stance ON proposal (stance);

-- Several proposals accepted at once, to be taken back at once.
CREATE TABLE proposal_batch (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  undone_at TEXT
) STRICT;

-- Every decision is kept; the newest of a proposal holds. 'open' takes back the one before it.
CREATE TABLE proposal_decision (
  id INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id),
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'open')),
  -- Of an acceptance: the claim that the attribution went to, and whether it was made for it.
  claim_id INTEGER REFERENCES claim (id),
  attribution_id INTEGER,
  made_claim INTEGER NOT NULL DEFAULT 0 CHECK (made_claim IN (0, 1)),
  batch_id INTEGER REFERENCES proposal_batch (id),
  -- Null: carried over by the program to the same words of a new version of the text.
  person_id INTEGER REFERENCES person (id),
  at TEXT NOT NULL,
  CHECK ((decision = 'accepted') = (claim_id IS NOT NULL))
) STRICT;
CREATE INDEX proposal_decision_proposal ON proposal_decision (proposal_id, id);
CREATE INDEX proposal_decision_claim ON proposal_decision (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX proposal_decision_batch ON proposal_decision (batch_id) WHERE batch_id IS NOT NULL;

-- Words that somebody said are not the same claim as one on file, however alike they look.
CREATE TABLE claim_distinction (
  -- The statement, folded for comparing.
  statement_key TEXT NOT NULL,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  PRIMARY KEY (statement_key, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_distinction_claim ON claim_distinction (claim_id);

-- How many claims have a word: candidates for "nearly the same" are looked up by the rare ones.
CREATE VIRTUAL TABLE claim_terms USING fts5vocab (claim_words, row);
