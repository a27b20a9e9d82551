-- fn f(person_id person, row_id id) -> exec
REPLACE INTO note (person, id) VALUES ($1, $2);
