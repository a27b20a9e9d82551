-- fn f(person_id) -> found[]
SELECT status FROM person WHERE id = $1;
