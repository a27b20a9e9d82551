-- fn f() -> found[]
SELECT status FROM person WHERE EXISTS (SELECT 1 AS "one: number" FROM note);
