/* From folded blobs and score rows to the arrays of measure/outcomes, in one walk of each. */
#include "access/inbox.h"
#include "base/fields.h"
#include "learning/report_input_inside.h"

enum { INPUT_MEMORY = 1 << 30, MONTH_FIRST = 1900 * 12, MONTHS_END = 2200 * 12 };

/* The walk over what was folded. */
struct gathering {
	const struct code_list *types;
	struct arena *arena;
	struct gathered all;
	int64_t *episodes; /* the number of each walk, as the database has it */
	size_t room;
	size_t scores_room;
	size_t at; /* where the walk over the scores stands */
};

/* --- episodes --- */

/* What is asked of a blob: found in one walk over its fields, of which there are many more. */
enum wanted {
	SITE,
	GENDER,
	AGE_GROUP,
	AGE_BAND,
	TYPES,
	ENTRY_MONTH,
	CLOSED_DAYS,
	CLOSED_REASON,
	FOLLOWUP,
	STATISTICS,
	UNTIL,
	WANTED,
};
struct blob {
	struct str value[WANTED]; /* p == NULL: it has none */
};

static struct blob blob_of(struct str body)
{
	static const struct str names[WANTED] = {
		[SITE] = { "site", 4 },
		[GENDER] = { "gender", 6 },
		[AGE_GROUP] = { "age_group", 9 },
		[AGE_BAND] = { "age_band", 8 },
		[TYPES] = { "types", 5 },
		[ENTRY_MONTH] = { "entry_month", 11 },
		[CLOSED_DAYS] = { "closed_days", 11 },
		[CLOSED_REASON] = { "closed_reason", 13 },
		[FOLLOWUP] = { "followup", 8 },
		[STATISTICS] = { "statistics", 10 },
		[UNTIL] = { "until", 5 },
	};
	struct blob b = { 0 };
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(body, &at, &name, &value);)
		for (size_t i = 0; i < WANTED; i++)
			if (name.n == names[i].n && !b.value[i].p && str_eq(name, names[i]))
				b.value[i] = value;
	return b;
}

static int64_t int_of(const struct blob *b, enum wanted which, int64_t fallback)
{
	struct str s = b->value[which];
	int64_t n;

	return s.p && str_int(s, &n) ? n : fallback;
}

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
static void closure_of(const struct blob *b, struct draft *d)
{
	int64_t days = int_of(b, CLOSED_DAYS, -1);

	d->reason = code_of(b->value[CLOSED_REASON], report_reason_codes, OUTCOMES_REASONS, CLOSED_NOT);
	if (days < 0 || days > GATHERED_DAY_MOST)
		d->reason = CLOSED_NOT;
	if (d->reason == CLOSED_NOT)
		return;
	d->closed = (int16_t)days;
	d->latest = d->closed;
}

static void consent_of(const struct blob *b, struct draft *d)
{
	int64_t says = int_of(b, STATISTICS, -1);
	int64_t until = int_of(b, UNTIL, INT32_MAX);

	d->says = says < 0 ? DRAFT_SILENT : says == 1;
	until = until < INT32_MAX ? until : INT32_MAX;
	d->until = until > INT32_MIN ? (int32_t)until : INT32_MIN;
}

static struct draft *draft_add(struct gathering *g, const struct folded *f)
{
	struct gathered *all = &g->all;

	if (all->n == g->room) {
		size_t room = g->room;

		g->episodes = array_grown(g->arena, g->episodes, all->n, &room, sizeof *g->episodes);
		all->drafts = array_grown(g->arena, all->drafts, all->n, &g->room, sizeof *all->drafts);
	}
	g->episodes[all->n] = f->episode;
	all->drafts[all->n] = (struct draft){ .pseudonym = f->pseudonym };
	return &all->drafts[all->n++];
}

/* year * 12 + month - 1, which is how it is written, or yyyymm. */
static uint16_t month_of(const struct blob *b)
{
	int64_t n = int_of(b, ENTRY_MONTH, -1);

	n = n < 100000 ? n : n / 100 * 12 + n % 100 - 1;
	return n >= MONTH_FIRST && n < MONTHS_END ? (uint16_t)n : 0;
}

static uint8_t group_of(const struct blob *b)
{
	struct str word = b->value[b->value[AGE_GROUP].p ? AGE_GROUP : AGE_BAND];

	return code_of(word, report_group_codes, OUTCOMES_GROUPS, OUTCOMES_ADULT);
}

static uint16_t harms_of(struct gathered *all, struct str body, struct draft *d)
{
	size_t first = all->harms.n;
	size_t n = harm_take(&all->harms, body);

	for (size_t i = first; i < all->harms.n; i++)
		d->latest = all->harms.at[i] > d->latest ? (int16_t)all->harms.at[i] : d->latest;
	return (uint16_t)n;
}

/* There are few, and the one before is likely. When there are too many to number, it is told of
 * none: the first one is no site. */
