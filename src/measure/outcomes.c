#include "measure/outcomes.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Beyond any calendar that the program reads (1900 to 2199), and far from overflow. */
enum { DAY_MAX = 1000 * 1000 };
/* From so many people on it is worth a second thread: half of this takes it some ten milliseconds.
 */
enum { WORTH_TWO = 100 * 1000 };

/* What one wave of one episode comes to, worked out once and added to each of its cells. */
struct sight {
	const struct outcomes_score *score; /* NULL: not seen */
	bool due;
	bool unfit;
	bool left;
	bool compared; /* seen, and scored with her own age group's rubric */
};

/* What one episode comes to. */
struct reading {
	const struct outcomes_episode *e;
	struct sight wave[OUTCOMES_WAVES];
	bool closed; /* by as_of */
	bool in_period;
};

struct outcomes_params outcomes_defaults(int32_t as_of, int first_year, int years, int types)
{
	return (struct outcomes_params){
		.window = {
			[WAVE_BASELINE] = { 0, 0, 30 },
			[WAVE_6_MONTHS] = { 183 - 42, 183, 183 + 42 },
			[WAVE_1_YEAR] = { 365 - 91, 365, 365 + 91 },
			[WAVE_2_YEARS] = { 731 - 91, 731, 731 + 91 },
			[WAVE_3_YEARS] = { 1096 - 91, 1096, 1096 + 91 },
			[WAVE_CLOSURE] = { -60, 0, 30 },
			[WAVE_AFTER] = { 274, 365, 548 },
		},
		.min_scored = 4,
		.as_of = as_of,
		.period_from = -DAY_MAX,
		.period_to = DAY_MAX,
		.first_year = first_year,
		.years = years,
		.types = types,
		.ordinal = 1,
		.level = 0.95,
	};
}

static bool window_valid(const struct outcomes_window *w)
{
	return w->lo <= w->target && w->target <= w->hi && w->lo > -DAY_MAX && w->hi < DAY_MAX;
}

static bool params_valid(const struct outcomes_params *p)
{
	for (size_t w = 0; w < OUTCOMES_WAVES; w++)
		if (!window_valid(&p->window[w]))
			return false;
	return p->types >= 0 && p->types <= OUTCOMES_TYPES_MAX && p->years > 0 &&
	       p->years <= OUTCOMES_YEARS_MAX && p->first_year >= 0 && p->first_year < INT16_MAX &&
	       p->min_scored >= 0 && p->min_scored <= OUTCOMES_DOMAINS && p->as_of > -DAY_MAX &&
	       p->as_of < DAY_MAX && p->ordinal > 0;
}

size_t outcomes_cells(const struct outcomes_params *p)
{
	if (!params_valid(p))
		return 0;
	return (size_t)(p->types + 1) * (size_t)p->years * OUTCOMES_GROUPS;
}

struct outcomes_cell *outcomes_at(struct outcomes_cell *cells, const struct outcomes_params *p,
                                  int type, int year, enum outcomes_group group)
{
	size_t row = (size_t)(type + 1) * (size_t)p->years + (size_t)year;

	return &cells[row * OUTCOMES_GROUPS + (size_t)group];
}

static int scored(const struct outcomes_score *s)
{
	int n = 0;

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		n += s->domain[d] >= 0;
	return n;
}

enum outcomes_verdict outcomes_all_six(const struct outcomes_score *s, int min_scored)
{
	bool stable = true;

	if (s->setting != SETTING_LIVES || scored(s) < min_scored)
		return VERDICT_CANNOT_SAY;
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		if (s->domain[d] == OUTCOMES_INSUFFICIENT)
			return VERDICT_CANNOT_SAY;
		if (s->domain[d] >= 0 && (s->stable >> d & 1) == 0)
			stable = false;
	}
	return stable ? VERDICT_YES : VERDICT_NO;
}

/* A stored "yes" counts only for where she lives, whoever wrote it. */
static size_t verdict(const struct outcomes_score *s)
{
	return s->setting == SETTING_LIVES ? s->all_six : VERDICT_CANNOT_SAY;
}

static bool score_valid(const struct outcomes_score *s)
{
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		if (s->domain[d] < OUTCOMES_NOT_APPLICABLE || s->domain[d] > OUTCOMES_VALUE_MAX)
			return false;
	return s->all_six < OUTCOMES_VERDICTS && s->planned <= WAVE_UNPLANNED &&
	       s->setting < OUTCOMES_SETTINGS && s->rubric < OUTCOMES_GROUPS;
}

static bool scores_valid(const struct outcomes_score *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!score_valid(&s[i]) || (i > 0 && s[i].day < s[i - 1].day))
			return false;
	return true;
}

