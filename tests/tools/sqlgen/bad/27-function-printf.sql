-- fn f() -> found[]
SELECT status,
       printf('%d', seen) AS "x: word" FROM person;
