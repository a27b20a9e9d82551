-- fn f() -> found[]
SELECT status,
       strftime('%Y', seen) AS "x: word" FROM person;
