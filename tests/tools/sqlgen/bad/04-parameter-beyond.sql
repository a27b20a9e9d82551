-- fn f(person_id id) -> row_found?
SELECT status FROM person
 WHERE id = $1 AND team = $2;
