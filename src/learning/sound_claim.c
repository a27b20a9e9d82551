/* What should be so if the rubric measures what it should, each claim with its figure. */
#include "learning/sound_inside.h"
#include "measure/change.h"
#include "measure/groups.h"

#include <math.h>

enum { CLAIMS_MOST = 16, MENTAL = 2, SCORED_LEAST = 4, HUNDRED = 100 };
/* Who agree, r; who differ, in standard deviations (docs/decisions/0031). */
static const double least_r = 0.3;
static const double least_g = 0.2;

struct sound_figure sound_figure(size_t n, double x, struct interval ci)
{
	if (n < SOUND_TELL)
		return (struct sound_figure){ SOUND_FEW, n, (double)NAN, interval_unknown };
	return (struct sound_figure){ isnan(x) ? SOUND_FLAT : SOUND_SAID, n, x, ci };
}

static double overall(const struct sound_look *l)
{
	double sum = 0;
	int n = 0;

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		if (l->domain[d] < 0)
			continue;
		sum += l->domain[d];
		n++;
	}
	return n < SCORED_LEAST ? (double)NAN : sum / n / HUNDRED;
}

double sound_value(const struct sound_look *l, size_t domain)
{
	if (domain == OUTCOMES_DOMAINS)
		return overall(l);
	return l->domain[domain] < 0 ? (double)NAN : (double)l->domain[domain] / HUNDRED;
}

struct pairs sound_first_and_last(struct arena *a, const struct sound_people *p, size_t domain)
{
	double *x = NEW_N(a, double, p->n + 1);
	double *y = NEW_N(a, double, p->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct sound_look *first = &p->looks[p->at[i].first];
		const struct sound_look *last = first + p->at[i].n - 1;

		if (first->day > SOUND_SETTLED || last->day - first->day < SOUND_HALF_YEAR)
			continue;
		x[n] = sound_value(first, domain);
		y[n++] = sound_value(last, domain);
	}
	return pairs_complete(a, x, y, n);
}

/* --- judging --- */

static enum sound_answer answer(const struct sound_figure *f, bool yes)
{
	return f->said != SOUND_SAID ? SOUND_CANNOT_SAY : yes ? SOUND_YES : SOUND_NO;
}

static void add(struct sound_claim *list, size_t *n, struct sound_claim claim, bool yes)
{
	claim.answer = answer(&claim.figure, yes);
	claim.judged = claim.figure.n >= SOUND_JUDGE;
	list[(*n)++] = claim;
}

/* --- beside her own rating and other questionnaires --- */

static struct correlation beside(struct arena *a, const struct sound_people *p,
                                 enum sound_other other, const char *name, size_t domain)
{
	double *x = NEW_N(a, double, p->n + 1);
	double *y = NEW_N(a, double, p->n + 1);
	struct pairs both;

	for (size_t i = 0; i < p->n; i++) {
		const struct sound_look *look = NULL;

		y[i] = sound_beside(p, &p->at[i], other, name, &look);
		x[i] = look ? sound_value(look, domain) : (double)NAN;
	}
	both = pairs_complete(a, x, y, p->n);
	return correlate_spearman(a, &both, 0.95);
}

static void add_beside(struct sound_claim *list, size_t *n, struct sound_claim claim,
                       const struct correlation *r, int sign)
{
	claim.figure = sound_figure(r->n, r->r, r->ci);
	claim.expected = sign > 0 ? T("rise together") : T("one rises, the other falls");
	claim.link = "convergence";
	add(list, n, claim, r->r * sign >= least_r);
}

static void add_questionnaires(struct arena *a, const struct sound_people *p,
                               struct sound_claim *list, size_t *n)
{
	static const struct {
		enum sound_other other;
		const char *scale;
		const char *words;
		int sign;
	} all[] = {
		{ OTHER_WHO5, "wellbeing", T("Mental wellbeing and WHO-5 (how life feels)"), 1 },
		{ OTHER_PHQ4, "all_four", T("Mental wellbeing and PHQ-4 (worry and low mood)"), -1 },
		{ OTHER_CRIES8, "impact", T("Mental wellbeing and CRIES-8 (memories that come back)"), -1 },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct correlation r = beside(a, p, all[i].other, all[i].scale, MENTAL);

		add_beside(list, n, (struct sound_claim){ .words = all[i].words }, &r, all[i].sign);
	}
}

