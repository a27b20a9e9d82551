/* Two who scored the same person without seeing each other's score: how far do they agree? */
#include "access/inbox.h"
#include "base/fields.h"
#include "learning/sound_inside.h"
#include "measure/agreement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HUNDRED = 100, UNKNOWN = -1 };

struct pairing {
	struct arena *arena;
	enum outcomes_group group;
	struct str wording;
	struct sound_people *out;
	struct sound_pair *at;
	size_t n;
	size_t room;
};

static void take_side(struct pairing *g, struct str side, int16_t domain[OUTCOMES_DOMAINS],
                      int8_t level[SCORE_ITEMS])
{
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		int64_t mean = fields_int(side, report_domain_codes[d], UNKNOWN);

		domain[d] = (int16_t)(mean < 0 || mean > OUTCOMES_VALUE_MAX ? UNKNOWN : mean);
	}
	sound_levels(g->arena, g->out, fields_get(side, "items"), level);
}

static enum err take_pair(void *arg, const struct answered *row)
{
	struct pairing *g = arg;
	struct sound_pair *one;

	if (fields_int(row->fields, "age_group", UNKNOWN) != (int64_t)g->group ||
	    !str_eq(fields_get(row->fields, "form"), g->wording))
		return OK;
	if (g->n == g->room)
		g->at = array_grown(g->arena, g->at, g->n, &g->room, sizeof *g->at);
	one = &g->at[g->n++];
	*one = (struct sound_pair){ .pseudonym = row->pseudonym };
	take_side(g, fields_get(row->fields, "first"), one->domain[0], one->level[0]);
	take_side(g, fields_get(row->fields, "second"), one->domain[1], one->level[1]);
	return OK;
}

static int by_person(const void *a, const void *b)
{
	const struct sound_pair *x = a;
	const struct sound_pair *y = b;

	return memcmp(x->pseudonym.b, y->pseudonym.b, ID_BYTES);
}

/* Each person once: pairs come in an order that says nothing, so any of hers will do. */
static size_t each_once(struct sound_pair *at, size_t n)
{
	size_t kept = 0;

	if (n)
		qsort(at, n, sizeof *at, by_person);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || !pseudonym_id_eq(at[kept - 1].pseudonym, at[i].pseudonym))
			at[kept++] = at[i];
	return kept;
}

enum err sound_pairs(struct ctx *c, struct arena *a, enum outcomes_group group, struct str wording,
                     struct sound_people *out)
{
	struct pairing g = { .arena = a, .group = group, .wording = wording, .out = out };

	TRY(pairs_each(c, take_pair, &g));
	out->pairs = g.at;
	out->n_pairs = each_once(g.at, g.n);
	return OK;
}

/* --- figures --- */

static double mean_of(int16_t hundredths)
{
	return hundredths < 0 ? (double)NAN : (double)hundredths / HUNDRED;
}

struct sound_figure sound_raters(struct arena *a, const struct sound_people *p, size_t domain)
{
	double *x = NEW_N(a, double, 2 * p->n_pairs + 1);
	struct agreement both;
	struct table t;

	for (size_t i = 0; i < p->n_pairs; i++)
		for (size_t k = 0; k < 2; k++)
			x[2 * i + k] = mean_of(p->pairs[i].domain[k][domain]);
	t = table_complete(a, &(struct table){ .x = x, .rows = p->n_pairs, .columns = 2 });
	both = agreement_icc(&t, 0.95);
	return sound_figure(t.rows, both.two_way.icc, both.two_way.ci);
}

static double level_of(int8_t level)
{
	return level == 0 ? (double)NAN : level;
}

struct sound_figure sound_kappa(struct arena *a, const struct sound_people *p, size_t name,
                                const struct score_scale *s)
{
	double *x = NEW_N(a, double, p->n_pairs + 1);
	double *y = NEW_N(a, double, p->n_pairs + 1);
	struct kappa_scale scale = { s->lowest, s->highest - s->lowest + 1, KAPPA_QUADRATIC };
	struct pairs both;
	struct kappa k;

	for (size_t i = 0; i < p->n_pairs && name < p->n_names; i++) {
		x[i] = level_of(p->pairs[i].level[0][name]);
		y[i] = level_of(p->pairs[i].level[1][name]);
	}
	both = pairs_complete(a, x, y, name < p->n_names ? p->n_pairs : 0);
	k = agreement_kappa(&both, &scale, 0.95);
	return sound_figure(k.n, k.kappa, k.ci);
}
