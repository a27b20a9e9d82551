-- fn f() -> found[]
-- This would end the comment: */
SELECT status FROM person;
