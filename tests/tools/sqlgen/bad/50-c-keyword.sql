-- fn f() -> found[]
SELECT status AS "case" FROM person;
