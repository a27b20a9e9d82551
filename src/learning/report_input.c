/* From folded blobs and score rows to the arrays of measure/outcomes, in one walk of each. */
#include "access/inbox.h"
#include "base/fields.h"
#include "learning/report_inside.h"

enum { INPUT_MEMORY = 1 << 30, DAY_MOST = 32000 };

/* One row of the walk, until its assessments are known. */
struct draft {
	struct pseudonym_id pseudonym;
	int64_t episode;
	struct str site;
	struct str gender;
	int64_t month;     /* of arrival: year * 12 + month - 1; negative: not known */
	int latest;        /* the last day after arrival of which something is known */
	size_t first_harm; /* of gathering.harms */
	size_t harms;
	bool statistics;
	bool said; /* statistics says something */
};

struct gathering {
	const struct code_list *types;
	struct arena *arena;
	struct day today;
	struct draft *drafts;
	struct outcomes_episode *episodes;
	size_t n;
	size_t room;
	struct outcomes_score *scores;
	size_t n_scores;
	size_t scores_room;
	size_t at; /* where the walk over the scores stands */
	struct harm_days harms;
	int32_t harm_from; /* the period of new harm, inclusive */
	int32_t harm_to;
};

/* --- episodes --- */

static uint8_t code_of(struct str word, const char *const *codes, size_t n, uint8_t other)
{
	for (size_t i = 0; i < n; i++)
		if (codes[i] && str_eq(word, str_z(codes[i])))
			return (uint8_t)i;
	return other;
}

static uint32_t types_of(const struct code_list *types, struct str words)
{
	uint32_t bits = 0;

	while (words.n) {
		struct str word = str_cut(words, ' ', &words);

		for (size_t t = 0; t < types->n && t < OUTCOMES_TYPES_MAX; t++)
			if (str_eq(word, types->at[t].name))
				bits |= 1u << t;
	}
	return bits;
}

static uint8_t followup_of(struct str word)
{
	static const char *const codes[OUTCOMES_FOLLOWUPS] = { [FOLLOWUP_NOT_FOUND] = "not_found",
		                                                   [FOLLOWUP_NOT_WISHED] = "did_not_wish",
		                                                   [FOLLOWUP_DIED] = "died" };

	return code_of(word, codes, OUTCOMES_FOLLOWUPS, FOLLOWUP_NONE);
}

/* A closure is one with both its day and a reason that we know. */
static void closure_of(struct str body, struct outcomes_episode *e, struct draft *d)
{
	int64_t days = fields_int(body, "closed_days", -1);

	e->reason = code_of(fields_get(body, "closed_reason"), report_reason_codes, OUTCOMES_REASONS,
	                    CLOSED_NOT);
	if (days < 0 || days > DAY_MOST)
		e->reason = CLOSED_NOT;
	if (e->reason == CLOSED_NOT)
		return;
	e->closed = (int32_t)days;
	d->latest = e->closed;
}

static void consent_of(struct str body, struct day today, struct draft *d)
{
	int64_t says = fields_int(body, "statistics", -1);

	int64_t until = fields_int(body, "until", INT32_MIN);

	d->said = says >= 0;
	d->statistics = says == 1 && (until == INT32_MIN || until >= today.n);
}

static struct outcomes_episode *episode_add(struct gathering *g, const struct folded *f)
{
	if (g->n == g->room) {
		size_t room = g->room;

		g->drafts = array_grown(g->arena, g->drafts, g->n, &room, sizeof *g->drafts);
		g->episodes = array_grown(g->arena, g->episodes, g->n, &g->room, sizeof *g->episodes);
	}
	g->drafts[g->n] = (struct draft){ .pseudonym = f->pseudonym, .episode = f->episode };
	g->episodes[g->n] = (struct outcomes_episode){ .ordinal = 1 };
	return &g->episodes[g->n++];
}

/* year * 12 + month - 1, which is how it is written, or yyyymm. */
static int64_t month_of(struct str body)
{
	int64_t n = fields_int(body, "entry_month", -1);

	return n < 100000 ? n : n / 100 * 12 + n % 100 - 1;
}

static uint8_t group_of(struct str body)
{
	struct str word = fields_get(body, "age_group");

	if (!word.p)
		word = fields_get(body, "age_band");
	return code_of(word, report_group_codes, OUTCOMES_GROUPS, OUTCOMES_ADULT);
}

static void take_harm(struct gathering *g, struct str body, struct draft *d)
{
	d->first_harm = g->harms.n;
	d->harms = harm_take(&g->harms, body);
	for (size_t i = d->first_harm; i < g->harms.n; i++)
		d->latest = g->harms.at[i] > d->latest ? g->harms.at[i] : d->latest;
}

static enum err take_folded(void *arg, const struct folded *f)
{
	struct gathering *g = arg;
	struct outcomes_episode *e = episode_add(g, f);
	struct draft *d = &g->drafts[g->n - 1];

	d->month = month_of(f->body);
	d->site = arena_str(g->arena, fields_get(f->body, "site"));
	d->gender = arena_str(g->arena, fields_get(f->body, "gender"));
	e->group = group_of(f->body);
	e->types = types_of(g->types, fields_get(f->body, "types"));
	e->followup = followup_of(fields_get(f->body, "followup"));
	closure_of(f->body, e, d);
	take_harm(g, f->body, d);
	consent_of(f->body, g->today, d);
	if (g->n > 1 && pseudonym_id_eq(d->pseudonym, d[-1].pseudonym)) {
		e->ordinal = e[-1].ordinal + 1;
		e[-1].reopened = 1;
	}
	return OK;
}

