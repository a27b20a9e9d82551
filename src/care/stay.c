#include "care/stay.h"

#include "base/fields.h"
#include "care/stay_inside.h"
#include "care/stay_sql.h"

#include <stdlib.h>

#define NOTHING ((struct str){ NULL, 0 })

static const struct choice kind_list[] = {
	{ "shelter", T("Our own shelter") },
	{ "partner", T("A partner's shelter") },
	{ "own_home", T("Own home") },
	{ "family", T("With family") },
	{ "friends", T("With friends") },
	{ "foster", T("With a foster family") },
	{ "employer", T("At the workplace") },
	{ "hospital", T("Hospital") },
	{ "held", T("Held by the authorities") },
	{ "street", T("No roof") },
	{ "other", T("Somewhere else") },
	{ "unknown", T("A place for now") },
};
const struct choice_list stay_kinds = { kind_list, sizeof kind_list / sizeof *kind_list };

const char *stay_kind_words(struct str kind)
{
	return choice_label(&stay_kinds, kind);
}

/* --- reading --- */

static void facts_of(struct str body, struct day typed, struct stay *out)
{
	out->kind = fields_get(body, "kind");
	out->site = fields_get(body, "site");
	out->since = when_get(body, typed);
	out->until = fields_day(body, "until", NO_DAY);
	out->ended = fields_day(body, "ended", NO_DAY);
}

static const struct stay_row *before(const struct stay_row_list *rows, const struct stay_row *r)
{
	for (size_t i = 0; r->has_replaces && i < rows->n; i++)
		if (row_id_eq(rows->at[i].id, r->replaces))
			return &rows->at[i];
	return NULL;
}

/* The place, of this row or of the last one before it that names one: whoever ended a stay without
 * the key of the location could not write it again. */
static enum err open_place(struct ctx *c, struct person_id person, const struct stay_row_list *rows,
                           const struct stay_row *r, struct str *out)
{
	while (r && !r->place.p)
		r = before(rows, r);
	*out = NOTHING;
	return r ? open_if_may(c, person, IN_LOCATION, SEAL_STAY_PLACE, r->id, r->place, out) : OK;
}

static enum err open_row(struct ctx *c, struct person_id person, const struct stay_row_list *rows,
                         const struct stay_row *r, struct stay *out)
{
	struct day typed = clock_day(r->hour, c->house->utc_offset);
	struct str facts;
	struct str place;

	TRY(open_if_may(c, person, IN_CASE, SEAL_STAY_FACTS, r->id, r->facts, &facts));
	TRY(open_place(c, person, rows, r, &place));
	*out = (struct stay){
		.id = r->id, .hour = r->hour, .author = r->user_name, .current = r->current
	};
	/* Both parts hold the facts; the place of an earlier row holds older ones. */
	facts_of(facts.p ? facts : r->place.p ? place : NOTHING, typed, out);
	out->place = fields_get(place, "place");
	out->address = fields_get(place, "address");
	out->closed = !facts.p && !(r->place.p && place.p);
	out->place_closed = !can(c, person, MAY_READ, IN_LOCATION);
	return OK;
}

static int newest_first(const void *a, const void *b)
{
	const struct stay *x = a;
	const struct stay *y = b;

	if (day_known(x->ended) != day_known(y->ended))
		return day_known(x->ended) ? 1 : -1;
	if (x->since.day.n != y->since.day.n)
		return x->since.day.n < y->since.day.n ? 1 : -1;
	return x->hour.s != y->hour.s ? (x->hour.s < y->hour.s ? 1 : -1) : y->current - x->current;
}

static enum err open_all(struct ctx *c, struct person_id person, const struct stay_row_list *rows,
                         struct stay_list *out)
{
	struct stay *all = NEW_N(c->arena, struct stay, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++)
		TRY(open_row(c, person, rows, &rows->at[i], &all[i]));
	qsort(all, rows->n, sizeof *all, newest_first);
	*out = (struct stay_list){ all, rows->n };
	return OK;
}

enum err stays_read(struct ctx *c, struct person_id person, struct stay_list *out)
{
	struct stay_row_list rows;

	stays_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return open_all(c, person, &rows, out);
}

const struct stay *stay_going_on(const struct stay_list *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].current && !all->at[i].closed && !day_known(all->at[i].ended))
			return &all->at[i];
	return NULL;
}

enum err stay_now(struct ctx *c, struct person_id person, struct stay *out)
{
	struct stay_list all;
	const struct stay *now;

	TRY(stays_read(c, person, &all));
	now = stay_going_on(&all);
	if (now)
		*out = *now;
	return now ? OK : ERR_ABSENT;
}

enum err stay_sleepers(struct ctx *c, const struct person_id *at, size_t n, struct str site,
                       bool *here)
{
	struct stay_row_list *rows = NEW_N(c->arena, struct stay_row_list, n + 1);

	for (size_t i = 0; i < n; i++)
		stays_of(c->read, c->house->org, at[i], &rows[i]);
	TRY(read_now(c->read));
	for (size_t i = 0; i < n; i++) {
		struct stay_list all;
		const struct stay *now;
		TRY(open_all(c, at[i], &rows[i], &all));
		now = stay_going_on(&all);
		here[i] = now && site.n && !now->place_closed && str_eq(now->site, site);
	}
	return OK;
}

enum err stay_read(struct ctx *c, struct person_id person, struct row_id id, struct stay *out)
{
	struct stay_row_list rows;
	size_t i = 0;

	stays_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	while (i < rows.n && !row_id_eq(rows.at[i].id, id))
		i++;
	if (i == rows.n)
		return ERR_ABSENT;
	for (size_t k = 0; !rows.at[i].current && k < rows.n; k++)
		if (rows.at[k].has_replaces && row_id_eq(rows.at[k].replaces, rows.at[i].id)) {
			i = k;
			k = SIZE_MAX;
		}
	return open_row(c, person, &rows, &rows.at[i], out);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct stay_row_list *rows = NEW(c->arena, struct stay_row_list);

	stays_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct stay_row_list *rows = state;
	struct stay_list all;

	TRY(open_all(c, person, rows, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct stay *s = &all.at[i];
		struct str words =
			s->closed ? NOTHING : str_z(lang_text(c->lang, stay_kind_words(s->kind)));
		page_moment(parts, (struct moment){ .day = s->since.day,
		                                    .hour = s->hour,
		                                    .kind = "stay",
		                                    .title = T("A place to sleep"),
		                                    .words = words,
		                                    .who = s->author,
		                                    .replaced = !s->current,
		                                    .row = s->id,
		                                    .correct = s->current && !s->closed ? "stays" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("stay.facts", CASE, STAY_FACTS, stay_facts_sealed),
	SEALED_COLUMN("stay.place", LOCATION, STAY_PLACE, stay_place_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/stays", .label = T("Another place"), .opens = IN_CASE },
};
const struct module stay_module = {
	.name = "stay",
	.link = { PLACE_SAFETY, "/stays", T("Where they stay"), IN_IDENTITY },
	.routes = &stay_routes,
	.ask = ask,
	.tell = tell,
	.queries = stay_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
