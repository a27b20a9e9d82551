-- What happened on the way, and what was done.

-- fn events_of(org_id org, person_id person) -> event_row[]
SELECT e.id, e.current, e.hour, e.safety, e.words, s.user_name
  FROM event e JOIN staff s ON s.org = e.org AND s.id = e.author
 WHERE e.org = $1 AND e.person = $2 ORDER BY e.id;

-- fn event_one(org_id org, person_id person, row_id id) -> event_row?
SELECT e.id, e.current, e.hour, e.safety, e.words, s.user_name
  FROM event e JOIN staff s ON s.org = e.org AND s.id = e.author
 WHERE e.org = $1 AND e.person = $2 AND e.id = $3;

-- fn event_after(org_id org, person_id person, row_id replaces) -> event_row?
SELECT e.id, e.current, e.hour, e.safety, e.words, s.user_name
  FROM event e JOIN staff s ON s.org = e.org AND s.id = e.author
 WHERE e.org = $1 AND e.person = $2 AND e.replaces = $3;

-- fn event_insert(org_id org, person_id person, row_id id, row_id? replaces, user_id author, instant hour, sealed safety, sealed? words) -> exec one
INSERT INTO event (org, person, id, replaces, current, author, hour, safety, words) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- The one that is corrected must still be the latest: else somebody was faster, and that is a conflict.
-- fn event_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE event SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1;

-- fn event_safety_sealed(org_id org) -> sealed_row each
SELECT person, id, safety AS value FROM event WHERE org = $1 ORDER BY person;

-- fn event_words_sealed(org_id org) -> sealed_row each
SELECT person, id, words AS "value: sealed" FROM event WHERE org = $1 AND words IS NOT NULL ORDER BY person;
