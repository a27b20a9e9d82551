-- fn f() -> found[]
SELECT status,
       IFNULL(status, 'a') AS "x: word" FROM person;
