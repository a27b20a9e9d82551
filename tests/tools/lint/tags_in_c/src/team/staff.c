const char *a = "<p>hello";
const char *b = "</b>";
const char *c = "a < b";
const char *d = "<div class=x>";
