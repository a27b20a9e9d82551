/* The figures of one domain. */
#include "learning/sound_inside.h"
#include "measure/agreement.h"
#include "measure/change.h"
#include "measure/reliability.h"

#include <math.h>

enum { LOWEST = 1, HIGHEST = 4 };
/* Above this share at an end the instrument cannot see further (Terwee et al. 2007). */
static const double most_at_end = 0.15;

static const struct sound_look *last_of(const struct sound_people *p,
                                        const struct sound_person *one)
{
	return &p->looks[one->first + one->n - 1];
}

/* --- do its questions move together? --- */

static size_t name_of(const struct sound_people *p, struct str name)
{
	size_t i = 0;

	while (i < p->n_names && !str_eq(p->names[i], name))
		i++;
	return i;
}

/* Each person's latest score: people by questions. */
static struct table levels_of(struct arena *a, const struct sound_people *p, size_t domain)
{
	const struct instrument *m = p->form.form->instrument;
	const struct score_scale *s = &m->scales[domain];
	double *x = NEW_N(a, double, p->n * s->n + 1);

	for (size_t k = 0; k < s->n; k++) {
		size_t name = name_of(p, m->items[s->items[k]]->name);

		for (size_t i = 0; i < p->n; i++) {
			int level = name < p->n_names ? last_of(p, &p->at[i])->level[name] : 0;

			x[i * s->n + k] = level == 0       ? (double)NAN
			                  : s->reversed[k] ? s->lowest + s->highest - level
			                                   : level;
		}
	}
	return table_complete(a, &(struct table){ .x = x, .rows = p->n, .columns = s->n });
}

static void items_of(struct ctx *c, struct arena *a, const struct sound_people *p,
                     const struct table *t, struct sound_domain *out)
{
	const struct instrument *m = p->form.form->instrument;
	struct sound_item *at = NEW_N(c->arena, struct sound_item, t->columns + 1);
	struct item_figures *figures = NEW_N(a, struct item_figures, t->columns + 1);

	reliability_items(a, t, figures);
	for (size_t i = 0; i < t->columns; i++)
		at[i] = (struct sound_item){
			.label = forms_text(c, &p->form, &m->items[m->scales[out->i].items[i]]->label),
			.rest = sound_figure(t->rows, figures[i].rest, interval_unknown),
			.dropped = sound_figure(t->rows, figures[i].dropped, interval_unknown),
			.kappa = sound_kappa(a, p, name_of(p, m->items[m->scales[out->i].items[i]]->name),
			                     &m->scales[out->i])
		};
	out->items = (struct sound_items){ at, t->columns };
}

static void together(struct ctx *c, struct arena *a, const struct sound_people *p,
                     struct sound_domain *out)
{
	struct table t = levels_of(a, p, out->i);
	struct alpha alpha = reliability_alpha(a, &t, 0.95);
	struct omega omega = reliability_omega(a, &t, NULL);

	out->alpha = sound_figure(t.rows, alpha.alpha, alpha.ci);
	out->left_out = t.missing;
	out->omega = sound_figure(t.rows, omega.omega, interval_unknown);
	out->sem = sound_figure(t.rows, alpha.sem / (double)t.columns, interval_unknown);
	items_of(c, a, p, &t, out);
}

/* --- is there room at both ends? --- */

struct part sound_share(uint32_t k, uint32_t n)
{
	return part_of(n < SOUND_TELL ? 0 : k, n < SOUND_TELL ? 0 : n, 0.95);
}

static void ends(struct arena *a, const struct sound_people *p, struct sound_domain *out)
{
	double *x = NEW_N(a, double, p->n + 1);
	struct edges e;

	for (size_t i = 0; i < p->n; i++)
		x[i] = sound_value(last_of(p, &p->at[i]), out->i);
	e = change_edges(x, p->n, LOWEST, HIGHEST, 0.95);
	out->scored = sound_figure(e.floor.n, 0, interval_unknown);
	out->floor = sound_share(e.floor.k, e.floor.n);
	out->ceiling = sound_share(e.ceiling.k, e.ceiling.n);
	out->has_room =
		e.floor.n >= SOUND_JUDGE && e.floor.p <= most_at_end && e.ceiling.p <= most_at_end;
}

/* --- scored again soon after --- */

/* The first two scores of somebody that lie close together and describe the same place. */
static bool twice(const struct sound_people *p, const struct sound_person *one, size_t d,
                  double pair[2])
{
	for (size_t i = 1; i < one->n; i++) {
		const struct sound_look *l = &p->looks[one->first + i];

		pair[0] = sound_value(l - 1, d);
		pair[1] = sound_value(l, d);
		if (l->day > l[-1].day && l->day - l[-1].day <= SOUND_CLOSE &&
		    l->setting == l[-1].setting && !isnan(pair[0]) && !isnan(pair[1]))
			return true;
	}
	return false;
}

static void again(struct arena *a, const struct sound_people *p, struct sound_domain *out)
{
	double *x = NEW_N(a, double, 2 * p->n + 2);
	struct agreement both;
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += twice(p, &p->at[i], out->i, &x[2 * n]);
	both = agreement_icc(&(struct table){ .x = x, .rows = n, .columns = 2 }, 0.95);
	out->again = sound_figure(n, both.two_way.icc, both.two_way.ci);
}

/* --- what half a year changes --- */

static void changes(struct arena *a, const struct sound_people *p, struct sound_domain *out)
{
	struct pairs both = sound_first_and_last(a, p, out->i);
	struct change change = change_paired(a, &both, 0.95);
	struct effect effect = change_d_av(&change, 0.95);

	out->before = change.before;
	out->after = change.after;
	out->change = sound_figure(both.n, change.mean, change.ci);
	out->change_in_sd = sound_figure(both.n, effect.g, effect.g_ci);
}

/* --- how far first scores spread --- */

static void spreads(const struct sound_people *p, struct sound_domain *out)
{
	struct moments m = { 0 };

	for (size_t i = 0; i < p->n; i++) {
		const struct sound_look *first = &p->looks[p->at[i].first];
		double x = sound_value(first, out->i);

		if (first->day <= SOUND_SETTLED && !isnan(x))
			moments_add(&m, x);
	}
	out->spread = sound_figure(m.n, sqrt(moments_variance(&m)), interval_unknown);
}

/* --- who scored --- */

struct part sound_others(const struct sound_people *p)
{
	uint32_t known = 0;
	uint32_t others = 0;

	for (size_t i = 0; i < p->n; i++) {
		known += last_of(p, &p->at[i])->own >= 0;
		others += last_of(p, &p->at[i])->own == 0;
	}
	return sound_share(others, known);
}

struct sound_domain sound_domain_of(struct ctx *c, struct arena *a, const struct sound_people *p,
                                    size_t domain)
{
	struct sound_domain out = { .i = domain };

	if (p->worded)
		together(c, a, p, &out);
	ends(a, p, &out);
	out.raters = sound_raters(a, p, domain);
	again(a, p, &out);
	changes(a, p, &out);
	spreads(p, &out);
	return out;
}
