-- Where somebody sleeps, now and before.

-- fn stays_of(org_id org, person_id person) -> stay_row[]
SELECT y.id, y.replaces, y.current, y.hour, y.facts, y.place, s.user_name
  FROM stay y JOIN staff s ON s.org = y.org AND s.id = y.author
 WHERE y.org = $1 AND y.person = $2 ORDER BY y.id;

-- fn stay_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed? facts, sealed? place) -> exec one
INSERT INTO stay (org, person, id, replaces, current, author, hour, facts, place) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- The one that is replaced must still be the latest: else somebody was faster, and that is a conflict.
-- fn stay_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE stay SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn stay_facts_sealed(org_id org) -> sealed_row each
SELECT person, id, facts AS value FROM stay WHERE org = $1 AND facts IS NOT NULL ORDER BY person;

-- fn stay_place_sealed(org_id org) -> sealed_row each
SELECT person, id, place AS value FROM stay WHERE org = $1 AND place IS NOT NULL ORDER BY person;
