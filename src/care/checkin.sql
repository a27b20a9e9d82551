-- Check-ins.

-- fn checkins_of(org_id org, person_id person) -> checkin_row[]
SELECT k.id, k.current, k.hour, k.body, s.user_name
  FROM checkin k JOIN staff s ON s.org = k.org AND s.id = k.author
 WHERE k.org = $1 AND k.person = $2 ORDER BY k.id;

-- fn checkin_one(org_id org, person_id person, row_id id) -> checkin_row?
SELECT k.id, k.current, k.hour, k.body, s.user_name
  FROM checkin k JOIN staff s ON s.org = k.org AND s.id = k.author
 WHERE k.org = $1 AND k.person = $2 AND k.id = $3;

-- fn checkin_after(org_id org, person_id person, row_id replaces) -> checkin_row?
SELECT k.id, k.current, k.hour, k.body, s.user_name
  FROM checkin k JOIN staff s ON s.org = k.org AND s.id = k.author
 WHERE k.org = $1 AND k.person = $2 AND k.replaces = $3;

-- fn checkin_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO checkin (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn checkin_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE checkin SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn checkin_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM checkin WHERE org = $1 ORDER BY person;
