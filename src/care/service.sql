-- What was done with somebody, and what was promised.

-- fn services_of(org_id org, person_id person) -> service_row[]
SELECT v.id, v.replaces, v.current, v.author, v.hour, v.facts, v.note, s.user_name
  FROM service v JOIN staff s ON s.org = v.org AND s.id = v.author
 WHERE v.org = $1 AND v.person = $2 ORDER BY v.id;

-- fn service_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed? facts, sealed? note) -> exec one
INSERT INTO service (org, person, id, replaces, current, author, hour, facts, note) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn service_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE service SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn service_facts_sealed(org_id org) -> sealed_row each
SELECT person, id, facts AS value FROM service WHERE org = $1 AND facts IS NOT NULL ORDER BY person;

-- fn service_note_sealed(org_id org) -> sealed_row each
SELECT person, id, note AS value FROM service WHERE org = $1 AND note IS NOT NULL ORDER BY person;
