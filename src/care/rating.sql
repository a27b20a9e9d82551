-- The six domains, scored a second time by somebody who does not see the first score.

-- fn ratings_of(org_id org, person_id person) -> rating_row[]
SELECT r.id, r.owner, r.hour, r.due, r.state, r.body, s.user_name
  FROM rating r JOIN staff s ON s.org = r.org AND s.id = r.owner
 WHERE r.org = $1 AND r.person = $2 ORDER BY r.id;

-- fn ratings_due(org_id org, user_id owner, day today) -> rating_due_row[]
SELECT person, id, due FROM rating WHERE org = $1 AND owner = $2 AND state = 1 AND due >= $3 ORDER BY due, id LIMIT 50;

-- fn rating_insert(org_id org, person_id person, row_id id, user_id owner, instant hour, day due, sealed body) -> exec one
INSERT INTO rating (org, person, id, owner, hour, due, state, body) VALUES ($1, $2, $3, $4, $5, $6, 1, $7);

-- No other one of this person waits for the same colleague: begun in two windows, it is one.
-- fn rating_expect_none(org_id org, person_id person, user_id owner, day today) -> expect
SELECT p.id FROM person p WHERE p.org = $1 AND p.id = $2 AND NOT EXISTS
  (SELECT 1 FROM rating r WHERE r.org = p.org AND r.person = p.id AND r.owner = $3 AND r.state = 1 AND r.due >= $4);

-- From waiting to an end: a second end of the same is a conflict.
-- fn rating_end(org_id org, person_id person, row_id id, number state) -> exec one
UPDATE rating SET state = $4 WHERE org = $1 AND person = $2 AND id = $3 AND state = 1;

-- fn rating_scores_of(org_id org, person_id person, row_id rating) -> rating_score_row[]
SELECT r.id, r.current, r.author, r.hour, r.form, r.body, s.user_name
  FROM rating_score r JOIN staff s ON s.org = r.org AND s.id = r.author
 WHERE r.org = $1 AND r.person = $2 AND r.rating = $3 ORDER BY r.id;

-- fn rating_score_insert(org_id org, person_id person, row_id id, row_id rating, row_id replaces, user_id author, instant hour, word form, sealed body) -> exec one
INSERT INTO rating_score (org, person, id, rating, replaces, current, author, hour, form, body)
VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9);

-- fn rating_score_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE rating_score SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn rating_talks_of(org_id org, person_id person) -> rating_talk_row[]
SELECT t.id, t.rating, t.hour, t.body, s.user_name
  FROM rating_talk t JOIN staff s ON s.org = t.org AND s.id = t.author
 WHERE t.org = $1 AND t.person = $2 AND t.current = 1 ORDER BY t.id;

-- fn rating_talk_insert(org_id org, person_id person, row_id id, row_id rating, row_id replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO rating_talk (org, person, id, rating, replaces, current, author, hour, body)
VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8);

-- fn rating_talk_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE rating_talk SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn rating_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM rating WHERE org = $1 ORDER BY person;

-- fn rating_score_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM rating_score WHERE org = $1 ORDER BY person;

-- fn rating_talk_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM rating_talk WHERE org = $1 ORDER BY person;
