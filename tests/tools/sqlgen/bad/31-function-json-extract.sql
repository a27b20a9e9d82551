-- fn f() -> found[]
SELECT status,
       json_extract(status, 'a') AS "x: word" FROM person;