static uint16_t site_of(struct arena *a, struct site_list *sites, struct str word)
{
	size_t i = 0;

	while (i < sites->n && !str_eq(sites->at[i], word))
		i++;
	if (i == sites->n && i < GATHERED_SITES_MOST) {
		if (sites->n == sites->room)
			sites->at = array_grown(a, sites->at, sites->n, &sites->room, sizeof *sites->at);
		sites->at[sites->n++] = arena_str(a, word);
	}
	return (uint16_t)(i < sites->n ? i : 0);
}

const char *const report_gender_codes[REPORT_GENDERS] = { "", "woman", "man", "another", "unsaid" };

static unsigned gender_of(struct str word)
{
	return code_of(word, report_gender_codes, REPORT_GENDERS, 0);
}

static enum err take_folded(void *arg, const struct folded *f)
{
	struct gathering *g = arg;
	struct draft *d = draft_add(g, f);
	struct blob b = blob_of(f->body);

	d->month = month_of(&b);
	d->site = site_of(g->arena, &g->all.sites, b.value[SITE]);
	d->gender = gender_of(b.value[GENDER]) & 15u;
	d->group = group_of(&b);
	d->types = types_of(g->types, b.value[TYPES]);
	d->followup = followup_of(b.value[FOLLOWUP]);
	closure_of(&b, d);
	d->harms = harms_of(&g->all, f->body, d);
	consent_of(&b, d);
	return OK;
}

/* --- assessments --- */

static int order(const struct gathering *g, size_t i, const struct scored *s)
{
	int by_id = memcmp(g->all.drafts[i].pseudonym.b, s->pseudonym.b, ID_BYTES);

	if (by_id != 0)
		return by_id;
	return g->episodes[i] < s->episode ? -1 : g->episodes[i] > s->episode;
}

static bool sound(const struct scored *s)
{
	return s->days >= -GATHERED_DAY_MOST && s->days <= GATHERED_DAY_MOST && s->age_group >= 0 &&
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
	struct gathered *all = &g->all;
	struct draft *d;

	while (g->at < all->n && order(g, g->at, s) < 0)
		g->at++;
	if (g->at == all->n || order(g, g->at, s) != 0 || !sound(s))
		return OK;
	d = &all->drafts[g->at];
	if (d->scores == UINT16_MAX)
		return OK;
	if (all->n_scores == g->scores_room)
		all->scores =
			array_grown(g->arena, all->scores, all->n_scores, &g->scores_room, sizeof *all->scores);
	d->scores++;
	all->scores[all->n_scores++] = score_of(s);
	if (s->days > d->latest)
		d->latest = (int16_t)s->days;
	return OK;
}

static enum err take_mark(void *arg, const struct marked *m)
{
	struct gathering *g = arg;
	struct gathered *all = &g->all;

	while (g->at < all->n && memcmp(all->drafts[g->at].pseudonym.b, m->pseudonym.b, ID_BYTES) < 0)
		g->at++;
	for (; g->at < all->n && pseudonym_id_eq(all->drafts[g->at].pseudonym, m->pseudonym); g->at++)
		all->drafts[g->at].mark = mark_number(m->mark);
	return OK;
}

static enum err gather(struct ctx *c, struct gathering *g)
{
	g->all.harms.arena = g->arena;
	(void)site_of(g->arena, &g->all.sites, STR(""));
	TRY(folded_each(c, take_folded, g));
	TRY(scores_each(c, take_score, g));
	g->at = 0;
	return marks_each(c, take_mark, g);
}

enum err gather_of(struct ctx *c, struct arena *a, const struct code_list *types,
                   const struct changed_list *who, struct gathered *out)
{
	struct gathering g = { .types = types, .arena = a, .all = *out };

	g.all.harms.arena = a;
	for (size_t i = 0; i < who->n; i++) {
		size_t first = g.all.n;

		TRY(folded_of(c, who->at[i].pseudonym, take_folded, &g));
		for (size_t k = first; k < g.all.n; k++)
			g.all.drafts[k].mark = who->at[i].mark;
	}
	for (size_t i = 0; i < who->n; i++)
		TRY(scores_of(c, who->at[i].pseudonym, take_score, &g));
	*out = g.all;
	return OK;
}

/* --- what the day decides --- */

/* Of one month: day numbers. last is 0, which ends no month, until it was worked out. */
struct month_days {
	int32_t first;
	int32_t last;
};

struct finishing {
	const struct gathered *all;
	struct report_input *out;
	struct pseudonym_id *pseudonyms; /* out's, while they are written */
	struct str *sites;
	struct str *genders;
	struct month_days *months; /* from MONTH_FIRST on */
	struct day today;
	int32_t harm_from; /* the period of new harm, inclusive */
	int32_t harm_to;
	size_t first_score; /* of the walk that is looked at */
	size_t first_harm;
};

static const struct month_days *days_of(const struct finishing *f, uint16_t month)
{
	struct month_days *m = &f->months[month - MONTH_FIRST];

	if (m->last == 0) {
		m->first = day_of(month / 12, month % 12 + 1, 1).n;
		m->last = day_add_months((struct day){ m->first }, 1).n - 1;
	}
	return m;
}

