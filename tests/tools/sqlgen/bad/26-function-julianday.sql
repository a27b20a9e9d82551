-- fn f() -> found[]
SELECT status,
       julianday (seen) AS "x: word" FROM person;
