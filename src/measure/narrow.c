#include "measure/narrow.h"

#include "measure/release.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>

enum { TERMS = 2 * NARROW_ATOMS };

/* What the solutions so far have shown of a guarded row: that it can be 0, and that it can be 10.
 */
enum { CAN_BE_NONE = 1, CAN_BE_TEN = 2, CAN_BE_BOTH = 3 };

/* Columns of the program: one for each atom of each release, in their order. */
struct program {
	const struct told *all;
	size_t n;
	glp_prob *lp;
	uint64_t atoms[NARROW_TABLES]; /* that a release speaks of */
	int first[NARROW_TABLES];      /* its first column */
	uint8_t *seen;                 /* of each row of each release, in their order */
};

static uint64_t atoms_of(const struct told *t)
{
	uint64_t all = t->everybody;

	for (size_t i = 0; i < t->n; i++)
		all |= t->rows[i].plus | t->rows[i].minus;
	return all;
}

static int column(const struct program *p, size_t told, size_t atom)
{
	return p->first[told] + __builtin_popcountll(p->atoms[told] & ((1ULL << atom) - 1));
}

static int columns(struct program *p)
{
	int next = 1;

	for (size_t t = 0; t < p->n; t++) {
		p->atoms[t] = atoms_of(&p->all[t]);
		p->first[t] = next;
		next += __builtin_popcountll(p->atoms[t]);
	}
	return next - 1;
}

/* A sum of columns: indices and values from 1, as the library counts. */
struct sum {
	int n;
	int at[TERMS + 1];
	double by[TERMS + 1];
};

