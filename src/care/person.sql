-- A person, the walks together with her, and who walks with her.

-- fn person_insert(org_id org, person_id id, team_id team, instant hour) -> exec one
INSERT INTO person (org, id, team, keyver, state, hour) VALUES ($1, $2, $3, 1, 1, $4);

-- fn person_state_set(org_id org, person_id id, number state) -> exec one
UPDATE person SET state = $3 WHERE org = $1 AND id = $2;

-- fn episodes_of(org_id org, person_id person) -> episode_row[]
SELECT id, state, body FROM episode WHERE org = $1 AND person = $2 ORDER BY id;

-- fn episode_insert(org_id org, person_id person, episode_id id, instant hour, sealed body) -> exec one
INSERT INTO episode (org, person, id, state, hour, body) VALUES ($1, $2, $3, 1, $4, $5);

-- fn episode_put(org_id org, person_id person, episode_id id, number state, sealed body) -> exec one
UPDATE episode SET state = $4, body = $5 WHERE org = $1 AND person = $2 AND id = $3;

-- A new walk begins only while none is going on.
-- fn person_reopen(org_id org, person_id id) -> exec one
UPDATE person SET state = 1 WHERE org = $1 AND id = $2 AND state = 2;

-- fn walks_with(org_id org, user_id staff) -> walks_with[]
SELECT a.person FROM assignment a JOIN person p ON p.org = a.org AND p.id = a.person
 WHERE a.org = $1 AND a.staff = $2 AND a.state IN (1, 4) AND p.state = 1 ORDER BY a.person;
