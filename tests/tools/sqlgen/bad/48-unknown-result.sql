-- fn f() -> found many
SELECT status FROM person;
