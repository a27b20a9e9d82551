-- Holders: keys of users, teams and offices, and who has them.

-- fn holder_insert(org_id org, holder_id id, number kind, team_id? team, number keyver, bytes public_key, bytes certificate) -> exec one
INSERT INTO holder (org, id, kind, team, keyver, state, public_key, certificate) VALUES ($1, $2, $3, $4, $5, 1, $6, $7);

-- fn holder_retire(org_id org, holder_id id) -> exec one
UPDATE holder SET state = 2 WHERE org = $1 AND id = $2;

-- fn holders_shared(org_id org) -> holder_row[]
SELECT id, kind, team, keyver, state, public_key, certificate FROM holder WHERE org = $1 AND kind > 1 ORDER BY kind, keyver DESC, id;

-- fn holder_wrap_put(org_id org, user_id staff, holder_id holder, bytes wrap) -> exec one
INSERT INTO holder_wrap (org, staff, holder, wrap) VALUES ($1, $2, $3, $4)
ON CONFLICT (org, staff, holder) DO UPDATE SET wrap = excluded.wrap;

-- fn holder_wraps_delete_of(org_id org, user_id staff) -> exec
DELETE FROM holder_wrap WHERE org = $1 AND staff = $2;

-- fn slot_delete(org_id org, user_id staff) -> exec
DELETE FROM staff_slot WHERE org = $1 AND staff = $2;

-- fn holder_wraps_of(org_id org, user_id staff) -> holder_wrap_row[]
SELECT w.holder, w.wrap, h.kind, h.team, h.keyver, h.state, h.public_key, h.certificate
  FROM holder_wrap w JOIN holder h ON h.org = w.org AND h.id = w.holder
 WHERE w.org = $1 AND w.staff = $2 ORDER BY h.kind, h.keyver DESC, h.id;

-- fn holder_members(org_id org, holder_id holder) -> holder_member[]
SELECT w.staff, s.roles, s.state, s.sign_public, h.keyver, h.public_key, h.certificate
  FROM holder_wrap w JOIN staff s ON s.org = w.org AND s.id = w.staff
  JOIN holder h ON h.org = s.org AND h.id = s.id
 WHERE w.org = $1 AND w.holder = $2 ORDER BY w.staff;

-- Colleagues with their teams, to see who is entitled to a shared key; one row for each membership.
-- fn staff_keys(org_id org) -> staff_key_row[]
SELECT s.id, s.roles, s.state, s.sign_public, h.keyver, h.public_key, h.certificate
  FROM staff s JOIN holder h ON h.org = s.org AND h.id = s.id
 WHERE s.org = $1 AND s.state = 1 ORDER BY s.id;

-- fn members_all(org_id org) -> member_row[]
SELECT team, staff, certificate FROM team_member WHERE org = $1 ORDER BY team, staff;

-- fn holder_wraps_all(org_id org) -> holder_wrap_pair[]
SELECT staff, holder FROM holder_wrap WHERE org = $1 ORDER BY staff, holder;

-- fn holder_wrap_delete(org_id org, user_id staff, holder_id holder) -> exec
DELETE FROM holder_wrap WHERE org = $1 AND staff = $2 AND holder = $3;

-- fn staff_insert(org_id org, user_id id, word user_name, number roles, word language, bytes sign_public) -> exec one
INSERT INTO staff (org, id, user_name, roles, state, epoch, language, sign_public) VALUES ($1, $2, $3, $4, 1, 1, $5, $6);

-- fn staff_all(org_id org) -> staff_row[]
SELECT id, user_name, roles, state, epoch, language, sign_public FROM staff WHERE org = $1 ORDER BY user_name;

-- fn staff_named(org_id org, word user_name) -> staff_row?
SELECT id, user_name, roles, state, epoch, language, sign_public FROM staff WHERE org = $1 AND user_name = $2;

-- fn staff_by_id(org_id org, user_id id) -> staff_row?
SELECT id, user_name, roles, state, epoch, language, sign_public FROM staff WHERE org = $1 AND id = $2;

-- fn staff_of_team(org_id org, team_id team) -> staff_team_row[]
SELECT s.id, s.user_name, s.roles, s.state, s.sign_public, h.keyver, h.public_key, h.certificate
  FROM team_member m JOIN staff s ON s.org = m.org AND s.id = m.staff
  JOIN holder h ON h.org = s.org AND h.id = s.id
 WHERE m.org = $1 AND m.team = $2 AND s.state = 1 ORDER BY s.user_name;

-- fn staff_set(org_id org, user_id id, number roles, number state) -> exec one
UPDATE staff SET roles = $3, state = $4, epoch = epoch + 1 WHERE org = $1 AND id = $2;

-- Keys that only she answered for go on for some days from this one.
-- fn staff_left_insert(org_id org, user_id staff, day day) -> exec one
INSERT INTO staff_left (org, staff, day) VALUES ($1, $2, $3);

-- fn staff_rename(org_id org, user_id id, word user_name) -> exec one
UPDATE staff SET user_name = $3 WHERE org = $1 AND id = $2;

-- fn staff_epoch(org_id org, user_id id) -> exec one
UPDATE staff SET epoch = epoch + 1 WHERE org = $1 AND id = $2;

-- fn slot_put(org_id org, user_id staff, number kind, bytes salt, bytes verifier, bytes wrap) -> exec one
INSERT INTO staff_slot (org, staff, kind, salt, verifier, wrap) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org, staff, kind) DO UPDATE SET salt = excluded.salt, verifier = excluded.verifier, wrap = excluded.wrap;

-- fn slot_of(org_id org, user_id staff, number kind) -> slot_row?
SELECT salt, verifier, wrap FROM staff_slot WHERE org = $1 AND staff = $2 AND kind = $3;

-- fn team_insert(org_id org, team_id id, number keyver, flag assign_all, sealed about) -> exec one
INSERT INTO team (org, id, keyver, assign_all, about) VALUES ($1, $2, $3, $4, $5);

-- fn teams_all(org_id org) -> team_row[]
SELECT id, keyver, assign_all, about FROM team WHERE org = $1 ORDER BY id;

-- fn team_by_id(org_id org, team_id id) -> team_row?
SELECT id, keyver, assign_all, about FROM team WHERE org = $1 AND id = $2;

-- fn team_raise(org_id org, team_id id, number keyver) -> exec one
UPDATE team SET keyver = $3 WHERE org = $1 AND id = $2;

-- fn member_insert(org_id org, team_id team, user_id staff, bytes certificate) -> exec
INSERT INTO team_member (org, team, staff, certificate) VALUES ($1, $2, $3, $4) ON CONFLICT (org, team, staff) DO NOTHING;

-- fn member_delete(org_id org, user_id staff) -> exec
DELETE FROM team_member WHERE org = $1 AND staff = $2;

-- fn teams_of(org_id org, user_id staff) -> member_team[]
SELECT team FROM team_member WHERE org = $1 AND staff = $2 ORDER BY team;

-- fn org_insert(org_id org, bytes sign_public, instant founded) -> exec one
INSERT INTO org (org, sign_public, founded) VALUES ($1, $2, $3);
