#include "access/gate.h"

#include "access/background.h"
#include "access/door_html.h"
#include "access/house_words.h"
#include "access/session_sql.h"
#include "access/visit_inside.h"
#include "base/log.h"
#include "http/assets.h"

#include <stdlib.h>
#include <time.h>

static int64_t monotonic_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- what the visitor brings --- */

/* A program: it brings a token and no cookie, and reads what went wrong as JSON. */
static bool for_programs(const struct visit *v)
{
	return str_starts(v->x->request.path, STR("/api/"));
}

static const struct lang *choose_language(const struct visit *v)
{
	const struct request *q = &v->x->request;
	const struct lang *l = lang_find(param(&q->cookies, STR("lang")));

	if (!l && v->state->session.language.n)
		l = lang_find(v->state->session.language);
	return l ? l : lang_accept(q->accept_language);
}

static void read_cookie(struct visit_state *s)
{
	const struct request *q = &s->visit.x->request;
	struct str all = param(&q->cookies, q->secure ? STR("__Host-k") : STR("k"));

	if (for_programs(&s->visit))
		all.p = NULL;
	s->cookie = all.p ? str_cut(all, '.', &s->others) : (struct str){ "", 0 };
	if (!all.p)
		s->others = (struct str){ "", 0 };
}

static enum err begin(struct visit *v)
{
	struct visit_state *s = v->state;
	struct house *house = s->gate->house;

	read_cookie(s);
	TRY(ctx_begin(&v->c, v->x->arena, house, NULL, house->clock()));
	house_words_ask(&v->c);
	TRY(session_load(&v->c, s->cookie, &s->session));
	if (s->session.state == SESSION_OPEN)
		v->c.actor = s->session.actor;
	v->c.lang = house_words_lang(&v->c, choose_language(v));
	v->html = (struct html){ .out = &v->x->reply.body, .lang = v->c.lang };
	return OK;
}

/* --- may she come in --- */

static const struct route *find_route(struct visit *v, bool *other_method)
{
	struct gate *g = v->state->gate;
	enum method m = v->x->request.method == METHOD_HEAD ? METHOD_GET : v->x->request.method;
	struct router_find f = router_find(g->router, v->x->request.path);
	size_t i;

	*other_method = false;
	while (router_next(&f, &i, &v->parts)) {
		if (g->routes[i]->method == m)
			return g->routes[i];
		*other_method = true;
	}
	return NULL;
}

/* A person she is kept from looks like nobody. */
static enum err check_person(struct visit *v)
{
	struct params parts = { v->parts.at, v->parts.n };

	if (!id_read(param(&parts, STR("person")), v->person.b))
		return ERR_ABSENT;
	TRY(relation_of(&v->c, v->person, &v->relation));
	if (v->relation->excluded)
		return ERR_ABSENT;
	return may(v->c.actor, v->route->verb, v->relation, v->route->compartment) ? OK : ERR_DENIED;
}

/* What is no id is no row, and never taken for something new. */
static enum err check_row(struct visit *v)
{
	struct params parts = { v->parts.at, v->parts.n };
	struct row_id row;

	return param(&parts, STR("row")).p ? visit_row(v, "row", &row) : OK;
}

static enum err check_permission(struct visit *v)
{
	switch (v->route->permit) {
	case PERMIT_ANYBODY:
		return OK;
	case PERMIT_SIGNED_IN:
		return v->c.actor ? OK : ERR_SIGN_IN;
	case PERMIT_ROLES:
		if (!v->c.actor)
			return ERR_SIGN_IN;
		return actor_is(v->c.actor, v->route->roles) ? OK : ERR_DENIED;
	case PERMIT_PERSON:
		return v->c.actor ? check_person(v) : ERR_SIGN_IN;
	case PERMIT_TOKEN:
		return for_programs(v) && v->x->request.authorization.n ? OK : ERR_SIGN_IN;
	}
	return ERR_BUG;
}

static enum err check_post(struct visit *v)
{
	if (v->x->request.method != METHOD_POST) {
		v->token = row_id_fresh(v->c.now);
		return OK;
	}
	if (!origin_same(&v->x->request))
		return ERR_DENIED;
	if (v->x->request.dropped)
		return ERR_LARGE;
	return token_check(v) ? OK : ERR_INVALID;
}

static enum err check_rate(struct visit *v)
{
	enum limit_action action = for_programs(v)                       ? LIMIT_API
	                           : v->x->request.method == METHOD_POST ? LIMIT_POST
	                                                                 : LIMIT_PAGE;

