#include "forms/score.h"

static bool in_scale(const struct score_scale *s, int level)
{
	return level == SCORE_MISSING || level == SCORE_NOT_APPLICABLE ||
	       (level >= s->lowest && level <= s->highest);
}

static void add(struct score_domain *d, int level)
{
	d->applicable += level != SCORE_NOT_APPLICABLE;
	if (level < 0)
		return;
	d->lowest = d->scored == 0 || level < d->lowest ? level : d->lowest;
	d->sum += level;
	d->scored++;
}

static enum score_say stable(const struct score_scale *s, const struct score_domain *d)
{
	const struct score_limits *l = &s->limits;

	if (d->state != SCORE_MEAN || !s->higher_is_better || l->stable_from == 0)
		return SCORE_CANNOT_SAY;
	if (l->none_missing && d->scored < d->applicable)
		return SCORE_CANNOT_SAY;
	/* In whole numbers: a mean of exactly 3 must not depend on rounding. */
	return d->sum * 100 >= l->stable_from * d->scored && d->lowest >= l->min_item ? SCORE_YES
	                                                                              : SCORE_NO;
}

/* A figure in hundredths is num / den: whole numbers, so that a limit is never missed by rounding.
 */
struct fraction {
	int64_t num;
	int64_t den;
};

static struct fraction figure_of(const struct score_scale *s, const struct score_domain *d)
{
	int64_t items = s->figure == FIGURE_SUM ? (int64_t)s->n : 1;

	if (d->scored == 0)
		return (struct fraction){ 0, 1 };
	return (struct fraction){ (int64_t)d->sum * items * s->multiply, d->scored };
}

static void put_figure(const struct score_scale *s, struct score_domain *d)
{
	struct fraction f = figure_of(s, d);

	d->hundredths = (int)((f.num * 2 + f.den) / (2 * f.den));
	for (size_t b = 0; b < s->bands_n; b++) {
		if (f.num >= (int64_t)s->bands[b].from * f.den)
			d->band = b;
	}
}

static void finish(const struct score_scale *s, struct score_domain *d)
{
	int of = s->figure == FIGURE_SUM ? (int)s->n : d->applicable;
	bool enough = d->scored > 0 && d->scored * s->limits.of >= of * s->limits.needs;

	d->state = d->applicable == 0 ? SCORE_NONE_APPLICABLE
	           : enough           ? SCORE_MEAN
	                              : SCORE_INSUFFICIENT;
	d->band = s->bands_n;
	if (d->state == SCORE_MEAN) {
		d->mean = (double)d->sum / d->scored;
		put_figure(s, d);
	}
	d->stable = stable(s, d);
}

/* No event, so nothing that it left behind: 0 without an item. Or nobody said whether there was
 * one.
 */
static void finish_at_gate(const struct score_scale *s, enum score_gate gate,
                           struct score_domain *d)
{
	*d = (struct score_domain){ .state = SCORE_INSUFFICIENT,
		                        .applicable = (int)s->n,
		                        .band = s->bands_n,
		                        .stable = SCORE_CANNOT_SAY };
	if (gate != GATE_SHUT)
		return;
	d->state = SCORE_MEAN;
	put_figure(s, d);
}

static enum err count_scale(const struct score_scale *s, const int *levels, struct score_domain *d)
{
	for (size_t i = 0; i < s->n; i++) {
		int level = levels[s->items[i]];
		if (!in_scale(s, level))
			return ERR_INVALID;
		add(d, level >= 0 && s->reversed[i] ? s->lowest + s->highest - level : level);
	}
	finish(s, d);
	return OK;
}

static enum score_say stable_in_all(const struct instrument *m, const struct score *s,
                                    bool setting_counts)
{
	enum score_say all = SCORE_YES;

	if (m->overall_needs == 0 || !setting_counts || s->with_mean < m->overall_needs)
		return SCORE_CANNOT_SAY;
	for (size_t i = 0; i < s->n; i++) {
		if (s->domains[i].state == SCORE_NONE_APPLICABLE)
			continue;
		if (s->domains[i].stable == SCORE_CANNOT_SAY)
			return SCORE_CANNOT_SAY;
		if (s->domains[i].stable == SCORE_NO)
			all = SCORE_NO;
	}
	return all;
}

static enum err count(const struct instrument *m, const int *levels, bool setting_counts,
                      enum score_gate gate, struct score *out)
{
	*out = (struct score){ .n = m->scales_n, .gate = gate };
	for (size_t i = 0; i < m->scales_n; i++) {
		TRY(count_scale(&m->scales[i], levels, &out->domains[i]));
		if (gate == GATE_SHUT || gate == GATE_UNANSWERED)
			finish_at_gate(&m->scales[i], gate, &out->domains[i]);
		out->with_mean += out->domains[i].state == SCORE_MEAN;
	}
	out->stable_in_all = stable_in_all(m, out, setting_counts);
	return OK;
}

enum err score_count(const struct instrument *m, const int *levels, bool setting_counts,
                     struct score *out)
{
	return count(m, levels, setting_counts, GATE_NONE, out);
}

static enum err level_of(const struct answer *a, int *level)
{
	int64_t n = 0;

	*level = SCORE_MISSING;
	if (!a || answer_word(a->kind)) {
		if (a && a->kind == ANSWER_NOT_APPLICABLE)
			*level = SCORE_NOT_APPLICABLE;
		return OK;
	}
	if (a->kind == ANSWER_INTEGER)
		n = a->n;
	else if (!str_int(a->text, &n))
		return ERR_INVALID;
	if (n < 0 || n > 1000)
		return ERR_INVALID;
	*level = (int)n;
	return OK;
}

enum err score_levels(const struct instrument *m, const struct answers *in, int *levels)
{
	for (size_t i = 0; i < m->items_n; i++)
		TRY(level_of(answers_find(in, m->items[i]->path), &levels[i]));
	return OK;
}

bool score_setting(const struct instrument *m, const struct answers *in)
{
	const struct answer *a = m->setting ? answers_find(in, m->setting->path) : NULL;

	return !m->setting || (a && a->kind == ANSWER_TEXT && str_eq(a->text, m->setting_counts));
}

static enum score_gate gate_of(const struct instrument *m, const struct answers *in)
{
	const struct answer *a = m->gate ? answers_find(in, m->gate->path) : NULL;

	if (!m->gate)
		return GATE_NONE;
	if (!a || a->kind != ANSWER_TEXT)
		return GATE_UNANSWERED;
	return str_eq(a->text, m->gate_shut) ? GATE_SHUT : GATE_OPEN;
}

enum err score_answers(const struct instrument *m, const struct answers *in, struct score *out)
{
	int levels[SCORE_ITEMS];

	TRY(score_levels(m, in, levels));
	return count(m, levels, score_setting(m, in), gate_of(m, in), out);
}

bool score_calls(const struct instrument *m, const struct answers *in)
{
	int level;

	for (size_t i = 0; i < m->safety_n; i++)
		if (level_of(answers_find(in, m->safety[i].field->path), &level) == OK &&
		    level >= m->safety[i].from)
			return true;
	return false;
}
