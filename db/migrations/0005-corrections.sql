-- Corrections ------------------------------------------------------------------------------------
-- What was wrong in a published story, who asked, what was decided, and the wording published.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id),
  -- The version of the text that it is about; null where no text was recorded.
  text_number INTEGER,
  wrong TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('open', 'corrected', 'clarified', 'removed', 'refused')),
  decision TEXT,
  wording TEXT,
  published_on TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  person_id INTEGER NOT NULL REFERENCES person (id),
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  CHECK ((wording IS NULL) = (published_on IS NULL)),
  FOREIGN KEY (article_id, text_number) REFERENCES article_text (article_id, number)
) STRICT;
CREATE INDEX correction_article ON correction (article_id, id);

CREATE TABLE correction_claim (
  correction_id INTEGER NOT NULL REFERENCES correction (id),
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  PRIMARY KEY (correction_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_claim_claim ON correction_claim (claim_id);