	return limit_take(v->state->gate->limits, action, v->x->request.from, monotonic_ms()) == 0
	           ? OK
	           : ERR_BUSY;
}

/* The head of a form with a file, before its body is read: nobody who is not signed in keeps us
 * busy with one. */
static size_t takes(void *self, struct exchange *x, bool *known)
{
	struct visit_state s = { .gate = self };
	struct visit *v = &s.visit;
	bool other;

	v->x = x;
	v->state = &s;
	v->c.house = s.gate->house;
	v->route = find_route(v, &other);
	if (!v->route || v->route->upload == 0)
		return 0;
	*known = begin(v) == OK && v->c.actor;
	if (v->c.read)
		read_end(v->c.read);
	return v->route->upload;
}

/* --- the visit --- */

/* P5: the opening is in the change that is committed before the first byte of the page leaves. */
static enum err note_opening(struct visit *v)
{
	if (v->state->session.stale && v->c.actor)
		session_touch(&v->c, &v->state->session);
	return v->route->permit == PERMIT_PERSON ? audit_opening(&v->c, v->person) : OK;
}

static bool form_sound(const struct visit *v)
{
	return form_problems(&v->form) == 0;
}

static enum err handle(struct visit *v)
{
	v->form.token = token_text(v, v->token);
	if (v->x->request.method == METHOD_POST) {
		form_parse(v);
		if (v->route->form.n && v->c.actor)
			posted_insert(v->c.change, v->c.house->org, v->token, clock_hour(v->c.now));
		if (!form_sound(v))
			return ERR_INVALID;
	}
	return v->route->handle(v);
}

static enum err arrive(struct visit *v)
{
	bool other_method;

	TRY(begin(v));
	TRY(check_rate(v));
	v->route = find_route(v, &other_method);
	if (!v->route)
		return other_method ? ERR_INVALID : ERR_ABSENT;
	TRY(check_permission(v));
	TRY(check_row(v));
	TRY(check_post(v));
	TRY(note_opening(v));
	return handle(v);
}

/* The form comes back with every value kept; what the change held is dropped. */
static enum err show_again(struct visit *v, bool conflict)
{
	struct actor *actor = v->state->session.actor;

	v->again = true;
	v->conflict = conflict;
	exchange_begin(v->x);
	/* Who waits for a second reader while she holds one may wait for others who do the same. */
	read_end(v->c.read);
	TRY(ctx_begin(&v->c, v->x->arena, v->c.house, actor, v->c.now));
	v->c.lang = v->html.lang;
	v->html.out = &v->x->reply.body;
	if (v->route->permit == PERMIT_PERSON)
		TRY(relation_of(&v->c, v->person, &v->relation));
	TRY(note_opening(v));
	return v->route->again(v);
}

/* Where somebody on call goes on when a record is closed to her. */
static const char *emergency(struct visit *v, enum err e)
{
	if (e != ERR_DENIED || !v->relation ||
	    !may(v->c.actor, MAY_BREAK_GLASS, v->relation, IN_SAFETY))
		return NULL;
	return visit_path(v, "/people/%s/emergency", visit_id(v, v->person.b));
}

/* Codes are final: programs ask for them (docs/exchange.md). words: NULL for those of the error. */
static const struct told {
	int status;
	const char *code;
	const char *words;
} api_errors[] = {
	{ 400, "unreadable", NULL },
	{ 401, "no-key-in-force",
	  T("Send a key that is in force, in the header Authorization: Bearer kin_...") },
	{ 404, "not-there", T("There is nothing here, or this key does not open it.") },
	{ 405, "only-get", T("Tables are only read here: use GET.") },
	{ 413, "too-long", NULL },
	{ 429, "too-many-requests", T("Too many requests. Please try again in half a minute.") },
	{ 0, "unavailable", NULL },
};

static const struct told *api_error(int status)
{
	const struct told *t = api_errors;

	while (t->status && t->status != status)
		t++;
	return t;
}

/* What a program is told; without a route it came too often, or with another method. */
static void error_json(struct visit *v, enum err e, bool read)
{
	struct reply *reply = &v->x->reply;
	bool early = read && !v->route;
	int status = e == ERR_BUSY && early ? 429 : e == ERR_INVALID && early ? 405 : err_status(e);
	const struct told *t = api_error(status);

	reply->status = status;
	reply->type = "application/json; charset=utf-8";
	reply->bearer = status == 401;
	buf_fmt(&reply->body, "{\"error\":{\"status\":%d,\"code\":\"%s\",\"message\":", status,
	        t->code);
	buf_json(&reply->body, str_z(lang_text(v->c.lang, t->words ? t->words : err_words(e))));
	buf_add(&reply->body, STR("}}\n"));
}

