-- fn f() -> found[]
SELECT status FROM person
