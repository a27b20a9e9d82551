-- fn f() -> found[]
SELECT p.status, q.status FROM person p JOIN person q ON q.id = p.id;