static bool episode_valid(const struct outcomes_input *in, const struct outcomes_params *p,
                          const struct outcomes_episode *e)
{
	if (e->first > in->n_scores || e->count > in->n_scores - e->first)
		return false;
	return e->group < OUTCOMES_GROUPS && e->reason < OUTCOMES_REASONS &&
	       e->followup < OUTCOMES_FOLLOWUPS && (uint64_t)e->types >> p->types == 0 &&
	       e->ordinal > 0 && e->entry > -DAY_MAX && e->entry < DAY_MAX &&
	       (e->reason == CLOSED_NOT || (e->closed >= 0 && e->closed < DAY_MAX));
}

/* "Sufficient": enough domains are scored and, at baseline, her own words came before (P1). */
static bool is_fit(const struct outcomes_params *p, size_t wave, const struct outcomes_score *s)
{
	return scored(s) >= p->min_scored && (wave != WAVE_BASELINE || s->own_words);
}

static int apart(int a, int b)
{
	return a < b ? b - a : a - b;
}

/* Nearest wins; of equally near ones the one planned for this wave, then the earlier. */
static bool is_better(const struct outcomes_score *s, const struct outcomes_score *best,
                      size_t wave, int target)
{
	int far = apart(s->day, target);
	int best_far = best ? apart(best->day, target) : far + 1;

	return far < best_far || (far == best_far && s->planned == wave && best->planned != wave);
}

/* Looks for the assessment of a wave among those from lo to hi; w->target is counted from day
 * `start`. */
static void look(const struct outcomes_params *p, const struct outcomes_score *s, size_t n,
                 size_t wave, int start, int last_day, struct sight *out)
{
	int lo = start + p->window[wave].lo;
	int hi = start + p->window[wave].hi;
	int target = start + p->window[wave].target;

	out->due = hi < last_day;
	hi = hi < last_day ? hi : last_day;
	for (size_t i = 0; i < n && s[i].day <= hi; i++) {
		if (s[i].day < lo)
			continue;
		if (!is_fit(p, wave, &s[i]))
			out->unfit = true;
		else if (is_better(&s[i], out->score, wave, target))
			out->score = &s[i];
	}
	out->unfit = out->unfit && !out->score;
}

/* Someone who had left before the window began is not expected in it: neither seen nor missing. */
static void not_expected(struct sight *sight)
{
	*sight = (struct sight){ .left = sight->due };
}

static void read_from_entry(const struct outcomes_params *p, const struct outcomes_score *s,
                            int last_day, struct reading *r)
{
	for (size_t w = WAVE_BASELINE; w <= WAVE_3_YEARS; w++) {
		look(p, s, r->e->count, w, 0, last_day, &r->wave[w]);
		if (r->closed && r->e->closed < p->window[w].lo)
			not_expected(&r->wave[w]);
	}
}

static void read_from_closure(const struct outcomes_params *p, const struct outcomes_score *s,
                              int last_day, struct reading *r)
{
	struct sight *after = &r->wave[WAVE_AFTER];

	look(p, s, r->e->count, WAVE_CLOSURE, r->e->closed, last_day, &r->wave[WAVE_CLOSURE]);
	look(p, s, r->e->count, WAVE_AFTER, r->e->closed, last_day, after);
	if (!after->score && (r->e->reason == CLOSED_DIED || r->e->followup == FOLLOWUP_DIED))
		not_expected(after);
}

static void read_episode(const struct outcomes_params *p, const struct outcomes_episode *e,
                         const struct outcomes_score *scores, struct reading *r)
{
	int last_day = p->as_of - e->entry;
	int closed_on = e->reason == CLOSED_NOT ? 0 : e->entry + e->closed;

	r->e = e;
	memset(r->wave, 0, sizeof r->wave);
	r->closed = e->reason != CLOSED_NOT && e->closed <= last_day;
	r->in_period = r->closed && closed_on >= p->period_from && closed_on <= p->period_to;
	read_from_entry(p, scores, last_day, r);
	if (r->closed)
		read_from_closure(p, scores, last_day, r);
	for (size_t w = 0; w < OUTCOMES_WAVES; w++) {
		struct sight *sight = &r->wave[w];

		sight->compared = sight->score && sight->score->rubric == e->group;
	}
}

/* One assessment, in steps that the machine does for eight domains at a time; inside another loop
 * gcc would take them apart. */
