-- What is due, and what has changed.

-- fn task_insert(org_id org, person_id person, row_id id, user_id? owner, day due, sealed body) -> exec one
INSERT INTO task (org, person, id, owner, due, state, body) VALUES ($1, $2, $3, $4, $5, 1, $6);

-- fn call_insert(org_id org, person_id person, row_id id, day due, sealed body) -> exec one
INSERT INTO task (org, person, id, owner, due, state, body) VALUES ($1, $2, $3, NULL, $4, 3, $5);

-- fn task_done(org_id org, person_id person, row_id id) -> exec
UPDATE task SET state = 2 WHERE org = $1 AND person = $2 AND id = $3 AND state = 1;

-- The only way to close a call.
-- fn call_done(org_id org, person_id person, row_id id) -> exec
UPDATE task SET state = 2 WHERE org = $1 AND person = $2 AND id = $3 AND state = 3;

-- What was answered must still be open: else a colleague was faster.
-- fn call_expect(org_id org, person_id person, row_id id) -> expect
SELECT id FROM task WHERE org = $1 AND person = $2 AND id = $3 AND state = 3;

-- fn task_owner(org_id org, person_id person, user_id owner, user_id next) -> exec
UPDATE task SET owner = $4 WHERE org = $1 AND person = $2 AND owner = $3 AND state = 1;

-- fn tasks_of(org_id org, person_id person) -> task_row[]
SELECT person, id, owner, due, state, body FROM task
 WHERE org = $1 AND person = $2 AND state IN (1, 3) ORDER BY due, id;

-- fn calls_mine(org_id org, user_id staff) -> task_row[]
SELECT t.person, t.id, t.owner, t.due, t.state, t.body
  FROM task t JOIN assignment a ON a.org = t.org AND a.person = t.person AND a.staff = $2 AND a.state IN (1, 4)
 WHERE t.org = $1 AND t.state = 3 ORDER BY t.id LIMIT 100;

-- Those of a team that I do not walk with, and am not kept from.
-- fn calls_of_team(org_id org, team_id team, user_id staff) -> task_row[]
SELECT t.person, t.id, t.owner, t.due, t.state, t.body
  FROM task t JOIN person p ON p.org = t.org AND p.id = t.person AND p.team = $2
 WHERE t.org = $1 AND t.state = 3
   AND NOT EXISTS (SELECT 1 FROM assignment a
                    WHERE a.org = t.org AND a.person = t.person AND a.staff = $3 AND a.state IN (1, 2, 4))
 ORDER BY t.id LIMIT 100;

-- Everything open, and due soon, for those I walk with; what has another owner is theirs. Today first, then what is
-- late, the latest promise before the old ones; then what is coming.
-- fn tasks_mine(org_id org, user_id staff, day today, day until, number most, number from) -> task_row[]
SELECT t.person, t.id, t.owner, t.due, t.state, t.body
  FROM assignment a JOIN task t ON t.org = a.org AND t.person = a.person
 WHERE a.org = $1 AND a.staff = $2 AND a.state IN (1, 4) AND t.state = 1 AND t.due <= $4
   AND (t.owner IS NULL OR t.owner = $2)
 ORDER BY CASE WHEN t.due <= $3 THEN 0 ELSE 1 END, CASE WHEN t.due <= $3 THEN t.due END DESC, t.due, t.id
 LIMIT $5 OFFSET $6;

-- fn tasks_mine_count(org_id org, user_id staff, day until) -> task_count
SELECT count(*) AS "n: number"
  FROM assignment a JOIN task t ON t.org = a.org AND t.person = a.person
 WHERE a.org = $1 AND a.staff = $2 AND a.state IN (1, 4) AND t.state = 1 AND t.due <= $3
   AND (t.owner IS NULL OR t.owner = $2);

-- What colleagues wrote about those I walk with since an hour, newest first. Openings are not changes. CROSS: each of
-- mine is looked up in audit_changed; SQLite would walk over all that ever changed.
-- fn changes_lately(org_id org, user_id staff, instant since) -> change_row[]
SELECT x.person AS "person: person_id", x.hour, x.verb, s.user_name
  FROM assignment a CROSS JOIN audit x JOIN staff s ON s.org = x.org AND s.id = x.actor
 WHERE x.org = a.org AND x.person = a.person AND a.org = $1 AND a.staff = $2 AND a.state = 1 AND x.hour >= $3 AND x.actor <> $2 AND x.verb <> 1
 ORDER BY x.seq DESC LIMIT 12;
