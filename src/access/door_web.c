/* The door: signing in and out, the pause, another colleague on the same computer, the language. */
#include "access/door.h"

#include "access/door_html.h"
#include "access/visit_inside.h"

#include <stdio.h>

/* --- a form that met a closed door --- */

static const struct str kept_prefix = { "kept.", 5 };

/* Only addresses of our own. */
static struct str safe_next(struct str next)
{
	bool ours =
		next.n && next.p[0] == '/' && (next.n == 1 || (next.p[1] != '/' && next.p[1] != '\\'));

	return ours ? next : STR("/");
}

/* What a form sent becomes hidden fields "kept.name"; those that were carried already stay. */
static struct door_kept keep(struct visit *v, bool fresh)
{
	const struct params *form = &v->x->request.form;
	struct param *kept = NEW_N(v->c.arena, struct param, form->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < form->n; i++) {
		const struct param *p = &form->at[i];
		if (fresh && !str_eq(p->name, STR("token")))
			kept[n++] =
				(struct param){ arena_fmt(v->c.arena, "kept.%.*s", (int)p->name.n, p->name.p),
				                p->value };
		else if (!fresh && str_starts(p->name, kept_prefix))
			kept[n++] = *p;
	}
	return (struct door_kept){ kept, n };
}

static struct door_view view_of(struct visit *v, bool fresh)
{
	struct str next = param(&v->x->request.form, STR("next"));
	struct door_view d = { .user_name = v->state->session.user_name };

	d.next = safe_next(fresh ? v->x->request.path : next.p ? next : visit_query(v, "next"));
	if (v->x->request.method == METHOD_POST)
		d.kept = keep(v, fresh);
	return d;
}

static enum err show(struct visit *v, bool fresh)
{
	struct door_view d = view_of(v, fresh);

	v->form.token = token_text(v, v->token);
	if (v->state->session.state == SESSION_HIDDEN)
		pause_page(&v->html, visit_head(v, T("A pause"), NULL), &v->form, &d);
	else
		sign_in_page(&v->html, visit_head(v, T("Sign in"), NULL), &v->form, &d);
	return OK;
}

enum err door_show(struct visit *v)
{
	v->x->reply.status = 401;
	v->token = row_id_fresh(v->c.now);
	v->form.n = 0;
	return show(v, true);
}

static enum err door_page(struct visit *v)
{
	if (v->again)
		v->x->reply.status = 422;
	return show(v, false);
}

/* After the door: to where she was going, or to the form that she was writing. */
static enum err go_on(struct visit *v)
{
	struct door_view d = view_of(v, false);
	struct param *fields;

	if (d.kept.n == 0)
		return visit_go(v, "%.*s", (int)d.next.n, d.next.p);
	fields = NEW_N(v->c.arena, struct param, d.kept.n);
	for (size_t i = 0; i < d.kept.n; i++)
		fields[i] = (struct param){ { d.kept.at[i].name.p + kept_prefix.n,
			                          d.kept.at[i].name.n - kept_prefix.n },
			                        d.kept.at[i].value };
	d.kept.at = fields;
	v->token = row_id_fresh(v->c.now);
	v->form.token = token_text(v, v->token);
	kept_page(&v->html, visit_head(v, T("Your text is still here"), NULL), &v->form, &d);
	return OK;
}

/* --- signing in --- */

struct sign_in_form {
	struct str user_name;
	struct str passphrase;
	struct str pin;
};
static const struct field sign_in_fields[] = {
	FIELD(struct sign_in_form, user_name, TEXT, REQUIRED, 40),
	FIELD(struct sign_in_form, passphrase, TEXT, REQUIRED, 200),
	FIELD(struct sign_in_form, pin, TEXT, OPTIONAL, 8),
};

static struct sign_in *pending(struct visit *v)
{
	return (struct sign_in *)v->in;
}

static void hash(struct visit *v)
{
	sign_in_hash(&v->c, pending(v));
}

/* The answer to a wrong name and to a wrong passphrase is the same. */
static enum err sign_in_then(struct visit *v)
{
	struct str token;
	enum err e = sign_in_done(&v->c, pending(v), &token);

	if (e == ERR_DENIED) {
		(void)!visit_problem(v, "passphrase",
		                     T("The user name or the passphrase is not right. Please try again."));
		v->x->reply.status = 422;
		return show(v, false);
	}
	TRY(e);
	v->state->session.actor = NULL;
	v->state->cookie = token;
	visit_cookie(v, token);
	return go_on(v);
}

static bool pin_sound(struct str pin)
{
	if (pin.n == 0)
		return true;
	for (size_t i = 0; i < pin.n; i++)
		if (pin.p[i] < '0' || pin.p[i] > '9')
			return false;
	return pin.n >= 4;
}

static enum err sign_in(struct visit *v)
{
	const struct sign_in_form *in = v->in;
	struct sign_in *s = NEW(v->c.arena, struct sign_in);

	if (limit_take(v->state->gate->limits, LIMIT_SIGN_IN, v->x->request.from, v->c.now.s * 1000) !=
	    0)
		return ERR_BUSY;
	if (!pin_sound(in->pin))
		return visit_problem(v, "pin", T("Please use four to eight digits, or leave it empty."));
	*s = (struct sign_in){ .user_name = in->user_name,
		                   .passphrase = in->passphrase,
		                   .pin = in->pin };
	TRY(sign_in_find(&v->c, s));
	v->in = s;
	return visit_slowly(v, hash, sign_in_then);
}

/* --- the pause, leaving, and sharing a computer --- */

struct reopen_form {
	struct str pin;
};
static const struct field reopen_fields[] = {
	FIELD(struct reopen_form, pin, TEXT, REQUIRED, 8),
};

