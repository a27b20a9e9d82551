-- What was told: when and to whom, and the words in a seal of their own.

-- fn tellings_all(org_id org, person_id person) -> telling_row[]
SELECT t.id, t.replaces, t.current, t.hour, t.about, t.story, s.user_name
  FROM telling t JOIN staff s ON s.org = t.org AND s.id = t.author
 WHERE t.org = $1 AND t.person = $2 ORDER BY t.id;

-- fn telling_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed about, sealed? story) -> exec one
INSERT INTO telling (org, person, id, replaces, current, author, hour, about, story) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn telling_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE telling SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn telling_sealed(org_id org) -> sealed_row each
SELECT person, id, about AS value FROM telling WHERE org = $1 ORDER BY person;

-- fn story_sealed(org_id org) -> sealed_row each
SELECT person, id, story AS "value: sealed" FROM telling WHERE org = $1 AND story IS NOT NULL ORDER BY person;
