-- Published questionnaires that were answered.

-- fn questionnaires_of(org_id org, person_id person) -> questionnaire_row[]
SELECT q.id, q.current, q.hour, q.body, s.user_name
  FROM questionnaire q JOIN staff s ON s.org = q.org AND s.id = q.author
 WHERE q.org = $1 AND q.person = $2 ORDER BY q.id;

-- fn questionnaire_one(org_id org, person_id person, row_id id) -> questionnaire_row?
SELECT q.id, q.current, q.hour, q.body, s.user_name
  FROM questionnaire q JOIN staff s ON s.org = q.org AND s.id = q.author
 WHERE q.org = $1 AND q.person = $2 AND q.id = $3;

-- fn questionnaire_after(org_id org, person_id person, row_id replaces) -> questionnaire_row?
SELECT q.id, q.current, q.hour, q.body, s.user_name
  FROM questionnaire q JOIN staff s ON s.org = q.org AND s.id = q.author
 WHERE q.org = $1 AND q.person = $2 AND q.replaces = $3;

-- fn questionnaire_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO questionnaire (org, person, id, replaces, current, author, hour, body)
VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn questionnaire_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE questionnaire SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn questionnaire_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM questionnaire WHERE org = $1 ORDER BY person;
