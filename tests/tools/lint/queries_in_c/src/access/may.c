const char *d = "DELETE FROM plan";
const char *e = "INSERT INTO plan VALUES (1)";
