/*
 * Groups side by side: sites, gender, seen again or not. Everybody is in exactly one group, so that
 * whoever takes the groups that are told from all together finds what the others come to. Therefore
 * a figure is told of every group, or of none (P8). Casework types overlap: report_types.c.
 */
#include "learning/report_inside.h"

#include <stdlib.h>

const char *const report_by_codes[REPORT_BYS] = { "type", "site", "gender", "seen", "types" };
const char *const report_by_words[REPORT_BYS] = { T("Nothing"), T("Sites"), T("Genders"),
	                                              T("Seen again after a year, or not"),
	                                              T("Casework types") };

enum { GROUPS_MOST = 6, GROUPS_ROOM = 256 };

/* --- who is in which group --- */

/* A word of a field, and how many people have it; kept says that it is a group of its own. */
struct counted {
	struct str code;
	uint32_t n;
	bool kept;
};
struct counting {
	struct counted at[GROUPS_ROOM];
	size_t n;
	uint32_t rest; /* not written down, or one word too many */
};

static struct str word_of(const struct report_set *set, enum report_by by, size_t i)
{
	return by == REPORT_BY_SITE ? set->in.sites[i] : set->in.genders[i];
}

static bool counts(const struct report_set *set, const struct report_filter *f, size_t i)
{
	const struct outcomes_episode *e = &set->in.episodes[i];

	return e->group == f->group && e->ordinal == (f->walk ? f->walk : 1);
}

static size_t find(const struct counting *c, struct str code)
{
	size_t i = 0;

	while (i < c->n && !str_eq(c->at[i].code, code))
		i++;
	return i;
}

static void count_all(const struct report_set *set, const struct report_filter *f,
                      struct counting *c)
{
	for (size_t i = 0; i < set->in.n_episodes; i++) {
		struct str code = word_of(set, f->by, i);
		size_t at = find(c, code);

		if (!counts(set, f, i))
			continue;
		if (code.n == 0 || at == GROUPS_ROOM) {
			c->rest++;
			continue;
		}
		if (at == c->n)
			c->at[c->n++] = (struct counted){ .code = code };
		c->at[at].n++;
	}
}

static int largest_first(const void *x, const void *y)
{
	const struct counted *a = x;
	const struct counted *b = y;

	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	return str_cmp(a->code, b->code);
}

static int by_code(const void *x, const void *y)
{
	const struct counted *a = x;
	const struct counted *b = y;

	return a->kept != b->kept ? (a->kept ? -1 : 1) : str_cmp(a->code, b->code);
}

/* Small groups, and those beyond the largest few that a page can show, become one with those who
 * are in none; when that is small too, the smallest that is left joins it. */
static size_t keep_large(struct counting *c)
{
	size_t kept = 0;

	qsort(c->at, c->n, sizeof *c->at, largest_first);
	while (kept < c->n && kept < GROUPS_MOST && mean_shown(c->at[kept].n))
		kept++;
	for (size_t i = kept; i < c->n; i++)
		c->rest += c->at[i].n;
	while (kept && c->rest && !mean_shown(c->rest))
		c->rest += c->at[--kept].n;
	for (size_t i = 0; i < c->n; i++)
		c->at[i].kept = i < kept;
	qsort(c->at, c->n, sizeof *c->at, by_code);
	return kept;
}

static struct str label_of(const struct ctx *c, enum report_by by, struct str code)
{
	static const struct {
		const char *code;
		const char *words;
	} genders[] = { { "woman", T("Women and girls") },
		            { "man", T("Men and boys") },
		            { "another", T("Another gender") },
		            { "unsaid", T("Prefer not to say") } };

	for (size_t i = 0; by == REPORT_BY_GENDER && i < sizeof genders / sizeof *genders; i++)
		if (str_eq(code, str_z(genders[i].code)))
			return str_z(lang_text(c->lang, genders[i].words));
	return code;
}

static void groups_of_words(struct ctx *c, const struct report_filter *f, struct report_set *set)
{
	struct counting *all = NEW(c->arena, struct counting);
	struct list_item *list = NEW_N(c->arena, struct list_item, GROUPS_MOST + 1);
	size_t kept;

	count_all(set, f, all);
	kept = keep_large(all);
	for (size_t i = 0; i < kept; i++)
		list[i] = (struct list_item){ .name = all->at[i].code,
			                          .label = label_of(c, f->by, all->at[i].code) };
	list[kept] =
		(struct list_item){ .name = STR("others"),
		                    .label = str_z(lang_text(c->lang, T("Others, or not written down"))) };
	for (size_t i = 0; i < set->in.n_episodes; i++) {
		size_t at = find(all, word_of(set, f->by, i));
		bool alone = at < kept;

		/* Of another age group there may be others where this one has none. */
		set->in.episodes[i].types = alone ? 1u << at : all->rest ? 1u << kept : 0;
	}
	set->types = (struct code_list){ list, kept + (all->rest > 0) };
}

