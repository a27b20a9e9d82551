/* The door: libmicrohttpd. A connection's life: a seat (arena and exchange) is taken when the first
 * line is read; the head passes the gate; the body is gathered; the application steps until the
 * reply is ready, the connection being suspended while it waits; the seat is wiped and given back.
 */
#include "base/log.h"
#include "base/random.h"
#include "base/wipe.h"
#include "http/deadline.h"
#include "http/head.h"
#include "http/http.h"
#include "http/listen.h"
#include "http/seat.h"
#include "http/tls.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	/* Of libmicrohttpd for each connection: head, and pieces of the body. Above 32 KiB it asks the
	 * system for pages of its own and gives them back when the connection closes; below, what was
	 * sent last would stay on the heap. */
	POOL_BYTES = 36 * 1024,
	CONNECTIONS = 512,
	PER_ADDRESS = 32,
	QUIET_S = 30,       /* nothing at all in either direction */
	FILES_AT_ONCE = 16, /* bodies with a file that lie in memory */
	PATIENCE_S = 10     /* server_stop waits so long for those who read slowly */
};

struct server {
	const struct application *app;
	struct server_config config;
	struct MHD_Daemon *daemon;
	struct deadline *deadline;
	struct seats *seats;
	char *cert;
	char *key;
	int port;
	uint8_t network_key[16];
	pthread_mutex_t lock; /* for what follows */
	pthread_cond_t changed;
	int answering;
	int suspended;
	int files;
	bool stopping;
};

static void count(struct server *s, int *what, int by)
{
	pthread_mutex_lock(&s->lock);
	*what += by;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
}

static bool is_stopping(struct server *s)
{
	bool stopping;

	pthread_mutex_lock(&s->lock);
	stopping = s->stopping;
	pthread_mutex_unlock(&s->lock);
	return stopping;
}

/* --- replies --- */

static void check_reply(struct exchange *x)
{
	if (!x->reply.body.full && x->reply.status >= 200 && x->reply.status <= 599)
		return;
	log_event("reply-too-long", LOG_INT("status", x->reply.status));
	x->reply.body = buf_new(x->arena, REPLY_BYTES);
	reply_text(&x->reply, 500, "Something went wrong on our side. Nothing was saved.\n");
}

static bool prepare(void *self, struct exchange *x)
{
	struct seat *seat = self;

	check_reply(x);
	reply_piece(&x->request, x->arena, &x->reply);
	seat->headers = reply_headers(x->arena, &x->reply, x->request.secure);
	return false;
}

static enum MHD_Result queue(struct seat *seat, struct MHD_Response *response)
{
	enum MHD_Result result;

