-- What one person changed, and what was changed in some days, newest first.
CREATE INDEX change_person ON change (person_id, id);
CREATE INDEX change_at ON change (at, id);
