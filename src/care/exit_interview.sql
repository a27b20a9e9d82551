-- What was said about our work.

-- fn exit_interviews_of(org_id org, person_id person) -> exit_interview_row[]
SELECT f.id, f.current, f.hour, f.body, s.user_name
  FROM exit_interview f JOIN staff s ON s.org = f.org AND s.id = f.author
 WHERE f.org = $1 AND f.person = $2 ORDER BY f.id;

-- fn exit_interview_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO exit_interview (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- fn exit_interview_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE exit_interview SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn exit_interview_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM exit_interview WHERE org = $1 ORDER BY person;
