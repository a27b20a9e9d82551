/* What comes behind a head: a form, gathered in the arena, or a form with a file, in pages beside
 * it. */
#pragma once
#include "http/http.h"

struct body {
	struct buf form;     /* without a file */
	struct str boundary; /* p is NULL without a file */
	char *pages;         /* size bytes; NULL: what comes is counted and let go */
	size_t size;
	size_t n;
	size_t most; /* of the file alone */
};

/* A form without a file. */
void body_form(struct body *b, struct arena *a);
/* A form of n bytes with a file of at most most bytes; kept says whether it is kept at all. What is
 * too long is let go. ERR_BUSY: the system has no memory. */
enum err body_file(struct body *b, struct arena *a, struct str boundary, size_t n, size_t most,
                   bool kept) NODISCARD;
/* A piece of it. False: it is longer than it may be, or than was said. */
bool body_piece(struct body *b, struct str piece);
/* Sets form, upload and dropped of q. Errors as http_parse_form and http_parse_multipart have them;
 * ERR_INVALID too when a file's body is shorter than was said. */
enum err body_read(struct body *b, struct arena *a, struct request *q) NODISCARD;
