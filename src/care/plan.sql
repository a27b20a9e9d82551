-- The plan of a person: one sequence of goals, options, steps and agreements.

-- fn plan_all(org_id org, person_id person) -> plan_row[]
SELECT p.id, p.replaces, p.current, p.hour, p.body, s.user_name
  FROM plan p JOIN staff s ON s.org = p.org AND s.id = p.author
 WHERE p.org = $1 AND p.person = $2 ORDER BY p.id;

-- fn plan_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO plan (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is replaced must still stand: else somebody was faster, and that is a conflict.
-- fn plan_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE plan SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- Are there words of theirs that a plan can grow out of?
-- fn plan_words(org_id org, person_id person) -> plan_words?
SELECT id FROM words WHERE org = $1 AND person = $2 AND current = 1;

-- fn plan_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM plan WHERE org = $1 ORDER BY person;
