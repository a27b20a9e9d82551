/* Deadlines of connections. libmicrohttpd only knows inactivity, so one byte a second would hold a
 * connection for ever; here a thread looks at a table once a second and shuts down what is late.
 * Keyed by file descriptor; every function may be called from any thread. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum {
	DEADLINE_HEAD_S = 10, /* from the first byte (or the connection) to the last header line */
	DEADLINE_IDLE_S = 30, /* kept open between two requests */
	DEADLINE_GRACE_S = 5, /* a body may be this late against DEADLINE_RATE */
	DEADLINE_BODY_S = 60, /* a whole body */
	DEADLINE_RATE = 1024, /* bytes a second that a body, and the reading of a reply, must reach */
	DEADLINE_FILE_RATE = 8 * 1024, /* that a whole file must reach: a phone on a slow network */
	DEADLINE_FDS = 8192
};

struct deadline;

/* A table with its thread; NULL when the system has no memory or no thread. */
struct deadline *deadline_new(void);
/* Ends the thread. Connections are left alone. */
void deadline_free(struct deadline *d);

/* A head is being awaited or read. Never moves an earlier moment further away. */
void deadline_head(struct deadline *d, int fd);
/* The head is read, a body may follow. */
void deadline_body(struct deadline *d, int fd);
/* The body that follows brings a file and has n bytes; a sender who is let in may be slow. */
void deadline_file(struct deadline *d, int fd, size_t n);
/* n more bytes of it came. */
void deadline_bytes(struct deadline *d, int fd, size_t n);
/* The program is working on the answer: no limit. */
void deadline_answer(struct deadline *d, int fd);
/* A reply of n bytes is on its way out. */
void deadline_send(struct deadline *d, int fd, size_t n);
/* The answer is out; the next head may begin. */
void deadline_idle(struct deadline *d, int fd);
/* The descriptor is about to be closed. After this it is not touched. */
void deadline_gone(struct deadline *d, int fd);
/* Looks once, as the thread does each second; for tests. now_ms: of the monotonic clock. Returns
 * how many were shut down. */
size_t deadline_look(struct deadline *d, long long now_ms);
