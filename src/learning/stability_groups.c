/* Groups beside each other: who stands in which, and what may be told of each (P8). */
#include "learning/stability_inside.h"

/* Categories: a casework type that is a person's only one, several of them, none named; with a
 * chosen type, those of it and all others; or an age group. */
enum {
	NO_TYPE = OUTCOMES_TYPES_MAX,
	SEVERAL_TYPES,
	OTHER_TYPES, /* than the chosen one, which then has everybody of this type */
	CATEGORIES,
	NO_GROUP = SURVIVAL_GROUPS,
	REST = SURVIVAL_GROUPS - 1, /* who stands in no group of their own */
};

struct grouping {
	struct arena *arena;
	const struct report_set *set;
	const struct lang *lang;
	enum stability_compare by;
	int type; /* the chosen one, or OUTCOMES_ALL_TYPES */
	struct stability_people people;
	struct survival_data data;  /* of those in groups */
	uint8_t *category;          /* of each of them */
	uint32_t count[CATEGORIES]; /* people in it */
	uint32_t stable[CATEGORIES];
	uint32_t with[CATEGORIES]; /* people with this type, and perhaps others */
	uint8_t group[CATEGORIES];
	uint8_t of[SURVIVAL_GROUPS]; /* the category of a group */
	uint32_t n[SURVIVAL_GROUPS];
	uint32_t told[SURVIVAL_GROUPS]; /* stable by the last point shown */
};

/* --- who stands where --- */

static uint8_t category_of_types(uint32_t types, int chosen)
{
	uint8_t t = 0;

	if (chosen != OUTCOMES_ALL_TYPES)
		return (types >> chosen & 1) == 1 ? (uint8_t)chosen : OTHER_TYPES;
	if (types == 0)
		return NO_TYPE;
	if ((types & (types - 1)) != 0)
		return SEVERAL_TYPES;
	while (types >> t != 1)
		t++;
	return t;
}

static void count(struct grouping *g)
{
	g->category = NEW_N(g->arena, uint8_t, g->people.n + 1);
	for (size_t i = 0; i < g->people.n; i++) {
		g->category[i] = g->by == COMPARE_AGES ? g->people.age[i]
		                                       : category_of_types(g->people.types[i], g->type);
		g->count[g->category[i]]++;
		g->stable[g->category[i]] += g->people.at[i].late.end == END_STABLE;
		for (size_t t = 0; t < OUTCOMES_TYPES_MAX; t++)
			g->with[t] += g->people.types[i] >> t & 1;
	}
}

/* Alone in a group: enough people, of whom enough became stable for a point, and those with other
 * types as well are not few either, since the page of this type counts them in. */
static bool stands_alone(const struct grouping *g, size_t category)
{
	uint32_t more = 0;

	if (g->by == COMPARE_TYPES && category < NO_TYPE)
		more = g->with[category] - g->count[category];
	return mean_shown(g->count[category]) && share_shown(g->stable[category], g->count[category]) &&
	       (more == 0 || cell_shown(more));
}

static size_t largest(const struct grouping *g)
{
	size_t best = CATEGORIES;

	for (size_t k = 0; k < CATEGORIES; k++)
		if (g->group[k] == REST && stands_alone(g, k) &&
		    (best == CATEGORIES || g->count[k] > g->count[best]))
			best = k;
	return best;
}

/* The largest first; returns how many groups there are. The rest is a group, too, and must be large
 * enough: else the smallest joins it. Age groups are never put together. */
static size_t assign(struct grouping *g)
{
	uint32_t rest = (uint32_t)g->people.n;
	size_t n = 0;

	memset(g->group, REST, sizeof g->group);
	for (size_t k; n < REST && (k = largest(g)) < CATEGORIES; n++) {
		g->group[k] = (uint8_t)n;
		g->of[n] = (uint8_t)k;
		g->n[n] = g->count[k];
		rest -= g->count[k];
	}
	for (; g->by == COMPARE_TYPES && n > 0 && rest > 0 && !mean_shown(rest); rest += g->n[n]) {
		n--;
		g->group[g->of[n]] = REST;
	}
	g->n[REST] = g->by == COMPARE_TYPES ? rest : 0;
	return n + (g->n[REST] > 0);
}

/* Gives everybody their group; who has none is left out. The rest moves up behind the others. */
static void place(struct grouping *g, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->people.n; i++) {
		uint8_t group = g->group[g->category[i]];

		if (group == REST && g->n[REST] == 0)
			continue;
		g->people.at[kept] = g->people.at[i];
		g->people.types[kept] = g->people.types[i];
		g->people.at[kept++].late.group = group == REST ? (uint16_t)(n - 1) : group;
	}
	g->people.n = kept;
	if (g->n[REST] > 0) {
		g->n[n - 1] = g->n[REST];
		g->of[n - 1] = CATEGORIES;
	}
}

