-- fn f() -> found[]
SELECT status,
       datetime(seen) AS "x: word" FROM person;
