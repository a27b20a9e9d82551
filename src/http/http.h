/* HTTP in our words: a request that passed the byte gate, a reply that is rendered whole. Policy
 * lives in access. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST };

struct param {
	struct str name;
	struct str value;
};
struct params {
	const struct param *at;
	size_t n;
};
/* The value of name, or a view whose p is NULL. */
struct str param(const struct params *ps, struct str name);

enum {
	PATH_PARTS = 12,
	PATH_BYTES = 1024,   /* of the path as sent, before decoding */
	TARGET_BYTES = 4096, /* path and query as sent */
	HEAD_FIELDS = 100,
	HEAD_BYTES = 16 * 1024,
	FORM_FIELDS = 4000,               /* a form's repeat of two hundred rounds is one page */
	FORM_BYTES = 256 * 1024,          /* of all fields of a form */
	UPLOAD_BYTES = 512 * 1024 * 1024, /* of a form with a file that is read to its end, if only to
	                                   * say kindly that it is too long */
	REPLY_BYTES = 8 * 1024 * 1024
};

/* A file that came with a form. What the sender says about it is not believed: look at its bytes.
 */
struct upload {
	struct str field; /* the form's name for it */
	struct str
		name; /* what the sender calls it: UTF-8 without controls and slashes, may be empty */
	struct str type;  /* "image/jpeg", says the sender; may be empty */
	struct str bytes; /* any bytes; they lie beside the arena and are wiped with the request */
};

/* What arrived, after the gate: decoded once, UTF-8, no NUL, no doubled names. */
struct request {
	enum method method;
	struct str path; /* "/people/3f.../consents" */
	struct params query;
	struct params form;   /* of a POST, in either coding */
	struct upload upload; /* field.p is NULL when none came; see form_file */
	bool dropped;         /* a form with a file was not kept: too long, or nobody is signed in */
	struct params cookies;
	struct str host;
	struct str origin;     /* empty when not sent */
	struct str fetch_site; /* Sec-Fetch-Site; empty when not sent */
	struct str accept_language;
	struct str authorization; /* "Bearer ..." of a program; never logged */
	struct str content_type;
	uint64_t from;    /* keyed hash of the truncated address it came from; for limits only */
	bool secure;      /* came over TLS, here or at the proxy that the configuration names */
	bool takes_gzip;  /* Accept-Encoding names gzip; looked at for assets only */
	struct str range; /* Range; looked at for what may be taken in pieces only */
};

/* The file that came in a field of the form, or NULL: none was chosen. It lives as long as the
 * request. In a handler: visit_file (access/visit.h). */
const struct upload *form_file(const struct request *q, struct str field);

struct reply {
	int status;
	const char *type; /* "text/html; charset=utf-8" */
	struct buf body;
	struct str location;      /* for 303 */
	struct str cookie;        /* a whole Set-Cookie value, or empty */
	struct str disposition;   /* Content-Disposition, or empty */
	bool sandbox;             /* somebody else made the body: nothing in it may run or load */
	bool asset;               /* may be cached for ever (hashed name) */
	bool kept;                /* the same, by the browser that asked and by nobody between */
	bool pieces;              /* sounds and films: a part of it may be asked for (reply_piece) */
	struct str content_range; /* of a part; set by reply_piece */
	struct str etag;
	bool gzip;            /* body is compressed already (assets only) */
	bool bearer;          /* 401 to a program: it is to send a token */
	bool clear_site_data; /* sign-out: Clear-Site-Data */
};

/* One request on its way through the program. */
struct exchange {
	struct arena *arena;
	struct request request;
	struct reply reply;
	void *state;                      /* the application's own */
	void (*wake)(struct exchange *x); /* the server's: call app->step again; from any thread */
	void *server;                     /* the server's own */
};

/* The application as the server, the tests and the fuzzers see it. One exchange is only ever in one
 * call of step at a time. Whatever x->state owns outside the arena must be an arena_defer: the
 * arena may be reset in the middle of a step, when it is exhausted. */
struct application {
	void *self;
	/* Goes as far as it can without waiting. True: the reply is ready. False: it must wait; the
	 * caller makes itself ready to be woken and then calls launch, which starts the work that ends
	 * in exactly one x->wake (also when it fails); then step again. */
	bool (*step)(void *self, struct exchange *x);
	void (*launch)(void *self, struct exchange *x);
	/* Asked at the head of a form that brings a file, before its body is read; path, query and
	 * cookies of x are there. How many bytes of a file are taken at this address; 0: none, and the
	 * form is refused. *known: the sender is let in here; else the body is read but not kept. NULL:
	 * no address takes any. */
	size_t (*takes)(void *self, struct exchange *x, bool *known);
	/* Says in the reader's language why a request was refused before it was read: e, which x->reply
	 * is to tell. Of x only the headers are sure to be there. NULL: it is said in plain English. */
	void (*refuse)(void *self, struct exchange *x, enum err e);
};

/* --- one step of an exchange, shared by the server and by tests (http/call.c) --- */
/* Gives x an empty reply: 200, text/html, a body of at most REPLY_BYTES in x->arena. */
void exchange_begin(struct exchange *x);
/* fn(self, x) with a net: when the arena is exhausted inside, the arena is reset (deferred calls
 * run, x->request and x->state are gone), the reply becomes a plain 503 and the answer is true.
 * This holds the only setjmp of the program. */