static void error_reply(struct visit *v, enum err e)
{
	bool door = e == ERR_SIGN_IN && v->c.read;

	if (e != ERR_ABSENT && e != ERR_SIGN_IN && e != ERR_DENIED && e != ERR_INVALID)
		log_event("error", LOG_ERR(e), LOG_INT("status", err_status(e)));
	exchange_begin(v->x);
	if (!v->c.lang)
		v->c.lang = choose_language(v);
	if (for_programs(v)) {
		error_json(v, e, true);
		return;
	}
	v->html = (struct html){ .out = &v->x->reply.body, .lang = v->c.lang };
	if (door && door_show(v) == OK)
		return;
	v->x->reply.status = err_status(e);
	error_page(&v->html, visit_head_bare(v, T("Kintsugi"), NULL), err_words(e), err_again(e),
	           emergency(v, e));
}

/* Refused before it was read: nobody is signed in here, and there is no route. The server has
 * written it into the log. */
static void refuse(void *self, struct exchange *x, enum err e)
{
	struct visit_state s = { .gate = self };
	struct visit *v = &s.visit;

	v->x = x;
	v->state = &s;
	v->c.arena = x->arena;
	v->c.house = s.gate->house;
	v->c.lang = choose_language(v);
	exchange_begin(x);
	if (for_programs(v)) {
		error_json(v, e, false);
		return;
	}
	v->html = (struct html){ .out = &x->reply.body, .lang = v->c.lang };
	x->reply.status = err_status(e);
	error_page(&v->html, visit_head_bare(v, T("Kintsugi"), NULL), err_words(e), err_again(e), NULL);
}

/* A form sent twice is one post, also where the second finds things as the first has left them and
 * cannot be saved: it is answered as the first was, but for the page it leads to. */
static bool saved_before(struct visit *v)
{
	const struct posted_row *row = NULL;

	if (v->x->request.method != METHOD_POST || !v->form.n || !v->route->form.n || !v->c.actor)
		return false;
	posted_find(v->c.read, v->c.house->org, v->token, &row);
	return read_now(v->c.read) == OK && row;
}

static enum err say_saved(struct visit *v)
{
	exchange_begin(v->x);
	return v->route->permit == PERMIT_PERSON
	           ? visit_saved(v, "/people/%s", visit_id(v, v->person.b))
	           : visit_saved(v, "/");
}

static enum err show_what_is_wrong(struct visit *v, enum err e)
{
	if (!v->route || !v->route->again || v->again)
		return e;
	if (e == ERR_CONFLICT)
		return show_again(v, true);
	return e == ERR_INVALID && v->form.n && !form_sound(v) ? show_again(v, false) : e;
}

/* What to do with how far it got. True: the reply is ready. The reader is given back either way: of
 * readers there are few, and somebody may take long to receive her page. */
static bool conclude(struct visit *v, enum err e)
{
	struct visit_state *s = v->state;
	bool ready = false;

	if ((e == ERR_INVALID || e == ERR_CONFLICT) && !v->again && saved_before(v) &&
	    say_saved(v) == OK) {
		read_end(v->c.read);
		return true;
	}
	e = show_what_is_wrong(v, e);
	if (e == OK && s->work)
		s->stage = STAGE_SLOW;
	else if (e == OK && (!change_empty(v->c.change) || change_noted(v->c.change)))
		s->stage = STAGE_COMMIT;
	else {
		if (e != OK)
			error_reply(v, e);
		ready = true;
	}
	read_end(v->c.read);
	return ready;
}

static bool after_slow(struct visit *v)
{
	struct visit_state *s = v->state;

	s->work = NULL;
	v->c.read = read_begin(v->c.house->records, v->c.arena);
	if (!v->c.read) {
		error_reply(v, ERR_STORE);
		return true;
	}
	return conclude(v, s->then(v));
}

static bool after_commit(struct visit *v)
{
	enum err e = v->state->committed;

	if (e == OK || e == ERR_REPEATED)
		return true;
	if (audit_overtaken(&v->c, e)) {
		if (++v->state->overtaken < AUDIT_TRIES)
			return false;
		e = ERR_BUSY;
	}
	if (e == ERR_CONFLICT && v->route->again && !v->again)
		return conclude(v, show_again(v, true));
	error_reply(v, e);
	return true;
}

