-- What was not possible, of people and of teams.

-- fn unmets_of(org_id org, person_id person) -> unmet_row[]
SELECT u.id, u.replaces, u.current, u.hour, u.body, s.user_name
  FROM unmet u JOIN staff s ON s.org = u.org AND s.id = u.author
 WHERE u.org = $1 AND u.person = $2 ORDER BY u.id;

-- fn unmet_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO unmet (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn unmet_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE unmet SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn turned_away_of(org_id org, team_id team) -> turned_away_row[]
SELECT id, replaces, current, body FROM turned_away WHERE org = $1 AND team = $2 ORDER BY id;

-- A figure of the team follows the record that it was counted from: not a clinical row.
-- fn turned_away_count(org_id org, team_id team, row_id id, sealed body) -> exec one
INSERT INTO turned_away (org, team, id, body) VALUES ($1, $2, $3, $4)
ON CONFLICT (org, team, id) DO UPDATE SET body = excluded.body;

-- fn turned_away_insert(org_id org, team_id team, row_id id, row_id? replaces, sealed body) -> exec one
INSERT INTO turned_away (org, team, id, replaces, body) VALUES ($1, $2, $3, $4, $5);

-- The one that is corrected must still stand: else somebody was faster, and that is a conflict.
-- fn turned_away_replace(org_id org, team_id team, row_id id) -> exec one
UPDATE turned_away SET current = 0 WHERE org = $1 AND team = $2 AND id = $3 AND current = 1;

-- fn unmet_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM unmet WHERE org = $1 ORDER BY person;
