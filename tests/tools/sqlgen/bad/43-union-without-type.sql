-- fn f() -> found[]
SELECT name FROM person UNION ALL SELECT phone FROM person;
