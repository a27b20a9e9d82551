-- What is said before the first query is for the reader of this file.

-- fn person_by_id(person_id id) -> person?
-- One person's standing record; "sealed" fields stay sealed.
SELECT id, name, phone, status, opened_on, closed_on FROM person WHERE id = $1;

-- fn person_get(person_id id) -> person
SELECT id, name, phone, status, opened_on, closed_on
  FROM person -- the whole row
 WHERE id = $1 AND status <> 'a?? "quoted" \ -- word; :x';

-- fn person_filtered(word? status, day? since, team_id? team, bytes? hash) -> person[]
SELECT id, name, phone, status, opened_on, closed_on FROM person
 WHERE ($1 IS NULL OR status = $1) AND ($2 IS NULL OR opened_on >= $2)
   AND ($3 IS NULL OR team = $3) AND $4 IS NULL
 ORDER BY opened_on;

-- fn person_count() -> person_count
SELECT count(*) AS "n: number", max(closed_on) AS "last: day?", avg(score) AS "mean: real?"
  FROM person ORDER BY n;

-- fn person_walk(flag open, number most) -> walked each
SELECT id, team, seen, open, score FROM person WHERE open = $1 LIMIT $2;

-- fn person_walk_all() -> walked each
SELECT id, team, seen, open, score FROM person;

-- fn person_walk_wide(flag open, word? a, word? b, word? d, day? e, real? f, instant g) -> walked each
SELECT id, team, seen, open, score FROM person
 WHERE open = $1 AND status IN ($2, $3, $4) AND opened_on = $5 AND score < $6 AND seen > $7;

-- fn person_notes(person_id person) -> person_note[]
SELECT p.name, n.id AS "note: row_id?", n.text AS "text: sealed?", n.made_at AS "made_at: instant?"
  FROM person p LEFT JOIN note n ON n.person = p.id WHERE p.id = $1;

-- fn person_latest(person_id person) -> person_latest?
SELECT p.status, (SELECT n.text FROM note n WHERE n.person = p.id ORDER BY n.made_at LIMIT 1)
       AS "text: sealed?", p.opened_on
  FROM person p WHERE p.id = $1;

-- fn person_insert(person_id id, sealed name, sealed? phone, word status, day opened_on, day? closed_on,
--                  team_id? team, instant? seen, flag open, real? score) -> exec one
-- A new person.
INSERT INTO person (id, name, phone, status, opened_on, closed_on, team, seen, open, score)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- fn person_close(person_id id, day? closed_on) -> exec one
UPDATE person SET closed_on = $2 WHERE id = $1 AND closed_on IS NULL;

-- fn person_touch_all() -> exec
UPDATE person SET seen = NULL;

-- fn person_is_open(person_id id) -> expect
SELECT 1 FROM person WHERE id = $1 AND open = 1;