static enum err reopen(struct visit *v)
{
	const struct reopen_form *in = v->in;
	bool ok;

	if (limit_take(v->state->gate->limits, LIMIT_UNLOCK, v->x->request.from, v->c.now.s * 1000) !=
	    0)
		return ERR_BUSY;
	TRY(session_reopen(&v->c, v->state->cookie, in->pin, &ok));
	if (ok)
		return go_on(v);
	(void)!visit_problem(v, "pin",
	                     T("That is not the number. After five tries the passphrase is needed."));
	v->x->reply.status = 422;
	return show(v, false);
}

static enum err reopen_page_show(struct visit *v)
{
	if (v->state->session.state == SESSION_OPEN)
		session_hide_now(&v->c, v->state->cookie);
	if (v->state->session.state == SESSION_OPEN && v->state->session.has_pin)
		v->state->session.state = SESSION_HIDDEN;
	v->c.actor = NULL;
	return show(v, false);
}

static enum err sign_out(struct visit *v)
{
	if (v->c.actor)
		TRY(audit(&v->c, VERB_SIGNED_OUT, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	session_end(&v->c, v->state->cookie);
	visit_cookie(v, (struct str){ "", 0 });
	v->x->reply.clear_site_data = v->state->others.n == 0;
	return visit_go(v, "/sign-in");
}

/* Tokens of this machine's hidden sessions, split. At most two others fit in the cookie. */
static size_t others(const struct visit *v, struct str out[3])
{
	struct str rest = v->state->others;
	size_t n = 0;

	while (rest.n && n < 2)
		out[n++] = str_cut(rest, '.', &rest);
	return n;
}

static enum err change_user_page_show(struct visit *v)
{
	struct str tokens[3];
	size_t n = others(v, tokens);
	struct door_waiting *w = NEW_N(v->c.arena, struct door_waiting, 3);
	struct door_view d = { .next = STR("/") };

	for (size_t i = 0; i < n; i++) {
		struct session s;
		TRY(session_load(&v->c, tokens[i], &s));
		if (s.state != SESSION_NONE)
			w[d.waiting.n++] = (struct door_waiting){ (int)i, s.user_name };
	}
	d.waiting.at = w;
	change_user_page(visit_page(v), visit_head(v, T("Change user"), NULL), &v->form, &d);
	return OK;
}

static enum err change_user(struct visit *v)
{
	struct str tokens[3];
	size_t n = others(v, tokens);

	session_hide_now(&v->c, v->state->cookie);
	v->state->others = n == 0 ? v->state->cookie
	                          : arena_fmt(v->c.arena, "%.*s.%.*s", (int)v->state->cookie.n,
	                                      v->state->cookie.p, (int)tokens[0].n, tokens[0].p);
	visit_cookie(v, STR("0"));
	return visit_go(v, "/sign-in");
}

struct switch_form {
	int64_t place;
};
static const struct field switch_fields[] = {
	FIELD(struct switch_form, place, INT, REQUIRED, 0),
};

static enum err switch_to(struct visit *v)
{
	const struct switch_form *in = v->in;
	struct str tokens[3];
	size_t n = others(v, tokens);
	struct str other;

	if (in->place < 0 || (size_t)in->place >= n)
		return ERR_INVALID;
	session_hide_now(&v->c, v->state->cookie);
	session_hide_now(&v->c, tokens[in->place]);
	other = tokens[n - 1 - (size_t)in->place];
	v->state->others = n == 1 ? v->state->cookie
	                          : arena_fmt(v->c.arena, "%.*s.%.*s", (int)v->state->cookie.n,
	                                      v->state->cookie.p, (int)other.n, other.p);
	visit_cookie(v, tokens[in->place]);
	return visit_go(v, "/reopen");
}

static enum err language(struct visit *v)
{
	const struct lang *l = lang_find(visit_query(v, "to"));
	struct str back = safe_next(visit_query(v, "back"));

	if (l)
		v->x->reply.cookie =
			arena_fmt(v->c.arena, "lang=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000%s",
		              lang_code(l), v->x->request.secure ? "; Secure" : "");
	return visit_go(v, "%.*s", (int)back.n, back.p);
}

static enum err me(struct visit *v)
{
	me_page(visit_page(v), visit_head(v, T("My account"), NULL), v->c.actor);
	return OK;
}

static enum err draft(struct visit *v)
{
	struct str of = safe_next(visit_query(v, "of"));

	TRY(visit_draft_save(v, of));
	return visit_saved(v, "%.*s", (int)of.n, of.p);
}

#define NO_FORM \
	{ \
		NULL, 0, 0 \
	}
static const struct route routes[] = {
	PAGE("/sign-in", ANYBODY, door_page),
	POST("/sign-in", ANYBODY, sign_in, FORM(struct sign_in_form, sign_in_fields), door_page),
	PAGE("/reopen", ANYBODY, reopen_page_show),
	POST("/reopen", ANYBODY, reopen, FORM(struct reopen_form, reopen_fields), door_page),
	POST("/sign-out", ANYBODY, sign_out, NO_FORM, NULL),
	PAGE("/language", ANYBODY, language),
	PAGE("/me", SIGNED_IN, me),
	PAGE("/change-user", SIGNED_IN, change_user_page_show),
	POST("/change-user", SIGNED_IN, change_user, NO_FORM, NULL),
	POST("/switch-to", SIGNED_IN, switch_to, FORM(struct switch_form, switch_fields),
	     change_user_page_show),
	POST("/draft", SIGNED_IN, draft, NO_FORM, NULL),
	POST("/words/look", SIGNED_IN, look_answer, NO_FORM, NULL),
};
const struct routes door_routes = { routes, sizeof routes / sizeof *routes };
