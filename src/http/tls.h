/* Certificate and key of the server, as text. */
#pragma once

/* The whole of a small text file with a NUL; NULL when it cannot be read. tls_drop it. */
char *tls_text(const char *path);
/* Wipes and frees; NULL is allowed. */
void tls_drop(char *text);
