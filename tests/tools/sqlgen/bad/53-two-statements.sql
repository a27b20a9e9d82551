-- fn f() -> exec
DELETE FROM note; DELETE FROM person;
