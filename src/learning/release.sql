-- Tables that leave the organisation.

-- fn release_series_insert(org_id org, row_id id, sealed body, user_id author, instant hour) -> exec one
INSERT INTO release_series (org, id, body, author, hour) VALUES ($1, $2, $3, $4, $5);

-- fn release_series_all(org_id org) -> release_series_row[]
SELECT id, body FROM release_series WHERE org = $1 ORDER BY id;

-- Two made at once cannot have the same number.
-- fn release_insert(org_id org, row_id id, row_id series, number seq, sealed body, user_id author, instant hour) -> exec one
INSERT INTO release (org, id, series, seq, body, author, hour) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- fn release_all(org_id org) -> release_row[]
SELECT id, series, seq, body FROM release WHERE org = $1 ORDER BY seq;

-- fn release_delete(org_id org, row_id id) -> exec one
DELETE FROM release WHERE org = $1 AND id = $2;

-- fn release_members_insert(org_id org, row_id release, sealed body) -> exec one
INSERT INTO release_members (org, release, body) VALUES ($1, $2, $3);

-- fn release_members_one(org_id org, row_id release) -> release_members_row?
SELECT body FROM release_members WHERE org = $1 AND release = $2;

-- fn release_members_delete(org_id org, row_id release) -> exec
DELETE FROM release_members WHERE org = $1 AND release = $2;

-- Nobody signs twice.
-- fn release_sign_insert(org_id org, row_id release, user_id staff, sealed body, instant hour) -> exec one
INSERT INTO release_sign (org, release, staff, body, hour) VALUES ($1, $2, $3, $4, $5);

-- fn release_sign_all(org_id org) -> release_sign_row[]
SELECT g.release, g.staff, g.body, g.hour, s.user_name FROM release_sign g
  JOIN staff s ON s.org = g.org AND s.id = g.staff WHERE g.org = $1 ORDER BY g.release, g.hour, g.staff;

-- As many have signed it as were read, and it is there: else somebody signed it or took it back meanwhile.
-- fn release_signs_expect(org_id org, row_id release, number n) -> expect
SELECT r.id FROM release r WHERE r.org = $1 AND r.id = $2
   AND (SELECT count(*) FROM release_sign g WHERE g.org = r.org AND g.release = r.id) = $3;

-- fn release_sign_delete(org_id org, row_id release) -> exec
DELETE FROM release_sign WHERE org = $1 AND release = $2;
