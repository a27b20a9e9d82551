#include "learning/served.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "learning/release_plan.h"
#include "learning/served_sql.h"
#include "learning/served_view.h"
#include "measure/disclose.h"

enum { QUARTERS = 40, HOUR = 60 };

/* --- counting --- */

struct gathering {
	struct served_table *table;
	struct arena *arena;
	struct pseudonym_id who;
	struct str served; /* of who; an episode holds what the earlier ones do */
	int64_t first;
	uint64_t person;
};

static struct served_sum *sum_at(const struct served_table *t, int quarter, size_t category)
{
	return &t->sums[(size_t)quarter * (t->funder->n + 1) + category];
}

static void count_in(const struct gathering *g, struct served_sum *s, bool fresh, int64_t times,
                     int64_t minutes)
{
	if (s->last != g->person) {
		s->last = g->person;
		s->people++;
		s->fresh += fresh;
	}
	s->times += times;
	s->minutes += minutes;
}

/* "8105 talk 3 135". What is not of this shape was not written by us, and counts nothing. */
static void count_one(const struct gathering *g, struct str one)
{
	const struct served_table *t = g->table;
	int64_t quarter;
	int64_t times;
	int64_t minutes;
	struct str rest;
	struct str kind;
	bool fresh;
	int at;

	if (!str_int(str_cut(one, ' ', &rest), &quarter))
		return;
	kind = str_cut(rest, ' ', &rest);
	if (!str_int(str_cut(rest, ' ', &rest), &times) || !str_int(rest, &minutes))
		return;
	if (quarter < t->first || quarter >= t->first + t->n)
		return;
	at = (int)quarter - t->first;
	fresh = g->first == quarter;
	count_in(g, sum_at(t, at, funder_category_of(t->funder, kind)), fresh, times, minutes);
	count_in(g, sum_at(t, at, t->funder->n), fresh, times, minutes);
}

static void person_end(struct gathering *g)
{
	g->person++;
	for (struct str rest = g->served; rest.n;)
		count_one(g, str_cut(rest, ';', &rest));
	g->served = STR("");
}

static enum err take(void *arg, const struct folded *f)
{
	struct gathering *g = arg;
	struct str served = fields_get(f->body, "served");

	if (!pseudonym_id_eq(g->who, f->pseudonym))
		person_end(g);
	g->who = f->pseudonym;
	if (served.p) {
		g->served = arena_str(g->arena, served);
		g->first = fields_int(f->body, "served_first", -1);
	}
	return OK;
}

enum err served_gather(struct ctx *c, const struct funder *funder, struct served_table *out)
{
	struct gathering g = { .table = out, .arena = c->arena };

	*out = (struct served_table){ .funder = funder,
		                          .first = day_quarter(c->today) - QUARTERS + 1,
		                          .n = QUARTERS };
	out->sums = NEW_N(c->arena, struct served_sum, QUARTERS * (funder->n + 1));
	TRY(folded_each(c, take, &g));
	person_end(&g);
	return audit(c, VERB_REPORTED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

/* --- telling --- */

static const struct served_told nothing = { { .as = PRINTED_NOT }, { .as = PRINTED_NOT }, -1, -1 };

static uint32_t few(enum served_for reader)
{
	return reader == SERVED_HERE ? DISCLOSE_CELL : RELEASE_SMALL;
}

static int64_t rounded(enum served_for reader, int64_t n)
{
	int64_t step = reader == SERVED_HERE ? 1 : RELEASE_STEP;

	return (n + step / 2) / step * step;
}

static struct printed printed_of(uint32_t n, uint32_t all, enum served_for reader)
{
	if (reader == SERVED_AWAY)
		return release_count(n, all);
	return (struct printed){ .as = PRINTED_EXACT, .value = n };
}

static struct served_told told_of(const struct served_sum *s, uint32_t all, enum served_for reader)
{
	struct served_told told = nothing;

	if (s->people < few(reader)) {
		if (reader == SERVED_AWAY)
			told.people = release_count(s->people, all);
		return told;
	}
	told.people = printed_of(s->people, all, reader);
	if (s->fresh >= few(reader) && s->people - s->fresh >= few(reader))
		told.fresh = printed_of(s->fresh, all, reader);
	told.times = rounded(reader, s->times);
	told.hours = rounded(reader, (s->minutes + HOUR / 2) / HOUR);
	return told;
}

/* What is left out of the rows could be taken from the sum of all: unless it is several rows with
 * enough people, the sum is not told either. */
static bool all_told(const struct served_table *t, int quarter, const struct served_lines *lines,
                     enum served_for reader)
{
	uint32_t people = 0;
	size_t hidden = 0;

	for (size_t i = 0; i < lines->n; i++) {
		uint32_t n = sum_at(t, quarter, i)->people;
		if (n && lines->at[i].told.times < 0) {
			people += n;
			hidden++;
		}
	}
	return hidden == 0 || (hidden > 1 && people >= few(reader));
}

void served_tell(struct ctx *c, const struct served_table *t, int quarter, enum served_for reader,
                 struct served_lines *out)
{
	size_t n = t->funder->n;
	struct served_line *list = NEW_N(c->arena, struct served_line, n);
	bool may = reader == SERVED_HERE || t->first + quarter < day_quarter(c->today);
	const struct served_sum *all = sum_at(t, quarter, n);

	*out = (struct served_lines){ list, n, nothing };
	for (size_t i = 0; i < n; i++) {
		list[i] = (struct served_line){ &t->funder->at[i], nothing };
		if (may)
			list[i].told = told_of(sum_at(t, quarter, i), all->people, reader);
	}
	if (may && all_told(t, quarter, out, reader))
		out->all = told_of(all, all->people, reader);
}

/* --- a sheet --- */

static void number(struct buf *b, int64_t n)
{
	buf_byte(b, ',');
	if (n >= 0)
		buf_fmt(b, "%lld", (long long)n);
}

static void row(struct buf *b, const struct served_table *t, int quarter, struct str code,
                struct str label, const struct served_told *told)
{
	int q = t->first + quarter;

	buf_cell(b, t->funder->code);
	buf_fmt(b, ",%d,%d,", q / 4, q % 4 + 1);
	buf_cell(b, code);
	buf_byte(b, ',');
	buf_cell(b, label);
	buf_byte(b, ',');
	printed_text(b, &told->people);
	buf_byte(b, ',');
	printed_text(b, &told->fresh);
	number(b, told->times);
	number(b, told->hours);
	buf_add(b, STR("\r\n"));
}

enum err served_csv(struct ctx *c, const struct served_table *t, struct buf *out)
{
	struct served_lines lines;

	buf_add(out, STR("funder,year,quarter,category,label,people,new_people,encounters,hours\r\n"));
	for (int q = 0; q + 1 < t->n; q++) {
		if (sum_at(t, q, t->funder->n)->people == 0)
			continue;
		served_tell(c, t, q, SERVED_AWAY, &lines);
		for (size_t i = 0; i < lines.n; i++) {
			const struct funder_category *category = lines.at[i].category;
			row(out, t, q, category->code.n ? category->code : STR("_none"), category->label,
			    &lines.at[i].told);
		}
		row(out, t, q, STR("_all"), STR(""), &lines.all);
	}
	return out->full ? ERR_TOO_BIG : OK;
}

const struct module served_module = {
	.name = "served",
	.routes = &served_routes,
	.queries = served_queries,
};
