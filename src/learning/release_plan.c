/* What would be made now: who is counted, how it is printed, and why it may not leave yet. */
#include "access/measured.h"
#include "access/signed.h"
#include "learning/release_inside.h"
#include "learning/release_sql.h"
#include "measure/noise.h"

#include <string.h>

struct planning {
	struct ctx *c;
	const struct releases *all;
	struct release_plan *plan;
	struct release_data data;
	struct table table;
	struct table_row rows[TABLE_ROWS];
};

static enum err refuse(struct planning *p, enum release_refusal_kind why)
{
	p->plan->refusal.why = why;
	return OK;
}

static bool refused(const struct planning *p)
{
	return p->plan->refusal.why != RELEASE_ALLOWED;
}

/* --- what was made before --- */

/* Codes of the rows of one figure and their bits, the same for all its tables. */
struct codes {
	struct str at[TABLE_ROWS];
	size_t n;
};

static bool code_bit(struct codes *all, struct str code, uint64_t *bit)
{
	size_t i = 0;

	while (i < all->n && !str_eq(all->at[i], code))
		i++;
	if (i == TABLE_ROWS)
		return false;
	if (i == all->n)
		all->at[all->n++] = code;
	*bit = 1ULL << i;
	return true;
}

static bool in_bits_of(struct codes *all, const struct release *r, uint64_t atoms, uint64_t *out)
{
	uint64_t bit;

	*out = atoms & (1ULL << TABLE_EVERYBODY | 1ULL << TABLE_OTHERS);
	for (size_t i = 0; i < r->natoms; i++)
		if (atoms >> i & 1) {
			if (!code_bit(all, r->atoms[i], &bit))
				return false;
			*out |= bit;
		}
	return true;
}

static bool told_before(struct arena *a, struct codes *all, const struct release *r,
                        struct told *out)
{
	struct told_row *rows = NEW_N(a, struct told_row, r->ntold + 1);

	for (size_t i = 0; i < r->ntold; i++) {
		rows[i] = r->told[i];
		if (!in_bits_of(all, r, r->told[i].plus, &rows[i].plus) ||
		    !in_bits_of(all, r, r->told[i].minus, &rows[i].minus))
			return false;
	}
	*out = (struct told){ .day = r->day.n,
		                  .series = (uint32_t)(r->series.figure - release_figures().at),
		                  .rows = rows,
		                  .n = r->ntold };
	return in_bits_of(all, r, r->everybody, &out->everybody);
}

/* All tables of these people, whatever their dimension and whoever they were for. */
static bool history(struct planning *p, struct told **out, size_t *n)
{
	const struct release_figure *f = p->plan->release.series.figure;
	size_t figures = release_figures().n;
	struct codes *codes = NEW_N(p->c->arena, struct codes, figures);
	struct codes *own = &codes[f - release_figures().at];

	*out = NEW_N(p->c->arena, struct told, p->all->n + 1);
	*n = 0;
	own->n = p->plan->release.natoms;
	memcpy(own->at, p->plan->release.atoms, own->n * sizeof *own->at);
	for (size_t i = 0; i < p->all->n; i++) {
		const struct release *r = &p->all->at[i];

		if (!r->series.figure || r->series.figure->of != f->of || r->ntold == 0)
			continue;
		if (!told_before(p->c->arena, &codes[r->series.figure - release_figures().at], r,
		                 &(*out)[*n]))
			return false;
		++*n;
	}
	return *n < NARROW_TABLES;
}

/* --- calendars --- */

static const struct release *last_of(const struct planning *p, struct row_id series)
{
	for (size_t i = p->all->n; i-- > 0;)
		if (row_id_eq(p->all->at[i].series.id, series))
			return &p->all->at[i];
	return NULL;
}

static enum err changed_since(struct planning *p, const struct release *last, size_t *out)
{
	const struct release_members_row *row;
	struct release_member *then;
	struct str body;
	size_t n;

	release_members_one(p->c->read, p->c->house->org, last->id, &row);
	TRY(read_now(p->c->read));
	if (!row)
		return ERR_VAULT;
	TRY(open_measure(p->c, SEAL_RELEASE_MEMBERS, last->id, row->body, &body));
	release_members_of(p->c->arena, body, p->plan, &then, &n);
	*out = release_changed(then, n, p->plan->members, p->plan->nmembers);
	return OK;
}

/* Exact rows of two funders, a few people apart, would tell about these few. */
static enum err check_other_funders(struct planning *p)
{
	const struct release_series *s = &p->plan->release.series;
	size_t changed;

	for (size_t i = p->all->n; i-- > 0 && !refused(p);) {
		const struct release *r = &p->all->at[i];

		if (r->series.figure != s->figure || r->series.kind != RELEASE_CONTRACT ||
		    row_id_eq(r->series.id, s->id) || last_of(p, r->series.id) != r)
			continue;
		TRY(changed_since(p, r, &changed));
		p->plan->refusal.day = r->day;
		if (changed > 0 && changed < RELEASE_CHANGED)
			(void)refuse(p, REFUSED_PEOPLE);
	}
	return OK;
}

