-- fn f() -> found[]
SELECT status FROM person WHERE opened_on < CURRENT_DATE;
