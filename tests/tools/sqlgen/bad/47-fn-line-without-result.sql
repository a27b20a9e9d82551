-- fn f(person_id id)
SELECT status FROM person WHERE id = $1;
