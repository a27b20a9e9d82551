-- How walks ended, and what was found afterwards.

-- fn closures_of(org_id org, person_id person) -> closure_row[]
SELECT k.id, k.current, k.hour, k.body, s.user_name
  FROM closure k JOIN staff s ON s.org = k.org AND s.id = k.author
 WHERE k.org = $1 AND k.person = $2 ORDER BY k.id;

-- fn closure_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO closure (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- fn closure_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE closure SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- What is closed is not closed again; what goes on is not followed up.
-- fn closure_state(org_id org, person_id person, episode_id episode, number state) -> expect
SELECT id FROM episode WHERE org = $1 AND person = $2 AND id = $3 AND state = $4;

-- fn closure_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM closure WHERE org = $1 ORDER BY person;
