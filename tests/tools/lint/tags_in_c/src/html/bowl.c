const char *e = "</svg>";
