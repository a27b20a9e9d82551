-- fn f(person_id id, word status) -> found[]
SELECT status FROM person WHERE id = $1;
