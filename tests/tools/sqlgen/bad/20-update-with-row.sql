-- fn f() -> found[]
UPDATE person SET status = 'open';
