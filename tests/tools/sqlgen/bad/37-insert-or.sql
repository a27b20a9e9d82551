-- fn f(person_id person, row_id id) -> exec
INSERT OR IGNORE INTO note (person, id) VALUES ($1, $2);
