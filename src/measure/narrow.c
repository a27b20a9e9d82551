#include "measure/narrow.h"

#include "measure/release.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>

enum { TERMS = 2 * NARROW_ATOMS };

/* Columns of the program: one for each atom of each release, in their order. */
struct program {
	const struct told *all;
	size_t n;
	glp_prob *lp;
};

static int column(size_t told, size_t atom)
{
	return (int)(told * NARROW_ATOMS + atom) + 1;
}

/* A sum of columns: indices and values from 1, as the library counts. */
struct sum {
	int n;
	int at[TERMS + 1];
	double by[TERMS + 1];
};

static void sum_add(struct sum *s, size_t told, uint64_t atoms, double by)
{
	for (size_t a = 0; a < NARROW_ATOMS; a++)
		if (atoms >> a & 1) {
			s->n++;
			s->at[s->n] = column(told, a);
			s->by[s->n] = by;
		}
}

static void bounded(glp_prob *lp, const struct sum *s, double lo, double hi)
{
	int row;

	if (s->n == 0)
		return;
	row = glp_add_rows(lp, 1);
	glp_set_mat_row(lp, row, s->n, s->at, s->by);
	if (hi < 0 || hi >= NARROW_ANY)
		glp_set_row_bnds(lp, row, GLP_LO, lo, 0);
	else
		glp_set_row_bnds(lp, row, lo < hi ? GLP_DB : GLP_FX, lo, hi);
}

static struct sum sum_of(size_t told, const struct told_row *r)
{
	struct sum s = { .n = 0 };

	sum_add(&s, told, r->plus & ~r->minus, 1);
	sum_add(&s, told, r->minus & ~r->plus, -1);
	return s;
}

static void printed_rows(struct program *p)
{
	glp_add_cols(p->lp, (int)(p->n * NARROW_ATOMS));
	for (size_t t = 0; t < p->n; t++) {
		for (size_t a = 0; a < NARROW_ATOMS; a++) {
			glp_set_col_bnds(p->lp, column(t, a), GLP_LO, 0, 0);
			glp_set_col_kind(p->lp, column(t, a), GLP_IV);
		}
		for (size_t i = 0; i < p->all[t].n; i++) {
			const struct told_row *r = &p->all[t].rows[i];
			struct sum s = sum_of(t, r);

			if (r->lo > 0 || r->hi < NARROW_ANY || r->minus)
				bounded(p->lp, &s, r->lo, r->hi);
		}
	}
}

/* later - earlier >= 0. */
static void grows(struct program *p, size_t earlier, size_t later, uint64_t from, uint64_t to)
{
	bool same = p->all[earlier].day == p->all[later].day;
	struct sum s = { .n = 0 };

	sum_add(&s, later, to, 1);
	sum_add(&s, earlier, from, -1);
	bounded(p->lp, &s, 0, same ? 0 : NARROW_ANY);
}

static uint64_t atoms_of(const struct told *t)
{
	uint64_t all = t->everybody;

	for (size_t i = 0; i < t->n; i++)
		all |= t->rows[i].plus | t->rows[i].minus;
	return all;
}

/* Nobody leaves: no atom of a series shrinks, nor do the people of a figure. */
static void growth(struct program *p)
{
	for (size_t t = 1; t < p->n; t++) {
		size_t before = t;

		while (before > 0 && p->all[before - 1].series != p->all[t].series)
			before--;
		for (size_t a = 0; before > 0 && a < NARROW_ATOMS; a++)
			if (atoms_of(&p->all[t]) & atoms_of(&p->all[before - 1]) & 1ULL << a)
				grows(p, before - 1, t, 1ULL << a, 1ULL << a);
		if (p->all[t - 1].series != p->all[t].series)
			grows(p, t - 1, t, p->all[t - 1].everybody, p->all[t].everybody);
	}
}

/* --- solving --- */

enum solved { SOLVED, UNBOUNDED, IMPOSSIBLE, GAVE_UP };

static enum solved solve(glp_prob *lp, double *out)
{
	glp_smcp simplex;
	glp_iocp whole;

	glp_init_smcp(&simplex);
	simplex.msg_lev = GLP_MSG_OFF;
	if (glp_simplex(lp, &simplex) != 0)
		return GAVE_UP;
	if (glp_get_status(lp) == GLP_UNBND)
		return UNBOUNDED;
	if (glp_get_status(lp) != GLP_OPT)
		return IMPOSSIBLE;
	glp_init_iocp(&whole);
	whole.msg_lev = GLP_MSG_OFF;
	if (glp_intopt(lp, &whole) != 0)
		return GAVE_UP;
	*out = round(glp_mip_obj_val(lp));
	return glp_mip_status(lp) == GLP_OPT ? SOLVED : IMPOSSIBLE;
}

/* The least or greatest that a sum can be. The next one starts from where this one ended. */
static enum solved extreme(glp_prob *lp, const struct sum *s, int direction, double *out)
{
	enum solved e;

	for (int i = 1; i <= s->n; i++)
		glp_set_obj_coef(lp, s->at[i], s->by[i]);
	glp_set_obj_dir(lp, direction);
	e = solve(lp, out);
	for (int i = 1; i <= s->n; i++)
		glp_set_obj_coef(lp, s->at[i], 0);
	return e;
}

static enum solved look(struct program *p, size_t told, size_t row, struct narrowed *out)
{
	struct sum s = sum_of(told, &p->all[told].rows[row]);
	double lo = 0;
	double hi = NARROW_ANY;
	enum solved e = extreme(p->lp, &s, GLP_MIN, &lo);

	if (e == SOLVED)
		e = extreme(p->lp, &s, GLP_MAX, &hi);
	if (e == UNBOUNDED)
		e = SOLVED;
	if (e != SOLVED || (lo <= 0 && hi >= RELEASE_SMALL - 1))
		return e;
	*out = (struct narrowed){ true, told, row, lo > 0 ? (uint32_t)lo : 0, (uint32_t)hi };
	return SOLVED;
}

static enum solved look_at_all(struct program *p, struct narrowed *out)
{
	enum solved e = SOLVED;

	for (size_t t = 0; t < p->n; t++)
		for (size_t i = 0; i < p->all[t].n && e == SOLVED && !out->found; i++)
			if (p->all[t].rows[i].guarded)
				e = look(p, t, i, out);
	return e;
}

static enum solved attempt(const struct told *all, size_t n, bool growing, struct narrowed *out)
{
	struct program p = { all, n, glp_create_prob() };
	enum solved e;
	double unused;

	*out = (struct narrowed){ .found = false };
	printed_rows(&p);
	if (growing)
		growth(&p);
	e = solve(p.lp, &unused);
	if (e == SOLVED)
		e = look_at_all(&p, out);
	glp_delete_prob(p.lp);
	return e;
}

enum err narrow_find(const struct told *all, size_t n, struct narrowed *out)
{
	enum solved e;

	glp_term_out(GLP_OFF);
	e = attempt(all, n, true, out);
	if (e == IMPOSSIBLE)
		e = attempt(all, n, false, out);
	/* What the library keeps for this thread. */
	glp_free_env();
	return e == SOLVED ? OK : ERR_INVALID;
}
