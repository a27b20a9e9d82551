-- fn f() -> found[]
SELECT status FROM person;
-- fn g() -> found[]
SELECT phone FROM person;
