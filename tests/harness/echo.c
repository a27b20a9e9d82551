#include "harness/echo.h"

#include <pthread.h>
#include <time.h>

struct waiting {
	int left;
};

static void say_all(struct buf *b, const char *what, const struct params *ps)
{
	for (size_t i = 0; i < ps->n; i++)
		buf_fmt(b, "%s %s=%.*s\n", what, ps->at[i].name.p, (int)ps->at[i].value.n,
		        ps->at[i].value.p);
}

static bool say(struct exchange *x)
{
	static const char *const methods[] = { "GET", "HEAD", "POST" };
	const struct request *q = &x->request;
	struct buf *b = &x->reply.body;

	x->reply.type = "text/plain; charset=utf-8";
	buf_fmt(b, "%s %.*s host=%.*s\n", methods[q->method], (int)q->path.n, q->path.p, (int)q->host.n,
	        q->host.p);
	say_all(b, "query", &q->query);
	say_all(b, "form", &q->form);
	for (size_t i = 0; i < q->cookies.n; i++)
		buf_fmt(b, "cookie %.*s=%.*s\n", (int)q->cookies.at[i].name.n, q->cookies.at[i].name.p,
		        (int)q->cookies.at[i].value.n, q->cookies.at[i].value.p);
	return true;
}

static bool say_file(struct exchange *x)
{
	const struct upload *u = &x->request.upload;

	if (x->request.dropped)
		reply_text(&x->reply, 413, "dropped\n");
	else
		(void)say(x);
	if (u->field.p)
		buf_fmt(&x->reply.body, "file %s=%s, %zu bytes\n", u->field.p, u->name.p, u->bytes.n);
	return true;
}

static size_t takes(void *self, struct exchange *x, bool *known)
{
	struct str path = x->request.path;

	(void)self;
	*known = str_eq(path, STR("/file"));
	return *known || str_eq(path, STR("/stranger")) ? 1000000 : 0;
}

static bool wait_first(struct exchange *x, int times)
{
	struct waiting *w = x->state;

	if (!w) {
		w = NEW(x->arena, struct waiting);
		w->left = times;
		x->state = w;
	}
	return w->left-- > 0 ? false : say(x);
}

static void note(void *arg)
{
	struct echo *e = arg;

	atomic_fetch_add(&e->undone, 1);
}

static bool be_greedy(struct echo *e, struct exchange *x)
{
	arena_defer(x->arena, note, e);
	for (int i = 0; i < 1000; i++)
		(void)arena_alloc(x->arena, 100000);
	return true;
}

static bool fill(struct exchange *x, size_t n)
{
	for (size_t i = 0; i < n; i += 16)
		buf_add(&x->reply.body, STR("xxxxxxxxxxxxxxxx"));
	return true;
}

static bool answer(struct echo *e, struct exchange *x)
{
	struct str path = x->request.path;

	if (str_eq(path, STR("/echo")))
		return say(x);
	if (str_eq(path, STR("/file")) || str_eq(path, STR("/stranger")))
		return say_file(x);
	if (str_eq(path, STR("/wait")))
		return wait_first(x, 1);
	if (str_eq(path, STR("/wait3")))
		return wait_first(x, 3);
	if (str_eq(path, STR("/greedy")))
		return be_greedy(e, x);
	if (str_eq(path, STR("/big")))
		return fill(x, (size_t)1024 * 1024);
	if (str_eq(path, STR("/long"))) {
		x->reply.body.ceiling = 1000;
		return fill(x, 2000);
	}
	if (str_eq(path, STR("/where"))) {
		buf_fmt(&x->reply.body, "%s %llx", x->request.secure ? "secure" : "plain",
		        (unsigned long long)x->request.from);
		return true;
	}
	reply_text(&x->reply, 404, "nothing here\n");
	return true;
}

static bool step(void *self, struct exchange *x)
{
	struct echo *e = self;

	if (!x->state)
		atomic_fetch_add(&e->arrived, 1);
	return answer(e, x);
}

static void *work(void *arg)
{
	struct exchange *x = arg;
	struct timespec t = { .tv_nsec = 50000000 };

	nanosleep(&t, NULL);
	x->wake(x);
	return NULL;
}

static void launch(void *self, struct exchange *x)
{
	pthread_t thread;

	(void)self;
	if (pthread_create(&thread, NULL, work, x) == 0)
		pthread_detach(thread);
	else
		x->wake(x);
}

struct application echo_application(struct echo *e)
{
	return (struct application){ .self = e, .step = step, .launch = launch, .takes = takes };
}

struct server *echo_start(const struct application *app, bool behind_proxy)
{
	static struct str hosts[] = { { "127.0.0.1", 9 }, { "localhost", 9 } };
	struct server_config config = {
		.listen = "127.0.0.1:0", .hosts = hosts, .nhosts = 2, .behind_proxy = behind_proxy
	};
	struct server *s;

	return server_start(&config, app, &s) == OK ? s : NULL;
}