static enum err check_calendar(struct planning *p)
{
	const struct release_series *s = &p->plan->release.series;
	const struct release *last = last_of(p, s->id);
	int64_t calendar = s->calendar > RELEASE_DAYS ? s->calendar : RELEASE_DAYS;
	size_t changed;

	p->plan->last = last;
	if (!last)
		return OK;
	TRY(changed_since(p, last, &changed));
	p->plan->refusal.day = last->day;
	p->plan->refusal.next = day_add(last->day, (int)calendar);
	switch (release_wait(p->c->today.n - last->day.n, calendar, changed)) {
	case RELEASE_WAIT_DAYS:
		return refuse(p, REFUSED_DAYS);
	case RELEASE_WAIT_PEOPLE:
		return refuse(p, REFUSED_PEOPLE);
	case RELEASE_NOW:
		break;
	}
	return OK;
}

static bool waits_for_signature(const struct planning *p)
{
	for (size_t i = 0; i < p->all->n; i++)
		if (p->all->at[i].series.figure &&
		    p->all->at[i].series.figure->of == p->plan->release.series.figure->of &&
		    !release_final(&p->all->at[i]))
			return true;
	return false;
}

/* --- open data --- */

/* The ledger: everything spent within 365 days, on whatever table: a person may be in all. */
static void check_budget(struct planning *p)
{
	const struct release_series *s = &p->plan->release.series;

	for (size_t i = p->all->n; i-- > 0;) {
		const struct release *r = &p->all->at[i];

		if (r->series.kind != RELEASE_NOISE || p->c->today.n - r->day.n >= 365)
			continue;
		p->plan->spent += (uint64_t)r->series.epsilon;
		p->plan->refusal.next = day_add(r->day, 365);
	}
	if (release_figure_overlaps(s->figure))
		(void)refuse(p, REFUSED_OVERLAP);
	else if (p->data.n < RELEASE_OPEN)
		(void)refuse(p, REFUSED_OPEN);
	else if (!noise_affordable(p->plan->spent, (uint32_t)s->epsilon))
		(void)refuse(p, REFUSED_BUDGET);
}

/* --- the table --- */

static struct str joined(struct arena *a, const struct str *of, size_t n, uint64_t bits,
                         const char *between)
{
	struct buf b = buf_new(a, 4096);

	for (size_t i = 0; i < n; i++)
		if (bits >> i & 1) {
			if (b.n)
				buf_add(&b, str_z(between));
			buf_add(&b, of[i]);
		}
	return arena_str(a, buf_str(&b));
}

static void lay_out(struct planning *p)
{
	struct release *r = &p->plan->release;
	struct arena *a = p->c->arena;
	struct str *atoms = NEW_N(a, struct str, TABLE_ROWS);

	r->overlap = release_figure_overlaps(r->series.figure);
	r->part = release_figure_consented(r->series.figure);
	p->table = (struct table){ .rows = p->rows,
		                       .n = p->data.nrows,
		                       .overlap = r->overlap,
		                       .exact = r->series.kind == RELEASE_CONTRACT,
		                       .means = release_figure_means(r->series.figure),
		                       .people = (uint32_t)p->data.n,
		                       .part = r->part,
		                       .others = p->data.others,
		                       .day = r->day.n,
		                       .series = (uint32_t)(r->series.figure - release_figures().at) };
	for (size_t i = 0; i < p->data.nrows; i++) {
		uint64_t codes = p->data.row[i];

		p->rows[i] = (struct table_row){
			.atoms = r->overlap ? 1ULL << i : codes,
			.people = release_counted(p->data.members, p->data.n, codes),
		};
		if (r->overlap)
			atoms[i] = joined(a, p->data.code, p->data.ncodes, codes, " ");
	}
	if (!r->overlap)
		memcpy(atoms, p->data.code, p->data.ncodes * sizeof *atoms);
	r->atoms = atoms;
	r->natoms = r->overlap ? p->data.nrows : p->data.ncodes;
}

static void fill_mean(const struct planning *p, size_t i, struct release_line *l)
{
	int64_t n = p->rows[i].people;
	int64_t sum = 0;

	l->has_mean = release_figure_means(p->plan->release.series.figure) &&
	              release_mean_shown(p->rows[i].people) && l->printed.as != PRINTED_UNDER;
	for (size_t k = 0; l->has_mean && k < p->data.ncodes; k++)
		sum += p->data.row[i] >> k & 1 ? p->data.sum[k] : 0;
	/* Hundredths to tenths, rounded half up. */
	if (l->has_mean)
		l->tenths = (sum + 5 * n) / (10 * n);
}