/* --- seen again after a year, or not --- */

enum { SEEN_AGAIN, SEEN_NOT, SEEN_NOT_DUE, SEEN_GROUPS };

static uint32_t seen_of(const struct report_set *set, const struct outcomes_episode *e)
{
	const struct outcomes_input in = { set->in.episodes, set->in.n_episodes, set->in.scores,
		                               set->in.n_scores };

	switch (outcomes_presence(&in, &set->params, e, WAVE_1_YEAR)) {
	case PRESENCE_SEEN:
		return SEEN_AGAIN;
	case PRESENCE_MISSING:
		return SEEN_NOT;
	case PRESENCE_NEITHER:
		break;
	}
	return SEEN_NOT_DUE;
}

static void groups_of_seen(struct ctx *c, struct report_set *set)
{
	static const struct {
		const char *code;
		const char *words;
	} names[SEEN_GROUPS] = { { "seen", T("Seen again after a year") },
		                     { "missing", T("Due, and not seen") },
		                     { "not_due", T("Not due yet, or gone before") } };
	struct list_item *list = NEW_N(c->arena, struct list_item, SEEN_GROUPS);

	for (size_t i = 0; i < SEEN_GROUPS; i++)
		list[i] = (struct list_item){ .name = str_z(names[i].code),
			                          .label = str_z(lang_text(c->lang, names[i].words)) };
	for (size_t i = 0; i < set->in.n_episodes; i++)
		set->in.episodes[i].types = 1u << seen_of(set, &set->in.episodes[i]);
	set->types = (struct code_list){ list, SEEN_GROUPS };
}

void report_regroup(struct ctx *c, const struct report_filter *f, struct report_set *set)
{
	if (f->by == REPORT_BY_SEEN)
		groups_of_seen(c, set);
	else if (f->by == REPORT_BY_TYPES)
		report_group_types(c, f, set);
	else if (f->by == REPORT_BY_SITE || f->by == REPORT_BY_GENDER)
		groups_of_words(c, f, set);
	else
		set->types = (struct code_list){ NULL, 0 };
}

int report_group_named(const struct code_list *groups, struct str code)
{
	for (size_t i = 0; i < groups->n; i++)
		if (code.n && str_eq(groups->at[i].name, code))
			return (int)i;
	return OUTCOMES_ALL_TYPES;
}

/* --- told of every group, or of none --- */

static void agree_part(struct part *into, const struct part *other)
{
	if (into->told != TOLD || other->told != TOLD)
		*into = (struct part){ .told = TOLD_NOT };
}

static void agree_row(struct row_cells *into, const struct row_cells *other)
{
	bool whole = into->total_shown && other->total_shown;

	/* What one group leaves out, the total and the other groups would tell. */
	for (size_t i = 0; i < ROW_CELLS; i++)
		whole &= into->shown[i] == other->shown[i];
	if (!whole)
		*into = (struct row_cells){ .total = 0 };
}

static void agree_wave(struct report_wave *into, const struct report_wave *other)
{
	agree_part(&into->complete, &other->complete);
	agree_part(&into->lives, &other->lives);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		into->domain[d].has_mean &= other->domain[d].has_mean;
		agree_part(&into->domain[d].stable, &other->domain[d].stable);
	}
	agree_row(&into->all_six, &other->all_six);
	agree_part(&into->all_six_yes, &other->all_six_yes);
	into->all_six_possible.shown &= other->all_six_possible.shown;
}

static void agree_closed(struct report_closed *into, const struct report_closed *other)
{
	agree_row(&into->reasons, &other->reasons);
	agree_row(&into->verdicts, &other->verdicts);
	agree_part(&into->stable, &other->stable);
	into->possible.shown &= other->possible.shown;
	agree_row(&into->sustained, &other->sustained);
	agree_part(&into->sustained_yes, &other->sustained_yes);
	into->sustained_possible.shown &= other->sustained_possible.shown;
}

void report_agree(struct outcomes_report *groups, struct report_wave (*waves)[OUTCOMES_WAVES],
                  size_t n)
{
	/* There and back again: then each agrees with all. */
	for (size_t step = 1; step < 2 * n; step++) {
		size_t to = step < n ? step : 2 * n - 1 - step;
		size_t from = step < n ? step - 1 : to + 1;

		if (from >= n || to == from)
			continue;
		agree_part(&groups[to].consented, &groups[from].consented);
		agree_part(&groups[to].reopened, &groups[from].reopened);
		agree_part(&groups[to].harmed, &groups[from].harmed);
		for (size_t w = 0; w < OUTCOMES_WAVES; w++)
			agree_wave(&waves[to][w], &waves[from][w]);
		agree_closed(&groups[to].closed, &groups[from].closed);
	}
}