/* --- what is told of them --- */

static uint32_t stable_with(const struct grouping *g, size_t type, int day)
{
	uint32_t n = 0;

	for (size_t i = 0; i < g->people.n; i++)
		n += (g->people.types[i] >> type & 1) == 1 && g->people.at[i].late.end == END_STABLE &&
		     g->people.at[i].late.exit <= day;
	return n;
}

static bool is_told(const struct grouping *g, size_t group, uint32_t k, int day)
{
	size_t type = g->of[group];

	if (!cell_shown(survival_at_risk(&g->data, (int)group, day + 1)) || k < g->told[group] ||
	    !cell_shown(k - g->told[group]) || !share_shown(k, g->n[group]))
		return false;
	if (g->by == COMPARE_AGES || type >= NO_TYPE || g->with[type] == g->count[type])
		return true;
	return share_shown(stable_with(g, type, day) - k, g->with[type] - g->count[type]);
}

/* A lone blank would follow from the total, which another page shows: then none is told. */
static size_t told_at(struct grouping *g, size_t n, int day, uint32_t *k, bool *shown)
{
	size_t told = 0;

	for (size_t i = 0; i < n; i++)
		k[i] = stability_stable_by(&g->people, (int)i, day);
	if (!row_hide(k, n, g->by == COMPARE_TYPES, shown) && g->by == COMPARE_TYPES)
		return 0;
	for (size_t i = 0; i < n; i++) {
		shown[i] = shown[i] && is_told(g, i, k[i], day);
		told += shown[i];
	}
	return g->by == COMPARE_TYPES && told + 1 == n ? 0 : told;
}

static void points_of(struct grouping *g, const struct stability_curve *curves, size_t n,
                      struct stability_group *groups, struct stability_groups *out)
{
	for (size_t i = 0; i < STABILITY_POINTS; i++) {
		int day = stability_day(i);
		uint32_t k[SURVIVAL_GROUPS];
		bool shown[SURVIVAL_GROUPS];

		if (told_at(g, n, day, k, shown) == 0)
			continue;
		for (size_t j = 0; j < n; j++) {
			if (!shown[j])
				continue;
			groups[j].at[out->n_points] = stability_on(&curves[j], day);
			g->told[j] = k[j];
		}
		out->months[out->n_points++] = 3 * (int)(i + 1);
	}
}

static struct str name_of(const struct grouping *g, size_t group)
{
	size_t k = g->of[group];

	if (g->by == COMPARE_AGES)
		return str_z(lang_text(g->lang, report_group_words[k]));
	if (k < g->set->types.n)
		return g->set->types.at[k].label;
	return str_z(lang_text(g->lang, k == SEVERAL_TYPES ? T("Several kinds")
	                                : k == NO_TYPE     ? T("No kind named")
	                                                   : T("All others together")));
}

static void tell(struct ctx *c, struct grouping *g, const struct stability_curve *all, size_t n,
                 struct stability_groups *out)
{
	struct stability_group *groups = NEW_N(c->arena, struct stability_group, n);
	struct stability_curve curves[SURVIVAL_GROUPS];

	for (size_t i = 0; i < n; i++) {
		groups[i].name = name_of(g, i);
		groups[i].people = g->n[i];
		curves[i] = *all;
		curves[i].curve = NEW_N(g->arena, struct survival_point, g->people.n + 1);
		curves[i].n = survival_steps(&all->data, (int)i, all->steps);
		survival_incidence(all->steps, curves[i].n, END_STABLE, g->set->params.level,
		                   curves[i].curve);
	}
	points_of(g, curves, n, groups, out);
	out->at = groups;
	out->n = n;
	out->log_rank = survival_log_rank(&all->data, END_STABLE);
	out->gray = survival_gray(&all->data, END_STABLE);
}

enum err stability_compare(struct ctx *c, struct arena *a, const struct report_set *set,
                           const struct stability_filter *f, struct stability_groups *out)
{
	struct grouping *g = NEW(a, struct grouping);
	struct stability_curve all;
	size_t n;

	*out = (struct stability_groups){ .n = 0 };
	if (f->compare == COMPARE_NOTHING)
		return OK;
	*g = (struct grouping){
		.arena = a, .set = set, .lang = c->lang, .by = f->compare, .type = f->type
	};
	stability_gather_compared(a, set, f, &g->people);
	count(g);
	n = assign(g);
	if (n < 2)
		return OK;
	place(g, n);
	TRY(stability_data(a, &g->people, false, &all));
	g->data = all.data;
	tell(c, g, &all, n, out);
	return OK;
}
