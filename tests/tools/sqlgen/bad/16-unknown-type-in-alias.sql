-- fn f() -> found
SELECT
       count(*) AS "n: bigint" FROM person;
