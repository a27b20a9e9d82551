-- Consents: what was said, and whether it still holds.

-- fn consents_of(org_id org, person_id person) -> consent_row[]
SELECT c.id, c.replaces, c.current, c.state, c.until, c.hour, c.body, s.user_name
  FROM consent c JOIN staff s ON s.org = c.org AND s.id = c.author
 WHERE c.org = $1 AND c.person = $2 ORDER BY c.id;

-- fn consent_one(org_id org, person_id person, row_id id) -> consent_row?
SELECT c.id, c.replaces, c.current, c.state, c.until, c.hour, c.body, s.user_name
  FROM consent c JOIN staff s ON s.org = c.org AND s.id = c.author
 WHERE c.org = $1 AND c.person = $2 AND c.id = $3;

-- fn consent_insert(org_id org, person_id person, row_id id, row_id? replaces, number state, day? until, user_id author, instant hour, sealed body) -> exec one
INSERT INTO consent (org, person, id, replaces, current, state, until, author, hour, body)
VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9);

-- What was taken back is never replaced: a new yes is a new consent.
-- fn consent_replace(org_id org, person_id person, row_id id) -> exec one
UPDATE consent SET current = 0 WHERE org = $1 AND person = $2 AND id = $3 AND current = 1 AND state <> 3;

-- Asked inside the transaction that uses a consent.
-- fn consent_live(org_id org, person_id person, row_id id, day today) -> expect
SELECT id FROM consent WHERE org = $1 AND person = $2 AND id = $3 AND current = 1 AND state = 1 AND until >= $4;

-- fn consent_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM consent WHERE org = $1 ORDER BY person;
