-- fn f() -> found[]
SELECT p.name, (SELECT n.text FROM note n WHERE n.person = p.id) AS text FROM person p;
