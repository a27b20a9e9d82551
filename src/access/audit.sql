-- The chain: its head, its entries and their details, the node's keys, the signed checkpoints.

-- fn audit_head_of(org_id org, number node) -> audit_head_row?
SELECT seq, hash FROM audit_head WHERE org = $1 AND node = $2;

-- fn audit_keyver_last(org_id org, number node) -> audit_keyver
SELECT max(keyver) AS "last: number?" FROM audit_key WHERE org = $1 AND node = $2;

-- fn audit_head_make(org_id org, number node, bytes hash) -> exec
INSERT INTO audit_head (org, node, seq, hash) VALUES ($1, $2, 0, $3) ON CONFLICT (org, node) DO NOTHING;

-- fn audit_head_move(org_id org, number node, number before, number seq, bytes hash) -> exec one
UPDATE audit_head SET seq = $4, hash = $5 WHERE org = $1 AND node = $2 AND seq = $3;

-- fn audit_insert(org_id org, number node, number seq, instant hour, user_id? actor, number role, number verb, number reason, person_id? person, bytes detail_hash, bytes hash) -> exec one
INSERT INTO audit (org, node, seq, hour, actor, role, verb, reason, person, detail_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- fn audit_detail_insert(org_id org, number node, number seq, row_id id, number keyver, sealed? reason, sealed detail) -> exec one
INSERT INTO audit_detail (org, node, seq, id, keyver, reason, detail) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- fn audit_key_insert(org_id org, number node, number keyver, instant hour, holder_id holder, bytes wrap) -> exec one
INSERT INTO audit_key (org, node, keyver, hour, holder, wrap) VALUES ($1, $2, $3, $4, $5, $6);

-- fn audit_checkpoint_insert(org_id org, number node, number seq, bytes hash, bytes signature) -> exec
INSERT INTO audit_checkpoint (org, node, seq, hash, signature) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (org, node, seq) DO NOTHING;

-- The newest key of an office without a team: the auditor's, the measurement key.
-- fn office_newest(org_id org, number kind) -> office_row?
SELECT id, keyver, public_key, certificate FROM holder
 WHERE org = $1 AND kind = $2 AND state = 1 ORDER BY keyver DESC, id LIMIT 1;

-- A hundred and twenty entries about a person before a place in the chain.
-- fn audit_about(org_id org, person_id person, number before) -> audit_about_row[]
SELECT a.seq, a.hour, a.role, a.verb, a.reason, s.user_name AS "who: word?", d.id AS "detail: row_id?",
       d.reason AS "words: sealed?"
  FROM audit a
  LEFT JOIN staff s ON s.org = a.org AND s.id = a.actor
  LEFT JOIN audit_detail d ON d.org = a.org AND d.node = a.node AND d.seq = a.seq
 WHERE a.org = $1 AND a.person = $2 AND a.seq < $3
 ORDER BY a.seq DESC, a.node LIMIT 120;

-- Emergency openings of a person's record, newest first.
-- fn audit_glass(org_id org, person_id person) -> audit_glass[]
SELECT g.id, g.hour, g.reason, s.user_name
  FROM glass g JOIN staff s ON s.org = g.org AND s.id = g.staff
 WHERE g.org = $1 AND g.person = $2 ORDER BY g.hour DESC, g.id;

-- Entries of one kind about a person before a place in the chain: who read the story. Fifty, and one that says whether
-- there are more.
-- fn audit_did(org_id org, person_id person, number verb, number before) -> audit_about_row[]
SELECT a.seq, a.hour, a.role, a.verb, a.reason, s.user_name AS "who: word?", d.id AS "detail: row_id?",
       d.reason AS "words: sealed?"
  FROM audit a
  LEFT JOIN staff s ON s.org = a.org AND s.id = a.actor
  LEFT JOIN audit_detail d ON d.org = a.org AND d.node = a.node AND d.seq = a.seq
 WHERE a.org = $1 AND a.person = $2 AND a.verb = $3 AND a.seq < $4
 ORDER BY a.seq DESC, a.node LIMIT 51;
