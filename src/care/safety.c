/* What the module adds to a person's page. */
#include "care/safety.h"

#include "care/safety_inside.h"

struct asked {
	struct safety_need_row_list needs;
	struct safety_plan_row_list plans;
};

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct asked *a = NEW(c->arena, struct asked);

	safety_needs_of(c->read, c->house->org, person, &a->needs);
	safety_plans_of(c->read, c->house->org, person, &a->plans);
	*state = a;
}

/* Corrected; a need that was looked after is not: it was right when it was written. */
static bool corrected(const struct safety_need_row_list *rows, struct row_id id)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].has_replaces && row_id_eq(rows->at[i].replaces, id))
			return rows->at[i].state == NEED_OPEN;
	return false;
}

static struct str need_words(struct ctx *c, const struct safety_need *n)
{
	const char *kind = lang_text(c->lang, need_kind_words(n->kind));
	struct str more = n->open ? n->what : n->done;

	if (n->closed)
		return (struct str){ NULL, 0 };
	return more.n ? arena_fmt(c->arena, "%s: %.*s", kind, (int)more.n, more.p) : str_z(kind);
}

static enum err tell_need(struct ctx *c, struct person_id person,
                          const struct safety_need_row_list *rows, size_t i,
                          struct page_parts *parts)
{
	const struct safety_need_row *r = &rows->at[i];
	bool stands = r->current && r->state == NEED_OPEN;
	struct safety_need n;

	TRY(need_open_row(c, person, r, &n));
	page_moment(parts, (struct moment){ .day = n.when.day,
	                                    .hour = r->hour,
	                                    .kind = "need",
	                                    .title = n.open ? T("Something was needed within hours")
	                                                    : need_end_words(n.end),
	                                    .words = need_words(c, &n),
	                                    .who = n.author,
	                                    .row = n.id,
	                                    .correct = stands && !n.closed ? "safety/needs" : NULL,
	                                    .replaced = !r->current && corrected(rows, r->id) });
	return OK;
}

/* No word of the plan stands in the timeline: it is read where it is needed. */
static enum err tell_plan(struct ctx *c, struct person_id person, const struct safety_plan_row *r,
                          bool first, struct page_parts *parts)
{
	struct safety_plan p;

	TRY(safety_plan_open_row(c, person, r, &p));
	page_moment(parts, (struct moment){ .day = p.when.day,
	                                    .hour = r->hour,
	                                    .kind = "safety-plan",
	                                    .title = first ? T("A safety plan was made")
	                                                   : T("The safety plan was looked at again"),
	                                    .words = p.closed ? (struct str){ NULL, 0 } : STR(""),
	                                    .who = r->user_name,
	                                    .row = r->id });
	return OK;
}

static enum err next(struct ctx *c, struct person_id person, struct page_parts *parts)
{
	const struct relation *r;
	char id[ID_TEXT + 1];

	TRY(relation_of(c, person, &r));
	if (r->state != PERSON_WITH_US || !can(c, person, MAY_WRITE, IN_SAFETY))
		return OK;
	id_write(person.b, id);
	page_step(parts,
	          (struct next_step){ .due = c->today,
	                              .title = T("A safety plan, made together"),
	                              .button = T("Begin the safety plan"),
	                              .href = arena_fmt(c->arena, "/people/%s/safety/plan", id) });
	return OK;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct asked *a = state;

	for (size_t i = 0; i < a->needs.n; i++)
		TRY(tell_need(c, person, &a->needs, i, parts));
	for (size_t i = 0; i < a->plans.n; i++)
		TRY(tell_plan(c, person, &a->plans.at[i], i == 0, parts));
	return a->plans.n ? OK : next(c, person, parts);
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("safety_need.body", SAFETY, SAFETY_NEED, safety_need_sealed),
	SEALED_COLUMN("safety_plan.body", SAFETY, SAFETY_PLAN, safety_plan_sealed),
};
const struct module safety_module = {
	.name = "safety",
	.link = { PLACE_SAFETY, "/safety", T("Safety"), IN_SAFETY },
	.routes = &safety_routes,
	.ask = ask,
	.tell = tell,
	.queries = safety_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
