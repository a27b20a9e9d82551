-- Papers and pictures.

-- fn files_of(org_id org, person_id person) -> file_row[]
SELECT f.id, f.stored, f.about, f.current, f.author, f.hour, f.body, f.secret, s.user_name
  FROM file f JOIN staff s ON s.org = f.org AND s.id = f.author
 WHERE f.org = $1 AND f.person = $2 ORDER BY f.id;

-- fn file_one(org_id org, person_id person, row_id id) -> file_row?
SELECT f.id, f.stored, f.about, f.current, f.author, f.hour, f.body, f.secret, s.user_name
  FROM file f JOIN staff s ON s.org = f.org AND s.id = f.author
 WHERE f.org = $1 AND f.person = $2 AND f.id = $3;

-- fn file_insert(org_id org, person_id person, row_id id, row_id stored, row_id? about, user_id author, instant hour, sealed body, sealed secret) -> exec one
INSERT INTO file (org, person, id, stored, about, current, author, hour, body, secret) VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9);

-- Its key goes, so that nothing of it can be opened from then on.
-- fn file_take(org_id org, person_id person, row_id id) -> exec one
UPDATE file SET current = 0, secret = NULL WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn files_stored(org_id org) -> file_stored each
SELECT stored FROM file WHERE org = $1 AND current = 1 ORDER BY stored;

-- About a colleague, or the organisation.

-- fn house_file_one(org_id org, row_id subject, row_id id) -> house_file_row?
SELECT f.id, f.stored, f.current, f.author, f.hour, f.body, f.secret, s.user_name
  FROM house_file f JOIN staff s ON s.org = f.org AND s.id = f.author
 WHERE f.org = $1 AND f.subject = $2 AND f.id = $3;

-- fn house_files_count(org_id org, row_id subject) -> house_files_n
SELECT count(*) AS "n: number" FROM house_file WHERE org = $1 AND subject = $2 AND current = 1;

-- fn house_file_insert(org_id org, row_id subject, row_id id, row_id stored, user_id author, instant hour, sealed body, sealed secret) -> exec one
INSERT INTO house_file (org, subject, id, stored, current, author, hour, body, secret) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- fn house_file_take(org_id org, row_id subject, row_id id) -> exec one
UPDATE house_file SET current = 0, secret = NULL WHERE org = $1 AND subject = $2 AND id = $3 AND current = 1;

-- fn house_files_stored(org_id org) -> file_stored each
SELECT stored FROM house_file WHERE org = $1 AND current = 1 ORDER BY stored;

-- fn file_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM file WHERE org = $1 ORDER BY person;

-- fn file_secrets(org_id org) -> sealed_row each
SELECT person, id, secret AS "value: sealed" FROM file WHERE org = $1 AND secret IS NOT NULL ORDER BY person;
