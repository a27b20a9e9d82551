#include "access/directory.h"
#include "access/session_sql.h"
#include "access/visit_inside.h"
#include "assets_data.h"
#include "base/fields.h"

#include <stdarg.h>
#include <stdio.h>

/* The rooms of the staff side, and who is shown their doors. */
static const struct {
	struct nav_item item;
	int64_t roles; /* 0: everybody */
} doors[] = {
	{ { "/", T("My day") }, 0 },
	{ { "/tonight", T("Tonight") },
	  ROLE_shelter | ROLE_caseworker | ROLE_lead | ROLE_safeguarding | ROLE_health |
	      ROLE_volunteer },
	{ { "/people", T("People") },
	  ROLE_caseworker | ROLE_lead | ROLE_manager | ROLE_shelter | ROLE_health | ROLE_counsellor |
	      ROLE_legal | ROLE_safeguarding },
	{ { "/reports", T("Reports") }, ROLE_evaluation | ROLE_manager },
	{ { "/team/staff", T("Team") }, ROLE_manager | ROLE_lead },
	{ { "/team/forms", T("Forms") }, ROLE_manager | ROLE_lead },
	{ { "/practices", T("Practices") }, 0 },
};
enum { DOORS = sizeof doors / sizeof *doors };

static struct nav nav_for(struct visit *v)
{
	struct nav_item *items = NEW_N(v->c.arena, struct nav_item, DOORS);
	size_t n = 0;

	for (size_t i = 0; v->c.actor && i < DOORS; i++)
		if (doors[i].roles == 0 || actor_is(v->c.actor, doors[i].roles))
			items[n++] = doors[i].item;
	return (struct nav){ items, n };
}

struct str visit_query(const struct visit *v, const char *name)
{
	struct str s = param(&v->x->request.query, str_z(name));

	return s.p ? s : (struct str){ "", 0 };
}

size_t visit_place(const struct visit *v)
{
	int64_t n;

	return str_int(visit_query(v, "from"), &n) && n > 0 && n <= INT32_MAX ? (size_t)n : 0;
}

struct pager visit_pager(const struct visit *v, const char *base, size_t all, size_t each)
{
	size_t from = visit_place(v) < all ? visit_place(v) : 0;
	size_t left = all - from;

	return (struct pager){ .base = str_z(base),
		                   .from = from,
		                   .n = left < each ? left : each,
		                   .newer = from > each ? from - each : 0,
		                   .older = left > each ? from + each : 0 };
}

bool visit_paper(const struct visit *v)
{
	return v->x->request.method == METHOD_GET && str_eq(visit_query(v, "paper"), STR("1"));
}

/* What was written on paper first: a photograph of it can follow (care/file.h). */
static struct str paper_href(struct visit *v)
{
	struct str row = visit_query(v, "wrote");
	struct row_id id;
	int64_t comp;

	if (!id_read(row, id.b) || !str_int(visit_query(v, "in"), &comp) || comp < 1 ||
	    comp > IN_LAST_ || !can(&v->c, v->person, MAY_WRITE, (enum compartment)comp))
		return (struct str){ "", 0 };
	return arena_fmt(v->c.arena, "/people/%s/files/new?in=%d&row=%s", visit_id(v, v->person.b),
	                 (int)comp, visit_id(v, id.b));
}

struct page_head *visit_head_bare(struct visit *v, const char *title, const char *section)
{
	struct page_head *p = NEW(v->c.arena, struct page_head);

	*p = (struct page_head){ .title = title,
		                     .section = section,
		                     .css = ASSET_APP_CSS,
		                     .js = ASSET_APP_JS,
		                     .icon = ASSET_FAVICON_SVG,
		                     .path = v->x->request.path,
		                     .nav = nav_for(v) };
	visit_corners(v, p);
	if (v->c.actor) {
		p->user = v->c.actor->user_name;
		p->token = str_z(token_text(v, v->token));
		p->account = "/me";
		p->change_user = "/change-user";
		p->idle = IDLE_SECONDS;
	}
	if (str_eq(visit_query(v, "said"), STR("saved")))
		p->notice = T("Saved.");
	if (p->notice && v->relation)
		p->paper_href = paper_href(v);
	if (visit_paper(v)) {
		p->paper = true;
		p->discreet = true;
		/* Without script every group stands there, also one that depends on an answer. */
		p->js = NULL;
	}
	return p;
}

/* Whom the page is about; her own page says it itself. */
static struct page_person whose(struct visit *v)
{
	struct page_person one = { .href =
		                           arena_fmt(v->c.arena, "/people/%s", visit_id(v, v->person.b)) };

	if (v->route->permit != PERMIT_PERSON || str_eq(v->x->request.path, one.href))
		return (struct page_person){ .href = { NULL, 0 } };
	one.code = directory_code(v->c.arena, v->person);
	/* A damaged entry is kintsugi verify's to report; this page is about something else. */
	if (directory_name(&v->c, v->person, &one.name) != OK)
		one.name = (struct str){ "", 0 };
	if (!can(&v->c, v->person, MAY_READ, IN_IDENTITY))
		one.href.n = 0;
	return one;
}

const struct page_head *visit_head(struct visit *v, const char *title, const char *section)
{
	struct page_head *p = visit_head_bare(v, title, section);

	if (v->relation)
		p->person = whose(v);
	p->words = look_kept(v);
	return p;
}

struct html *visit_page(struct visit *v)
{
	v->html.paper = visit_paper(v);
	if (v->again)
		v->x->reply.status = v->conflict ? 409 : 422;
	return &v->html;
}

