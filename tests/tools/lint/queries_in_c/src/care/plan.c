/* "SELECT x" */
const char *a = "SELECT id FROM plan";
const char *b = "UPDATE plan SET id = 1";
const char *c = "UPDATE it, please";
