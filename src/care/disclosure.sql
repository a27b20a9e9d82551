-- What was given to somebody outside.

-- fn disclosures_of(org_id org, person_id person) -> disclosure_row[]
SELECT d.id, d.current, d.author, d.hour, d.body, s.user_name,
       (SELECT r.user_name FROM staff r WHERE r.org = d.org AND r.id = d.reviewer) AS "reviewer: word?"
  FROM disclosure d JOIN staff s ON s.org = d.org AND s.id = d.author
 WHERE d.org = $1 AND d.person = $2 AND d.current = 1 ORDER BY d.id;

-- fn disclosure_one(org_id org, person_id person, row_id id) -> disclosure_row?
SELECT d.id, d.current, d.author, d.hour, d.body, s.user_name,
       (SELECT r.user_name FROM staff r WHERE r.org = d.org AND r.id = d.reviewer) AS "reviewer: word?"
  FROM disclosure d JOIN staff s ON s.org = d.org AND s.id = d.author
 WHERE d.org = $1 AND d.person = $2 AND d.id = $3;

-- fn disclosure_insert(org_id org, person_id person, row_id id, user_id author, instant hour, sealed body) -> exec one
INSERT INTO disclosure (org, person, id, current, author, hour, body) VALUES ($1, $2, $3, 1, $4, $5, $6);

-- Who wrote it first, and who has looked at it, go on with the row that takes its place.
-- fn disclosure_follow(org_id org, person_id person, row_id id, row_id replaces, instant hour, sealed body) -> exec one
INSERT INTO disclosure (org, person, id, replaces, current, author, reviewer, hour, body)
SELECT org, person, $3, id, 1, author, reviewer, $5, $6
  FROM disclosure WHERE org = $1 AND person = $2 AND id = $4;

-- fn disclosure_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE disclosure SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- The second pair of eyes is never the first.
-- fn disclosure_review(org_id org, person_id person, row_id id, user_id reviewer) -> exec one
UPDATE disclosure SET reviewer = $4
 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1 AND reviewer IS NULL AND author <> $4;

-- fn disclosure_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM disclosure WHERE org = $1 ORDER BY person;
