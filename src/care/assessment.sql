-- The six domains as the team scores them, and the forms that were answered.

-- fn assessments_of(org_id org, person_id person) -> assessment_row[]
SELECT a.id, a.current, a.hour, a.form, a.body, s.user_name
  FROM assessment a JOIN staff s ON s.org = a.org AND s.id = a.author
 WHERE a.org = $1 AND a.person = $2 ORDER BY a.id;

-- fn assessment_one(org_id org, person_id person, row_id id) -> assessment_row?
SELECT a.id, a.current, a.hour, a.form, a.body, s.user_name
  FROM assessment a JOIN staff s ON s.org = a.org AND s.id = a.author
 WHERE a.org = $1 AND a.person = $2 AND a.id = $3;

-- fn assessment_after(org_id org, person_id person, row_id replaces) -> assessment_row?
SELECT a.id, a.current, a.hour, a.form, a.body, s.user_name
  FROM assessment a JOIN staff s ON s.org = a.org AND s.id = a.author
 WHERE a.org = $1 AND a.person = $2 AND a.replaces = $3;

-- fn assessment_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, word form, sealed body) -> exec one
INSERT INTO assessment (org, person, id, replaces, current, author, hour, form, body)
VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn assessment_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE assessment SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn assessment_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM assessment WHERE org = $1 ORDER BY person;
