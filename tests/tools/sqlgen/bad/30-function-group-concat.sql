-- fn f() -> found[]
SELECT status,
       group_concat(status) AS "x: word" FROM person;
