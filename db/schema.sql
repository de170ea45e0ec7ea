-- Made from the migrations; npm run schema writes it anew.

CREATE TABLE appearance (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  article_id INTEGER NOT NULL REFERENCES article (id),
  quote TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  -- Place in the article's current text (UTF-16 code units, end exclusive); null where gone.
  start INTEGER,
  "end" INTEGER,
  -- Number of the paragraph it starts in, from 1.
  paragraph INTEGER,
  state TEXT NOT NULL CHECK (state IN ('found', 'moved', 'gone')),
  -- The text version in which the state was last established.
  text_number INTEGER,
  CHECK ((state = 'gone') = (start IS NULL)),
  CHECK ((start IS NULL) = ("end" IS NULL))
) STRICT;

CREATE INDEX appearance_article ON appearance (article_id, start);

CREATE INDEX appearance_claim ON appearance (claim_id);

CREATE TRIGGER article_added AFTER INSERT ON article
BEGIN
  INSERT INTO claim_change (article_id) VALUES (NEW.id);
END;

CREATE TRIGGER article_regrouped AFTER UPDATE OF publisher_id, desk ON article
BEGIN
  INSERT INTO claim_change (article_id) VALUES (NEW.id);
END;

CREATE TRIGGER article_removed AFTER DELETE ON article
BEGIN
  INSERT INTO claim_change (article_id) VALUES (OLD.id);
END;

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  headline TEXT NOT NULL,
  publisher_id INTEGER REFERENCES source (id),
  agency_id INTEGER REFERENCES source (id),
  ours INTEGER NOT NULL DEFAULT 0 CHECK (ours IN (0, 1)),
  desk TEXT,
  due_at TEXT,
  byline TEXT,
  dateline TEXT,
  published_on TEXT,
  url TEXT,
  language TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  author_id INTEGER REFERENCES person (id),
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX article_desk ON article (desk);

CREATE INDEX article_newest ON article (COALESCE(published_on, substr(created_at, 1, 10)), id);

CREATE INDEX article_publisher ON article (publisher_id);

CREATE TABLE article_text (
  article_id INTEGER NOT NULL REFERENCES article (id),
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  person_id INTEGER REFERENCES person (id),
  at TEXT NOT NULL,
  PRIMARY KEY (article_id, number)
) STRICT;

CREATE TRIGGER attribution_added AFTER INSERT ON attribution
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT NEW.claim_id WHERE NEW.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER attribution_changed AFTER UPDATE ON attribution
BEGIN
  INSERT INTO claim_change (claim_id) SELECT OLD.claim_id WHERE OLD.claim_id <> NEW.claim_id;
  INSERT INTO claim_change (claim_id)
  SELECT NEW.claim_id WHERE NEW.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER attribution_left BEFORE DELETE ON attribution
BEGIN
  INSERT OR IGNORE INTO claim_once_of
  SELECT id, OLD.claim_id FROM source
  WHERE id IN (SELECT OLD.source_id UNION SELECT OLD.on_behalf_of
      UNION SELECT source_id FROM relay WHERE attribution_id = OLD.id)
    AND identity LIKE 'unnamed%';
END;

CREATE TRIGGER attribution_removed AFTER DELETE ON attribution
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT OLD.claim_id WHERE OLD.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER attribution_source_left AFTER UPDATE OF source_id, on_behalf_of ON attribution
WHEN NEW.source_id <> OLD.source_id OR NEW.on_behalf_of IS NOT OLD.on_behalf_of
BEGIN
  INSERT OR IGNORE INTO claim_once_of
  SELECT id, OLD.claim_id FROM source
  WHERE id IN (OLD.source_id, OLD.on_behalf_of)
    AND identity LIKE 'unnamed%';
END;

CREATE TRIGGER reply_outcome_changed AFTER UPDATE ON attribution
WHEN OLD.reply_id IS NOT NULL AND (
  NEW.reply_id IS NOT OLD.reply_id OR NEW.stance <> OLD.stance OR NEW.scope <> OLD.scope
  OR NEW.provisional <> OLD.provisional OR NEW.wording IS NOT OLD.wording
  OR NEW.quote IS NOT OLD.quote OR NEW.said_on IS NOT OLD.said_on)
