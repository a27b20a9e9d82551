-- Savings, training and work, going home.

-- fn onwards_of(org_id org, person_id person) -> onward_row[]
SELECT o.id, o.replaces, o.current, o.hour, o.body, s.user_name
  FROM onward o JOIN staff s ON s.org = o.org AND s.id = o.author
 WHERE o.org = $1 AND o.person = $2 ORDER BY o.id;

-- fn onward_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO onward (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn onward_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE onward SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn onward_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM onward WHERE org = $1 ORDER BY person;
