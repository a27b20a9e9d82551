-- fn f() -> found[]
SELECT status /* the word */ FROM person;
