-- fn f(person_id id) -> row_found?
SELECT status,
       stauts
  FROM person WHERE id = $1;
