#include "measure/growth.h"

#include "measure/dist.h"
#include "measure/solve.h"

#include <math.h>

enum { EFFECTS = 2, GRID = 141, ROWS_NEEDED = 4 };

/* One person's assessments: means, and sums of squares and products around them. Times and scores
 * are counted from their means over everybody, so that calendar years cost no digits. */
struct own {
	double n;
	double t;
	double y;
	double tt;
	double ty;
	double yy;
};

struct problem {
	struct own *person;
	size_t people;
	double n;
	double mean_t;
	double mean_y;
	bool repeated; /* somebody has two assessments */
};

/* What generalised least squares gives for one theta. */
struct answer {
	double level; /* at the mean time, from the mean score */
	double slope;
	double nn; /* the normal equations' matrix: [nn nt; nt tt] */
	double nt;
	double tt;
	double determinant;
	double rest; /* weighted sum of squares left */
	double log_weights;
};

static bool is_used(const struct growth_row *row, uint32_t people)
{
	return row->person < people && isfinite(row->time) && isfinite(row->score);
}

/* As moments_add, for two columns. */
static void add(struct own *o, double t, double y)
{
	double dt = t - o->t;
	double dy = y - o->y;

	o->n += 1.0;
	o->t += dt / o->n;
	o->y += dy / o->n;
	o->tt += dt * (t - o->t);
	o->ty += dt * (y - o->y);
	o->yy += dy * (y - o->y);
}

static struct problem gather(struct arena *a, const struct growth_row *rows, size_t n,
                             uint32_t people)
{
	struct problem p = { .person = NEW_N(a, struct own, people), .people = people };
	struct moments t = { 0 };
	struct moments y = { 0 };

	for (size_t i = 0; i < n; i++)
		if (is_used(&rows[i], people)) {
			moments_add(&t, rows[i].time);
			moments_add(&y, rows[i].score);
		}
	p.n = (double)t.n;
	p.mean_t = t.mean;
	p.mean_y = y.mean;
	for (size_t i = 0; i < n; i++)
		if (is_used(&rows[i], people)) {
			struct own *own = &p.person[rows[i].person];

			add(own, rows[i].time - t.mean, rows[i].score - y.mean);
			p.repeated = p.repeated || own->n > 1.0;
		}
	return p;
}

/* What a person's mean weighs: her n assessments, less for what they share. */
static double mean_weight(const struct own *o, double theta)
{
	return o->n / (1.0 + o->n * theta * theta);
}

static double rest_of(const struct problem *p, double theta, double level, double slope)
{
	double rest = 0.0;

	for (size_t i = 0; i < p->people; i++) {
		const struct own *o = &p->person[i];
		double off = o->y - level - slope * o->t;

		rest +=
			o->yy - 2.0 * slope * o->ty + slope * slope * o->tt + mean_weight(o, theta) * off * off;
	}
	return rest;
}

/* Within people everything counts, between them only what theta leaves. */
static struct answer solve(const struct problem *p, double theta)
{
	struct answer f = { 0 };
	double y = 0.0;
	double ty = 0.0;

	for (size_t i = 0; i < p->people; i++) {
		const struct own *o = &p->person[i];
		double w = mean_weight(o, theta);

		f.nn += w;
		f.nt += w * o->t;
		f.tt += o->tt + w * o->t * o->t;
		y += w * o->y;
		ty += o->ty + w * o->t * o->y;
		f.log_weights += log1p(o->n * theta * theta);
	}
	f.determinant = f.nn * f.tt - f.nt * f.nt;
	f.level = (f.tt * y - f.nt * ty) / f.determinant;
	f.slope = (f.nn * ty - f.nt * y) / f.determinant;
	f.rest = rest_of(p, theta, f.level, f.slope);
	return f;
}

/* -2 log likelihood, restricted. */
static double deviance(const struct problem *p, double theta)
{
	struct answer f = solve(p, theta);
	double df = p->n - EFFECTS;

	return f.log_weights + log(f.determinant) + df * (1.0 + log(2.0 * M_PI * f.rest / df));
}

/* How the deviance changes with theta^2: its zero has all digits, a minimum half of them. The
 * coefficients leave the smallest rest, so that their own movement does not count. */
