-- Safe contact.

-- fn contact_all(org_id org, person_id person) -> contact_row[]
SELECT w.id, w.current, w.hour, w.body, s.user_name
  FROM contact w JOIN staff s ON s.org = w.org AND s.id = w.author
 WHERE w.org = $1 AND w.person = $2 ORDER BY w.id;

-- fn contact_insert(org_id org, person_id person, row_id id, row_id replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO contact (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is replaced must still stand: else somebody was faster, and that is a conflict.
-- fn contact_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE contact SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn contact_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM contact WHERE org = $1 ORDER BY person;
