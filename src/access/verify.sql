-- What kintsugi verify walks: the chain, references, and every sealed value.

-- fn verify_heads(org_id org) -> verify_head[]
SELECT node, seq, hash FROM audit_head WHERE org = $1 ORDER BY node;

-- fn verify_checkpoints(org_id org) -> verify_checkpoint[]
SELECT node, seq, hash, signature FROM audit_checkpoint WHERE org = $1 ORDER BY node, seq;

-- fn verify_chain(org_id org) -> verify_entry each
SELECT a.node, a.seq, a.hour, a.actor, a.role, a.verb, a.reason, a.person, a.detail_hash, a.hash,
       d.reason AS "words: sealed?", d.detail AS "detail: sealed?", p.state AS "state: number?"
  FROM audit a
  LEFT JOIN audit_detail d ON d.org = a.org AND d.node = a.node AND d.seq = a.seq
  LEFT JOIN person p ON p.org = a.org AND p.id = a.person
 WHERE a.org = $1 ORDER BY a.node, a.seq;

-- fn verify_persons(org_id org) -> verify_person each
SELECT id, keyver, state FROM person WHERE org = $1 ORDER BY id;

-- fn verify_rings(org_id org) -> verify_ring each
SELECT person, value FROM erasure WHERE org = $1 ORDER BY person;

-- Rows that point at nothing.

-- fn lost_wrap_person(org_id org) -> lost
SELECT count(*) AS "n: number" FROM person_wrap c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.org = c.org AND p.id = c.person);

-- fn lost_wrap_holder(org_id org) -> lost
SELECT count(*) AS "n: number" FROM person_wrap c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM holder h WHERE h.org = c.org AND h.id = c.holder);

-- fn lost_wrap_version(org_id org) -> lost
SELECT count(*) AS "n: number" FROM person_wrap c JOIN person p ON p.org = c.org AND p.id = c.person
 WHERE c.org = $1 AND (c.keyver < 1 OR c.keyver > p.keyver);

-- fn lost_holder_wrap_holder(org_id org) -> lost
SELECT count(*) AS "n: number" FROM holder_wrap c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM holder h WHERE h.org = c.org AND h.id = c.holder);

-- fn lost_holder_wrap_staff(org_id org) -> lost
SELECT count(*) AS "n: number" FROM holder_wrap c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.org = c.org AND s.id = c.staff);

-- fn lost_assignment_person(org_id org) -> lost
SELECT count(*) AS "n: number" FROM assignment c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.org = c.org AND p.id = c.person);

-- fn lost_assignment_staff(org_id org) -> lost
SELECT count(*) AS "n: number" FROM assignment c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.org = c.org AND s.id = c.staff);

-- fn lost_member_staff(org_id org) -> lost
SELECT count(*) AS "n: number" FROM team_member c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.org = c.org AND s.id = c.staff);

-- fn lost_member_team(org_id org) -> lost
SELECT count(*) AS "n: number" FROM team_member c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM team t WHERE t.org = c.org AND t.id = c.team);

-- fn lost_person_team(org_id org) -> lost
SELECT count(*) AS "n: number" FROM person c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM team t WHERE t.org = c.org AND t.id = c.team);

-- fn lost_glass_person(org_id org) -> lost
SELECT count(*) AS "n: number" FROM glass c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.org = c.org AND p.id = c.person);

-- fn lost_audit_person(org_id org) -> lost
SELECT count(*) AS "n: number" FROM audit c WHERE c.org = $1 AND c.person IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.org = c.org AND p.id = c.person);

-- fn lost_audit_detail(org_id org) -> lost
SELECT count(*) AS "n: number" FROM audit_detail c WHERE c.org = $1
   AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.org = c.org AND a.node = c.node AND a.seq = c.seq);

-- Keys that an erased person must not have any more.
-- fn lost_tombstone_wrap(org_id org, number tombstone) -> lost
SELECT count(*) AS "n: number" FROM person_wrap c JOIN person p ON p.org = c.org AND p.id = c.person
 WHERE c.org = $1 AND p.state = $2;

-- Sealed values, ordered by person.

-- fn audit_reason_sealed(org_id org) -> sealed_row each
SELECT a.person AS "person: person_id", d.id, d.reason AS "value: sealed"
  FROM audit a JOIN audit_detail d ON d.org = a.org AND d.node = a.node AND d.seq = a.seq
 WHERE a.org = $1 AND a.person IS NOT NULL AND d.reason IS NOT NULL ORDER BY a.person;

-- An episode's id is its row.
-- fn episode_sealed(org_id org) -> sealed_row each
SELECT person, coalesce(id, id) AS "id: row_id", body AS value FROM episode WHERE org = $1 ORDER BY person;

-- fn task_sealed(org_id org) -> sealed_row each
SELECT person, id, body AS value FROM task WHERE org = $1 ORDER BY person;

-- fn directory_sealed(org_id org) -> entry_sealed_row each
SELECT d.team, d.person, t.keyver, d.entry AS value
  FROM directory d JOIN team t ON t.org = d.org AND t.id = d.team WHERE d.org = $1 ORDER BY d.person;

-- fn glass_sealed(org_id org) -> team_sealed_row each
SELECT p.team, g.id, t.keyver, g.reason AS value
  FROM glass g JOIN person p ON p.org = g.org AND p.id = g.person
  JOIN team t ON t.org = p.org AND t.id = p.team
 WHERE g.org = $1 ORDER BY g.person;

-- fn team_about_sealed(org_id org) -> team_sealed_row each
SELECT t.id AS team, coalesce(t.id, t.id) AS "id: row_id", t.keyver, t.about AS value
  FROM team t WHERE t.org = $1 ORDER BY t.id;

-- Rows of a team that name nobody.
-- fn turned_away_sealed(org_id org) -> team_sealed_row each
SELECT w.team, w.id, t.keyver, w.body AS value
  FROM turned_away w JOIN team t ON t.org = w.org AND t.id = w.team WHERE w.org = $1 ORDER BY w.team;

-- What leaves the house, sealed to the measurement key.
-- fn release_series_sealed(org_id org) -> measured_sealed_row each
SELECT id, body AS value FROM release_series WHERE org = $1 ORDER BY id;

-- fn release_sealed(org_id org) -> measured_sealed_row each
SELECT id, body AS value FROM release WHERE org = $1 ORDER BY id;

-- fn release_members_sealed(org_id org) -> measured_sealed_row each
SELECT release AS id, body AS value FROM release_members WHERE org = $1 ORDER BY release;

-- fn release_sign_sealed(org_id org) -> measured_sealed_row each
SELECT release AS id, body AS value FROM release_sign WHERE org = $1 ORDER BY release;
