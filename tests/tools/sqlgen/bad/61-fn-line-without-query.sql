-- fn f() -> exec
-- fn g() -> exec
DELETE FROM note;