__attribute__((noinline)) static void add_domains(struct outcomes_sums *restrict into,
                                                  const struct outcomes_score *restrict s)
{
	static const int16_t bit[OUTCOMES_LANES] = { 1, 2, 4, 8, 16, 32, 0, 0 };
	static const int16_t real[OUTCOMES_LANES] = { -1, -1, -1, -1, -1, -1, 0, 0 };
	int16_t stable = s->stable;
	int16_t v[OUTCOMES_LANES];
	int32_t squares[OUTCOMES_LANES];

	/* The domains and the two bytes behind them, in one. */
	_Static_assert(sizeof *s >= sizeof v && offsetof(struct outcomes_score, domain) == 0, "first");
	memcpy(v, s, sizeof v);
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		v[i] = (int16_t)(v[i] & real[i]);
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->n[i] += v[i] >= 0;
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->stable[i] += (v[i] >= 0) & ((stable & bit[i]) == bit[i]);
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->insufficient[i] += v[i] == OUTCOMES_INSUFFICIENT;
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->not_applicable[i] += v[i] == OUTCOMES_NOT_APPLICABLE;
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		v[i] = v[i] > 0 ? v[i] : 0;
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		squares[i] = v[i] * v[i];
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->sum[i] += v[i];
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->squares[i] += squares[i];
}

static void add_sight(struct outcomes_wave *w, const struct sight *sight)
{
	const struct outcomes_score *s = sight->score;

	w->seen += s != NULL;
	w->due += sight->due;
	w->missing += sight->due && !s;
	w->early += s && !sight->due;
	w->unfit += sight->unfit;
	w->left += sight->left;
	w->switched += s && !sight->compared;
	if (!sight->compared)
		return;
	w->setting[s->setting]++;
	w->all_six[verdict(s)]++;
	add_domains(&w->domains, s);
}

static void add_closed(struct outcomes_closed *c, const struct outcomes_score *s)
{
	c->n++;
	if (s)
		c->verdict[verdict(s)]++;
	else
		c->unassessed++;
}

/* Those who were seen after closure. */
static void add_seen_after(struct outcomes_sustained *c, const struct outcomes_score *s,
                           uint8_t rubric)
{
	size_t v = verdict(s);

	c->sustained += v == VERDICT_YES;
	c->not_sustained += v == VERDICT_NO;
	c->cannot_say += v == VERDICT_CANNOT_SAY;
	c->switched += s->rubric != rubric;
}

static void add_unseen_after(struct outcomes_sustained *c, const struct outcomes_episode *e)
{
	bool died = e->reason == CLOSED_DIED || e->followup == FOLLOWUP_DIED;

	c->died += died;
	c->not_found += !died && e->followup == FOLLOWUP_NOT_FOUND;
	c->not_wished += !died && e->followup == FOLLOWUP_NOT_WISHED;
	c->not_tried += !died && e->followup == FOLLOWUP_NONE;
}

static void add_sustained(struct outcomes_sustained *c, const struct reading *r)
{
	const struct outcomes_score *before = r->wave[WAVE_CLOSURE].score;
	const struct sight *after = &r->wave[WAVE_AFTER];

	if (!before || verdict(before) != VERDICT_YES)
		return;
	if (!after->due && !after->left) {
		c->waiting++;
		return;
	}
	c->of++;
	if (after->score)
		add_seen_after(c, after->score, before->rubric);
	else
		add_unseen_after(c, r->e);
}

static void add_reading(struct outcomes_cell *c, const struct reading *r)
{
	const struct outcomes_episode *e = r->e;

	c->episodes++;
	c->consented += e->consent != 0;
	c->reopened += e->reopened != 0;
	c->harmed += e->harmed != 0;
	for (size_t w = 0; w < OUTCOMES_WAVES; w++)
		add_sight(&c->wave[w], &r->wave[w]);
	if (!r->in_period)
		return;
	add_closed(&c->closed[e->reason], r->wave[WAVE_CLOSURE].score);
	add_sustained(&c->sustained, r);
}

/* True when the episode belongs to the table; else says in aside why not. */
static bool is_counted(const struct outcomes_params *p, const struct outcomes_episode *e,
                       struct outcomes_aside *aside)
{
	int year = e->entry_year - p->first_year;
	bool outside = e->entry > p->as_of || year < 0 || year >= p->years;
	bool other = !outside && e->ordinal != p->ordinal;
	bool refused = !outside && !other && p->consented_only && e->consent == 0;

	aside->outside += outside;
	aside->other_ordinal += other;
	aside->no_consent += refused;
	return !outside && !other && !refused;
}

static bool has_one_type(const struct outcomes_episode *e)
{
	return e->types != 0 && (e->types & (e->types - 1)) == 0;
}

static void count_episode(const struct outcomes_params *p, const struct outcomes_episode *e,
                          const struct outcomes_score *scores, bool one_type,
                          struct outcomes_cell *cells)
{
	int year = e->entry_year - p->first_year;
	struct reading r;

	read_episode(p, e, scores, &r);
	if (!one_type)
		add_reading(outcomes_at(cells, p, OUTCOMES_ALL_TYPES, year, e->group), &r);
	for (int t = 0; t < p->types; t++)
		if (e->types >> t & 1)
			add_reading(outcomes_at(cells, p, t, year, e->group), &r);
}

