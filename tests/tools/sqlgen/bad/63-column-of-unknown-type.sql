-- fn f() -> found[]
SELECT name AS "name: sealed", rank FROM odd;