/* Consent is a person's: the last word of any of her walks holds for all of them. */
static void spread_consent(struct gathering *g)
{
	for (size_t i = 0; i < g->n;) {
		const struct draft *last = NULL;
		size_t end = i;

		for (; end < g->n && pseudonym_id_eq(g->drafts[end].pseudonym, g->drafts[i].pseudonym);
		     end++)
			if (g->drafts[end].said)
				last = &g->drafts[end];
		for (; i < end; i++)
			g->episodes[i].consent = last && last->statistics;
	}
}

/* --- assessments --- */

static int order(const struct draft *d, const struct scored *s)
{
	int by_id = memcmp(d->pseudonym.b, s->pseudonym.b, ID_BYTES);

	if (by_id != 0)
		return by_id;
	return d->episode < s->episode ? -1 : d->episode > s->episode;
}

static bool sound(const struct scored *s)
{
	return s->days >= -DAY_MOST && s->days <= DAY_MOST && s->age_group >= 0 &&
	       s->age_group < OUTCOMES_GROUPS && s->setting >= 0 && s->setting < OUTCOMES_SETTINGS;
}

/* Her own words stood before every assessment: without them it cannot be reached (P1). */
static struct outcomes_score score_of(const struct scored *s)
{
	struct outcomes_score out = { .day = (int16_t)s->days,
		                          .stable = s->stable,
		                          .all_six = s->all_six,
		                          .planned = WAVE_UNPLANNED,
		                          .setting = (uint8_t)s->setting,
		                          .rubric = (uint8_t)s->age_group,
		                          .own_words = 1 };

	memcpy(out.domain, s->domain, sizeof out.domain);
	if (s->wave >= 0 && s->wave < OUTCOMES_WAVES)
		out.planned = (uint8_t)s->wave;
	return out;
}

/* Both walks go by pseudonym and episode. */
static enum err take_score(void *arg, const struct scored *s)
{
	struct gathering *g = arg;
	struct outcomes_episode *e;

	while (g->at < g->n && order(&g->drafts[g->at], s) < 0)
		g->at++;
	if (g->at == g->n || order(&g->drafts[g->at], s) != 0 || !sound(s))
		return OK;
	e = &g->episodes[g->at];
	if (e->count == UINT16_MAX)
		return OK;
	if (g->n_scores == g->scores_room)
		g->scores =
			array_grown(g->arena, g->scores, g->n_scores, &g->scores_room, sizeof *g->scores);
	if (e->count++ == 0)
		e->first = (uint32_t)g->n_scores;
	g->scores[g->n_scores++] = score_of(s);
	if (s->days > g->drafts[g->at].latest)
		g->drafts[g->at].latest = (int)s->days;
	return OK;
}

/* --- the day of arrival, as far as the month tells --- */

static void place(const struct gathering *g, size_t i)
{
	const struct draft *d = &g->drafts[i];
	int year = (int)(d->month / 12);
	int first = day_of(year, (int)(d->month % 12) + 1, 1).n;
	int last = day_add_months((struct day){ first }, 1).n - 1;
	int known = g->today.n - d->latest;

	last = known < last ? known : last;
	g->episodes[i].entry = last > first ? last : first;
	g->episodes[i].entry_year = (int16_t)year;
}

static uint8_t harmed(const struct gathering *g, size_t i)
{
	const struct draft *d = &g->drafts[i];

	return harm_between(&g->harms, d->first_harm, d->harms, g->episodes[i].entry, g->harm_from,
	                    g->harm_to);
}

static bool placeable(const struct draft *d)
{
	return d->month >= 1900 * 12 && d->month < 2200 * 12;
}

/* What has no month of arrival falls out. */
static void finish(struct gathering *g, struct report_input *out)
{
	struct pseudonym_id *pseudonyms = NEW_N(g->arena, struct pseudonym_id, g->n + 1);
	struct str *sites = NEW_N(g->arena, struct str, g->n + 1);
	struct str *genders = NEW_N(g->arena, struct str, g->n + 1);

	*out = (struct report_input){ .episodes = g->episodes,
		                          .scores = g->scores,
		                          .n_scores = g->n_scores,
		                          .pseudonyms = pseudonyms,
		                          .sites = sites,
		                          .genders = genders };
	for (size_t i = 0; i < g->n; i++) {
		int year;

		if (!placeable(&g->drafts[i])) {
			out->unplaced++;
			continue;
		}
		place(g, i);
		year = g->episodes[i].entry_year;
		out->first_year = out->n_episodes == 0 || year < out->first_year ? year : out->first_year;
		out->last_year = year > out->last_year ? year : out->last_year;
		g->episodes[i].harmed = harmed(g, i);
		pseudonyms[out->n_episodes] = g->drafts[i].pseudonym;
		sites[out->n_episodes] = g->drafts[i].site;
		genders[out->n_episodes] = g->drafts[i].gender;
		out->episodes[out->n_episodes++] = g->episodes[i];
	}
}

static void forget(void *arena)
{
	arena_free(arena);
}

enum err report_gather(struct ctx *c, const struct report_filter *f, const struct code_list *types,
                       struct report_input *out)
{
	struct gathering g = { .types = types,
		                   .today = c->today,
		                   .arena = arena_new(INPUT_MEMORY),
		                   .harm_from = f->from.n, /* NO_DAY is before any day */
		                   .harm_to = day_known(f->to) ? f->to.n : c->today.n };

	if (!g.arena)
		return ERR_BUSY;
	arena_defer(c->arena, forget, g.arena);
	g.harms.arena = g.arena;
	TRY(folded_each(c, take_folded, &g));
	spread_consent(&g);
	TRY(scores_each(c, take_score, &g));
	finish(&g, out);
	return OK;
}
