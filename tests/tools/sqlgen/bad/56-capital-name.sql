-- fn personById() -> found[]
SELECT status FROM person;
