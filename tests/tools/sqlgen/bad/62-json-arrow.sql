-- fn f() -> found[]
SELECT status -> 'a' AS "x: word" FROM person;
