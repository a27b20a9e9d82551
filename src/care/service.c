#include "care/service.h"

#include "base/fields.h"
#include "care/service_sql.h"

#include <stdlib.h>

#define NOTHING ((struct str){ NULL, 0 })

/* Where notes may lie; the row does not tell in which. */
enum { NOTES_IN = 1 << IN_CASE | 1 << IN_HEALTH | 1 << IN_COUNSEL | 1 << IN_LEGAL };

/* --- reading --- */

static const struct service_row *before(const struct service_row_list *rows,
                                        const struct service_row *r)
{
	for (size_t i = 0; r->has_replaces && i < rows->n; i++)
		if (row_id_eq(rows->at[i].id, r->replaces))
			return &rows->at[i];
	return NULL;
}

/* The note of this row, or of the last one before it that has one: whoever corrected the rest
 * without its key could not write it again. */
static enum err open_note(struct ctx *c, struct person_id person,
                          const struct service_row_list *rows, const struct service_row *r,
                          struct str *out)
{
	enum err e;

	while (r && !r->note.p)
		r = before(rows, r);
	*out = NOTHING;
	if (!r)
		return OK;
	e = open_among(c, person, NOTES_IN, SEAL_SERVICE_NOTE, r->id, r->note, out);
	return e == ERR_DENIED ? OK : e;
}

static bool noted(const struct service_row_list *rows, const struct service_row *r)
{
	while (r && !r->note.p)
		r = before(rows, r);
	return r != NULL;
}

static void facts_of(struct str body, struct day typed, struct service *out)
{
	out->type = fields_get(body, "type");
	out->group = fields_get(body, "group");
	out->minutes = fields_int(body, "minutes", 0);
	out->partner = fields_get(body, "partner");
	out->when = when_get(body, typed);
	out->promised = fields_day(body, "promised", NO_DAY);
}

static enum err open_row(struct ctx *c, struct person_id person,
                         const struct service_row_list *rows, const struct service_row *r,
                         struct service *out)
{
	struct day typed = clock_day(r->hour, c->house->utc_offset);
	struct str facts;
	struct str note;

	TRY(open_if_may(c, person, IN_CASE, SEAL_SERVICE_FACTS, r->id, r->facts, &facts));
	TRY(open_note(c, person, rows, r, &note));
	*out = (struct service){ .id = r->id,
		                     .hour = r->hour,
		                     .author = r->user_name,
		                     .by = r->author,
		                     .current = r->current,
		                     .noted = noted(rows, r),
		                     .note = fields_get(note, "note") };
	/* Both parts hold the facts. */
	facts_of(facts.p ? facts : r->note.p ? note : NOTHING, typed, out);
	out->closed = !facts.p && !(r->note.p && note.p);
	return OK;
}

static int newest_first(const void *a, const void *b)
{
	const struct service *x = a;
	const struct service *y = b;

	if (x->when.day.n != y->when.day.n)
		return x->when.day.n < y->when.day.n ? 1 : -1;
	return (x->hour.s < y->hour.s) - (x->hour.s > y->hour.s);
}

static enum err open_all(struct ctx *c, struct person_id person,
                         const struct service_row_list *rows, struct service_list *out)
{
	struct service *all = NEW_N(c->arena, struct service, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++)
		TRY(open_row(c, person, rows, &rows->at[i], &all[i]));
	qsort(all, rows->n, sizeof *all, newest_first);
	*out = (struct service_list){ all, rows->n };
	return OK;
}

enum err services_read(struct ctx *c, struct person_id person, struct service_list *out)
{
	struct service_row_list rows;

	services_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return open_all(c, person, &rows, out);
}

static const struct service_row *after(const struct service_row_list *rows,
                                       const struct service_row *r)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].has_replaces && row_id_eq(rows->at[i].replaces, r->id))
			return &rows->at[i];
	return NULL;
}

enum err service_read(struct ctx *c, struct person_id person, struct row_id id, struct service *out)
{
	struct service_row_list rows;
	const struct service_row *r = NULL;

	services_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; !r && i < rows.n; i++)
		if (row_id_eq(rows.at[i].id, id))
			r = &rows.at[i];
	while (r && !r->current)
		r = after(&rows, r);
	return r ? open_row(c, person, &rows, r, out) : ERR_ABSENT;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct service_row_list *rows = NEW(c->arena, struct service_row_list);

	services_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static struct str words_of(struct ctx *c, const struct code_list *types, const struct service *s)
{
	struct str label = service_label(types, s->type);

	if (s->closed)
		return NOTHING;
	return s->note.n
	           ? arena_fmt(c->arena, "%.*s: %.*s", (int)label.n, label.p, (int)s->note.n, s->note.p)
	           : label;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct service_row_list *rows = state;
	struct service_list all;
	struct code_list types;

	if (rows->n == 0)
		return OK;
	TRY(service_types(c, &types));
	TRY(open_all(c, person, rows, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct service *s = &all.at[i];
		page_moment(parts,
		            (struct moment){ .day = s->when.day,
		                             .hour = s->hour,
		                             .kind = "service",
		                             .title = day_known(s->promised) ? T("A service was promised")
		                                                             : T("A service"),
		                             .words = words_of(c, &types, s),
		                             .who = s->author,
		                             .replaced = !s->current,
		                             .row = s->id,
		                             .correct = s->current && !s->closed ? "services" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("service.facts", CASE, SERVICE_FACTS, service_facts_sealed),
	SEALED_AMONG("service.note", NOTES_IN, SERVICE_NOTE, service_note_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/services", .label = T("Something was done"), .opens = IN_CASE },
};
const struct module service_module = {
	.name = "service",
	.link = { PLACE_WALK, "/services", T("Services"), IN_IDENTITY },
	.routes = &service_routes,
	.ask = ask,
	.tell = tell,
	.queries = service_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
