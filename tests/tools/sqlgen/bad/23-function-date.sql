-- fn f() -> found[]
SELECT status,
       date(seen) AS "x: word" FROM person;
