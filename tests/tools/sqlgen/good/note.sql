-- fn note_latest(person_id person, instant? since) -> note[]
-- The notes of one person, newest first.
SELECT id, text, made_at FROM note
 WHERE person = $1 AND ($2 IS NULL OR made_at >= $2) -- nothing given: all
 ORDER BY made_at DESC;

-- fn note_count(person_id person) -> note_count
SELECT count(*) AS "n: number", max(made_at) AS "last: instant?" FROM note WHERE person = $1;

-- fn note_walk() -> note each
SELECT id, text, made_at FROM note;

-- fn note_remove(person_id person, row_id id) -> exec one
DELETE FROM note WHERE person = $1 AND id = $2;
