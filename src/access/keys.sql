-- Who stands how to a person, and the wrapped secrets of her compartments.

-- The person, how one colleague stands to her, her entry in the directory of her team, and how many others are past
-- the time to hand her over.
-- fn person_row(org_id org, person_id person, user_id staff, instant before) -> person_row?
SELECT p.team, p.keyver, p.state, a.state AS "assigned: number?", a.hour AS "since: instant?", d.entry AS "entry: sealed?",
       w.compartments AS "closed: number?",
       (SELECT count(*) FROM assignment l
         WHERE l.org = p.org AND l.person = p.id AND l.state = 4 AND l.hour <= $4) AS "lapsed: number"
  FROM person p
  LEFT JOIN assignment a ON a.org = p.org AND a.person = p.id AND a.staff = $3
  LEFT JOIN directory d ON d.org = p.org AND d.team = p.team AND d.person = p.id
  LEFT JOIN withheld w ON w.org = p.org AND w.person = p.id AND w.staff = $3
 WHERE p.org = $1 AND p.id = $2;

-- fn withheld_of(org_id org, person_id person) -> withheld_row[]
SELECT w.staff, w.compartments, s.user_name FROM withheld w JOIN staff s ON s.org = w.org AND s.id = w.staff
 WHERE w.org = $1 AND w.person = $2 AND w.compartments <> 0 ORDER BY s.user_name;

-- fn withheld_put(org_id org, person_id person, user_id staff, number compartments, instant hour) -> exec one
INSERT INTO withheld (org, person, staff, compartments, hour) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (org, person, staff) DO UPDATE SET compartments = excluded.compartments, hour = excluded.hour;

-- fn wraps_delete_lapsed(org_id org, user_id staff, holder_id own, instant before) -> exec
DELETE FROM person_wrap WHERE org = $1 AND holder = $3 AND person IN
   (SELECT a.person FROM assignment a WHERE a.org = $1 AND a.staff = $2 AND a.state = 4 AND a.hour <= $4);


-- fn wraps_of(org_id org, person_id person) -> wrap_row[]
SELECT w.holder, w.keyver, w.compartments, w.wrap, w.giver, w.signature, h.state
  FROM person_wrap w JOIN holder h ON h.org = w.org AND h.id = w.holder
 WHERE w.org = $1 AND w.person = $2 ORDER BY w.keyver DESC, w.holder;

-- fn glass_running(org_id org, person_id person, user_id staff, instant now) -> glass_running[]
SELECT holder FROM glass WHERE org = $1 AND person = $2 AND staff = $3 AND until > $4;

-- fn erasure_of(org_id org, person_id person) -> erasure_row?
SELECT value FROM erasure WHERE org = $1 AND person = $2;

-- fn erasure_all(org_id org) -> erasure_all each
SELECT person, value FROM erasure WHERE org = $1 ORDER BY person;

-- fn erasure_insert(org_id org, person_id person, bytes value) -> exec one
INSERT INTO erasure (org, person, value) VALUES ($1, $2, $3);

-- fn directory_of_team(org_id org, team_id team) -> directory_row each
SELECT person, entry FROM directory WHERE org = $1 AND team = $2 ORDER BY person;

-- fn wrap_put(org_id org, person_id person, holder_id holder, number keyver, number compartments, bytes wrap, user_id giver, bytes signature) -> exec one
INSERT INTO person_wrap (org, person, holder, keyver, compartments, wrap, giver, signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (org, person, holder, keyver) DO UPDATE
   SET compartments = excluded.compartments, wrap = excluded.wrap, giver = excluded.giver, signature = excluded.signature;

-- fn giver_of(org_id org, user_id staff) -> giver_row?
SELECT s.roles, s.sign_public, h.keyver, h.public_key, h.certificate
  FROM staff s JOIN holder h ON h.org = s.org AND h.id = s.id WHERE s.org = $1 AND s.id = $2;

-- fn wrap_renew(org_id org, person_id person, holder_id holder, number keyver, bytes wrap) -> exec
UPDATE person_wrap SET wrap = $5 WHERE org = $1 AND person = $2 AND holder = $3 AND keyver = $4;

-- fn wrap_delete(org_id org, person_id person, holder_id holder) -> exec
DELETE FROM person_wrap WHERE org = $1 AND person = $2 AND holder = $3;

-- fn wraps_of_holder(org_id org, holder_id holder) -> wrap_person[]
SELECT DISTINCT person FROM person_wrap WHERE org = $1 AND holder = $2 ORDER BY person;

-- fn person_raise(org_id org, person_id person, number keyver) -> exec one
UPDATE person SET keyver = $3 WHERE org = $1 AND id = $2 AND keyver = $3 - 1;

-- fn assignment_put(org_id org, person_id person, user_id staff, number state, instant hour) -> exec one
INSERT INTO assignment (org, person, staff, state, hour) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (org, person, staff) DO UPDATE SET state = excluded.state, hour = excluded.hour;

-- fn assignments_of(org_id org, person_id person) -> assigned_row[]
SELECT a.staff, a.state, a.hour, s.user_name, s.roles, s.state AS staff_state, s.sign_public, h.keyver, h.public_key, h.certificate
  FROM assignment a JOIN staff s ON s.org = a.org AND s.id = a.staff
  JOIN holder h ON h.org = s.org AND h.id = s.id
 WHERE a.org = $1 AND a.person = $2 ORDER BY s.user_name;

-- fn glass_insert(org_id org, person_id person, row_id id, user_id staff, holder_id holder, instant hour, instant until, sealed reason) -> exec one
INSERT INTO glass (org, person, id, staff, holder, hour, until, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- fn glass_review(org_id org, person_id person, row_id id, user_id reviewer) -> exec one
UPDATE glass SET reviewer = $4 WHERE org = $1 AND person = $2 AND id = $3 AND reviewer IS NULL AND staff <> $4;

-- fn glass_unreviewed(org_id org, team_id team) -> glass_open[]
SELECT g.person, g.id, g.staff, g.hour, g.until, g.reason, s.user_name
  FROM glass g JOIN person p ON p.org = g.org AND p.id = g.person
  JOIN staff s ON s.org = g.org AND s.id = g.staff
 WHERE g.org = $1 AND p.team = $2 AND g.reviewer IS NULL ORDER BY g.hour;

-- fn directory_insert(org_id org, team_id team, person_id person, sealed entry) -> exec one
INSERT INTO directory (org, team, person, entry) VALUES ($1, $2, $3, $4);

-- The entry that it was made from must still stand: else somebody was faster, and that is a conflict.
-- fn directory_update(org_id org, team_id team, person_id person, sealed was, sealed entry) -> exec one
UPDATE directory SET entry = $5 WHERE org = $1 AND team = $2 AND person = $3 AND entry = $4;

-- fn excluded_from(org_id org, user_id staff) -> excluded_person[]
SELECT person FROM assignment WHERE org = $1 AND staff = $2 AND state = 2 ORDER BY person;