BEGIN
  UPDATE reply SET version = version + 1 WHERE id = OLD.reply_id;
END;

CREATE TRIGGER reply_outcome_removed AFTER DELETE ON attribution
WHEN OLD.reply_id IS NOT NULL
BEGIN
  UPDATE reply SET version = version + 1 WHERE id = OLD.reply_id;
END;

CREATE TABLE attribution (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id),
  stance TEXT NOT NULL CHECK (stance IN ('asserts', 'confirms', 'admits', 'disputes', 'denies',
    'declines', 'no_response', 'awaiting', 'retracts')),
  scope TEXT NOT NULL DEFAULT 'whole' CHECK (scope IN ('whole', 'part')),
  wording TEXT,
  quote TEXT,
  cue TEXT,
  capacity TEXT NOT NULL CHECK (capacity IN ('government', 'diplomatic', 'security', 'political',
    'judicial', 'armed_group', 'igo', 'civil_society', 'expert', 'business', 'media', 'citizen',
    'record', 'social', 'own', 'untyped')),
  directness TEXT NOT NULL DEFAULT 'unknown' CHECK (directness IN
    ('witnessed', 'first_hand', 'second_hand', 'document', 'analysis', 'unknown')),
  ground_rules TEXT NOT NULL DEFAULT 'unknown' CHECK (ground_rules IN
    ('on_record', 'background', 'deep_background', 'off_record', 'unknown')),
  anonymity_reason TEXT,
  interest TEXT NOT NULL DEFAULT 'unknown'
    CHECK (interest IN ('subject', 'party', 'independent', 'unknown')),
  on_behalf_of INTEGER REFERENCES source (id),
  provisional INTEGER NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1)),
  carried INTEGER NOT NULL DEFAULT 0 CHECK (carried IN (0, 1)),
  said_on TEXT,
  article_id INTEGER REFERENCES article (id),
  reply_id INTEGER,
  identity_known_by TEXT,
  identity_known_on TEXT,
  -- Derived, for the filters.
  named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
  relayed INTEGER NOT NULL DEFAULT 0 CHECK (relayed IN (0, 1))
) STRICT;

CREATE INDEX attribution_claim ON attribution (claim_id, position);

CREATE INDEX attribution_on_behalf_of ON attribution (on_behalf_of) WHERE on_behalf_of IS NOT NULL;

CREATE INDEX attribution_reply ON attribution (reply_id, claim_id) WHERE reply_id IS NOT NULL;

CREATE INDEX attribution_source ON attribution (source_id, claim_id);

