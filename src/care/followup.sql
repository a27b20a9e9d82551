-- What was wished about being asked afterwards, and what was found.

-- fn followups_of(org_id org, person_id person) -> followup_row[]
SELECT f.id, f.current, f.hour, f.body, s.user_name
  FROM followup f JOIN staff s ON s.org = f.org AND s.id = f.author
 WHERE f.org = $1 AND f.person = $2 ORDER BY f.id;

-- fn followup_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO followup (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- fn followup_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE followup SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- Nobody is followed up while the walk goes on.
-- fn followup_closed(org_id org, person_id person, episode_id episode, number state) -> expect
SELECT id FROM episode WHERE org = $1 AND person = $2 AND id = $3 AND state = $4;

-- fn followup_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM followup WHERE org = $1 ORDER BY person;