bool exchange_guard(struct exchange *x, bool (*fn)(void *self, struct exchange *x), void *self);
/* app->step with that net. */
bool exchange_step(const struct application *app, struct exchange *x);
/* Calls the application without a socket, waiting on this thread until the reply is ready. The
 * caller sets x->arena and x->request; http_call begins the reply. */
void http_call(const struct application *app, struct exchange *x);

/* --- parsing, used by the server and by tests (http/parse.c) --- */
/* Equal without regard to the case of ASCII letters. */
bool http_same(struct str a, struct str b);
/* One or more token characters of RFC 9110, 5.6.2. */
bool http_token(struct str s);
/* application/x-www-form-urlencoded. ERR_INVALID: bad escape, NUL, control character other than tab
 * and line ends, not UTF-8, empty or doubled name; ERR_TOO_BIG: more than FORM_FIELDS. */
enum err http_parse_form(struct arena *a, struct str body, struct params *out) NODISCARD;
/* The boundary of a Content-Type that is multipart/form-data; p is NULL when it is not, or has not
 * exactly one parameter, or the boundary is no token of 1 to 70 bytes. */
struct str http_boundary(struct str type);
/* multipart/form-data (RFC 7578) as browsers send it, and nothing else: fields as above, at most
 * one file, whose bytes are a view into body. out->field.p stays NULL when no file was chosen.
 * ERR_INVALID: anything before, between or behind the parts, a part with other header lines, a name
 * twice, two files, a path as file name, what http_parse_form refuses in a value; ERR_TOO_BIG: more
 * than FORM_FIELDS, or fields of more than FORM_BYTES. */
enum err http_parse_multipart(struct arena *a, struct str body, struct str boundary,
                              struct params *fields, struct upload *out) NODISCARD;
/* The pairs of a Cookie header, not decoded. Pairs that are no token=printable-ASCII belong to
 * other programs on this host and are left out. ERR_INVALID: doubled name; ERR_TOO_BIG: more than
 * HEAD_FIELDS. */
enum err http_parse_cookies(struct arena *a, struct str header, struct params *out) NODISCARD;
/* Decodes a path once and checks it. ERR_INVALID: does not begin with '/', NUL, backslash, "..",
 * "/./",
 * "//", an escaped '/', control characters, bad escape, not UTF-8; ERR_TOO_BIG: more than
 * PATH_BYTES. */
enum err http_parse_path(struct arena *a, struct str raw, struct str *out) NODISCARD;
/* Sets path and query of q from a request target ("/people?q=an"). Errors as above. */
enum err http_parse_target(struct arena *a, struct str target, struct request *q) NODISCARD;

/* --- the byte gate (http/gate.c): header lines as libmicrohttpd saw them --- */
struct header {
	struct str name;
	struct str value;
};
struct header_list {
	const struct header *at;
	size_t n;
};
struct raw_head {
	struct str method;
	struct str target;
	struct str version;
	const struct header *at;
	size_t n;
};
struct refusal {
	int status;
	const char *reason; /* a literal in one word, for the log and the refused */
};
/* OK, or why the connection is refused and closed. hosts: names that may stand in Host, in any case
 * of letters; a name without a port also stands for itself with any port. ERR_TOO_BIG or
 * ERR_INVALID. */
enum err gate_check(const struct raw_head *head, const struct str *hosts, size_t nhosts,
                    struct refusal *why) NODISCARD;
/* OK when the views of head lie one behind the other in one piece of memory of size bytes, with
 * nothing between them but what the grammar wants: one space, ":" or ": ", CR LF. See gate.c for
 * what it sees. */
enum err gate_whole(const struct raw_head *head, size_t size, struct refusal *why) NODISCARD;
/* The first value of that name; p is NULL when there is none. */
struct str head_value(const struct raw_head *head, struct str name);

/* --- replies (http/reply.c) --- */
/* Every header of the reply but Content-Length, Date and Connection; secure adds
 * Strict-Transport-Security. A value with control bytes is a bug of ours: it is logged and left
 * out. */
struct header_list reply_headers(struct arena *a, const struct reply *reply, bool secure);
/* Of a reply that may be taken in pieces, leaves the piece that a Range of one part asks for, as
 * 206; 416 when it has none of it. Anything else is answered whole. */
void reply_piece(const struct request *request, struct arena *a, struct reply *reply);
/* Makes it a short text. The literal text is copied into the body. */
void reply_text(struct reply *reply, int status, const char *text);
/* Makes it a 303 to a place on this site. location lives as long as the arena. */
void reply_see_other(struct reply *reply, struct str location);

/* --- the server (http/server.c): libmicrohttpd --- */
struct server;
struct server_config {
	const char *listen;    /* "127.0.0.1:8080" or "[::1]:8080" */
	const char *cert_file; /* both, or neither */
	const char *key_file;
	const struct str *hosts; /* allowed in Host (see gate_check); must outlive the server */
	size_t nhosts;
	int threads;       /* 4 when 0 */
	bool behind_proxy; /* one request per connection; no limit per address; believes
	                    * X-Forwarded-Proto and the last address of X-Forwarded-For */
	size_t arena_cap;  /* of one request; 16 MiB when 0, never below 4 MiB */
};
/* app and what config points at must outlive the server. ERR_INVALID: the address, certificate or
 * key cannot be read; ERR_BUSY: the address is taken; ERR_BUG: libmicrohttpd refused to start. */
enum err server_start(const struct server_config *config, const struct application *app,
                      struct server **out) NODISCARD;
/* Takes no more requests, waits for those that are being answered, then closes. */
void server_stop(struct server *s);
/* The port it listens on (tests listen on port 0). */
int server_port(const struct server *s);
