-- fn f(person_id id) -> row_found?
SELECT status FROM persons WHERE id = $1;
