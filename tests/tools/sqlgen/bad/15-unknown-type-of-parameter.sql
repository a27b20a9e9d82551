-- fn f(text status) -> found[]
SELECT status FROM person WHERE status = $1;
