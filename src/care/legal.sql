-- Status, hearings, proceedings, what would be just, notes.

-- fn legal_of(org_id org, person_id person) -> legal_row[]
SELECT l.id, l.current, l.hour, l.care, l.law, s.user_name
  FROM legal l JOIN staff s ON s.org = l.org AND s.id = l.author
 WHERE l.org = $1 AND l.person = $2 ORDER BY l.id;

-- fn legal_row_one(org_id org, person_id person, row_id id) -> legal_row?
SELECT l.id, l.current, l.hour, l.care, l.law, s.user_name
  FROM legal l JOIN staff s ON s.org = l.org AND s.id = l.author
 WHERE l.org = $1 AND l.person = $2 AND l.id = $3;

-- fn legal_after(org_id org, person_id person, row_id replaces) -> legal_row?
SELECT l.id, l.current, l.hour, l.care, l.law, s.user_name
  FROM legal l JOIN staff s ON s.org = l.org AND s.id = l.author
 WHERE l.org = $1 AND l.person = $2 AND l.replaces = $3;

-- fn legal_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed? care, sealed? law) -> exec one
INSERT INTO legal (org, person, id, replaces, current, author, hour, care, law) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- The one that is replaced must still be the latest: else somebody was faster, and that is a conflict.
-- fn legal_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE legal SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn legal_care_sealed(org_id org) -> sealed_row each
SELECT person, id, care AS value FROM legal WHERE org = $1 AND care IS NOT NULL ORDER BY person;

-- fn legal_law_sealed(org_id org) -> sealed_row each
SELECT person, id, law AS value FROM legal WHERE org = $1 AND law IS NOT NULL ORDER BY person;
