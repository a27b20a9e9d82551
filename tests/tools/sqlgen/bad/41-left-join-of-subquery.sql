-- fn f() -> found[]
SELECT p.name, s.text FROM person p LEFT JOIN (SELECT person, text FROM note) s ON s.person = p.id;