CREATE TRIGGER attribution_type_added AFTER INSERT ON attribution_type
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT claim_id FROM attribution WHERE id = NEW.attribution_id
    AND claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER attribution_type_changed AFTER UPDATE ON attribution_type
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT claim_id FROM attribution WHERE id = NEW.attribution_id
    AND claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER attribution_type_removed AFTER DELETE ON attribution_type
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT claim_id FROM attribution WHERE id = OLD.attribution_id
    AND claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TABLE attribution_type (
  attribution_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  PRIMARY KEY (attribution_id, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE backup (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

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

CREATE INDEX bulk_claim_claim ON bulk_claim (claim_id);

CREATE INDEX bulk_claim_outcome ON bulk_claim (bulk_id, outcome, why, position);

CREATE INDEX bulk_claim_undo ON bulk_claim (bulk_id, undo_outcome, undo_why, position);

CREATE TRIGGER change_is_kept BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER change_stays BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  person_id INTEGER REFERENCES person (id),
  entity TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  claim_id INTEGER,
  action TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE INDEX change_at ON change (at, id);

CREATE INDEX change_claim ON change (claim_id, id) WHERE claim_id IS NOT NULL;

CREATE INDEX change_entity ON change (entity, entity_id, id);

CREATE INDEX change_person ON change (person_id, id);

CREATE TRIGGER change_value_is_kept BEFORE DELETE ON change_value
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER change_value_stays BEFORE UPDATE ON change_value
WHEN NEW.old IS NOT NULL OR NEW.new IS NOT NULL OR NEW.salt IS NOT NULL
  OR NEW.digest <> OLD.digest OR NEW.path <> OLD.path
  OR NEW.change_id <> OLD.change_id OR NEW.position <> OLD.position
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TABLE change_value (
  change_id INTEGER NOT NULL REFERENCES change (id),
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  old TEXT,
  new TEXT,
  salt TEXT,
  digest TEXT NOT NULL,
  PRIMARY KEY (change_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_added AFTER INSERT ON claim
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT NEW.id WHERE NEW.id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER claim_changed AFTER UPDATE ON claim
BEGIN
  INSERT INTO claim_change (claim_id) SELECT OLD.id WHERE OLD.id <> NEW.id;
  INSERT INTO claim_change (claim_id)
  SELECT NEW.id WHERE NEW.id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER claim_removed AFTER DELETE ON claim
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT OLD.id WHERE OLD.id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  statement TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('fact', 'allegation', 'position', 'opinion', 'analysis', 'prediction')),
  adverse INTEGER NOT NULL CHECK (adverse IN (0, 1)),
  reported_speaker TEXT,
  article_id INTEGER REFERENCES article (id),
  made_on TEXT,
  credibility INTEGER CHECK (credibility BETWEEN 1 AND 6),
  review_state TEXT NOT NULL DEFAULT 'draft' CHECK (review_state IN
    ('draft', 'ready', 'in_review', 'changes_requested', 'cleared', 'withdrawn')),
  assessment TEXT NOT NULL DEFAULT 'unassessed' CHECK (assessment IN
    ('unassessed', 'supported', 'unproven', 'misleading', 'refuted')),
  author_id INTEGER REFERENCES person (id),
  assignee_id INTEGER REFERENCES person (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  -- Derived, written with the facts in one transaction; a test recomputes them.
  claim_date TEXT NOT NULL,
  denial TEXT NOT NULL CHECK (denial IN ('not_required', 'not_recorded', 'awaiting', 'no_response',
    'declined', 'disputed', 'partly_denied', 'denied', 'mixed', 'admitted')),
  level TEXT NOT NULL CHECK (level IN ('unattributed', 'relayed', 'single_unnamed',
    'uncounted_group', 'single_named', 'multi_unnamed', 'multi_named', 'primary')),
  origins_min INTEGER NOT NULL,
  origins_max INTEGER
) STRICT;

CREATE INDEX claim_article ON claim (article_id);

CREATE INDEX claim_assignee ON claim (assignee_id) WHERE assignee_id IS NOT NULL;

CREATE INDEX claim_author ON claim (author_id);

CREATE INDEX claim_changed ON claim (changed_at, id);

CREATE INDEX claim_created ON claim (created_at, review_state, level);

CREATE INDEX claim_newest ON claim (claim_date, id);

CREATE INDEX claim_review_state ON claim (review_state);

CREATE INDEX claim_state_level ON claim (review_state, level);

CREATE INDEX claim_waiting ON claim (review_state, assignee_id, article_id, changed_at);

CREATE TABLE claim_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id INTEGER,
  article_id INTEGER,
  -- Random, so that another file in the place of this one is noticed.
  stamp INTEGER NOT NULL DEFAULT (abs(random() % 9007199254740991))
) STRICT;

CREATE TABLE claim_chunk (
  chunk INTEGER PRIMARY KEY,
  -- The entry of claim_change up to which it is right.
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE claim_distinction (
  -- The statement, folded for comparing.
  statement_key TEXT NOT NULL,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  PRIMARY KEY (statement_key, claim_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_distinction_claim ON claim_distinction (claim_id);

CREATE TRIGGER claim_finding_added AFTER INSERT ON claim_finding
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT NEW.claim_id WHERE NEW.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER claim_finding_changed AFTER UPDATE ON claim_finding
BEGIN
  INSERT INTO claim_change (claim_id) SELECT OLD.claim_id WHERE OLD.claim_id <> NEW.claim_id;
  INSERT INTO claim_change (claim_id)
  SELECT NEW.claim_id WHERE NEW.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER claim_finding_removed AFTER DELETE ON claim_finding
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT OLD.claim_id WHERE OLD.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TABLE claim_finding (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  code TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('block', 'warn', 'note')),
  message TEXT NOT NULL,
  attribution_id INTEGER,
  waived INTEGER NOT NULL DEFAULT 0 CHECK (waived IN (0, 1)),
  PRIMARY KEY (claim_id, code)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_flag_added AFTER INSERT ON claim_flag
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT NEW.claim_id WHERE NEW.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER claim_flag_changed AFTER UPDATE ON claim_flag
BEGIN
  INSERT INTO claim_change (claim_id) SELECT OLD.claim_id WHERE OLD.claim_id <> NEW.claim_id;
  INSERT INTO claim_change (claim_id)
  SELECT NEW.claim_id WHERE NEW.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER claim_flag_removed AFTER DELETE ON claim_flag
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT OLD.claim_id WHERE OLD.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TABLE claim_flag (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  flag TEXT NOT NULL,
  PRIMARY KEY (claim_id, flag)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_once_of (
  source_id INTEGER NOT NULL,
  claim_id INTEGER NOT NULL,
  PRIMARY KEY (source_id, claim_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_subject_added AFTER INSERT ON claim_subject
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT NEW.claim_id WHERE NEW.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER claim_subject_changed AFTER UPDATE ON claim_subject
BEGIN
  INSERT INTO claim_change (claim_id) SELECT OLD.claim_id WHERE OLD.claim_id <> NEW.claim_id;
  INSERT INTO claim_change (claim_id)
  SELECT NEW.claim_id WHERE NEW.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER claim_subject_removed AFTER DELETE ON claim_subject
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT OLD.claim_id WHERE OLD.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TABLE claim_subject (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  source_id INTEGER NOT NULL REFERENCES source (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (claim_id, source_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_subject_source ON claim_subject (source_id, claim_id);

CREATE VIRTUAL TABLE claim_terms USING fts5vocab (claim_words, row);

CREATE VIRTUAL TABLE claim_words USING fts5 (
  statement, words, sources,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

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

CREATE TABLE daily_run (
  day TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  judgement TEXT NOT NULL CHECK (judgement IN ('same', 'separate', 'apart')),
  source_id INTEGER NOT NULL REFERENCES source (id),
  other_id INTEGER REFERENCES source (id),
  reason TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  made_at TEXT NOT NULL,
  undone_by INTEGER REFERENCES person (id),
  undone_at TEXT,
  CHECK (judgement <> 'same' OR other_id IS NOT NULL)
) STRICT;

CREATE INDEX decision_other ON decision (other_id) WHERE other_id IS NOT NULL;

CREATE INDEX decision_source ON decision (source_id);

CREATE TABLE default_filter (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  filter_id INTEGER NOT NULL REFERENCES saved_filter (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX default_filter_filter ON default_filter (filter_id);

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

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  -- 'none': the story says that none has been presented.
  kind TEXT NOT NULL
    CHECK (kind IN ('document', 'recording', 'image', 'dataset', 'link', 'none')),
  bearing TEXT NOT NULL CHECK (bearing IN ('supports', 'contradicts')),
  title TEXT NOT NULL,
  url TEXT,
  obtained TEXT,
  note TEXT
) STRICT;

CREATE INDEX evidence_claim ON evidence (claim_id, position);

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

CREATE VIEW hidden_source AS SELECT 0 AS id WHERE 0;

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

CREATE TABLE invitation (
  id INTEGER PRIMARY KEY,
  code_hash TEXT NOT NULL UNIQUE,
  email TEXT COLLATE NOCASE,
  name TEXT,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'fact_checker', 'admin')),
  person_id INTEGER REFERENCES person (id),
  invited_by INTEGER REFERENCES person (id),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT,
  withdrawn_at TEXT
) STRICT;

CREATE TABLE known_address (
  person_id INTEGER NOT NULL REFERENCES person (id),
  network TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (person_id, network)
) STRICT, WITHOUT ROWID;

CREATE TABLE level_step (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  from_level TEXT NOT NULL,
  to_level TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE INDEX level_step_at ON level_step (at);

CREATE INDEX level_step_claim ON level_step (claim_id, id);

CREATE TABLE mention (
  comment_id INTEGER NOT NULL REFERENCES comment (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (comment_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mention_person ON mention (person_id, comment_id);

CREATE TABLE merge (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  into_id INTEGER NOT NULL REFERENCES source (id),
  reason TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  made_at TEXT NOT NULL,
  undone_by INTEGER REFERENCES person (id),
  undone_at TEXT
) STRICT;

CREATE INDEX merge_into ON merge (into_id);

CREATE INDEX merge_source ON merge (source_id);

CREATE TABLE migration
       (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, at TEXT NOT NULL) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'fact_checker', 'admin')),
  password_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  disabled_at TEXT
, single_keys INTEGER NOT NULL DEFAULT 1 CHECK (single_keys IN (0, 1))) STRICT;

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

CREATE TABLE proposal_batch (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  undone_at TEXT
) STRICT;

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

CREATE INDEX proposal_decision_batch ON proposal_decision (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX proposal_decision_claim ON proposal_decision (claim_id) WHERE claim_id IS NOT NULL;

CREATE INDEX proposal_decision_proposal ON proposal_decision (proposal_id, id);

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

CREATE TRIGGER relay_added AFTER INSERT ON relay
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT claim_id FROM attribution WHERE id = NEW.attribution_id
    AND claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER relay_changed AFTER UPDATE ON relay
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT claim_id FROM attribution WHERE id = NEW.attribution_id
    AND claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TRIGGER relay_left BEFORE DELETE ON relay
BEGIN
  INSERT OR IGNORE INTO claim_once_of
  SELECT source.id, attribution.claim_id FROM source JOIN attribution
  WHERE source.id = OLD.source_id AND attribution.id = OLD.attribution_id
    AND identity LIKE 'unnamed%';
END;

CREATE TRIGGER relay_removed AFTER DELETE ON relay
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT claim_id FROM attribution WHERE id = OLD.attribution_id
    AND claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;

CREATE TABLE relay (
  attribution_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id),
  own_channel INTEGER NOT NULL DEFAULT 0 CHECK (own_channel IN (0, 1)),
  PRIMARY KEY (attribution_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX relay_source ON relay (source_id, attribution_id);

CREATE TABLE reply (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL REFERENCES source (id),
  channel TEXT NOT NULL CHECK (channel IN ('phone', 'email', 'letter', 'in_person', 'other')),
  asked_by INTEGER REFERENCES person (id),
  asked_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  -- The day to ask again one that did not immediately respond; null: nothing is provisional.
  follow_up_on TEXT,
  note TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES person (id),
  withdrawn_why TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL))
) STRICT;

CREATE INDEX reply_follow_up ON reply (follow_up_on) WHERE follow_up_on IS NOT NULL;

CREATE INDEX reply_source ON reply (source_id);

CREATE TABLE reply_claim (
  reply_id INTEGER NOT NULL REFERENCES reply (id),
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (reply_id, claim_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reply_claim_claim ON reply_claim (claim_id, reply_id);

CREATE TABLE retraction (
  attribution_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
  retracted_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
  PRIMARY KEY (attribution_id, retracted_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX retraction_retracted ON retraction (retracted_id);

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
, undoes INTEGER REFERENCES review (id), assignee_before INTEGER REFERENCES person (id), ground TEXT CHECK (json_valid(ground))) STRICT;

CREATE INDEX review_at ON review (at);

CREATE INDEX review_claim ON review (claim_id, id);

CREATE UNIQUE INDEX review_undoes ON review (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE rule_run (
  id INTEGER PRIMARY KEY,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  -- Claims up to this id are done.
  reached_id INTEGER NOT NULL DEFAULT 0,
  started_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

CREATE TABLE rule_setting (
  code TEXT PRIMARY KEY,
  severity TEXT NOT NULL CHECK (severity IN ('block', 'warn', 'note', 'off')),
  person_id INTEGER REFERENCES person (id),
  at TEXT NOT NULL
) STRICT;

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

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id),
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  agent TEXT NOT NULL,
  address TEXT NOT NULL
) STRICT;

CREATE INDEX session_person ON session (person_id);

CREATE TABLE sign_in_failure (
  key TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  -- No attempt is heard before this time.
  until TEXT NOT NULL,
  forget_at TEXT NOT NULL
) STRICT;

CREATE INDEX sign_in_failure_forget ON sign_in_failure (forget_at);

CREATE TRIGGER source_merged AFTER UPDATE OF canonical_id ON source
WHEN NEW.canonical_id IS NOT OLD.canonical_id
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT claim_id FROM attribution WHERE source_id = NEW.id
  UNION SELECT claim_id FROM attribution WHERE on_behalf_of = NEW.id
  UNION SELECT claim_id FROM relay JOIN attribution ON attribution.id = attribution_id
    WHERE relay.source_id = NEW.id
  UNION SELECT claim_id FROM claim_subject WHERE source_id = NEW.id;
  INSERT INTO claim_change (article_id) SELECT id FROM article WHERE publisher_id = NEW.id;
END;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  -- The name folded for matching: NFKC, lower case, white space collapsed.
  name_key TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('government', 'diplomatic', 'security', 'political',
    'judicial', 'armed_group', 'igo', 'civil_society', 'expert', 'business', 'media', 'citizen',
    'record', 'social', 'own', 'untyped')),
  identity TEXT NOT NULL
    CHECK (identity IN ('named_person', 'named_org', 'unnamed_described', 'unnamed_bare')),
  collective INTEGER NOT NULL DEFAULT 0 CHECK (collective IN (0, 1)),
  count INTEGER CHECK (count >= 2),
  -- A JSON list of types.
  partial_types TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(partial_types)),
  part_of INTEGER REFERENCES source (id),
  -- An unnamed source belongs to one article, or to one claim while there is no article.
  article_id INTEGER REFERENCES article (id),
  claim_id INTEGER REFERENCES claim (id),
  merged_into INTEGER REFERENCES source (id),
  -- The source that this one stands for after all merges; itself, where it was not merged.
  canonical_id INTEGER REFERENCES source (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  CHECK (part_of IS NULL OR part_of <> id),
  CHECK (count IS NULL OR collective = 1)
) STRICT;

CREATE INDEX source_article ON source (article_id) WHERE article_id IS NOT NULL;

CREATE INDEX source_canonical ON source (canonical_id);

CREATE INDEX source_claim ON source (claim_id) WHERE claim_id IS NOT NULL;

CREATE INDEX source_merged ON source (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX source_name ON source (name_key);

CREATE INDEX source_part_of ON source (part_of) WHERE part_of IS NOT NULL;

CREATE TABLE source_alias (
  source_id INTEGER NOT NULL REFERENCES source (id),
  alias TEXT NOT NULL,
  alias_key TEXT NOT NULL,
  PRIMARY KEY (source_id, alias_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_alias_key ON source_alias (alias_key);

CREATE TABLE source_reliability (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  grade TEXT CHECK (grade IN ('A', 'B', 'C', 'D', 'E', 'F')),
  person_id INTEGER REFERENCES person (id),
  at TEXT NOT NULL
) STRICT;

CREATE INDEX source_reliability_source ON source_reliability (source_id, id);

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

CREATE TABLE text_reading (
  article_id INTEGER NOT NULL,
  text_number INTEGER NOT NULL,
  failure TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (article_id, text_number),
  FOREIGN KEY (article_id, text_number) REFERENCES article_text (article_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
  created_at TEXT NOT NULL,
  used_at TEXT,
  revoked_at TEXT
) STRICT;

CREATE INDEX token_person ON token (person_id);

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
