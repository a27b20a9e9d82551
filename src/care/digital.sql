-- Phone and accounts, as they were looked at.

-- fn digitals_of(org_id org, person_id person) -> digital_row[]
SELECT w.id, w.current, w.hour, w.body, s.user_name
  FROM digital w JOIN staff s ON s.org = w.org AND s.id = w.author
 WHERE w.org = $1 AND w.person = $2 ORDER BY w.id;

-- fn digital_now(org_id org, person_id person) -> digital_row?
SELECT w.id, w.current, w.hour, w.body, s.user_name
  FROM digital w JOIN staff s ON s.org = w.org AND s.id = w.author
 WHERE w.org = $1 AND w.person = $2 AND w.current = 1;

-- fn digital_insert(org_id org, person_id person, row_id id, row_id replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO digital (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- fn digital_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE digital SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn digital_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM digital WHERE org = $1 ORDER BY person;
