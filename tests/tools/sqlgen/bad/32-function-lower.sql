-- fn f() -> found[]
SELECT status,
       lower(status) AS "x: word" FROM person;
