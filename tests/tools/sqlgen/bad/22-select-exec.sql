-- fn f(person_id id) -> exec one
SELECT status FROM person WHERE id = $1;
