-- fn f() -> exec
DELETE FROM note RETURNING id;
