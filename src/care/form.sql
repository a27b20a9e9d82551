-- What was answered on forms.

-- fn form_answers_of(org_id org, person_id person) -> form_answer_row[]
SELECT a.id, a.entry, a.replaces, a.current, a.hour, a.form, a.body, s.user_name
  FROM form_answer a JOIN staff s ON s.org = a.org AND s.id = a.author
 WHERE a.org = $1 AND a.person = $2 ORDER BY a.id;

-- fn form_answer_insert(org_id org, person_id person, row_id id, row_id entry, row_id? replaces, user_id author, instant hour, word form, sealed body) -> exec one
INSERT INTO form_answer (org, person, id, entry, replaces, current, author, hour, form, body)
VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn form_answer_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE form_answer SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn form_answer_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM form_answer WHERE org = $1 ORDER BY person;

-- About a colleague, or the organisation.

-- fn house_answers_of(org_id org, row_id subject) -> house_answer_row[]
SELECT a.id, a.entry, a.replaces, a.current, a.hour, a.form, a.body, s.user_name
  FROM house_answer a JOIN staff s ON s.org = a.org AND s.id = a.author
 WHERE a.org = $1 AND a.subject = $2 ORDER BY a.id;

-- fn house_answer_insert(org_id org, row_id subject, row_id id, row_id entry, row_id? replaces, user_id author, instant hour, word form, sealed body) -> exec one
INSERT INTO house_answer (org, subject, id, entry, replaces, current, author, hour, form, body)
VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9);

-- fn house_answer_replace(org_id org, row_id subject, row_id id) -> exec one
UPDATE house_answer SET current = 0 WHERE org = $1 AND subject = $2 AND id = $3 AND current = 1;
