-- The practice register.

-- fn practices_now(org_id org) -> practice_row[]
SELECT p.id, p.entry, p.replaces, p.current, p.hour, p.body, s.user_name
  FROM practice p JOIN staff s ON s.org = p.org AND s.id = p.author
 WHERE p.org = $1 AND p.current = 1 ORDER BY p.id;

-- fn practice_one(org_id org, row_id id) -> practice_row?
SELECT p.id, p.entry, p.replaces, p.current, p.hour, p.body, s.user_name
  FROM practice p JOIN staff s ON s.org = p.org AND s.id = p.author
 WHERE p.org = $1 AND p.id = $2;

-- fn practice_entry(org_id org, row_id entry) -> practice_row[]
SELECT p.id, p.entry, p.replaces, p.current, p.hour, p.body, s.user_name
  FROM practice p JOIN staff s ON s.org = p.org AND s.id = p.author
 WHERE p.org = $1 AND p.entry = $2 ORDER BY p.id;

-- fn practice_insert(org_id org, row_id id, row_id entry, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO practice (org, id, entry, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is corrected must still stand: else somebody was faster, and that is a conflict.
-- fn practice_replace(org_id org, row_id id) -> exec one
UPDATE practice SET current = 0 WHERE org = $1 AND id = $2 AND current = 1;
