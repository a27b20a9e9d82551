/* What the server keeps of one request on its way; seats are used again. */
#pragma once
#include "http/body.h"

struct MHD_Connection;
struct server;

enum stage { STAGE_HEAD, STAGE_BODY, STAGE_ANSWER, STAGE_SENT };

struct seat {
	struct exchange x; /* first, so that the exchange given to wake is the seat */
	struct server *server;
	struct MHD_Connection *connection;
	int fd;
	enum stage stage;
	bool last;       /* the connection ends with this answer */
	bool answering;  /* counted in server->answering */
	bool file;       /* counted in server->files */
	const char *uri; /* where the target stood; only its place is used */
	struct str target;
	struct raw_head head;
	struct body body;
	struct refusal refused; /* by prepare_body */
	struct header_list headers;
	struct seat *next;
};

/* Those that wait for the next request. */
struct seats;
/* cap: of each arena, in bytes. NULL when the system has no memory. */
struct seats *seats_new(size_t cap);
/* Every seat must have been given back. NULL is allowed. */
void seats_free(struct seats *s);
/* An empty seat with an arena; NULL when the system has no memory. From any thread. */
struct seat *seat_take(struct seats *s);
/* Wipes it. From any thread. */
void seat_give(struct seats *s, struct seat *seat);
