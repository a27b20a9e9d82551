const char *f = "SELECT 1";
