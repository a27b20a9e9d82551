-- Keys of programs outside, and what they open.

-- fn api_table_insert(org_id org, row_id series, sealed body) -> exec one
INSERT INTO api_table (org, series, body) VALUES ($1, $2, $3);

-- fn api_table_one(org_id org, row_id series) -> api_table_row?
SELECT body FROM api_table WHERE org = $1 AND series = $2;

-- Of this table as many signatures as were read: else one left meanwhile, of which no copy would be made.
-- fn api_signs_expect(org_id org, row_id series, number n) -> expect
SELECT s.id FROM release_series s WHERE s.org = $1 AND s.id = $2
   AND (SELECT count(*) FROM release r JOIN release_sign g ON g.org = r.org AND g.release = r.id
         WHERE r.org = s.org AND r.series = s.id) = $3;

-- Still no key opens this table: else what leaves has to be copied for it.
-- fn api_table_expect_none(org_id org, row_id series) -> expect
SELECT s.id FROM release_series s WHERE s.org = $1 AND s.id = $2
   AND NOT EXISTS (SELECT 1 FROM api_table t WHERE t.org = s.org AND t.series = s.id);

-- fn api_copy_insert(org_id org, row_id release, row_id series, sealed body) -> exec one
INSERT INTO api_copy (org, release, series, body) VALUES ($1, $2, $3, $4);

-- What a key opens of everything that was signed.
-- fn api_copies(org_id org, row_id access) -> api_copy_row[]
SELECT k.series, k.wrap, y.release, y.body FROM api_key_table k
  JOIN api_copy y ON y.org = k.org AND y.series = k.series
 WHERE k.org = $1 AND k.access = $2 ORDER BY y.release;

-- fn api_key_insert(org_id org, row_id id, bytes hash, number needs, day until, user_id author, instant hour, sealed body) -> exec one
INSERT INTO api_key (org, id, hash, needs, until, back, author, hour, body) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8);

-- fn api_key_table_insert(org_id org, row_id access, row_id series, bytes wrap) -> exec one
INSERT INTO api_key_table (org, access, series, wrap) VALUES ($1, $2, $3, $4);

-- Nobody signs twice.
-- fn api_key_sign_insert(org_id org, row_id access, user_id staff, bytes signature, instant hour) -> exec one
INSERT INTO api_key_sign (org, access, staff, signature, hour) VALUES ($1, $2, $3, $4, $5);

-- fn api_key_found(org_id org, bytes hash) -> api_key_row?
SELECT k.id, k.hash, k.needs, k.until, k.used, k.back, k.author, k.body, s.user_name FROM api_key k
  JOIN staff s ON s.org = k.org AND s.id = k.author WHERE k.org = $1 AND k.hash = $2;

-- fn api_keys_all(org_id org) -> api_key_row[]
SELECT k.id, k.hash, k.needs, k.until, k.used, k.back, k.author, k.body, s.user_name FROM api_key k
  JOIN staff s ON s.org = k.org AND s.id = k.author WHERE k.org = $1 ORDER BY k.hour DESC, k.id DESC;

-- fn api_key_tables(org_id org) -> api_key_table_row[]
SELECT access, series FROM api_key_table WHERE org = $1 ORDER BY access, series;

-- fn api_key_signs(org_id org) -> api_key_sign_row[]
SELECT g.access, g.staff, g.signature, s.state, l.day AS "left: day?" FROM api_key_sign g
  JOIN staff s ON s.org = g.org AND s.id = g.staff
  LEFT JOIN staff_left l ON l.org = g.org AND l.staff = g.staff
 WHERE g.org = $1 ORDER BY g.access, g.hour, g.staff;

-- Keys that open something, or did until lately, while nobody who signed them is here any more.
-- fn api_keys_alone(org_id org, day today) -> api_alone_row
SELECT count(*) AS "n: number" FROM api_key k WHERE k.org = $1 AND k.back = 0 AND k.until >= $2
   AND EXISTS (SELECT 1 FROM api_key_sign g WHERE g.org = k.org AND g.access = k.id)
   AND NOT EXISTS (SELECT 1 FROM api_key_sign g JOIN staff s ON s.org = g.org AND s.id = g.staff
                    WHERE g.org = k.org AND g.access = k.id AND s.state = 1);

-- fn api_key_was_used(org_id org, row_id id, day used) -> exec
UPDATE api_key SET used = $3 WHERE org = $1 AND id = $2;

-- fn api_key_end(org_id org, row_id id) -> exec one
UPDATE api_key SET back = 1 WHERE org = $1 AND id = $2 AND back = 0;
