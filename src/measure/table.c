#include "measure/table.h"

#include <string.h>

/* --- how numbers are printed --- */

static struct printed exact(uint32_t n)
{
	return (struct printed){ PRINTED_EXACT, n, n, n };
}

static struct printed count(const struct table *t, uint32_t n, uint32_t of)
{
	return t->exact ? exact(n) : release_count(n, of);
}

/* Was this row small when it was last told? */
static bool was_small(const struct told *before, size_t n, uint32_t series, uint64_t atoms)
{
	for (size_t t = n; t-- > 0;)
		for (size_t i = 0; before[t].series == series && i < before[t].n; i++) {
			const struct told_row *r = &before[t].rows[i];

			if (r->plus == atoms && r->minus == 0)
				return r->lo == 0 && r->hi < RELEASE_AGAIN;
		}
	return false;
}

static struct printed row_count(const struct table *t, uint32_t n)
{
	if (t->means && n >= RELEASE_SMALL)
		return (struct printed){ PRINTED_ENOUGH, 0, RELEASE_SMALL, NARROW_ANY };
	return count(t, n, t->people);
}

static void print_rows(struct table *t, const struct told *before, size_t n)
{
	for (size_t i = 0; i < t->n; i++) {
		struct table_row *r = &t->rows[i];

		r->printed = !t->exact && was_small(before, n, t->series, r->atoms)
		                 ? release_count_again(r->people, t->people)
		                 : row_count(t, r->people);
	}
}

static void print_sums(struct table *t, enum table_form form)
{
	t->form = form;
	t->printed_people = t->printed_all = t->printed_others = (struct printed){ .as = PRINTED_NOT };
	if (form != TABLE_NO_TOTAL)
		t->printed_people = count(t, t->people, t->people);
	if (t->part && form == TABLE_WHOLE)
		t->printed_all = release_count(t->people + t->others, t->people + t->others);
	else if (t->part)
		t->printed_others = release_count(t->others, t->people + t->others);
}

/* --- what a reader knows then --- */

static uint64_t bit(size_t atom)
{
	return 1ULL << atom;
}

static void tell(struct table *t, uint64_t plus, uint64_t minus, const struct printed *p,
                 uint32_t people)
{
	bool known = p && p->as != PRINTED_NOT;

	t->told[t->ntold++] = (struct told_row){ .plus = plus,
		                                     .minus = minus,
		                                     .lo = known ? p->lo : 0,
		                                     .hi = known ? p->hi : NARROW_ANY,
		                                     .guarded = people < RELEASE_SMALL };
}

static uint64_t atoms_of_rows(const struct table *t)
{
	uint64_t all = 0;

	for (size_t i = 0; i < t->n; i++)
		all |= t->rows[i].atoms;
	return all;
}

/* The people counted. That they are fewer than 50, or more, shows in how the rows are told. */
static void tell_people(struct table *t, uint64_t everybody)
{
	const struct printed few = { PRINTED_BAND, 0, 0, RELEASE_FEW - 1 };
	const struct printed many = { PRINTED_BAND, RELEASE_FEW, RELEASE_FEW, NARROW_ANY };
	const struct printed *p = &t->printed_people;

	if (p->as == PRINTED_NOT)
		p = t->people < RELEASE_FEW ? &few : &many;
	tell(t, everybody, 0, p, t->people);
}

/* Rows that overlap: each is a part of everybody, and who is not in it is a group of people, too.
 */
static void tell_overlap(struct table *t, uint64_t everybody)
{
	for (size_t i = 0; i < t->n; i++)
		tell(t, everybody, t->rows[i].atoms, NULL, t->people - t->rows[i].people);
	tell(t, atoms_of_rows(t), everybody, NULL, UINT32_MAX);
}

/* Rows that do not: the small ones together are what is left of the total. */
static void tell_rest(struct table *t)
{
	uint64_t atoms = 0;
	uint32_t people = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->rows[i].printed.as == PRINTED_UNDER) {
			atoms |= t->rows[i].atoms;
			people += t->rows[i].people;
		}
	if (atoms)
		tell(t, atoms, 0, NULL, people);
}

static uint64_t everybody_in(const struct table *t)
{
	return t->overlap ? bit(TABLE_EVERYBODY) : atoms_of_rows(t);
}

static void tell_all(struct table *t)
{
	uint64_t everybody = everybody_in(t);

	t->ntold = 0;
	for (size_t i = 0; i < t->n; i++)
		tell(t, t->rows[i].atoms, 0, &t->rows[i].printed, t->rows[i].people);
	tell_people(t, everybody);
	if (t->part) {
		tell(t, bit(TABLE_OTHERS), 0, &t->printed_others, t->others);
		tell(t, everybody | bit(TABLE_OTHERS), 0, &t->printed_all, t->people + t->others);
	}
	if (t->overlap)
		tell_overlap(t, everybody);
	else
		tell_rest(t);
}

struct told table_told(const struct table *t)
{
	return (struct told){ t->day, t->series, everybody_in(t), t->told, t->ntold };
}

/* --- deciding --- */

static bool sound(const struct table *t)
{
	if (t->n == 0 || t->n > TABLE_ROWS)
		return false;
	for (size_t i = 0; t->exact && i < t->n; i++)
		if (t->rows[i].people < RELEASE_SMALL)
			return false;
	return true;
}

enum err table_print(struct table *t, const struct told *before, size_t n, struct narrowed *why)
{
	struct told all[NARROW_TABLES];
	/* Exact rows add up: without the total nothing more would be hidden. */
	int last = t->exact ? TABLE_NO_ALL : TABLE_NO_TOTAL;

	if (!sound(t) || n >= NARROW_TABLES)
		return ERR_INVALID;
	if (n)
		memcpy(all, before, n * sizeof *all);
	print_rows(t, before, n);
	for (int form = t->part ? TABLE_WHOLE : TABLE_NO_ALL; form <= last; form++) {
		print_sums(t, (enum table_form)form);
		tell_all(t);
		all[n] = table_told(t);
		TRY(narrow_find(all, n + 1, why));
		if (!why->found)
			return OK;
	}
	return OK;
}
