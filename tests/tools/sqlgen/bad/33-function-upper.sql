-- fn f() -> found[]
SELECT status,
       upper(status) AS "x: word" FROM person;