/* Touches no record, so that it answers while the database is away. */
static bool health_reply(struct exchange *x)
{
	if (!str_eq(x->request.path, STR("/health")) || x->request.method == METHOD_POST)
		return false;
	reply_text(&x->reply, 200, "ok " KINTSUGI_VERSION "\n");
	return true;
}

static bool step(void *self, struct exchange *x)
{
	struct visit_state *s = x->state;

	if (s && s->stage == STAGE_SLOW)
		return after_slow(&s->visit);
	if (s && s->stage == STAGE_COMMIT)
		return after_commit(&s->visit);
	if (assets_reply(&x->request, &x->reply) || health_reply(x))
		return true;
	s = NEW(x->arena, struct visit_state);
	s->gate = self;
	s->visit.x = x;
	s->visit.state = s;
	s->visit.c.arena = x->arena;
	s->visit.c.house = s->gate->house;
	x->state = s;
	return conclude(&s->visit, arrive(&s->visit));
}

static void committed(void *arg, enum err e)
{
	struct visit_state *s = arg;

	s->committed = e;
	s->visit.x->wake(s->visit.x);
}

static void launch(void *self, struct exchange *x)
{
	struct visit_state *s = x->state;

	(void)self;
	if (s->stage == STAGE_SLOW)
		slow_push(s->lasting ? s->gate->lasting : s->gate->slow, s);
	else
		store_submit(s->gate->house->records, s->visit.c.change, committed, s);
}

/* --- opening and closing --- */

/* The door's come first, then those of the modules in their order: m->n + 1 tables. */
static const struct routes *routes_at(const struct modules *m, size_t i)
{
	return i ? m->at[i - 1]->routes : &door_routes;
}

static const char *brought_by(const struct modules *m, size_t i)
{
	return i ? m->at[i - 1]->name : "door";
}

static bool answers_too(const struct routes *among, size_t n, const struct route *r)
{
	for (size_t i = 0; i < n; i++)
		if (among->at[i].method == r->method &&
		    route_same(str_z(among->at[i].pattern), str_z(r->pattern)))
			return true;
	return false;
}

/* Looks for what answers like route k of table i among all that come before it. */
static bool clashes(const struct modules *m, size_t i, size_t k, struct route_clash *out)
{
	const struct route *r = &routes_at(m, i)->at[k];

	for (size_t j = 0; j <= i; j++)
		if (answers_too(routes_at(m, j), j < i ? routes_at(m, j)->n : k, r)) {
			*out = (struct route_clash){ r->pattern, { brought_by(m, j), brought_by(m, i) } };
			return true;
		}
	return false;
}

bool gate_clash(const struct modules *m, struct route_clash *out)
{
	for (size_t i = 0; i <= m->n; i++)
		for (size_t k = 0; k < routes_at(m, i)->n; k++)
			if (clashes(m, i, k, out))
				return true;
	return false;
}

static size_t count_routes(const struct modules *m)
{
	size_t n = 0;

	for (size_t i = 0; i <= m->n; i++)
		n += routes_at(m, i)->n;
	return n;
}

static void collect(struct gate *g, const struct routes *r)
{
	for (size_t i = 0; i < r->n; i++)
		g->routes[g->nroutes++] = &r->at[i];
}

enum err gate_open(struct arena *a, struct house *house, struct gate **out, struct application *app)
{
	struct gate *g = NEW(a, struct gate);
	size_t n = count_routes(house->modules);
	struct str *patterns = NEW_N(a, struct str, n);
	struct route_clash clash;

	if (gate_clash(house->modules, &clash))
		return ERR_BUG;
	g->house = house;
	g->routes = NEW_N(a, const struct route *, n);
	for (size_t i = 0; i <= house->modules->n; i++)
		collect(g, routes_at(house->modules, i));
	for (size_t i = 0; i < n; i++)
		patterns[i] = str_z(g->routes[i]->pattern);
	g->router = router_new(a, patterns, n);
	g->limits = limits_new();
	g->slow = slow_start();
	g->lasting = slow_start();
	if (!g->limits || !g->slow || !g->lasting || background_start(house) != OK)
		return ERR_BUSY;
	*app = (struct application){ g, step, launch, takes, refuse };
	*out = g;
	return OK;
}

void gate_close(struct gate *g)
{
	background_stop(g->house);
	slow_stop(g->slow);
	slow_stop(g->lasting);
	limits_free(g->limits);
}

size_t gate_routes(const struct gate *g, const struct route *const **out)
{
	*out = (const struct route *const *)g->routes;
	return g->nroutes;
}
