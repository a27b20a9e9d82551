-- fn f() -> found
SELECT count(*) AS n FROM person;
