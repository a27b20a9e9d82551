-- Arrival cards.

-- fn arrivals_of(org_id org, person_id person) -> arrival_row[]
SELECT a.id, a.hour, a.identity, a.safety, a.location, s.user_name
  FROM arrival a JOIN staff s ON s.org = a.org AND s.id = a.author
 WHERE a.org = $1 AND a.person = $2 ORDER BY a.id;

-- fn arrival_insert(org_id org, person_id person, row_id id, user_id author, instant hour, sealed identity, sealed safety, sealed location) -> exec one
INSERT INTO arrival (org, person, id, author, hour, identity, safety, location) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- The same card was kept a moment ago.
-- fn arrived_expect(org_id org, person_id person) -> expect
SELECT id FROM person WHERE org = $1 AND id = $2;

-- Whether a form was saved already.
-- fn arrival_posted(org_id org, row_id token) -> arrival_posted_row?
SELECT hour FROM posted WHERE org = $1 AND token = $2;

-- fn arrival_identity_sealed(org_id org) -> sealed_row each
SELECT person, id, identity AS value FROM arrival WHERE org = $1 ORDER BY person;

-- fn arrival_safety_sealed(org_id org) -> sealed_row each
SELECT person, id, safety AS value FROM arrival WHERE org = $1 ORDER BY person;

-- fn arrival_location_sealed(org_id org) -> sealed_row each
SELECT person, id, location AS value FROM arrival WHERE org = $1 ORDER BY person;
