#include "care/person_html.h"
#include "care/person_inside.h"

#include <stdlib.h>

/* Everybody who walks with somebody. */
enum {
	WALKERS = ROLE_caseworker | ROLE_lead | ROLE_manager | ROLE_shelter | ROLE_health | ROLE_counsellor | ROLE_legal |
	          ROLE_volunteer | ROLE_safeguarding
};

/* --- search and list --- */

static int compare_ids(const void *a, const void *b)
{
	return memcmp(a, b, ID_BYTES);
}

/* Whether the page would open: the one decision, without loading the keys of fifty people. All that a search finds are of
 * the actor's teams. */
static bool opens(const struct ctx *c, const struct walks_with_list *mine, const struct person *p, bool in_team)
{
	struct relation r = { .person = p->id, .known = true, .in_team = in_team };

	r.assigned = mine->n && bsearch(p->id.b, mine->at, mine->n, sizeof *mine->at, compare_ids) != NULL;
	return may(c->actor, MAY_READ, &r, IN_IDENTITY);
}

/* A place in a list, from the address. */
static size_t place(const struct visit *v, const char *name)
{
	int64_t n;

	return str_int(visit_query(v, name), &n) && n > 0 && n <= INT32_MAX ? (size_t)n : 0;
}

/* One page of what was found. */
static struct hits hits_of(struct visit *v, struct str text, const struct person_list *found,
                           const struct walks_with_list *mine)
{
	struct hits hits = { .text = text, .all = found->n, .from = place(v, "from") };
	struct hit *at = NEW_N(v->c.arena, struct hit, HITS_PAGE);

	for (size_t i = hits.from; i < found->n && hits.n < HITS_PAGE; i++)
		at[hits.n++] = (struct hit){ &found->at[i], opens(&v->c, mine, &found->at[i], text.n != 0) };
	hits.at = at;
	hits.newer = hits.from > HITS_PAGE ? hits.from - HITS_PAGE : 0;
	hits.older = hits.n && hits.from + hits.n < found->n ? hits.from + hits.n : 0;
	return hits;
}

static enum err people(struct visit *v)
{
	struct str text = str_trim(visit_query(v, "q"));
	struct walks_with_list mine;
	struct person_list found;
	struct hits hits;

	walks_with(v->c.read, v->c.house->org, v->c.actor->id, &mine);
	TRY(person_search(&v->c, text, &found));
	/* When the actor has no team, nothing was read yet. */
	TRY(read_now(v->c.read));
	hits = hits_of(v, text, &found, &mine);
	people_page(visit_page(v), visit_head(v, T("People"), "/people"), &hits,
	            actor_is(v->c.actor, ROLE_caseworker | ROLE_lead | ROLE_shelter));
	return OK;
}

/* --- a person --- */

static enum err person(struct visit *v)
{
	struct person_view view;

	TRY(person_view_read(&v->c, v->person, &view));
	person_page(visit_page(v), visit_head(v, T("A person"), "/people"), &view);
	return OK;
}

/* --- timeline --- */

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
static struct kind_links kinds_of(struct visit *v, const struct page_parts *parts, struct str chosen)
{
	struct kind_link *links = NEW_N(v->c.arena, struct kind_link, KINDS_MOST);
	size_t n = 0;

	for (size_t i = 0; i < parts->nmoments && n < KINDS_MOST; i++) {
		struct str kind = str_z(parts->moments[i].kind);
		size_t k = 0;
		while (k < n && !str_eq(links[k].kind, kind))
			k++;
		if (k == n)
			links[n++] = (struct kind_link){ kind, kind_label(&parts->moments[i]), str_eq(kind, chosen) };
	}
	return (struct kind_links){ links, n };
}

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

static enum err timeline(struct visit *v)
{
	struct timeline_view view = { .kind = visit_query(v, "kind"), .from = place(v, "from") };
	void **asked = parts_ask(&v->c, v->person);
	struct page_parts parts;

	TRY(person_read(&v->c, v->person, &view.person));
	TRY(parts_tell(&v->c, v->person, asked, &parts));
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
		at[i] = (struct opened_line){ lines.at[i], clock_day(lines.at[i].hour, v->c.house->utc_offset),
			                          local_hour(&v->c, lines.at[i].hour) };
	view.at = at;
	view.n = lines.n;
	if (lines.n == OPENED_PAGE)
		view.older = lines.at[lines.n - 1].seq;
	opened_page(visit_page(v), visit_head(v, T("Who opened this"), "/people"), &who, &view);
	return OK;
}

static const struct route routes[] = {
	PAGE("/people", ROLES(WALKERS), people),
	PAGE("/people/:person", PERSON(READ, IDENTITY), person),
	PAGE("/people/:person/timeline", PERSON(READ, IDENTITY), timeline),
	PAGE("/people/:person/opened", PERSON(READ, IDENTITY), opened),
};
extern const struct routes person_routes;
const struct routes person_routes = { routes, sizeof routes / sizeof *routes };