/* Adds the episodes of one casework type to that type alone, or all others to each of theirs and
 * to OUTCOMES_ALL_TYPES. */
static enum err count_those(const struct outcomes_input *in, const struct outcomes_params *p,
                            bool one_type, struct outcomes_cell *cells,
                            struct outcomes_aside *aside)
{
	for (size_t i = 0; i < in->n_episodes; i++) {
		const struct outcomes_episode *e = &in->episodes[i];
		const struct outcomes_score *scores;

		if (has_one_type(e) != one_type)
			continue;
		if (!episode_valid(in, p, e))
			return ERR_INVALID;
		scores = e->count == 0 ? NULL : &in->scores[e->first];
		if (!scores_valid(scores, e->count))
			return ERR_INVALID;
		if (is_counted(p, e, aside))
			count_episode(p, e, scores, one_type, cells);
	}
	return OK;
}

/* Most people have one type, and are added once: all of them together are what their types come
 * to. Those of none or several are added to OUTCOMES_ALL_TYPES themselves. */
static enum err count_people(const struct outcomes_input *in, const struct outcomes_params *p,
                             struct outcomes_cell *cells, struct outcomes_aside *aside)
{
	size_t n = outcomes_cells(p);

	memset(cells, 0, n * sizeof *cells);
	*aside = (struct outcomes_aside){ 0 };
	TRY(count_those(in, p, true, cells, aside));
	for (size_t all = n / ((size_t)p->types + 1), i = all; i < n; i++)
		outcomes_pool(&cells[i % all], &cells[i]);
	return count_those(in, p, false, cells, aside);
}

enum outcomes_presence outcomes_presence(const struct outcomes_input *in,
                                         const struct outcomes_params *p,
                                         const struct outcomes_episode *e,
                                         enum outcomes_wave_name wave)
{
	const struct outcomes_score *scores;
	struct reading r;

	if (e->entry > p->as_of || !episode_valid(in, p, e))
		return PRESENCE_NEITHER;
	scores = e->count == 0 ? NULL : &in->scores[e->first];
	if (!scores_valid(scores, e->count))
		return PRESENCE_NEITHER;
	read_episode(p, e, scores, &r);
	if (r.wave[wave].score)
		return PRESENCE_SEEN;
	return r.wave[wave].due ? PRESENCE_MISSING : PRESENCE_NEITHER;
}

/* --- two halves at once --- */

/* Some of the people, with counters of their own. */
struct half {
	struct outcomes_input in;
	const struct outcomes_params *p;
	struct outcomes_cell *cells;
	struct outcomes_aside aside;
	enum err e;
};

static void *count_half(void *arg)
{
	struct half *h = arg;

	h->e = count_people(&h->in, h->p, h->cells, &h->aside);
	return NULL;
}

static struct half half_of(const struct outcomes_input *in, size_t from, size_t to,
                           const struct outcomes_params *p, struct outcomes_cell *cells)
{
	struct half h = { .in = *in, .p = p, .cells = cells };

	h.in.episodes += from;
	h.in.n_episodes = to - from;
	return h;
}

/* The second half on a thread of its own, or after the first one when there is none to be had.
 * Counters are whole numbers: how they are added up makes no difference. */
static enum err count_halves(struct half *first, struct half *second, struct outcomes_aside *aside)
{
	size_t n = outcomes_cells(first->p);
	pthread_t thread;
	bool beside = pthread_create(&thread, NULL, count_half, second) == 0;

	(void)count_half(first);
	if (beside)
		(void)pthread_join(thread, NULL);
	else
		(void)count_half(second);
	TRY(first->e);
	TRY(second->e);
	for (size_t i = 0; i < n; i++)
		outcomes_pool(&first->cells[i], &second->cells[i]);
	*aside = (struct outcomes_aside){ first->aside.outside + second->aside.outside,
		                              first->aside.other_ordinal + second->aside.other_ordinal,
		                              first->aside.no_consent + second->aside.no_consent };
	return OK;
}

enum err outcomes_run(const struct outcomes_input *in, const struct outcomes_params *p,
                      struct outcomes_cell *cells, struct outcomes_aside *aside)
{
	size_t n = in->n_episodes;
	struct outcomes_cell *more = NULL;
	struct half first;
	struct half second;
	enum err e;

	if (outcomes_cells(p) == 0 || n > OUTCOMES_EPISODES_MAX)
		return ERR_INVALID;
	if (n >= WORTH_TWO)
		more = calloc(outcomes_cells(p), sizeof *more);
	if (!more)
		return count_people(in, p, cells, aside);
	first = half_of(in, 0, n / 2, p, cells);
	second = half_of(in, n / 2, n, p, more);
	e = count_halves(&first, &second, aside);
	free(more);
	return e;
}
