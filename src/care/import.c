#include "care/import_inside.h"

#include "access/audit.h"
#include "care/import_sql.h"

#include <string.h>

static const struct choice kind_list[] = {
	{ "people", T("People") },
	{ "scores", T("Assessments with scores") },
	{ "services", T("Services") },
	{ "stays", T("Stays") },
};
const struct choice_list import_kinds = { kind_list, sizeof kind_list / sizeof *kind_list };

/* --- pieces --- */

/* Each piece is bound to its own place. */
static struct row_id part_row(struct row_id id, int64_t part)
{
	for (int i = 0; i < 4; i++)
		id.b[sizeof id.b - 1 - (size_t)i] ^= (uint8_t)((uint64_t)part >> (8 * i));
	return id;
}

enum err part_put(struct ctx *c, struct row_id id, int64_t part, struct str plain)
{
	import_part_put(c->change, c->house->org, id, part,
	                seal_own(c, SEAL_IMPORT_PART, part_row(id, part), plain));
	return OK;
}

enum err part_get(struct ctx *c, struct row_id id, int64_t part, struct str *out)
{
	const struct import_part_row *row;

	import_part_of(c->read, c->house->org, id, part, &row);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	return open_own(c, SEAL_IMPORT_PART, part_row(id, part), row->body, out);
}

enum err import_state_of(struct ctx *c, struct row_id id, enum import_state *state,
                         struct team_id *team)
{
	const struct import_row_row *row;

	import_row(c->read, c->house->org, id, c->actor->id, &row);
	TRY(read_now(c->read));
	if (!row || row->state < IMPORT_READ || row->state > IMPORT_LAPSED)
		return ERR_ABSENT;
	*state = (enum import_state)row->state;
	*team = row->team;
	return OK;
}

enum err import_commit(struct ctx *c)
{
	enum err e = audit_commit(c);

	c->change = change_new(c->arena);
	return e;
}

/* --- rows, as they lie in a piece: number, cells, then length and text of each --- */

static void put_number(struct buf *b, size_t n)
{
	for (int i = 0; i < 4; i++)
		buf_byte(b, (char)(unsigned char)(n >> (8 * i)));
}

static bool get_number(struct str *s, size_t *out)
{
	if (s->n < 4)
		return false;
	*out = 0;
	for (size_t i = 0; i < 4; i++)
		*out |= (size_t)(unsigned char)s->p[i] << (8 * i);
	*s = (struct str){ s->p + 4, s->n - 4 };
	return true;
}

void row_pack(struct buf *b, const struct sheet_row *row)
{
	put_number(b, row->number);
	put_number(b, row->n);
	for (size_t i = 0; i < row->n; i++) {
		put_number(b, row->cells[i].n);
		buf_add(b, row->cells[i]);
	}
}

static bool row_unpack(struct str *plain, struct str cells[TABLE_COLUMNS], struct sheet_row *row)
{
	*row = (struct sheet_row){ .cells = cells };
	if (!get_number(plain, &row->number) || !get_number(plain, &row->n) || row->n > TABLE_COLUMNS)
		return false;
	for (size_t i = 0; i < row->n; i++) {
		size_t n;
		if (!get_number(plain, &n) || n > plain->n)
			return false;
		cells[i] = (struct str){ plain->p, n };
		*plain = (struct str){ plain->p + n, plain->n - n };
	}
	return true;
}

enum err rows_unpack(struct arena *a, struct str plain, struct csv_on on)
{
	struct str *cells = NEW_N(a, struct str, TABLE_COLUMNS);
	struct sheet_row row;

	while (plain.n) {
		if (!row_unpack(&plain, cells, &row))
			return ERR_VAULT;
		TRY(on.row(on.arg, &row));
	}
	return OK;
}

/* --- what others ask --- */

enum err import_sum(struct ctx *c, struct row_id id, struct import_sum *out)
{
	struct import_result r;
	enum import_state state;
	struct team_id team;

	TRY(import_state_of(c, id, &state, &team));
	TRY(result_of(c, id, &r));
	*out = r.sum;
	out->state = state;
	return OK;
}

enum err import_troubles(struct ctx *c, struct row_id id, struct import_troubles *out)
{
	struct import_result r;

	TRY(result_of(c, id, &r));
	*out = (struct import_troubles){ r.troubles, r.troubles_n };
	return OK;
}

enum err import_unknowns(struct ctx *c, struct row_id id, struct import_unknowns *out)
{
	struct import_unknown *list;
	struct import_result r;

	TRY(result_of(c, id, &r));
	list = NEW_N(c->arena, struct import_unknown, r.unknown_n + 1);
	for (size_t i = 0; i < r.unknown_n; i++)
		list[i] = (struct import_unknown){ r.unknown[i].row, r.unknown[i].column, r.unknown[i].said,
			                               r.unknown[i].times };
	*out = (struct import_unknowns){ list, r.unknown_n };
	return OK;
}

enum err import_sweep(struct ctx *c)
{
	struct instant before = clock_hour((struct instant){ c->now.s - IMPORT_DAYS * 86400 });

	import_parts_lapse(c->change, c->house->org, before);
	import_lapse(c->change, c->house->org, before, IMPORT_DONE, IMPORT_LAPSED);
	return import_commit(c);
}

/* --- the person's page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct brought_row_list *rows = NEW(c->arena, struct brought_row_list);

	brought_of(c->read, c->house->org, person, rows);
	*state = rows;
}

/* "Passport: renewed. Remarks: none" of what was kept beside the record. */
static struct str kept_words(struct ctx *c, struct str body)
{
	struct buf b = buf_new(c->arena, PART_ROOM);
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(body, &at, &name, &value);)
		if (str_eq(name, STR("keep")))
			buf_fmt(&b, "%s%.*s", b.n ? ". " : "", (int)value.n, value.p);
	return buf_str(&b);
}

static const char *brought_title(int64_t kind)
{
	switch (kind) {
	case IMPORT_SCORES:
		return T("Scores were brought in from a spreadsheet");
	case IMPORT_SERVICES:
		return T("Services were brought in from a spreadsheet");
	case IMPORT_STAYS:
		return T("Stays were brought in from a spreadsheet");
	default:
		return T("Brought in from a spreadsheet");
	}
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct brought_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		const struct brought_row *r = &rows->at[i];
		struct str body;
		TRY(open_if_may(c, person, IN_CASE, SEAL_BROUGHT, r->id, r->body, &body));
		page_moment(
			parts, (struct moment){ .day = clock_day(r->hour, c->house->utc_offset),
		                            .hour = r->hour,
		                            .kind = "import",
		                            .title = brought_title(fields_int(body, "kind", IMPORT_PEOPLE)),
		                            .words = body.p ? kept_words(c, body) : (struct str){ NULL, 0 },
		                            .who = r->user_name,
		                            .row = r->id });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("brought.body", CASE, BROUGHT, brought_sealed),
};
const struct module import_module = {
	.name = "import",
	.routes = &import_routes,
	.ask = ask,
	.tell = tell,
	.queries = import_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