static double deviance_slope(double log_theta, void *arg)
{
	const struct problem *p = arg;
	double theta = exp(log_theta);
	struct answer f = solve(p, theta);
	double weights = 0.0;
	double determinant = 0.0;
	double rest = 0.0;

	for (size_t i = 0; i < p->people; i++) {
		const struct own *o = &p->person[i];
		double w = mean_weight(o, theta);
		double off = o->y - f.level - f.slope * o->t;

		weights += w;
		determinant -= w * w * (f.tt - 2.0 * f.nt * o->t + f.nn * o->t * o->t);
		rest -= w * w * off * off;
	}
	return weights + determinant / f.determinant + (p->n - EFFECTS) * rest / f.rest;
}

/* From a thousandth to ten thousand times the deviation of the rest, beside 0. */
static double grid(int i)
{
	return i == 0 ? 0.0 : pow(10.0, -3.0 + 7.0 * (i - 1) / (GRID - 2));
}

/* The best theta; INFINITY when it would be beyond the grid, NAN when there is none. */
static double best_theta(struct problem *p)
{
	double at_best = INFINITY;
	int best = 0;

	for (int i = 0; i < GRID; i++) {
		double d = deviance(p, grid(i));

		if (d < at_best) {
			at_best = d;
			best = i;
		}
	}
	if (best == GRID - 1)
		return INFINITY;
	if (best == 0)
		return 0.0;
	return exp(solve_root(deviance_slope, p, log(fmax(grid(best - 1), grid(1) / 1000.0)),
	                      log(grid(best + 1))));
}

static struct growth_effect effect(double b, double variance, double level)
{
	double se = sqrt(variance);
	double half = dist_normal_quantile(stats_upper(level)) * se;

	return (struct growth_effect){ b, se, { b - half, b + half } };
}

static void say(struct growth *g, struct problem *p, double theta, double level)
{
	struct answer f = solve(p, theta);
	double t = p->mean_t;

	g->within = f.rest / (p->n - EFFECTS);
	g->between = g->within * theta * theta;
	g->shared = g->between / (g->between + g->within);
	g->none_between = theta <= 0.0;
	g->log_likelihood = -deviance(p, theta) / 2.0;
	g->slope = effect(f.slope, g->within * f.nn / f.determinant, level);
	/* Back from the mean time to time 0: var(a - t b) = var a - 2 t cov(a, b) + t^2 var b. */
	g->level = effect(p->mean_y + f.level - t * f.slope,
	                  g->within * (f.tt + 2.0 * t * f.nt + t * t * f.nn) / f.determinant, level);
}

static struct growth unsaid(enum unsaid why)
{
	struct growth_effect none = { (double)NAN, (double)NAN, interval_unknown };

	return (struct growth){ .level = none,
		                    .slope = none,
		                    .between = (double)NAN,
		                    .within = (double)NAN,
		                    .shared = (double)NAN,
		                    .log_likelihood = (double)NAN,
		                    .why = why };
}

/* Why there is nothing to fit, before trying. Rounding is no spread. */
static enum unsaid hopeless(const struct problem *p)
{
	struct answer f = solve(p, 0.0);
	double spread_t = f.tt;
	double spread_y = rest_of(p, 0.0, 0.0, 0.0);

	if (!p->repeated || p->n < ROWS_NEEDED)
		return UNSAID_TOO_FEW;
	if (!(spread_t > 1e-14 * p->mean_t * p->mean_t) || !(f.rest > 1e-14 * spread_y))
		return UNSAID_NO_SPREAD;
	return UNSAID_NOTHING;
}

static struct growth fit(struct problem *p, double level)
{
	struct growth g = unsaid(stats_is_level(level) ? hopeless(p) : UNSAID_INPUT);
	double theta;

	if (g.why != UNSAID_NOTHING)
		return g;
	theta = best_theta(p);
	if (isfinite(theta))
		say(&g, p, theta, level);
	else
		g.why = UNSAID_NO_FIT;
	return g;
}

struct growth growth_fit(struct arena *a, const struct growth_row *rows, size_t n, uint32_t people,
                         double level)
{
	size_t mark = arena_mark(a);
	struct problem p = gather(a, rows, n, people);
	struct growth g = fit(&p, level);

	g.n = (size_t)p.n;
	g.missing = n - g.n;
	for (uint32_t i = 0; i < people; i++)
		g.people += p.person[i].n > 0.0 ? 1U : 0U;
	arena_back(a, mark);
	return g;
}
