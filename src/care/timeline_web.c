#include "care/timeline_html.h"

/* What the filters are called; a kind that is not here goes by the title of its newest moment. */
static const struct {
	const char *kind;
	const char *label;
} kind_labels[] = {
	{ "arrival", T("Arrival") },
	{ "assessment", T("The six domains") },
	{ "closure", T("Closing") },
	{ "consent", T("Consents") },
	{ "contact", T("Safe contact") },
	{ "disclosure", T("Given out without consent") },
	{ "note", T("Contacts") },
	{ "own-view", T("Own view") },
	{ "welcome", T("Welcome") },
	{ "words", T("Own words") },
	{ "need", T("Urgent needs") },
	{ "safety-plan", T("Safety plan") },
	{ "digital", T("Phone and accounts") },
};

static const char *kind_label(const struct moment *m)
{
	for (size_t i = 0; i < sizeof kind_labels / sizeof *kind_labels; i++)
		if (strcmp(kind_labels[i].kind, m->kind) == 0)
			return kind_labels[i].label;
	return m->title;
}

enum { KINDS_MOST = 24 };

/* The kinds that this person has something of, as they come. */
static struct kind_links kinds_of(struct visit *v, const struct page_parts *parts,
                                  struct str chosen)
{
	struct kind_link *links = NEW_N(v->c.arena, struct kind_link, KINDS_MOST);
	size_t n = 0;

	for (size_t i = 0; i < parts->nmoments && n < KINDS_MOST; i++) {
		struct str kind = str_z(parts->moments[i].kind);
		size_t k = 0;
		while (k < n && !str_eq(links[k].kind, kind))
			k++;
		if (k == n)
			links[n++] =
				(struct kind_link){ kind, kind_label(&parts->moments[i]), str_eq(kind, chosen) };
	}
	return (struct kind_links){ links, n };
}

enum { TIMELINE_PAGE = 50 };

/* Those of the chosen kind, one page of them. */
static void choose(struct visit *v, const struct page_parts *parts, struct timeline_view *view)
{
	struct moment *some = NEW_N(v->c.arena, struct moment, TIMELINE_PAGE);
	size_t at = 0;
	size_t n = 0;

	for (size_t i = 0; i < parts->nmoments; i++) {
		if (view->kind.n && !str_eq(view->kind, str_z(parts->moments[i].kind)))
			continue;
		if (at >= view->from && n < TIMELINE_PAGE)
			some[n++] = parts->moments[i];
		at++;
	}
	view->moments = (struct moment_list){ some, n };
	view->newer = view->from > TIMELINE_PAGE ? view->from - TIMELINE_PAGE : 0;
	view->older = at > view->from + n && n ? view->from + n : 0;
}

/* A place in a list, from the address. */
static size_t place(const struct visit *v, const char *name)
{
	int64_t n;

	return str_int(visit_query(v, name), &n) && n > 0 && n <= MOMENTS_MAX ? (size_t)n : 0;
}

static enum err timeline(struct visit *v)
{
	struct timeline_view view = { .kind = visit_query(v, "kind"), .from = place(v, "from") };
	void **asked = timeline_ask(&v->c, v->person);
	struct page_parts parts;

	TRY(person_read(&v->c, v->person, &view.person));
	TRY(timeline_tell(&v->c, v->person, asked, &parts));
	view.kinds = kinds_of(v, &parts, view.kind);
	choose(v, &parts, &view);
	timeline_page(visit_page(v), visit_head(v, T("Timeline"), "/people"), &view);
	return OK;
}

/* --- who opened this (P5) --- */

enum { OPENED_PAGE = 50 };

static struct str local_hour(const struct ctx *c, struct instant hour)
{
	int64_t s = (hour.s + c->house->utc_offset * 60) % 86400;

	return arena_fmt(c->arena, "%02d:%02d", (int)(s / 3600), (int)(s % 3600 / 60));
}

static enum err opened(struct visit *v)
{
	struct audit_lines lines;
	struct opened_lines view = { .older = 0 };
	struct opened_line *at;
	struct person who;
	int64_t before = 0;

	(void)str_int(visit_query(v, "before"), &before);
	TRY(person_read(&v->c, v->person, &who));
	TRY(audit_of_person(&v->c, v->person, before, &lines));
	at = NEW_N(v->c.arena, struct opened_line, lines.n + 1);
	for (size_t i = 0; i < lines.n; i++)
		at[i] =
			(struct opened_line){ lines.at[i], clock_day(lines.at[i].hour, v->c.house->utc_offset),
			                      local_hour(&v->c, lines.at[i].hour) };
	view.at = at;
	view.n = lines.n;
	if (lines.n == OPENED_PAGE)
		view.older = lines.at[lines.n - 1].seq;
	opened_page(visit_page(v), visit_head(v, T("Who opened this"), "/people"), &who, &view);
	return OK;
}

static const struct route routes[] = {
	PAGE("/people/:person/timeline", PERSON(READ, IDENTITY), timeline),
	PAGE("/people/:person/opened", PERSON(READ, IDENTITY), opened),
};
const struct routes timeline_routes = { routes, sizeof routes / sizeof *routes };