	for (size_t i = 0; i < seat->headers.n; i++)
		(void)MHD_add_response_header(response, seat->headers.at[i].name.p,
		                              seat->headers.at[i].value.p);
	if (seat->last || seat->server->config.behind_proxy || is_stopping(seat->server))
		(void)MHD_add_response_header(response, "Connection", "close");
	result = MHD_queue_response(seat->connection, (unsigned)seat->x.reply.status, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result send_reply(struct seat *seat)
{
	struct MHD_Response *response;
	struct str body;

	/* An exhausted arena is emptied and holds the 503; then there is room for its headers. */
	if (exchange_guard(&seat->x, prepare, seat))
		(void)exchange_guard(&seat->x, prepare, seat);
	seat->stage = STAGE_SENT;
	body = buf_str(&seat->x.reply.body);
	deadline_send(seat->server->deadline, seat->fd, body.n);
	/* Persistent: the arena stays until NOTIFY_COMPLETED. */
	response =
		MHD_create_response_from_buffer(body.n, seat->x.reply.body.p, MHD_RESPMEM_PERSISTENT);
	return response ? queue(seat, response) : MHD_NO;
}

static void set_request(struct seat *seat)
{
	struct request *q = &seat->x.request;
	const struct server *s = seat->server;
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(seat->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

	q->from = info ? head_network(info->client_addr, s->network_key) : 0;
	q->secure = s->cert != NULL;
	head_request(&seat->head, q);
	if (s->config.behind_proxy)
		head_forwarded(&seat->head, s->network_key, q);
}

static enum err read_target(struct seat *seat)
{
	struct exchange *x = &seat->x;
	struct str cookies = head_value(&seat->head, STR("Cookie"));

	TRY(http_parse_target(x->arena, seat->target, &x->request));
	return http_parse_cookies(x->arena, cookies, &x->request.cookies);
}

/* Somebody wrote, or chose, what is longer than can be read: she is not a program. Which language
 * she reads stands in headers that the gate has let pass. */
static bool tell_too_long(void *self, struct exchange *x)
{
	struct seat *seat = self;
	const struct application *app = seat->server->app;
	enum err e =
		http_boundary(head_value(&seat->head, STR("Content-Type"))).p ? ERR_LARGE : ERR_TOO_BIG;

	set_request(seat);
	if (read_target(seat) == OK)
		app->refuse(app->self, x, e);
	return false;
}

static enum MHD_Result send_refusal(struct seat *seat, struct refusal why)
{
	log_line("refused", (const struct log_value[]){ { .key = "status", .n = why.status },
	                                                { .key = "reason", .literal = why.reason },
	                                                { .key = NULL } });
	seat->last = true;
	exchange_begin(&seat->x);
	reply_text(&seat->x.reply, why.status, why.reason);
	buf_byte(&seat->x.reply.body, '\n');
	if (why.status == 413 && seat->server->app->refuse)
		(void)exchange_guard(&seat->x, tell_too_long, seat);
	return send_reply(seat);
}

/* --- the head --- */

struct gathering {
	struct header *at;
	size_t n;
};

static enum MHD_Result gather(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_n,
                              const char *value, size_t value_n)
{
	struct gathering *to = cls;

	(void)kind;
	if (to->n <= HEAD_FIELDS)
		to->at[to->n++] =
			(struct header){ { name, name_n }, { value ? value : name + name_n, value_n } };
	return MHD_YES;
}

/* One more than HEAD_FIELDS are kept, for the gate to see that they are too many. */
static struct raw_head read_head(struct seat *seat, const char *method, const char *version)
{
	struct gathering to = { NEW_N(seat->x.arena, struct header, HEAD_FIELDS + 1), 0 };

	(void)MHD_get_connection_values_n(seat->connection, MHD_HEADER_KIND, gather, &to);
	return (struct raw_head){ str_z(method), seat->target, str_z(version), to.at, to.n };
}

static enum err check_whole(struct seat *seat, struct refusal *why)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(seat->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	struct raw_head placed = seat->head;

	/* The library has split the target in place; the copy has its bytes, uri has its place. */
	placed.target.p = seat->uri;
	return gate_whole(&placed, info ? info->header_size : 0, why);
}

/* False when there are too many already. */
static bool one_more_file(struct seat *seat)
{
	struct server *s = seat->server;

	pthread_mutex_lock(&s->lock);
	seat->file = s->files < FILES_AT_ONCE;
	s->files += seat->file;
	pthread_mutex_unlock(&s->lock);
	return seat->file;
}

/* The boundary is looked for in what stands in the pool of the connection, which stays. */
static enum err expect_file(struct seat *seat, struct str boundary)
{
	const struct application *app = seat->server->app;
	struct exchange *x = &seat->x;
	bool known = false;
	int64_t n = 0;
	size_t most;

	TRY(read_target(seat));
	most = app->takes ? app->takes(app->self, x, &known) : 0;
	if (most == 0)
		return ERR_ABSENT;
	(void)str_int(head_value(&seat->head, STR("Content-Length")), &n);
	known = known && (size_t)n <= most + FORM_BYTES;
	if (known && !one_more_file(seat))
		return ERR_BUSY;
	TRY(body_file(&seat->body, x->arena, boundary, (size_t)n, most, known));
	if (known)
		deadline_file(seat->server->deadline, seat->fd, (size_t)n);
	return OK;
}

/* True: it is refused. */
static bool prepare_body(void *self, struct exchange *x)
{
	struct seat *seat = self;
	struct str boundary = http_boundary(x->request.content_type);
	enum err e = OK;

	deadline_body(seat->server->deadline, seat->fd);
	if (boundary.p)
		e = expect_file(seat, boundary);
	else
		body_form(&seat->body, x->arena);
	seat->refused = (struct refusal){ e == ERR_ABSENT ? 415 : err_status(e), err_name(e) };
	return e != OK;
}

static enum MHD_Result on_head(struct seat *seat, const char *method, const char *version)
{
	struct server *s = seat->server;
	struct refusal why = { 503, "stopping" };
	struct refusal full = { 503, "memory" };

	seat->stage = STAGE_BODY;
	seat->head = read_head(seat, method, version);
	if (is_stopping(s) || check_whole(seat, &why) != OK ||
	    gate_check(&seat->head, s->config.hosts, s->config.nhosts, &why) != OK)
		return send_refusal(seat, why);
	set_request(seat);
	seat->last = head_value(&seat->head, STR("Transfer-Encoding")).p != NULL;
	if (!exchange_guard(&seat->x, prepare_body, seat))
		return MHD_YES;
	return send_refusal(seat, seat->refused.status ? seat->refused : full);
}

/* --- the body and the answer --- */

/* Only a chunked body can get too long here; the library takes no answer before its end. */
static enum MHD_Result on_piece(struct seat *seat, const char *data, size_t *n)
{
	bool room = body_piece(&seat->body, (struct str){ data, *n });

	deadline_bytes(seat->server->deadline, seat->fd, *n);
	*n = 0;
	return room ? MHD_YES : MHD_NO;
}

static enum err read_request(struct seat *seat)
{
	TRY(read_target(seat));
	return body_read(&seat->body, seat->x.arena, &seat->x.request);
}

/* True when there is an answer already. */
static bool parse(void *self, struct exchange *x)
{
	struct seat *seat = self;
	enum err e = read_request(seat);

	if (e == OK)
		return false;
	seat->last = true;
	log_event("unreadable", LOG_ERR(e));
	reply_text(&x->reply, err_status(e), err_words(e));
	if (seat->server->app->refuse)
		seat->server->app->refuse(seat->server->app->self, x, e);
	return true;
}

/* From any thread. */
static void wake(struct exchange *x)
{
	struct seat *seat = x->server;
	struct server *s = seat->server;

	MHD_resume_connection(seat->connection);
	/* The seat may be gone by now; the server waits for this count. */
	count(s, &s->suspended, -1);
}

static enum MHD_Result go_on(struct seat *seat)
{
	struct server *s = seat->server;

	if (exchange_step(s->app, &seat->x))
		return send_reply(seat);
	count(s, &s->suspended, 1);
	MHD_suspend_connection(seat->connection);
	s->app->launch(s->app->self, &seat->x);
	return MHD_YES;
}

static enum MHD_Result on_whole(struct seat *seat)
{
	struct server *s = seat->server;

	deadline_answer(s->deadline, seat->fd);
	seat->stage = STAGE_ANSWER;
	seat->answering = true;
	count(s, &s->answering, 1);
	seat->x.server = seat;
	seat->x.wake = wake;
	exchange_begin(&seat->x);
	if (exchange_guard(&seat->x, parse, seat))
		return send_reply(seat);
	return go_on(seat);
}

/* --- what libmicrohttpd calls --- */

static void *on_target(void *cls, const char *uri, struct MHD_Connection *connection)
{
	struct server *s = cls;
	struct seat *seat = seat_take(s->seats);

	if (!seat)
		return NULL;
	seat->server = s;
	seat->connection = connection;
	seat->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	seat->uri = uri;
	seat->target = arena_str(seat->x.arena, str_z(uri));
	deadline_head(s->deadline, seat->fd);
	return seat;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *n, void **own)
{
	struct seat *seat = *own;

	(void)cls;
	(void)connection;
	(void)url;
	if (!seat)
		return MHD_NO;
	switch (seat->stage) {
	case STAGE_HEAD:
		return on_head(seat, method, version);
	case STAGE_BODY:
		return *n ? on_piece(seat, data, n) : on_whole(seat);
	case STAGE_ANSWER:
		return go_on(seat);
	case STAGE_SENT:
		*n = 0;
		return MHD_YES;
	}
	return MHD_NO;
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **own,
                         enum MHD_RequestTerminationCode how)
{
	struct server *s = cls;
	struct seat *seat = *own;
	bool answering;

	(void)connection;
	(void)how;
	if (!seat)
		return;
	*own = NULL;
	deadline_idle(s->deadline, seat->fd);
	answering = seat->answering;
	if (seat->file)
		count(s, &s->files, -1);
	seat_give(s->seats, seat);
	if (answering)
		count(s, &s->answering, -1);
}

static void on_connection(void *cls, struct MHD_Connection *connection, void **own,
                          enum MHD_ConnectionNotificationCode what)
{
	struct server *s = cls;
	int fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;

	(void)own;
	if (what == MHD_CONNECTION_NOTIFY_STARTED)
		deadline_head(s->deadline, fd);
	else
		deadline_gone(s->deadline, fd);
}

/* Percent signs are ours to decode, once. */
static size_t leave_escapes(void *cls, struct MHD_Connection *connection, char *s)
{
	(void)cls;
	(void)connection;
	return strlen(s);
}

/* --- start and stop --- */

static void server_free(struct server *s)
{
	seats_free(s->seats);
	deadline_free(s->deadline);
	tls_drop(s->cert);
	tls_drop(s->key);
	pthread_cond_destroy(&s->changed);
	pthread_mutex_destroy(&s->lock);
	wipe(s->network_key, sizeof s->network_key);
	free(s);
}

static struct server *server_new(const struct server_config *config, const struct application *app)
{
	struct server *s = calloc(1, sizeof *s);
	size_t least = (size_t)4 * 1024 * 1024;

	if (!s)
		return NULL;
	s->app = app;
	s->config = *config;
	if (s->config.threads <= 0)
		s->config.threads = 4;
	if (s->config.arena_cap == 0)
		s->config.arena_cap = 4 * least;
	if (s->config.arena_cap < least)
		s->config.arena_cap = least;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->changed, NULL);
	random_bytes(s->network_key, sizeof s->network_key);
	return s;
}

static struct MHD_Daemon *daemon_start(struct server *s, int fd)
{
	/* Not epoll: the library (0.9.75) then misses the end of a connection that comes right after
	 * half a form, and keeps what was sent until QUIET_S has passed. */
	unsigned flags = MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
	struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, s->cert },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, s->key },
		{ MHD_OPTION_END, 0, NULL },
	};

	if (!s->cert)
		tls[0] = tls[2];
	return MHD_start_daemon(
		s->cert ? flags | MHD_USE_TLS : flags, 0, NULL, NULL, on_request, s,
		MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)s->config.threads,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
		s->config.behind_proxy ? 0u : (unsigned)PER_ADDRESS, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)QUIET_S, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK,
		leave_escapes, NULL, MHD_OPTION_URI_LOG_CALLBACK, on_target, s, MHD_OPTION_NOTIFY_COMPLETED,
		on_completed, s, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s, MHD_OPTION_ARRAY, tls,
		MHD_OPTION_END);
}

