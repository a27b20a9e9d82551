-- fn f() -> found[]
SELECT status,
       instr(status, 'a') AS "x: word" FROM person;
