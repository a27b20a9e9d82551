#include "care/gathering.h"

#include "care/gathering_html.h"
#include "care/gathering_inside.h"
#include "care/service.h"

enum { DAY_MINUTES = 24 * 60 };

struct gathering_form {
	struct str type, title, who;
	int64_t minutes;
	struct when when;
};
static const struct field gathering_fields[] = {
	FIELD(struct gathering_form, who, TEXT, OPTIONAL, 0),
	FIELD(struct gathering_form, type, TEXT, REQUIRED, 64),
	FIELD(struct gathering_form, title, TEXT, OPTIONAL, 64),
	FIELD(struct gathering_form, minutes, INT, OPTIONAL, 0),
	FIELDS_WHEN(struct gathering_form, when),
};

/* --- who is on the list --- */

struct lines {
	struct gathering_line at[GATHERING_MOST];
	size_t n;
};

static bool listed(const struct lines *l, struct person_id id)
{
	for (size_t i = 0; i < l->n; i++)
		if (person_id_eq(l->at[i].person.id, id))
			return true;
	return false;
}

static bool add(struct visit *v, struct lines *l, const struct person *p, bool closed)
{
	if (l->n == GATHERING_MOST || listed(l, p->id))
		return false;
	l->at[l->n++] =
		(struct gathering_line){ .person = *p,
		                         .box = arena_fmt(v->c.arena, "who-%s", visit_id(v, p->id.b)).p,
		                         .closed = closed };
	return true;
}

static enum err add_mine(struct visit *v, struct lines *l, struct gathering_view *w)
{
	struct person_list mine;

	TRY(person_mine(&v->c, &mine));
	for (size_t i = 0; i < mine.n && l->n < GATHERING_MINE; i++)
		if (can(&v->c, mine.at[i].id, MAY_WRITE, IN_CASE))
			(void)add(v, l, &mine.at[i], false);
	w->more = mine.n > GATHERING_MINE;
	return OK;
}

static enum err add_found(struct visit *v, struct lines *l, struct gathering_view *w)
{
	struct person_list found;

	w->text = str_trim(visit_query(v, "q"));
	if (!w->text.n)
		return OK;
	TRY(person_search(&v->c, w->text, &found));
	for (size_t i = 0; i < found.n && w->found < GATHERING_FOUND; i++)
		if (can(&v->c, found.at[i].id, MAY_WRITE, IN_CASE))
			w->found += add(v, l, &found.at[i], false);
	return OK;
}

/* --- who was ticked --- */

static struct gathering_closed ticked(struct visit *v)
{
	const struct params *form = &v->x->request.form;
	struct person_id *at = NEW_N(v->c.arena, struct person_id, GATHERING_MOST);
	size_t n = 0;

	for (size_t i = 0; i < form->n && n < GATHERING_MOST; i++) {
		struct str name = form->at[i].name;
		struct str id = { name.p + 4, name.n - 4 };
		if (str_starts(name, STR("who-")) && str_eq(form->at[i].value, STR("1")) &&
		    id_read(id, at[n].b)) {
			(void)visit_posted(v, arena_str(v->c.arena, name).p, 1);
			n++;
		}
	}
	return (struct gathering_closed){ at, n };
}

/* A form that comes back keeps everybody who was ticked, and says who is closed. */
static enum err add_ticked(struct visit *v, struct lines *l, struct gathering_view *w)
{
	struct gathering_closed who = ticked(v);

	for (size_t i = 0; i < who.n; i++) {
		bool closed = !can(&v->c, who.at[i], MAY_WRITE, IN_CASE);
		struct person p;
		enum err e = person_read(&v->c, who.at[i], &p);
		if (e == ERR_ABSENT)
			continue;
		TRY(e);
		(void)add(v, l, &p, closed);
		w->nclosed += closed;
	}
	return OK;
}

static enum err gathering_show(struct visit *v)
{
	struct lines *l = NEW(v->c.arena, struct lines);
	struct gathering_view w = { .found = 0 };
	struct code_list types;
	struct code_list titles;

	TRY(service_types(&v->c, &types));
	TRY(gathering_titles(&v->c, &titles));
	w.types = service_choices(&v->c, &types);
	w.titles = service_choices(&v->c, &titles);
	TRY(add_mine(v, l, &w));
	if (v->again)
		TRY(add_ticked(v, l, &w));
	else
		TRY(add_found(v, l, &w));
	w.lines = (struct gathering_lines){ l->at, l->n };
	gathering_page(visit_page(v), visit_head(v, T("A group met"), "/people"), &v->form, &w);
	return OK;
}

static enum err check(struct visit *v, const struct gathering_form *in, size_t n)
{
	struct code_list types;
	struct code_list titles;

	TRY(service_types(&v->c, &types));
	TRY(gathering_titles(&v->c, &titles));
	if (!service_known(&types, in->type))
		return visit_problem(v, "type", T("Please choose one of the answers that are offered."));
	if (in->title.n && !service_known(&titles, in->title))
		return visit_problem(v, "title", T("Please choose one of the answers that are offered."));
	if (in->minutes != INT64_MIN && (in->minutes < 0 || in->minutes > DAY_MINUTES))
		return visit_problem(v, "minutes", T("Please write the minutes of one day at most."));
	if (n == 0)
		return visit_problem(v, "who", T("Please tick at least one person."));
	return when_check(v, &in->when);
}

static enum err gathering_save(struct visit *v)
{
	const struct gathering_form *in = v->in;
	struct gathering_closed who = ticked(v);
	struct gathering_closed closed;
	struct gathering_new n = { .type = in->type,
		                       .title = in->title,
		                       .minutes = in->minutes > 0 ? in->minutes : 0,
		                       .when = in->when,
		                       .who = who.at,
		                       .n = who.n };
	enum err e;

	TRY(check(v, in, who.n));
	e = gathering_write(&v->c, &n, &closed);
	if (e == ERR_DENIED && closed.n)
		return visit_problem(v, "who", T("Some of these records are closed to you."));
	TRY(e);
	return visit_saved(v, "/");
}

static const struct route routes[] = {
	PAGE("/services/group", ROLES(GATHERING_ROLES), gathering_show),
	POST("/services/group", ROLES(GATHERING_ROLES), gathering_save,
	     FORM(struct gathering_form, gathering_fields), gathering_show),
};
const struct routes gathering_routes = { routes, sizeof routes / sizeof *routes };
