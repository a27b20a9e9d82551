-- Walks that are passed on.

-- fn handovers_of(org_id org, person_id person) -> handover_row[]
SELECT h.id, h.current, h.state, h.hour, h.body, s.user_name
  FROM handover h JOIN staff s ON s.org = h.org AND s.id = h.author
 WHERE h.org = $1 AND h.person = $2 ORDER BY h.id;

-- fn handover_insert(org_id org, person_id person, row_id id, row_id? replaces, number state, user_id author, instant hour, sealed body) -> exec one
INSERT INTO handover (org, person, id, replaces, current, state, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- fn handover_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE handover SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- Those whom a colleague walks with, of one team.
-- fn handover_walks(org_id org, team_id team, user_id staff) -> handover_walk[]
SELECT a.person FROM assignment a JOIN person p ON p.org = a.org AND p.id = a.person
 WHERE a.org = $1 AND p.team = $2 AND a.staff = $3 AND a.state IN (1, 4) AND p.state = 1 ORDER BY a.person;

-- fn handover_colleagues(org_id org, team_id team) -> handover_colleague[]
SELECT s.id, s.user_name, s.roles FROM team_member m JOIN staff s ON s.org = m.org AND s.id = m.staff
 WHERE m.org = $1 AND m.team = $2 ORDER BY s.user_name;

-- fn handover_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM handover WHERE org = $1 ORDER BY person;