/* That there are words to point out is said in the address; the words never are. */
static const char *saved_tail(struct visit *v, const char *path)
{
	bool paper = v->route->permit == PERMIT_PERSON &&
	             str_trim(param(&v->x->request.form, STR("paper"))).n > 0;
	const char *words = look_keep(v, str_z(path)) ? "&words=1" : "";
	char begin = strchr(path, '?') ? '&' : '?';

	if (!paper)
		return visit_path(v, "%csaid=saved%s", begin, words);
	return visit_path(v, "%csaid=saved&wrote=%s&in=%d%s", begin, visit_id(v, v->token.b),
	                  (int)v->route->compartment, words);
}

__attribute__((format(printf, 3, 0))) static enum err see_other(struct visit *v, bool saved,
                                                                const char *fmt, va_list ap)
{
	char path[1024];
	int n = vsnprintf(path, sizeof path, fmt, ap);
	const char *tail;

	if (n < 0 || (size_t)n >= sizeof path)
		return ERR_BUG;
	tail = saved ? saved_tail(v, path) : "";
	reply_see_other(&v->x->reply, arena_fmt(v->c.arena, "%s%s", path, tail));
	return OK;
}

enum err visit_saved(struct visit *v, const char *fmt, ...)
{
	va_list ap;
	enum err e;

	va_start(ap, fmt);
	e = see_other(v, true, fmt, ap);
	va_end(ap);
	return e;
}

enum err visit_go(struct visit *v, const char *fmt, ...)
{
	va_list ap;
	enum err e;

	va_start(ap, fmt);
	e = see_other(v, false, fmt, ap);
	va_end(ap);
	return e;
}

enum err visit_row(struct visit *v, const char *part, struct row_id *out)
{
	struct params parts = { v->parts.at, v->parts.n };

	return id_read(param(&parts, str_z(part)), out->b) ? OK : ERR_ABSENT;
}

const struct row_id *visit_replaced(struct visit *v)
{
	struct row_id *row = NEW(v->c.arena, struct row_id);

	return visit_row(v, "row", row) == OK ? row : NULL;
}

const char *visit_id(struct visit *v, const uint8_t *id)
{
	char *text = arena_alloc(v->c.arena, ID_TEXT + 1);

	id_write(id, text);
	return text;
}

const char *visit_path(struct visit *v, const char *fmt, ...)
{
	char *path = arena_alloc(v->c.arena, 512);
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(path, 512, fmt, ap);
	va_end(ap);
	return path;
}

enum err visit_slowly(struct visit *v, void (*work)(struct visit *v),
                      enum err (*then)(struct visit *v))
{
	v->state->work = work;
	v->state->then = then;
	return OK;
}

enum err visit_lasting(struct visit *v, void (*work)(struct visit *v),
                       enum err (*then)(struct visit *v))
{
	v->state->lasting = true;
	return visit_slowly(v, work, then);
}

void visit_cookie(struct visit *v, struct str token)
{
	bool secure = v->x->request.secure;
	struct str others = v->state->others;
	bool gone = token.n == 0 && others.n == 0;

	v->x->reply.cookie =
		arena_fmt(v->c.arena, "%s=%.*s%s%.*s; Path=/; HttpOnly; SameSite=Strict%s%s",
	              secure ? "__Host-k" : "k", (int)token.n, token.p, others.n ? "." : "",
	              (int)others.n, others.p, secure ? "; Secure" : "", gone ? "; Max-Age=0" : "");
}

struct row_id draft_id(struct str path)
{
	uint8_t hash[32];
	struct row_id id;

	hash_bytes(str_bytes(path), hash);
	memcpy(id.b, hash, sizeof id.b);
	return id;
}

struct str visit_draft_record(struct visit *v, struct str path)
{
	const struct draft_row *row;
	struct row_id id = draft_id(path);
	struct str body;

	draft_of(v->c.read, v->c.house->org, v->c.actor->id, id, &row);
	if (read_now(v->c.read) != OK || !row ||
	    open_own(&v->c, SEAL_DRAFT, id, row->body, &body) != OK)
		return (struct str){ "", 0 };
	return body;
}

bool visit_draft(struct visit *v)
{
	struct str body;
	struct str name;
	struct str value;

	if (v->again || visit_paper(v))
		return false;
	body = visit_draft_record(v, v->x->request.path);
	for (size_t at = 0; fields_next(body, &at, &name, &value);)
		visit_fill(v, arena_str(v->c.arena, name).p, value);
	return body.n > 0;
}

void visit_draft_done(struct visit *v, const char *path)
{
	draft_delete(v->c.change, v->c.house->org, v->c.actor->id, draft_id(str_z(path)));
}

void visit_draft_put(struct visit *v, struct str path, struct str record)
{
	struct row_id id = draft_id(path);

	draft_put(v->c.change, v->c.house->org, v->c.actor->id, id, false, (struct person_id){ { 0 } },
	          clock_hour(v->c.now), seal_own(&v->c, SEAL_DRAFT, id, record));
}

enum err visit_draft_save(struct visit *v, struct str path)
{
	struct buf body = buf_new(v->c.arena, FORM_BYTES * 2);
	const struct params *form = &v->x->request.form;

	for (size_t i = 0; i < form->n; i++)
		if (form->at[i].value.n && form->at[i].name.n < 200 &&
		    !str_eq(form->at[i].name, STR("token")))
			fields_put(&body, arena_str(v->c.arena, form->at[i].name).p, form->at[i].value);
	visit_draft_put(v, path, buf_str(&body));
	return OK;
}