static enum err open_files(struct server *s)
{
	if (!s->config.cert_file && !s->config.key_file)
		return OK;
	if (!s->config.cert_file || !s->config.key_file)
		return ERR_INVALID;
	s->cert = tls_text(s->config.cert_file);
	s->key = tls_text(s->config.key_file);
	return s->cert && s->key ? OK : ERR_INVALID;
}

static enum err start(struct server *s)
{
	int fd;

	TRY(open_files(s));
	TRY(listen_open(str_z(s->config.listen), &fd));
	s->port = listen_port(fd);
	s->deadline = deadline_new();
	s->seats = seats_new(s->config.arena_cap);
	s->daemon = s->deadline && s->seats ? daemon_start(s, fd) : NULL;
	if (s->daemon)
		return OK;
	(void)close(fd);
	return s->cert ? ERR_INVALID : ERR_BUG;
}

enum err server_start(const struct server_config *config, const struct application *app,
                      struct server **out)
{
	struct server *s = server_new(config, app);
	enum err e = s ? start(s) : ERR_BUG;

	if (e == OK)
		*out = s;
	else if (s)
		server_free(s);
	return e;
}

/* Until nobody is being answered; those who only read slowly get PATIENCE_S. A suspended connection
 * is always waited for: the library must not be stopped under it. */
static void wait_for_answers(struct server *s)
{
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	for (int waited = 0; s->suspended || (s->answering && waited < PATIENCE_S); waited++) {
		struct timespec at;

		clock_gettime(CLOCK_REALTIME, &at);
		at.tv_sec++;
		while ((s->answering || s->suspended) &&
		       pthread_cond_timedwait(&s->changed, &s->lock, &at) == 0)
			continue;
	}
	pthread_mutex_unlock(&s->lock);
}

void server_stop(struct server *s)
{
	int fd = MHD_quiesce_daemon(s->daemon);

	wait_for_answers(s);
	MHD_stop_daemon(s->daemon);
	if (fd >= 0)
		(void)close(fd);
	server_free(s);
}

int server_port(const struct server *s)
{
	return s->port;
}
