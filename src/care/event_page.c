/* What happened, on the page and the timeline of a person. */
#include "care/event_inside.h"

/* What this person may read over a shoulder: no alarm, and no blame. */
static const char *moment_title(const struct event *e)
{
	static const struct {
		const char *kind;
		const char *title;
	} titles[] = {
		{ "missing", T("Not where we expected") },
		{ "threat", T("A threat") },
		{ "crime", T("Harmed again") },
		{ "institution", T("Harm by an institution") },
		{ "selfharm", T("A hard moment") },
		{ "return", T("Went back") },
		{ "lost", T("Out of contact") },
		{ "beside", T("Time together") },
	};

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (str_eq(e->kind, str_z(titles[i].kind)))
			return titles[i].title;
	return T("Something happened");
}

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct event_row_list *rows = NEW(c->arena, struct event_row_list);

	events_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct event_row_list *rows = state;
	bool writes = rows->n && can(c, person, MAY_WRITE, IN_SAFETY);

	for (size_t i = 0; i < rows->n; i++) {
		struct event e;
		bool fixed;
		TRY(event_open_row(c, person, &rows->at[i], &e));
		if (e.closed)
			continue;
		fixed = !writes || !e.current || e.words_closed || str_eq(e.kind, BESIDE);
		page_moment(parts, (struct moment){ .day = e.when.day,
		                                    .hour = e.hour,
		                                    .kind = "event",
		                                    .title = moment_title(&e),
		                                    .words = e.words.n ? e.words : e.done,
		                                    .who = e.author,
		                                    .replaced = !e.current,
		                                    .row = e.id,
		                                    .correct = fixed ? NULL : "events" });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("event.safety", SAFETY, EVENT, event_safety_sealed),
	SEALED_COLUMN("event.words", CASE, EVENT_WORDS, event_words_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/events/new", .label = T("Something happened"), .opens = IN_SAFETY },
	{ .path = "/beside", .label = T("Time together"), .opens = IN_SAFETY },
};
const struct module event_module = {
	.name = "event",
	.link = { PLACE_SAFETY, "/events", T("Something happened"), IN_SAFETY },
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
	.routes = &event_routes,
	.ask = ask,
	.tell = tell,
	.queries = event_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
