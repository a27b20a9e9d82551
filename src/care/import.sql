-- Spreadsheets on their way in, and what came out of them.

-- fn import_insert(org_id org, row_id id, team_id team, user_id author, instant hour, number state) -> exec one
INSERT INTO import (org, id, team, author, hour, state) VALUES ($1, $2, $3, $4, $5, $6);

-- fn import_row(org_id org, row_id id, user_id author) -> import_row_row?
SELECT id, team, hour, state FROM import WHERE org = $1 AND id = $2 AND author = $3;

-- fn imports_of(org_id org, user_id author) -> import_line_row[]
SELECT id, hour, state FROM import WHERE org = $1 AND author = $2 ORDER BY hour DESC, id DESC LIMIT 30;

-- Two who go on from the same place: the second is told.
-- fn import_step(org_id org, row_id id, number was, number state) -> exec one
UPDATE import SET state = $4 WHERE org = $1 AND id = $2 AND state = $3;

-- fn import_map_set(org_id org, row_id id, sealed map) -> exec one
UPDATE import SET map = $3 WHERE org = $1 AND id = $2;

-- fn import_delete(org_id org, row_id id) -> exec
DELETE FROM import WHERE org = $1 AND id = $2;

-- How the columns of earlier sheets of a team were read, newest first.
-- fn import_maps(org_id org, team_id team) -> import_map_row[]
SELECT id, map AS "map: sealed" FROM import WHERE org = $1 AND team = $2 AND map IS NOT NULL
 ORDER BY hour DESC, id DESC LIMIT 40;

-- fn import_part_put(org_id org, row_id import, number part, sealed body) -> exec one
INSERT INTO import_part (org, import, part, body) VALUES ($1, $2, $3, $4)
ON CONFLICT (org, import, part) DO UPDATE SET body = excluded.body;

-- fn import_part_of(org_id org, row_id import, number part) -> import_part_row?
SELECT body FROM import_part WHERE org = $1 AND import = $2 AND part = $3;

-- fn import_parts_drop(org_id org, row_id import, number since) -> exec
DELETE FROM import_part WHERE org = $1 AND import = $2 AND part >= $3;

-- fn import_team(org_id org, team_id team) -> import_staff_row[]
SELECT s.id, s.user_name, s.roles FROM team_member m JOIN staff s ON s.org = m.org AND s.id = m.staff
 WHERE m.org = $1 AND m.team = $2 AND s.state = 1 ORDER BY s.user_name;

-- What nobody finished: the pieces go, that it was brought stays.
-- fn import_parts_lapse(org_id org, instant before) -> exec
DELETE FROM import_part WHERE org = $1 AND part <> 2 AND import IN
  (SELECT i.id FROM import i WHERE i.org = $1 AND i.hour < $2);

-- fn import_lapse(org_id org, instant before, number done, number lapsed) -> exec
UPDATE import SET state = $4 WHERE org = $1 AND hour < $2 AND state <> $3;

-- fn brought_insert(org_id org, person_id person, row_id id, user_id author, instant hour, sealed body) -> exec one
INSERT INTO brought (org, person, id, author, hour, body) VALUES ($1, $2, $3, $4, $5, $6);

-- fn brought_of(org_id org, person_id person) -> brought_row[]
SELECT b.id, b.hour, b.body, s.user_name FROM brought b JOIN staff s ON s.org = b.org AND s.id = b.author
 WHERE b.org = $1 AND b.person = $2 ORDER BY b.hour, b.id;

-- fn brought_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM brought WHERE org = $1 ORDER BY person;
