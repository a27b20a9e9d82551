#include "learning/practice_html.h"
#include "learning/practice_view.h"

static const char path[] = "/practices";

static struct practice_page_view view_of(const struct visit *v)
{
	return (struct practice_page_view){ .writes = actor_is(v->c.actor, PRACTICE_WRITERS),
		                                .conflict = v->conflict,
		                                .action = "/practices/new",
		                                .today = v->c.today };
}

static enum err list_show(struct visit *v)
{
	struct practice_page_view w = view_of(v);
	struct practices all;

	TRY(practices_read(&v->c, &all));
	w.pager = visit_pager(v, "/practices?", all.n, PRACTICES_SHOWN);
	w.all = (struct practices){ all.at + w.pager.from, w.pager.n };
	practices_page(visit_page(v), visit_head(v, T("Practices"), path), &w);
	return OK;
}

static enum err one_of(struct visit *v, struct practice_page_view *w)
{
	struct practices all;
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(practice_history(&v->c, id, &all));
	*w = view_of(v);
	w->now = &all.at[0];
	w->all = (struct practices){ all.at + 1, all.n - 1 };
	w->action = visit_path(v, "%s/%s/correct", path, visit_id(v, w->now->id.b));
	return OK;
}

static enum err one_show(struct visit *v)
{
	struct practice_page_view w;

	TRY(one_of(v, &w));
	practice_page(visit_page(v), visit_head(v, T("A practice"), path), &w);
	return OK;
}

/* --- writing --- */

struct practice_form {
	struct str name;
	struct str what;
	struct str whom;
	struct str level;
	struct str source;
	struct str link;
	struct str used;
	struct day reviewed;
	bool stopped;
};
static const struct field practice_fields[] = {
	FIELD(struct practice_form, name, TEXT, REQUIRED, 120),
	FIELD(struct practice_form, what, LONG, REQUIRED, 2000),
	FIELD(struct practice_form, whom, TEXT, OPTIONAL, 300),
	CHOICE(struct practice_form, level, CHOICE, REQUIRED, &practice_levels),
	FIELD(struct practice_form, source, LONG, OPTIONAL, 1000),
	FIELD(struct practice_form, link, TEXT, OPTIONAL, 300),
	FIELD(struct practice_form, used, TEXT, OPTIONAL, 300),
	FIELD(struct practice_form, reviewed, DAY, OPTIONAL, 0),
	FIELD(struct practice_form, stopped, FLAG, OPTIONAL, 0),
};

static enum err new_show(struct visit *v)
{
	struct practice_page_view w = view_of(v);

	practice_form_page(visit_page(v), visit_head(v, T("Add a practice"), path), &v->form, &w);
	return OK;
}

static enum err practice_save(struct visit *v)
{
	const struct practice_form *in = v->in;
	const struct practice p = { .id = v->token,
		                        .name = in->name,
		                        .what = in->what,
		                        .whom = in->whom,
		                        .level = in->level,
		                        .source = in->source,
		                        .link = in->link,
		                        .used = in->used,
		                        .reviewed = in->reviewed,
		                        .stopped = in->stopped };

	if (in->source.n == 0 && practice_needs_source(in->level))
		return visit_problem(v, "source",
		                     T("Please name what this rests on, or call it promising."));
	if (day_known(in->reviewed) && in->reviewed.n > v->c.today.n)
		return visit_problem(v, "reviewed", T("This day is still to come."));
	TRY(practice_write(&v->c, &p, visit_replaced(v)));
	return visit_saved(v, "%s/%s", path, visit_id(v, p.id.b));
}

static enum err correct_show(struct visit *v)
{
	struct practice_page_view w;
	const struct practice *now;

	TRY(one_of(v, &w));
	now = w.now;
	visit_fill(v, "name", now->name);
	visit_fill(v, "what", now->what);
	visit_fill(v, "whom", now->whom);
	visit_fill(v, "level", now->level);
	visit_fill(v, "source", now->source);
	visit_fill(v, "link", now->link);
	visit_fill(v, "used", now->used);
	if (day_known(now->reviewed))
		visit_fill(v, "reviewed", html_of_day(&v->html, now->reviewed));
	if (now->stopped)
		visit_fill(v, "stopped", STR("1"));
	practice_form_page(visit_page(v), visit_head(v, T("Correct a practice"), path), &v->form, &w);
	return OK;
}

static const struct route routes[] = {
	PAGE("/practices", SIGNED_IN, list_show),
	PAGE("/practices/new", ROLES(PRACTICE_WRITERS), new_show),
	POST("/practices/new", ROLES(PRACTICE_WRITERS), practice_save,
	     FORM(struct practice_form, practice_fields), new_show),
	PAGE("/practices/:row", SIGNED_IN, one_show),
	PAGE("/practices/:row/correct", ROLES(PRACTICE_WRITERS), correct_show),
	POST("/practices/:row/correct", ROLES(PRACTICE_WRITERS), practice_save,
	     FORM(struct practice_form, practice_fields), correct_show),
};
const struct routes practice_routes = { routes, sizeof routes / sizeof *routes };
