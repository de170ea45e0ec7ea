-- The cards: what the filters of claims read from memory ------------------------------------------
-- Which claims (or articles, of which claims take publisher and desk) have changed, in their order:
-- the cards in memory read those anew. Written by triggers, so that no code can forget it. An entry
-- is not made twice in a row for the same claim: readers take the last one they know as new again.
CREATE TABLE claim_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id INTEGER,
  article_id INTEGER,
  -- Random, so that another file in the place of this one is noticed.
  stamp INTEGER NOT NULL DEFAULT (abs(random() % 9007199254740991))
) STRICT;

-- Cards as they were at an entry of the log, so that a start need not read all the facts. They can
-- be thrown away at any time.
CREATE TABLE claim_chunk (
  chunk INTEGER PRIMARY KEY,
  -- The entry of claim_change up to which it is right.
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- The stamps of blocks of claims that were here before.
DROP TRIGGER claim_added;
DROP TRIGGER claim_changed;
DROP TRIGGER claim_removed;
DROP TRIGGER claim_subject_added;
DROP TRIGGER claim_subject_changed;
DROP TRIGGER claim_subject_removed;
DROP TRIGGER claim_flag_added;
DROP TRIGGER claim_flag_changed;
DROP TRIGGER claim_flag_removed;
DROP TRIGGER claim_finding_added;
DROP TRIGGER claim_finding_changed;
DROP TRIGGER claim_finding_removed;
DROP TRIGGER attribution_added;
DROP TRIGGER attribution_changed;
DROP TRIGGER attribution_removed;
DROP TRIGGER attribution_type_added;
DROP TRIGGER attribution_type_changed;
DROP TRIGGER attribution_type_removed;
DROP TRIGGER relay_added;
DROP TRIGGER relay_changed;
DROP TRIGGER relay_removed;
DROP TRIGGER article_regrouped;
DROP TRIGGER source_merged;
DROP TABLE claim_block;

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
CREATE TRIGGER attribution_removed AFTER DELETE ON attribution
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT OLD.claim_id WHERE OLD.claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;
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
CREATE TRIGGER relay_removed AFTER DELETE ON relay
BEGIN
  INSERT INTO claim_change (claim_id)
  SELECT claim_id FROM attribution WHERE id = OLD.attribution_id
    AND claim_id IS NOT (SELECT claim_id FROM claim_change ORDER BY id DESC LIMIT 1);
END;
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
-- The cards hold what a source became, not under what it was recorded.
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
