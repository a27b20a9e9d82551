-- The published text of each form, kept for ever under its hash, and which of them is in use.

-- fn form_version_put(org_id org, word form, bytes body) -> exec
INSERT INTO form_version (org, form, body) VALUES ($1, $2, $3) ON CONFLICT (org, form) DO NOTHING;

-- fn form_version_one(org_id org, word form) -> form_version_row?
SELECT body FROM form_version WHERE org = $1 AND form = $2;

-- fn form_version_count(org_id org, word form) -> form_version_there
SELECT count(*) AS "n: number" FROM form_version WHERE org = $1 AND form = $2;

-- The latest decision about each form.
-- fn form_uses(org_id org) -> form_use[]
SELECT u.form, u.serial, u.version, u.about, u.retired, u.hour, s.user_name
  FROM form_use u JOIN staff s ON s.org = u.org AND s.id = u.author
 WHERE u.org = $1 AND NOT EXISTS (SELECT 1 FROM form_use v
   WHERE v.org = u.org AND v.form = u.form AND v.serial > u.serial)
 ORDER BY u.form;

-- Newest first.
-- fn form_uses_of(org_id org, word form) -> form_use[]
SELECT u.form, u.serial, u.version, u.about, u.retired, u.hour, s.user_name
  FROM form_use u JOIN staff s ON s.org = u.org AND s.id = u.author
 WHERE u.org = $1 AND u.form = $2 ORDER BY u.serial DESC;

-- fn form_use_put(org_id org, word form, number serial, word version, word about, flag retired, user_id author, instant hour) -> exec one
INSERT INTO form_use (org, form, serial, version, about, retired, author, hour)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- fn form_media_put(org_id org, word hash, flag used, bytes body) -> exec
INSERT INTO form_media (org, hash, used, body) VALUES ($1, $2, $3, $4) ON CONFLICT (org, hash) DO NOTHING;

-- fn form_media_use(org_id org, word hash) -> exec
UPDATE form_media SET used = 1 WHERE org = $1 AND hash = $2 AND used = 0;

-- fn form_media_all(org_id org) -> form_media_row[]
SELECT hash, used FROM form_media WHERE org = $1 ORDER BY hash;

-- fn form_media_one(org_id org, word hash) -> form_media_body each
SELECT used, body FROM form_media WHERE org = $1 AND hash = $2;

-- fn form_media_drop(org_id org, word hash) -> exec
DELETE FROM form_media WHERE org = $1 AND hash = $2 AND used = 0;
