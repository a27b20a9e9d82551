-- fn f() -> found[]
SELECT p.status, n.text AS "text: sealed?" FROM note n FULL JOIN person p ON n.person = p.id;
