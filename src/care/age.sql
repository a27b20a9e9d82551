-- How old, as it was said; what stands lies in the directory entry, too.

-- fn ages_of(org_id org, person_id person) -> age_row[]
SELECT a.id, a.current, a.hour, a.body, s.user_name
  FROM age a JOIN staff s ON s.org = a.org AND s.id = a.author
 WHERE a.org = $1 AND a.person = $2 ORDER BY a.id;

-- fn age_insert(org_id org, person_id person, row_id id, row_id replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO age (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is replaced must still stand: else somebody was faster, and that is a conflict.
-- fn age_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE age SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn age_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM age WHERE org = $1 ORDER BY person;