/* The day of arrival, as far as the month tells. */
static int32_t entry_of(const struct finishing *f, const struct draft *d)
{
	const struct month_days *m = days_of(f, d->month);
	int32_t known = f->today.n - d->latest;
	int32_t last = known < m->last ? known : m->last;

	return last > m->first ? last : m->first;
}

static struct outcomes_episode episode_of(const struct finishing *f, const struct draft *d,
                                          uint32_t ordinal)
{
	struct outcomes_episode e = { .entry = entry_of(f, d),
		                          .closed = d->closed,
		                          .types = d->types,
		                          .first = (uint32_t)f->first_score,
		                          .ordinal = ordinal,
		                          .entry_year = (int16_t)(d->month / 12),
		                          .count = d->scores,
		                          .group = d->group,
		                          .reason = d->reason,
		                          .followup = d->followup };

	e.harmed =
		harm_between(&f->all->harms, f->first_harm, d->harms, e.entry, f->harm_from, f->harm_to);
	return e;
}

/* Whoever wrote the columns, no index leads out of the list. */
static struct str gender_word(unsigned gender)
{
	return str_z(report_gender_codes[gender < REPORT_GENDERS ? gender : 0]);
}

static void add_year(struct report_input *out, int year)
{
	out->first_year = out->n_episodes == 0 || year < out->first_year ? year : out->first_year;
	out->last_year = year > out->last_year ? year : out->last_year;
}

static bool same_person(const struct draft *d, const struct draft *first)
{
	return pseudonym_id_eq(d->pseudonym, first->pseudonym);
}

/* One person's walks, n of them. Consent is hers: the last word of any of them holds for all. What
 * has no month of arrival falls out. */
static void finish_person(struct finishing *f, const struct draft *d, size_t n)
{
	struct report_input *out = f->out;
	bool consent = false;

	for (size_t i = 0; i < n; i++)
		if (d[i].says != DRAFT_SILENT)
			consent = d[i].says == 1 && d[i].until >= f->today.n;
	for (size_t i = 0; i < n; i++) {
		if (d[i].month) {
			struct outcomes_episode e = episode_of(f, &d[i], (uint32_t)i + 1);

			e.consent = consent;
			e.reopened = i + 1 < n;
			add_year(out, e.entry_year);
			f->pseudonyms[out->n_episodes] = d[i].pseudonym;
			f->sites[out->n_episodes] = f->all->sites.at[d[i].site];
			f->genders[out->n_episodes] = gender_word(d[i].gender);
			out->episodes[out->n_episodes++] = e;
		} else {
			out->unplaced++;
		}
		f->first_score += d[i].scores;
		f->first_harm += d[i].harms;
	}
}

static void finish(struct finishing *f, struct arena *a)
{
	const struct gathered *all = f->all;
	size_t end;

	f->months = NEW_N(a, struct month_days, MONTHS_END - MONTH_FIRST);
	f->pseudonyms = NEW_N(a, struct pseudonym_id, all->n + 1);
	f->sites = NEW_N(a, struct str, all->n + 1);
	f->genders = NEW_N(a, struct str, all->n + 1);
	*f->out = (struct report_input){ .episodes = NEW_N(a, struct outcomes_episode, all->n + 1),
		                             .scores = all->scores,
		                             .n_scores = all->n_scores,
		                             .pseudonyms = f->pseudonyms,
		                             .sites = f->sites,
		                             .genders = f->genders };
	for (size_t i = 0; i < all->n; i = end) {
		for (end = i + 1; end < all->n && same_person(&all->drafts[end], &all->drafts[i]); end++)
			;
		finish_person(f, &all->drafts[i], end - i);
	}
}

/* From the file when it can be, and then the file is right again. */
static enum err gather_kept(struct ctx *c, struct gathering *g)
{
	struct gathered kept;
	enum err e = columns_open(c, g->arena, g->types, &kept);

	if (e == OK) {
		g->all = kept;
		return OK;
	}
	if (e == ERR_CONFLICT)
		e = columns_renew(c, g->arena, g->types, &kept, &g->all);
	if (e != OK)
		TRY(gather(c, g));
	columns_keep(c, g->types, &g->all);
	return OK;
}

static void forget(void *arena)
{
	arena_free(arena);
}

enum err report_gather(struct ctx *c, const struct report_filter *f, const struct code_list *types,
                       struct report_input *out)
{
	struct gathering g = { .types = types, .arena = arena_new(INPUT_MEMORY) };
	struct finishing finishing = { .all = &g.all,
		                           .out = out,
		                           .today = c->today,
		                           .harm_from = f->from.n, /* NO_DAY is before any day */
		                           .harm_to = day_known(f->to) ? f->to.n : c->today.n };

	if (!g.arena)
		return ERR_BUSY;
	arena_defer(c->arena, forget, g.arena);
	TRY(gather_kept(c, &g));
	finish(&finishing, g.arena);
	return OK;
}