static void sum_add(const struct program *p, struct sum *s, size_t told, uint64_t atoms, double by)
{
	for (size_t a = 0; a < NARROW_ATOMS; a++)
		if (atoms >> a & 1) {
			s->n++;
			s->at[s->n] = column(p, told, a);
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

static struct sum sum_of(const struct program *p, size_t told, const struct told_row *r)
{
	struct sum s = { .n = 0 };

	sum_add(p, &s, told, r->plus & ~r->minus, 1);
	sum_add(p, &s, told, r->minus & ~r->plus, -1);
	return s;
}

static void printed_rows(struct program *p)
{
	int n = columns(p);

	glp_add_cols(p->lp, n);
	for (int i = 1; i <= n; i++) {
		glp_set_col_bnds(p->lp, i, GLP_LO, 0, 0);
		glp_set_col_kind(p->lp, i, GLP_IV);
	}
	for (size_t t = 0; t < p->n; t++)
		for (size_t i = 0; i < p->all[t].n; i++) {
			const struct told_row *r = &p->all[t].rows[i];
			struct sum s = sum_of(p, t, r);

			if (r->lo > 0 || r->hi < NARROW_ANY || r->minus)
				bounded(p->lp, &s, r->lo, r->hi);
		}
}

/* later - earlier >= 0. */
static void grows(struct program *p, size_t earlier, size_t later, uint64_t from, uint64_t to)
{
	bool same = p->all[earlier].day == p->all[later].day;
	struct sum s = { .n = 0 };

	sum_add(p, &s, later, to, 1);
	sum_add(p, &s, earlier, from, -1);
	bounded(p->lp, &s, 0, same ? 0 : NARROW_ANY);
}

/* Nobody leaves: no atom of a series shrinks, nor do the people of a figure. */
static void growth(struct program *p)
{
	for (size_t t = 1; t < p->n; t++) {
		size_t before = t;

		while (before > 0 && p->all[before - 1].series != p->all[t].series)
			before--;
		for (size_t a = 0; before > 0 && a < NARROW_ATOMS; a++)
			if (p->atoms[t] & p->atoms[before - 1] & 1ULL << a)
				grows(p, before - 1, t, 1ULL << a, 1ULL << a);
		if (p->all[t - 1].series != p->all[t].series)
			grows(p, t - 1, t, p->all[t - 1].everybody, p->all[t].everybody);
	}
}

/* --- solving --- */

enum solved { SOLVED, IMPOSSIBLE, GAVE_UP };

static bool whole(glp_prob *lp)
{
	for (int i = glp_get_num_cols(lp); i > 0; i--)
		if (fabs(glp_get_col_prim(lp, i) - round(glp_get_col_prim(lp, i))) > 1e-6)
			return false;
	return true;
}

/* The best whole numbers; mostly those of the simplex already. */
static enum solved solve(glp_prob *lp, double (**value)(glp_prob *, int))
{
	glp_smcp simplex;
	glp_iocp branches;

	glp_init_smcp(&simplex);
	simplex.msg_lev = GLP_MSG_OFF;
	*value = glp_get_col_prim;
	if (glp_simplex(lp, &simplex) != 0)
		return GAVE_UP;
	if (glp_get_status(lp) != GLP_OPT)
		return glp_get_status(lp) == GLP_NOFEAS ? IMPOSSIBLE : GAVE_UP;
	if (whole(lp))
		return SOLVED;
	glp_init_iocp(&branches);
	branches.msg_lev = GLP_MSG_OFF;
	*value = glp_mip_col_val;
	if (glp_intopt(lp, &branches) != 0)
		return GAVE_UP;
	return glp_mip_status(lp) == GLP_OPT ? SOLVED : IMPOSSIBLE;
}

static double worth(glp_prob *lp, const struct sum *s, double (*value)(glp_prob *, int))
{
	double all = 0;

	for (int i = 1; i <= s->n; i++)
		all += s->by[i] * value(lp, s->at[i]);
	return round(all);
}

/* Each solution answers for every row that is 0 or 10 in it. */
static void note_seen(struct program *p, double (*value)(glp_prob *, int))
{
	uint8_t *seen = p->seen;

	for (size_t t = 0; t < p->n; t++)
		for (size_t i = 0; i < p->all[t].n; i++, seen++) {
			struct sum s;
			double x;

			if (!p->all[t].rows[i].guarded || *seen == CAN_BE_BOTH)
				continue;
			s = sum_of(p, t, &p->all[t].rows[i]);
			x = worth(p->lp, &s, value);
			*seen |= x <= 0 ? CAN_BE_NONE : x >= RELEASE_SMALL - 1 ? CAN_BE_TEN : 0;
		}
}

/* The least or greatest that a sum can be. The next one starts from where this one ended. */
static enum solved extreme(struct program *p, const struct sum *s, int direction, double *out)
{
	double (*value)(glp_prob *, int);
	enum solved e;

	for (int i = 1; i <= s->n; i++)
		glp_set_obj_coef(p->lp, s->at[i], s->by[i]);
	glp_set_obj_dir(p->lp, direction);
	e = solve(p->lp, &value);
	if (e == SOLVED) {
		*out = worth(p->lp, s, value);
		note_seen(p, value);
	}
	for (int i = 1; i <= s->n; i++)
		glp_set_obj_coef(p->lp, s->at[i], 0);
	return e;
}

/* A sum without an upper bound is ten at least; to ask for more would have no answer. */
static enum solved greatest(struct program *p, const struct sum *s, double *out)
{
	int row = glp_get_num_rows(p->lp) + 1;
	enum solved e;

	bounded(p->lp, s, 0, RELEASE_SMALL - 1);
	e = extreme(p, s, GLP_MAX, out);
	glp_set_row_bnds(p->lp, row, GLP_FR, 0, 0);
	return e;
}

static enum solved look(struct program *p, size_t told, size_t row, const uint8_t *seen,
                        struct narrowed *out)
{
	struct sum s = sum_of(p, told, &p->all[told].rows[row]);
	enum solved e = SOLVED;
	double lo = 0;
	double hi = RELEASE_SMALL - 1;

	if (!(*seen & CAN_BE_NONE))
		e = extreme(p, &s, GLP_MIN, &lo);
	if (e == SOLVED && !(*seen & CAN_BE_TEN))
		e = greatest(p, &s, &hi);
	if (e != SOLVED || (lo <= 0 && hi >= RELEASE_SMALL - 1))
		return e;
	*out = (struct narrowed){ true, told, row, (uint32_t)lo, (uint32_t)hi };
	return SOLVED;
}

static enum solved look_at_all(struct program *p, struct narrowed *out)
{
	const uint8_t *seen = p->seen;
	enum solved e = SOLVED;

	for (size_t t = 0; t < p->n; t++)
		for (size_t i = 0; i < p->all[t].n && e == SOLVED && !out->found; i++, seen++)
			if (p->all[t].rows[i].guarded && *seen != CAN_BE_BOTH)
				e = look(p, t, i, seen, out);
	return e;
}

static enum solved attempt(struct program *p, bool growing, struct narrowed *out)
{
	double (*value)(glp_prob *, int);
	enum solved e;

	*out = (struct narrowed){ .found = false };
	p->lp = glp_create_prob();
	printed_rows(p);
	if (growing)
		growth(p);
	e = solve(p->lp, &value);
	if (e == SOLVED)
		e = look_at_all(p, out);
	glp_delete_prob(p->lp);
	return e;
}

enum err narrow_find(const struct told *all, size_t n, struct narrowed *out)
{
	struct program p = { .all = all, .n = n };
	enum solved e = GAVE_UP;
	size_t rows = 1;

	if (n > NARROW_TABLES)
		return ERR_INVALID;
	for (size_t t = 0; t < n; t++)
		rows += all[t].n;
	p.seen = calloc(rows, sizeof *p.seen);
	if (!p.seen)
		return ERR_BUSY;
	glp_term_out(GLP_OFF);
	e = attempt(&p, true, out);
	if (e == IMPOSSIBLE)
		e = attempt(&p, false, out);
	free(p.seen);
	/* What the library keeps for this thread. */
	glp_free_env();
	return e == SOLVED ? OK : ERR_INVALID;
}
