-- fn f() -> found[]
SELECT status, name AS "name: word" FROM person;
