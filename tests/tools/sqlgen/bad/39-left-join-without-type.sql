-- fn f() -> found[]
SELECT p.status, n.text FROM person p LEFT OUTER JOIN note n ON n.person = p.id;
