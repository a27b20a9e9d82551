-- fn f(word status) -> found[]
SELECT status FROM person WHERE status = ?;
