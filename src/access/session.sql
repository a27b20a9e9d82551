-- Sessions: the row is useless without the cookie.

-- fn session_insert(org_id org, bytes id, user_id staff, number epoch, instant made, bytes? pin, bytes blob) -> exec one
INSERT INTO session (org, id, staff, epoch, made, seen, tries, pin, blob) VALUES ($1, $2, $3, $4, $5, $5, 0, $6, $7);

-- fn session_key_insert(org_id org, bytes session, holder_id holder, bytes wrap) -> exec one
INSERT INTO session_key (org, session, holder, wrap) VALUES ($1, $2, $3, $4);

-- fn session_row(org_id org, bytes id) -> session_row?
SELECT s.staff, s.epoch, s.made, s.seen, s.tries, s.pin, s.blob, f.user_name, f.roles, f.state, f.epoch AS staff_epoch, f.language
  FROM session s JOIN staff f ON f.org = s.org AND f.id = s.staff WHERE s.org = $1 AND s.id = $2;

-- fn session_keys(org_id org, bytes session) -> session_key_row[]
SELECT k.holder, k.wrap, h.kind, h.team, h.keyver, h.state
  FROM session_key k JOIN holder h ON h.org = k.org AND h.id = k.holder
 WHERE k.org = $1 AND k.session = $2 ORDER BY h.kind, h.keyver DESC, h.id;

-- fn session_teams(org_id org, bytes session) -> session_team[]
SELECT m.team FROM session s JOIN team_member m ON m.org = s.org AND m.staff = s.staff
 WHERE s.org = $1 AND s.id = $2 ORDER BY m.team;

-- fn session_seen(org_id org, bytes id, instant seen) -> exec
UPDATE session SET seen = $3, tries = 0 WHERE org = $1 AND id = $2;

-- fn session_tried(org_id org, bytes id) -> exec
UPDATE session SET tries = tries + 1 WHERE org = $1 AND id = $2;

-- fn session_hide(org_id org, bytes id) -> exec
UPDATE session SET seen = 0 WHERE org = $1 AND id = $2;

-- fn session_keys_delete(org_id org, bytes session) -> exec
DELETE FROM session_key WHERE org = $1 AND session = $2;

-- fn session_delete(org_id org, bytes id) -> exec
DELETE FROM session WHERE org = $1 AND id = $2;

-- fn session_keys_delete_of(org_id org, user_id staff) -> exec
DELETE FROM session_key WHERE org = $1 AND session IN (SELECT id FROM session WHERE org = $1 AND staff = $2);

-- fn session_delete_of(org_id org, user_id staff) -> exec
DELETE FROM session WHERE org = $1 AND staff = $2;

-- fn session_keys_delete_old(org_id org, instant before) -> exec
DELETE FROM session_key WHERE org = $1 AND session IN (SELECT id FROM session WHERE org = $1 AND made < $2);

-- fn session_delete_old(org_id org, instant before) -> exec
DELETE FROM session WHERE org = $1 AND made < $2;

-- fn posted_insert(org_id org, row_id token, instant hour) -> exec one
INSERT INTO posted (org, token, hour) VALUES ($1, $2, $3) ON CONFLICT (org, token) DO NOTHING;

-- fn posted_find(org_id org, row_id token) -> posted_row?
SELECT hour FROM posted WHERE org = $1 AND token = $2;

-- fn draft_put(org_id org, user_id staff, row_id id, person_id? person, instant hour, sealed body) -> exec one
INSERT INTO draft (org, staff, id, person, hour, body) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org, staff, id) DO UPDATE SET hour = excluded.hour, body = excluded.body;

-- fn draft_of(org_id org, user_id staff, row_id id) -> draft_row?
SELECT hour, body FROM draft WHERE org = $1 AND staff = $2 AND id = $3;

-- fn draft_delete(org_id org, user_id staff, row_id id) -> exec
DELETE FROM draft WHERE org = $1 AND staff = $2 AND id = $3;

-- fn draft_delete_old(org_id org, instant before) -> exec
DELETE FROM draft WHERE org = $1 AND hour < $2;
