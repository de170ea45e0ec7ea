-- Right of reply ---------------------------------------------------------------------------------
-- That a subject was asked about claims. What came back is the position on each claim: the
-- attribution that bears the request's id.
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
CREATE INDEX reply_source ON reply (source_id);
CREATE INDEX reply_follow_up ON reply (follow_up_on) WHERE follow_up_on IS NOT NULL;

CREATE TABLE reply_claim (
  reply_id INTEGER NOT NULL REFERENCES reply (id),
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (reply_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reply_claim_claim ON reply_claim (claim_id, reply_id);

CREATE INDEX attribution_reply ON attribution (reply_id, claim_id) WHERE reply_id IS NOT NULL;

-- Until now there was no request that a row could mean by this number.
UPDATE attribution SET reply_id = NULL WHERE reply_id IS NOT NULL;

-- What came back can be changed on the claim too: whoever has the request open then sees that.
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

-- The days on which the daily run was done. What depends on the day is derived as of the last one,
-- so that what is stored is at any time what the facts give.
CREATE TABLE daily_run (
  day TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
