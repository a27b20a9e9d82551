-- fn f(person_id id, person_id id) -> found[]
SELECT status FROM person WHERE id = $1 OR id = $2;
