/* A raw HTTP/1.1 client for tests: sends exactly the bytes it is given. */
#pragma once
#include "base/arena.h"

/* A connection to 127.0.0.1:port from the local address source ("127.0.0.7"; NULL: any); -1 when
 * refused. The caller closes it with close(2). */
int client_open(const char *source, int port);
/* True when all of it was taken. Never raises SIGPIPE. */
bool client_send(int fd, struct str bytes);

struct answer {
	int status;      /* 0: no answer came */
	struct str head; /* header lines as sent, without the first line */
	struct str body;
};
/* Reads one answer; bodyless: of a HEAD. Gives up after ms milliseconds. */
struct answer client_read(struct arena *a, int fd, bool bodyless, int ms);
/* The value of a header, in any case of letters; p is NULL when it was not sent. */
struct str client_header(const struct answer *answer, struct str name);
/* True when the other side closes within ms milliseconds; drops what still comes. */
bool client_closed(int fd, int ms);
/* Opens, sends, reads and closes. */
struct answer client_ask(struct arena *a, int port, struct str bytes);
/* Milliseconds of a clock that only goes forward. */
int64_t client_ms(void);
