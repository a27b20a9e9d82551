#include "care/timeline_html.h"
#include "care/timeline_inside.h"

/* What the filters are called; a kind that is not here goes by the title of its newest moment. */
static const struct {
	const char *kind;
	const char *label;
} kind_labels[] = {
	{ "age", T("Age") },
	{ "arrival", T("Arrival") },
	{ "assessment", T("The six domains") },
	{ "checkin", T("Check-ins") },
	{ "circle", T("People around") },
	{ "closure", T("Closing") },
	{ "consent", T("Consents") },
	{ "contact", T("Safe contact") },
	{ "digital", T("Phone and accounts") },
	{ "disclosure", T("Given out without consent") },
	{ "event", T("What happened") },
	{ "exit", T("Exit interviews") },
	{ "file", T("Papers and pictures") },
	{ "form", T("Forms") },
	{ "followup", T("Afterwards") },
	{ "legal", T("Legal") },
	{ "need", T("Urgent needs") },
	{ "note", T("Contacts") },
	{ "onward", T("Steps onward") },
	{ "own-view", T("Own view") },
	{ "plan", T("The plan") },
	{ "questionnaire", T("Questionnaires") },
	{ "safety-plan", T("Safety plan") },
	{ "second", T("Scored by two") },
	{ "service", T("Services") },
	{ "stay", T("Stays") },
	{ "story", T("Story, told once") },
	{ "unmet", T("Not possible") },
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

enum { KINDS_MOST = 40 };

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

/* Moments and bytes of one page: long words make fewer of them. */
enum { TIMELINE_PAGE = 50, TIMELINE_ROOM = 26 << 10, MOMENT_ROOM = 350 };

static size_t room_of(const struct moment *m)
{
	return MOMENT_ROOM + (m->words.n < TIMELINE_WORDS ? m->words.n : TIMELINE_WORDS);
}

/* Those of the chosen kind, one page of them. */
static void choose(struct visit *v, const struct page_parts *parts, struct timeline_view *view)
{
	struct moment *some = NEW_N(v->c.arena, struct moment, TIMELINE_PAGE);
	size_t from = visit_place(v);
	size_t room = 0;
	size_t at = 0;
	size_t n = 0;

	for (size_t i = 0; i < parts->nmoments; i++) {
		if (view->kind.n && !str_eq(view->kind, str_z(parts->moments[i].kind)))
			continue;
		if (at >= from)
			room += room_of(&parts->moments[i]);
		if (at >= from && n < TIMELINE_PAGE && (n == 0 || room <= TIMELINE_ROOM))
			some[n++] = parts->moments[i];
		at++;
	}
	view->moments = (struct moment_list){ some, n };
	view->pager = (struct pager){
		.from = from,
		.n = n,
		.newer = from > TIMELINE_PAGE ? from - TIMELINE_PAGE : 0,
		.older = at > from + n && n ? from + n : 0,
	};
}

static enum err timeline(struct visit *v)
{
	struct timeline_view view = { .kind = visit_query(v, "kind") };
	void **asked = timeline_ask(&v->c, v->person);
	struct page_parts parts;

	TRY(person_read(&v->c, v->person, &view.person));
	TRY(timeline_tell(&v->c, v->person, asked, &parts));
	view.kinds = kinds_of(v, &parts, view.kind);
	choose(v, &parts, &view);
	timeline_page(visit_page(v), visit_head(v, T("Timeline"), "/people"), &view);
	return OK;
}

static const struct route routes[] = {
	PAGE("/people/:person/timeline", PERSON(READ, IDENTITY), timeline),
	PAGE("/people/:person/opened", PERSON(READ, IDENTITY), timeline_opened_show),
};
const struct routes timeline_routes = { routes, sizeof routes / sizeof *routes };
