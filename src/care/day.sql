-- What is due, and what has changed.

-- fn task_insert(org_id org, person_id person, row_id id, user_id? owner, day due, sealed body) -> exec one
INSERT INTO task (org, person, id, owner, due, state, body) VALUES ($1, $2, $3, $4, $5, 1, $6);

-- fn task_done(org_id org, person_id person, row_id id) -> exec
UPDATE task SET state = 2 WHERE org = $1 AND person = $2 AND id = $3 AND state = 1;

-- fn task_owner(org_id org, person_id person, user_id owner, user_id next) -> exec
UPDATE task SET owner = $4 WHERE org = $1 AND person = $2 AND owner = $3 AND state = 1;

-- fn tasks_of(org_id org, person_id person) -> task_row[]
SELECT person, id, owner, due, body FROM task WHERE org = $1 AND person = $2 AND state = 1 ORDER BY due, id;

-- Everything open, and due soon, for those I walk with; what has another owner is theirs.
-- fn tasks_mine(org_id org, user_id staff, day until) -> task_row[]
SELECT t.person, t.id, t.owner, t.due, t.body
  FROM assignment a JOIN task t ON t.org = a.org AND t.person = a.person
 WHERE a.org = $1 AND a.staff = $2 AND a.state = 1 AND t.state = 1 AND t.due <= $3
   AND (t.owner IS NULL OR t.owner = $2)
 ORDER BY t.due DESC, t.id LIMIT 100;

-- What colleagues wrote about those I walk with since an hour, newest first. Openings are not changes.
-- fn changes_lately(org_id org, user_id staff, instant since) -> change_row[]
SELECT x.person AS "person: person_id", x.hour, x.verb, s.user_name
  FROM assignment a JOIN audit x ON x.org = a.org AND x.person = a.person
  JOIN staff s ON s.org = x.org AND s.id = x.actor
 WHERE a.org = $1 AND a.staff = $2 AND a.state = 1 AND x.hour >= $3 AND x.actor <> $2 AND x.verb <> 1
 ORDER BY x.seq DESC LIMIT 12;
