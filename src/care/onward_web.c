#include "care/onward.h"

#include "care/onward_html.h"
#include "care/onward_inside.h"

/* --- what the pages show --- */

static struct onward_facts facts_of(struct visit *v, const struct onward *o)
{
	const struct onward_about *about = onward_about(o->kind);
	struct onward_fact *at = NEW_N(v->c.arena, struct onward_fact, about->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < about->n; i++) {
		struct str words = onward_answer(&v->c, o, i);
		if (words.n)
			at[n++] = (struct onward_fact){ about->words[i].label, words };
	}
	return (struct onward_facts){ at, n };
}

static void entries(struct visit *v, const struct onward_list *all, struct onward_view *w)
{
	struct onward_entry *at = NEW_N(v->c.arena, struct onward_entry, all->n + 1);

	w->entries.at = at;
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].current && !all->at[i].closed && all->at[i].kind == w->kind)
			at[w->entries.n++] = (struct onward_entry){ &all->at[i], facts_of(v, &all->at[i]) };
}

static enum err view_of(struct visit *v, enum onward_kind kind, struct onward_view *w)
{
	*w = (struct onward_view){ .kind = kind,
		                       .about = onward_about(kind),
		                       .questions = onward_questions(v->c.arena, kind),
		                       .writes = can(&v->c, v->person, MAY_WRITE, IN_CASE) };
	return person_read(&v->c, v->person, &w->person);
}

static enum err show(struct visit *v, enum onward_kind kind)
{
	struct onward_list all;
	struct onward_view w;

	TRY(view_of(v, kind, &w));
	TRY(onward_read(&v->c, v->person, &all));
	entries(v, &all, &w);
	w.action = visit_path(v, "/people/%s/services%s", visit_id(v, v->person.b), w.about->path);
	w.pager = visit_pager(v, visit_path(v, "%s?", w.action), w.entries.n, ONWARD_SHOWN);
	w.entries = (struct onward_entries){ w.entries.at + w.pager.from, w.pager.n };
	if (w.writes)
		(void)visit_draft(v);
	onward_page(visit_page(v), visit_head(v, w.about->title, "/people"), &v->form, &w);
	return OK;
}

/* --- saving --- */

static enum err check(struct visit *v, const struct onward_form *in)
{
	if (day_known(in->checked) && in->checked.n > v->c.today.n)
		return visit_problem(v, "checked", T("This day is still to come."));
	if (day_known(in->next) && in->next.n < v->c.today.n)
		return visit_problem(v, "next", T("Please choose today or a day to come."));
	return when_check(v, &in->when);
}

static enum err save(struct visit *v, enum onward_kind kind, const struct row_id *replaces)
{
	const struct onward_form *in = v->in;
	struct onward_new n = { .kind = kind,
		                    .when = in->when,
		                    .checked = in->checked,
		                    .next = in->next,
		                    .replaces = replaces };
	bool any = false;

	TRY(check(v, in));
	for (size_t i = 0; i < onward_about(kind)->n; i++) {
		n.value[i] = in->value[i];
		any |= in->value[i].n > 0;
	}
	if (!any)
		return visit_problem(v, onward_about(kind)->fields[0].name,
		                     T("Please answer at least one of the questions."));
	TRY(onward_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/services%s", visit_id(v, v->person.b),
	                   onward_about(kind)->path);
}

/* --- correcting --- */

/* The one of the address in its latest correction. */
static const struct onward *standing(const struct onward_list *all, struct row_id row)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct onward *o = &all->at[i];
		if (row_id_eq(o->id, row) && o->current)
			return o;
		if (!row_id_eq(o->replaces, row))
			continue;
		if (o->current)
			return o;
		row = o->id;
		i = SIZE_MAX;
	}
	return NULL;
}

static enum err find(struct visit *v, const struct onward **out)
{
	struct onward_list all;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(onward_read(&v->c, v->person, &all));
	*out = standing(&all, row);
	return *out && !(*out)->closed ? OK : ERR_ABSENT;
}

static void fill(struct visit *v, const struct onward *o)
{
	const struct onward_about *about = onward_about(o->kind);

	for (size_t i = 0; i < about->n; i++)
		visit_fill(v, about->fields[i].name, o->value[i]);
	visit_fill(v, "checked", html_of_day(&v->html, o->checked));
	when_fill(v, &o->when);
}

static enum err correct(struct visit *v)
{
	const struct onward *now;
	struct onward_entry entry;
	struct onward_view w;

	TRY(find(v, &now));
	TRY(view_of(v, now->kind, &w));
	fill(v, now);
	entry = (struct onward_entry){ now, facts_of(v, now) };
	w.now = v->conflict ? &entry : NULL;
	w.action = visit_path(v, "/people/%s/onward/%s%s", visit_id(v, v->person.b),
	                      visit_id(v, now->id.b), w.about->path);
	onward_correct_page(visit_page(v), visit_head(v, w.about->title, "/people"), &v->form, &w);
	return OK;
}

/* Each kind has its own form, and so its own address to send it to. */
static enum err correct_save(struct visit *v, enum onward_kind kind)
{
	const struct onward *now;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(find(v, &now));
	return now->kind == kind ? save(v, kind, &row) : ERR_ABSENT;
}

/* clang-format off */
#define HANDLERS(name, kind) \
	static enum err name##_show(struct visit *v) { return show(v, kind); } \
	static enum err name##_create(struct visit *v) { return save(v, kind, NULL); } \
	static enum err name##_save(struct visit *v) { return correct_save(v, kind); }
/* clang-format on */

HANDLERS(savings, ONWARD_SAVINGS)
HANDLERS(work, ONWARD_WORK)
HANDLERS(return, ONWARD_RETURN)
HANDLERS(after, ONWARD_AFTER)

#define ONE "/people/:person/onward/:row"
#define SERVICES "/people/:person/services"
#define ROUTES_OF(path, name, fields) \
	PAGE(SERVICES path, PERSON(READ, CASE), name##_show), \
		POST(SERVICES path, PERSON(WRITE, CASE), name##_create, FORM(struct onward_form, fields), \
	         name##_show), \
		POST(ONE path, PERSON(WRITE, CASE), name##_save, FORM(struct onward_form, fields), \
	         correct)

static const struct route routes[] = {
	ROUTES_OF("/savings", savings, onward_savings), ROUTES_OF("/work", work, onward_work),
	ROUTES_OF("/return", return, onward_return),    ROUTES_OF("/after", after, onward_after),
	PAGE(ONE, PERSON(WRITE, CASE), correct),
};
const struct routes onward_routes = { routes, sizeof routes / sizeof *routes };
