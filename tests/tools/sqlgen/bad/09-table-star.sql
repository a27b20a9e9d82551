-- fn f() -> found[]
SELECT p.status, p.* FROM person p;
