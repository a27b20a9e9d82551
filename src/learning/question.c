#include "learning/question.h"

#include "access/forms_use.h"
#include "base/fields.h"
#include "learning/question_inside.h"
#include "learning/question_sql.h"
#include "measure/disclose.h"

#include <stdlib.h>

enum { ROWS_MEMORY = 512 << 20, YEARS = 400, STEP = DISCLOSE_CELL };

/* --- what was counted --- */

struct gathering {
	struct arena *arena;
	struct str form;
	struct question_rows rows;
	size_t room;
};

static void grow(struct gathering *g)
{
	size_t room = g->room ? 2 * g->room : 256;
	struct question_row *more = NEW_N(g->arena, struct question_row, room);

	if (g->rows.n)
		memcpy(more, g->rows.at, g->rows.n * sizeof *more);
	g->rows.at = more;
	g->room = room;
}

static enum err take(void *arg, const struct answered *a)
{
	struct gathering *g = arg;
	struct str form = fields_get(a->fields, "form");

	if (g->form.n && !str_eq(g->form, form))
		return OK;
	if (g->rows.n == g->room)
		grow(g);
	g->rows.at[g->rows.n++] = (struct question_row){
		.pseudonym = a->pseudonym,
		.month = fields_int(a->fields, "month", 0),
		.form = arena_str(g->arena, form),
		.hash = arena_str(g->arena, fields_get(a->fields, "hash")),
		.fields = g->form.n ? arena_str(g->arena, a->fields) : STR(""),
	};
	return OK;
}

static int in_order(const void *x, const void *y)
{
	const struct question_row *a = x;
	const struct question_row *b = y;
	int by = str_cmp(a->form, b->form);

	if (by == 0)
		by = memcmp(a->pseudonym.b, b->pseudonym.b, ID_BYTES);
	if (by == 0)
		by = (a->month < b->month) - (a->month > b->month);
	return by;
}

/* All that was counted, of one form (empty: of all, without fields), in an arena that goes with
 * c->arena. */
static enum err gather(struct ctx *c, struct str form, struct question_rows *out)
{
	struct gathering g = { .arena = arena_beside(c->arena, ROWS_MEMORY), .form = form };

	if (!g.arena)
		return ERR_BUSY;
	TRY(answers_each(c, take, &g));
	if (g.rows.n)
		qsort(g.rows.at, g.rows.n, sizeof *g.rows.at, in_order);
	*out = g.rows;
	return OK;
}

uint32_t question_people(const struct question_rows *rows)
{
	uint32_t n = 0;

	for (size_t i = 0; i < rows->n; i++)
		n += i == 0 || !pseudonym_id_eq(rows->at[i].pseudonym, rows->at[i - 1].pseudonym);
	return n;
}

static bool answered_in(const struct question_rows *rows, struct str hash)
{
	for (size_t i = 0; i < rows->n; i++)
		if (str_eq(rows->at[i].hash, hash))
			return true;
	return false;
}

/* What was put into use last, of that which was answered; of packs as they ship nobody decided. */
static enum err wording_of(struct ctx *c, const struct question_rows *rows, struct form_kept *out)
{
	const struct question_row *latest = rows->n ? &rows->at[0] : NULL;
	struct form_decisions all;

	if (!latest)
		return ERR_ABSENT;
	TRY(form_decisions_of(c, latest->form, &all));
	for (size_t i = 0; i < all.n; i++)
		if (answered_in(rows, all.at[i].version))
			return forms_get(c, all.at[i].version, out);
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].month > latest->month)
			latest = &rows->at[i];
	return forms_get(c, latest->hash, out);
}

static bool by_times(const struct form_kept *form)
{
	return str_eq(forms_setting(form->form, STR("about")), STR("organisation"));
}

/* --- which forms --- */

static enum err form_of(struct ctx *c, const struct question_rows *rows, struct question_form *out)
{
	struct form_kept form;
	uint32_t people = question_people(rows);

	TRY(wording_of(c, rows, &form));
	*out = (struct question_form){ .id = form.form->id,
		                           .title = forms_text(c, &form, &form.form->title),
		                           .at_least = people - people % STEP,
		                           .times = by_times(&form) };
	return OK;
}

enum err question_forms(struct ctx *c, struct question_forms *out)
{
	struct question_rows all;
	struct question_form *list;
	size_t n = 0;

	TRY(gather(c, STR(""), &all));
	TRY(audit(c, VERB_REPORTED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	list = NEW_N(c->arena, struct question_form, all.n + 1);
	for (size_t i = 0; i < all.n;) {
		struct question_rows one = { all.at + i, 0 };
		enum err e;
		while (i < all.n && str_eq(all.at[i].form, one.at->form)) {
			one.n++;
			i++;
		}
		e = form_of(c, &one, &list[n]);
		/* A wording that is gone can be shown nowhere. */
		if (e != OK && e != ERR_ABSENT && e != ERR_INVALID)
			return e;
		n += e == OK;
	}
	*out = (struct question_forms){ list, n };
	return OK;
}

/* --- periods --- */

/* Those of the rows whose month lies in the years, in their order. */
static struct question_rows within(struct ctx *c, const struct question_rows *all, int first,
                                   int last)
{
	struct question_rows out = { NEW_N(c->arena, struct question_row, all->n + 1), 0 };

	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].month / 12 >= first && all->at[i].month / 12 <= last)
			out.at[out.n++] = all->at[i];
	return out;
}

static int year_of(const struct question_row *r)
{
	return (int)(r->month / 12);
}

static struct question_periods periods_of(struct ctx *c, const struct question_rows *all, int year)
{
	struct year_span spans[YEARS];
	struct question_period *list;
	uint32_t people[YEARS] = { 0 };
	int first = year_of(&all->at[0]);
	int last = first;
	size_t n;

	for (size_t i = 0; i < all->n; i++) {
		first = year_of(&all->at[i]) < first ? year_of(&all->at[i]) : first;
		last = year_of(&all->at[i]) > last ? year_of(&all->at[i]) : last;
	}
	if (last - first >= YEARS)
		first = last - YEARS + 1;
	for (int y = first; y <= last; y++) {
		struct question_rows some = within(c, all, y, y);
		people[y - first] = question_people(&some);
	}
	n = pool_years(people, (size_t)(last - first) + 1, spans);
	list = NEW_N(c->arena, struct question_period, n);
	for (size_t i = 0; i < n; i++) {
		list[i] = (struct question_period){ first + (int)spans[i].first, first + (int)spans[i].last,
			                                false };
		list[i].chosen = year >= list[i].first && year <= list[i].last;
	}
	if (year < first || year > last)
		list[n - 1].chosen = true;
	return (struct question_periods){ list, n };
}

enum err question_report(struct ctx *c, struct str form, int year, struct question_report *out)
{
	struct question_rows all;
	struct form_kept wording;

	TRY(gather(c, form, &all));
	TRY(audit(c, VERB_REPORTED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	TRY(wording_of(c, &all, &wording));
	*out = (struct question_report){ .id = wording.form->id,
		                             .title = forms_text(c, &wording, &wording.form->title),
		                             .times = by_times(&wording),
		                             .periods = periods_of(c, &all, year) };
	for (size_t i = 0; i < out->periods.n; i++) {
		const struct question_period *p = &out->periods.at[i];
		struct question_rows some;
		if (!p->chosen)
			continue;
		some = within(c, &all, p->first, p->last);
		out->questions = question_count(c, &wording, &some);
	}
	return OK;
}

const struct module question_module = {
	.name = "question",
	.routes = &question_routes,
	.queries = question_queries,
};
