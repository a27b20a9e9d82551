-- Safety: needs and the plan.

-- --- needs ---

-- fn safety_needs_of(org_id org, person_id person) -> safety_need_row[]
SELECT n.id, n.replaces, n.current, n.state, n.hour, n.body, s.user_name
  FROM safety_need n JOIN staff s ON s.org = n.org AND s.id = n.author
 WHERE n.org = $1 AND n.person = $2 ORDER BY n.id;

-- fn safety_needs_open(org_id org, person_id person) -> safety_need_row[]
SELECT n.id, n.replaces, n.current, n.state, n.hour, n.body, s.user_name
  FROM safety_need n JOIN staff s ON s.org = n.org AND s.id = n.author
 WHERE n.org = $1 AND n.person = $2 AND n.current = 1 AND n.state = 1 ORDER BY n.id;

-- fn safety_need_one(org_id org, person_id person, row_id id) -> safety_need_row?
SELECT n.id, n.replaces, n.current, n.state, n.hour, n.body, s.user_name
  FROM safety_need n JOIN staff s ON s.org = n.org AND s.id = n.author
 WHERE n.org = $1 AND n.person = $2 AND n.id = $3;

-- fn safety_need_after(org_id org, person_id person, row_id replaces) -> safety_need_row?
SELECT n.id, n.replaces, n.current, n.state, n.hour, n.body, s.user_name
  FROM safety_need n JOIN staff s ON s.org = n.org AND s.id = n.author
 WHERE n.org = $1 AND n.person = $2 AND n.replaces = $3;

-- fn safety_need_insert(org_id org, person_id person, row_id id, row_id? replaces, number state, user_id author, instant hour, sealed body) -> exec one
INSERT INTO safety_need (org, person, id, replaces, current, state, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- It must still stand and be open: else somebody was faster, and that is a conflict.
-- fn safety_need_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE safety_need SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1 AND state = 1;

-- A colleague, and whether she walks along: then the task stands on her own day.
-- fn safety_colleague(org_id org, person_id person, user_id staff) -> safety_colleague?
SELECT s.user_name, a.state AS "assigned: number?"
  FROM staff s LEFT JOIN assignment a ON a.org = s.org AND a.staff = s.id AND a.person = $2
 WHERE s.org = $1 AND s.id = $3 AND s.state = 1;

-- fn safety_need_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM safety_need WHERE org = $1 ORDER BY person;

-- --- the plan ---

-- fn safety_plans_of(org_id org, person_id person) -> safety_plan_row[]
SELECT w.id, w.current, w.hour, w.body, s.user_name
  FROM safety_plan w JOIN staff s ON s.org = w.org AND s.id = w.author
 WHERE w.org = $1 AND w.person = $2 ORDER BY w.id;

-- fn safety_plan_now(org_id org, person_id person) -> safety_plan_row?
SELECT w.id, w.current, w.hour, w.body, s.user_name
  FROM safety_plan w JOIN staff s ON s.org = w.org AND s.id = w.author
 WHERE w.org = $1 AND w.person = $2 AND w.current = 1;

-- fn safety_plan_one(org_id org, person_id person, row_id id) -> safety_plan_row?
SELECT w.id, w.current, w.hour, w.body, s.user_name
  FROM safety_plan w JOIN staff s ON s.org = w.org AND s.id = w.author
 WHERE w.org = $1 AND w.person = $2 AND w.id = $3;

-- fn safety_plan_insert(org_id org, person_id person, row_id id, row_id replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO safety_plan (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- fn safety_plan_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE safety_plan SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn safety_plan_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM safety_plan WHERE org = $1 ORDER BY person;
