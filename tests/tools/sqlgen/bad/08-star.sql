-- fn f() -> found[]
SELECT * FROM person;
