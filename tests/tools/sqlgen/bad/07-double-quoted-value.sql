-- fn f() -> found[]
SELECT status FROM person
 WHERE status = "closed";
