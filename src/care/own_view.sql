-- Her own view of the six domains.

-- fn own_views_of(org_id org, person_id person) -> own_view_row[]
SELECT o.id, o.current, o.hour, o.form, o.body, s.user_name
  FROM own_view o JOIN staff s ON s.org = o.org AND s.id = o.author
 WHERE o.org = $1 AND o.person = $2 ORDER BY o.id;

-- fn own_view_one(org_id org, person_id person, row_id id) -> own_view_row?
SELECT o.id, o.current, o.hour, o.form, o.body, s.user_name
  FROM own_view o JOIN staff s ON s.org = o.org AND s.id = o.author
 WHERE o.org = $1 AND o.person = $2 AND o.id = $3;

-- fn own_view_after(org_id org, person_id person, row_id replaces) -> own_view_row?
SELECT o.id, o.current, o.hour, o.form, o.body, s.user_name
  FROM own_view o JOIN staff s ON s.org = o.org AND s.id = o.author
 WHERE o.org = $1 AND o.person = $2 AND o.replaces = $3;

-- fn own_view_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, word form, sealed body) -> exec one
INSERT INTO own_view (org, person, id, replaces, current, author, hour, form, body)
VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- What was typed wrongly must still be the latest: else somebody was faster.
-- fn own_view_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE own_view SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn own_view_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM own_view WHERE org = $1 ORDER BY person;
