-- fn f() -> found[]
SELECT status FROM person;
-- fn f() -> found[]
SELECT status FROM person;