static void add_own(struct arena *a, const struct sound_people *p, struct sound_claim *list,
                    size_t *n)
{
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		struct correlation r = beside(a, p, OTHER_OWN, report_domain_codes[d], d);

		add_beside(list, n, (struct sound_claim){ .of = report_domain_words[d] }, &r, 1);
	}
}

/* --- known groups --- */

static bool ended_early(const struct sound_person *one)
{
	return one->reason == CLOSED_HER_WISH || one->reason == CLOSED_LOST ||
	       one->reason == CLOSED_RETURNED;
}
static bool completed(const struct sound_person *one)
{
	return one->reason == CLOSED_PLAN_COMPLETED;
}
static bool came_back(const struct sound_person *one)
{
	return one->reason != CLOSED_NOT && one->reopened;
}
static bool stayed_away(const struct sound_person *one)
{
	return one->reason != CLOSED_NOT && one->reason != CLOSED_DIED && !one->reopened;
}

static size_t overall_of(const struct sound_people *p, bool (*in)(const struct sound_person *),
                         double *out)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct sound_person *one = &p->at[i];

		if (in(one))
			out[n] = sound_value(&p->looks[one->first + one->n - 1], OUTCOMES_DOMAINS);
		n += in(one) && !isnan(out[n]);
	}
	return n;
}

/* Each group needs as many people as a mean. */
static void add_groups(struct arena *a, const struct sound_people *p, struct sound_claim claim,
                       bool (*low)(const struct sound_person *),
                       bool (*high)(const struct sound_person *), struct sound_claim *list,
                       size_t *n)
{
	double *x = NEW_N(a, double, p->n + 1);
	double *y = NEW_N(a, double, p->n + 1);
	size_t nx = overall_of(p, low, x);
	size_t ny = overall_of(p, high, y);
	struct groups g = groups_compare(x, nx, y, ny, 0.95);
	bool few = !mean_shown((uint32_t)nx) || !mean_shown((uint32_t)ny);

	claim.figure = sound_figure(few ? 0 : nx + ny, g.effect.g, g.effect.g_ci);
	claim.apart = true;
	claim.expected = T("the second higher");
	claim.link = "known_groups";
	add(list, n, claim, g.effect.g >= least_g && g.effect.g_ci.lo > 0);
}

/* --- all of them --- */

static void add_change(struct arena *a, const struct sound_people *p, struct sound_claim *list,
                       size_t *n)
{
	struct pairs both = sound_first_and_last(a, p, OUTCOMES_DOMAINS);
	struct change change = change_paired(a, &both, 0.95);
	struct effect e = change_d_av(&change, 0.95);
	struct sound_claim claim = { .words =
		                             T("The same people at arrival, and half a year later or more"),
		                         .expected = T("the second higher"),
		                         .link = "change_expected",
		                         .figure = sound_figure(both.n, e.g, e.g_ci) };

	add(list, n, claim, e.g >= least_g && e.g_ci.lo > 0);
}

struct sound_claims sound_claims_of(struct arena *a, struct arena *scratch,
                                    const struct sound_people *p)
{
	struct sound_claim *list = NEW_N(a, struct sound_claim, CLAIMS_MOST);
	size_t n = 0;

	add_own(scratch, p, list, &n);
	add_questionnaires(scratch, p, list, &n);
	add_groups(scratch, p,
	           (struct sound_claim){
				   .words = T("Last score: who left early, and whose plan was completed") },
	           ended_early, completed, list, &n);
	add_groups(
		scratch, p,
		(struct sound_claim){ .words = T("Last score: who came back later, and who did not") },
		came_back, stayed_away, list, &n);
	add_change(scratch, p, list, &n);
	return (struct sound_claims){ list, n };
}