static void fill_lines(struct planning *p)
{
	struct release *r = &p->plan->release;
	struct release_line *lines = NEW_N(p->c->arena, struct release_line, p->data.nrows);
	bool means = release_figure_means(r->series.figure);

	for (size_t i = 0; i < p->data.nrows; i++) {
		struct release_line *l = &lines[i];
		uint64_t codes = p->data.row[i];

		l->codes = joined(p->c->arena, p->data.code, p->data.ncodes, codes, " ");
		l->label = joined(p->c->arena, p->data.label, p->data.ncodes, codes, "; ");
		l->printed = p->rows[i].printed;
		l->percent = means ? -1 : release_percent(l->printed, p->table.printed_people);
		fill_mean(p, i, l);
		p->plan->hidden += l->printed.as == PRINTED_UNDER && l->printed.hi < RELEASE_SMALL;
		p->plan->again += l->printed.as == PRINTED_UNDER && l->printed.hi >= RELEASE_SMALL;
	}
	r->lines = lines;
	r->nlines = p->data.nrows;
	r->people = p->table.printed_people;
	r->all = p->table.printed_all;
	r->others = p->table.printed_others;
}

static void fill_told(struct planning *p)
{
	struct release *r = &p->plan->release;
	struct told t = table_told(&p->table);
	struct told_row *told = NEW_N(p->c->arena, struct told_row, t.n + 1);

	memcpy(told, t.rows, t.n * sizeof *told);
	r->told = told;
	r->ntold = t.n;
	r->everybody = t.everybody;
}

/* Rows of open data get their noise when it is made, not when it is looked at. */
static void print_noise(struct planning *p)
{
	const struct printed noisy = { .as = PRINTED_NOISY, .hi = NARROW_ANY };

	for (size_t i = 0; i < p->data.nrows; i++) {
		p->rows[i].printed = noisy;
		p->rows[i].printed.value = p->rows[i].people;
	}
	p->table.printed_people = noisy;
	if (p->table.part) {
		p->table.printed_others = noisy;
		p->table.printed_others.value = p->table.others;
	}
}

static struct str row_words(const struct planning *p, const struct told *all, size_t n,
                            const struct narrowed *why)
{
	if (why->told == n && why->row < p->data.nrows)
		return joined(p->c->arena, p->data.label, p->data.ncodes, p->data.row[why->row], "; ");
	for (size_t i = 0; i < p->data.ncodes && why->told < n; i++)
		if (!p->plan->release.overlap && all[why->told].rows[why->row].plus == 1ULL << i)
			return p->data.label[i];
	return (struct str){ NULL, 0 };
}

static enum err print_safely(struct planning *p)
{
	struct narrowed why;
	struct told *before;
	size_t n;
	enum err e;

	if (!history(p, &before, &n))
		return refuse(p, REFUSED_MANY);
	e = table_print(&p->table, before, n, &why);
	if (e != OK)
		return e == ERR_INVALID ? refuse(p, REFUSED_MANY) : e;
	p->plan->form = p->table.form;
	fill_told(p);
	if (!why.found)
		return OK;
	p->plan->refusal.day.n = why.told < n ? before[why.told].day : p->table.day;
	p->plan->refusal.label = row_words(p, before, n, &why);
	return refuse(p, REFUSED_NARROW);
}

static void join_rows(struct planning *p)
{
	bool ordered = release_figure_ordered(p->plan->release.series.figure);
	size_t before = p->data.nrows;

	p->data.nrows = release_join(p->data.members, p->data.n, p->data.row, before, ordered);
	p->plan->joined = p->data.nrows < before;
	if (release_counted(p->data.members, p->data.n, p->data.row[0]) < RELEASE_SMALL)
		(void)refuse(p, REFUSED_SMALL);
}

static enum err print(struct planning *p)
{
	enum release_kind kind = p->plan->release.series.kind;

	if (kind == RELEASE_CONTRACT)
		join_rows(p);
	if (refused(p))
		return OK;
	lay_out(p);
	if (kind == RELEASE_NOISE)
		print_noise(p);
	else
		TRY(print_safely(p));
	if (refused(p))
		return OK;
	fill_lines(p);
	return OK;
}

enum err release_planned(struct ctx *c, const struct release_series *s, const struct releases *all,
                         struct release_plan *out)
{
	struct planning *p = NEW(c->arena, struct planning);
	struct str *codes = NEW_N(c->arena, struct str, TABLE_ROWS);

	*p = (struct planning){ .c = c, .all = all, .plan = out };
	*out = (struct release_plan){ .release = { .series = *s, .day = c->today } };
	if (release_gather(c, s->figure, &p->data) != OK)
		return refuse(p, REFUSED_MANY);
	memcpy(codes, p->data.code, sizeof p->data.code);
	out->codes = codes;
	out->ncodes = p->data.ncodes;
	out->members = p->data.members;
	out->nmembers = p->data.n;
	out->counted = (uint32_t)p->data.n;
	if (p->data.n == 0)
		return refuse(p, REFUSED_NOBODY);
	if (waits_for_signature(p))
		return refuse(p, REFUSED_WAITING);
	TRY(check_calendar(p));
	if (!refused(p) && s->kind == RELEASE_CONTRACT)
		TRY(check_other_funders(p));
	if (!refused(p) && s->kind == RELEASE_NOISE)
		check_budget(p);
	return refused(p) ? OK : print(p);
}
