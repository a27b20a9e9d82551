-- fn f(person_id id) -> expect
DELETE FROM person WHERE id = $1;
