/* What the people around add to a person's timeline. */
#include "care/circle_inside.h"

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct circle_row_list *rows = NEW(c->arena, struct circle_row_list);

	circle_of(c->read, c->house->org, person, rows);
	*state = rows;
}

/* "Mother: Rosa". Somebody with a record here is not named: their page may be closed. */
static struct str in_short(struct ctx *c, const struct circle_link *l)
{
	const char *kind = lang_text(c->lang, circle_words(l->kind));
	struct str who = l->has_record
	                     ? str_z(lang_text(c->lang, T("somebody with a record of their own here")))
	                     : l->called;

	return arena_fmt(c->arena, "%s: %.*s", kind, (int)who.n, who.p);
}

static const char *title_of(const struct circle_link *l)
{
	if (day_known(l->ended))
		return circle_is_away(l->kind) ? T("Somebody is no longer kept away")
		                               : T("Somebody is no longer around");
	return circle_is_away(l->kind) ? T("Somebody is kept away") : T("Somebody around");
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct circle_row_list *rows = state;
	bool writes = can(c, person, MAY_WRITE, IN_IDENTITY);

	for (size_t i = 0; i < rows->n; i++) {
		struct circle_link l;
		TRY(circle_open(c, person, &rows->at[i], &l));
		page_moment(
			parts, (struct moment){ .day = day_known(l.ended) ? l.ended : l.when.day,
		                            .hour = l.hour,
		                            .kind = "circle",
		                            .title = title_of(&l),
		                            .words = l.kind.n ? in_short(c, &l) : (struct str){ NULL, 0 },
		                            .who = l.author,
		                            .replaced = !l.current,
		                            .row = l.id,
		                            .correct = l.current && l.kind.n && writes ? "circle" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("circle.ties", IDENTITY, CIRCLE_TIES, circle_ties_sealed),
	SEALED_COLUMN("circle.away", SAFETY, CIRCLE_AWAY, circle_away_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/circle/new", .label = T("Somebody around"), .opens = IN_IDENTITY },
};
const struct module circle_module = {
	.name = "circle",
	.link = { PLACE_SAFETY, "/circle", T("People around"), IN_SAFETY },
	.routes = &circle_routes,
	.ask = ask,
	.tell = tell,
	.queries = circle_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
