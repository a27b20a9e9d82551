-- The people around a person.

-- fn circle_of(org_id org, person_id person) -> circle_row[]
SELECT k.id, k.current, k.hour, k.ties, k.away, s.user_name
  FROM circle k JOIN staff s ON s.org = k.org AND s.id = k.author
 WHERE k.org = $1 AND k.person = $2 ORDER BY k.id;

-- fn circle_row_one(org_id org, person_id person, row_id id) -> circle_row?
SELECT k.id, k.current, k.hour, k.ties, k.away, s.user_name
  FROM circle k JOIN staff s ON s.org = k.org AND s.id = k.author
 WHERE k.org = $1 AND k.person = $2 AND k.id = $3;

-- fn circle_after(org_id org, person_id person, row_id replaces) -> circle_row?
SELECT k.id, k.current, k.hour, k.ties, k.away, s.user_name
  FROM circle k JOIN staff s ON s.org = k.org AND s.id = k.author
 WHERE k.org = $1 AND k.person = $2 AND k.replaces = $3;

-- fn circle_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed ties, sealed away) -> exec one
INSERT INTO circle (org, person, id, replaces, current, author, hour, ties, away) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- The one that is replaced must still be the latest: else somebody was faster, and that is a conflict.
-- fn circle_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE circle SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn circle_ties_sealed(org_id org) -> sealed_row each
SELECT person, id, ties AS value FROM circle WHERE org = $1 ORDER BY person;

-- fn circle_away_sealed(org_id org) -> sealed_row each
SELECT person, id, away AS value FROM circle WHERE org = $1 ORDER BY person;
