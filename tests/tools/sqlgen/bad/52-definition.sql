-- fn f() -> exec
DROP TABLE person;
