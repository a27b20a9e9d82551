-- Contact notes.

-- fn notes_of(org_id org, person_id person) -> note_row[]
SELECT n.id, n.current, n.hour, n.body, s.user_name
  FROM note n JOIN staff s ON s.org = n.org AND s.id = n.author
 WHERE n.org = $1 AND n.person = $2 ORDER BY n.id;

-- fn note_one(org_id org, person_id person, row_id id) -> note_row?
SELECT n.id, n.current, n.hour, n.body, s.user_name
  FROM note n JOIN staff s ON s.org = n.org AND s.id = n.author
 WHERE n.org = $1 AND n.person = $2 AND n.id = $3;

-- fn note_after(org_id org, person_id person, row_id replaces) -> note_row?
SELECT n.id, n.current, n.hour, n.body, s.user_name
  FROM note n JOIN staff s ON s.org = n.org AND s.id = n.author
 WHERE n.org = $1 AND n.person = $2 AND n.replaces = $3;

-- fn note_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO note (org, person, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn note_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE note SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn note_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM note WHERE org = $1 ORDER BY person;
