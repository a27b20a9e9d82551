#include "learning/standards.h"

#include "learning/standards_inside.h"
#include "learning/standards_sql.h"
#include "measure/rows.h"

#include <math.h>

enum { SOON_DAYS = 3, NO_DAYS = 30 };

/* --- what is asked of one person; week: this one --- */

static bool has_told(const struct path_person *p, int week)
{
	(void)week;
	return p->told;
}

static bool was_reasked(const struct path_person *p, int week)
{
	(void)week;
	return p->reasked;
}

static bool assessed_known(const struct path_person *p, int week)
{
	(void)week;
	return p->first[STEP_ASSESSMENT] >= 0 && p->first[STEP_WORDS] != PATH_UNKNOWN;
}

static bool words_first(const struct path_person *p, int week)
{
	(void)week;
	return p->first[STEP_WORDS] >= 0 && p->first[STEP_WORDS] <= p->first[STEP_ASSESSMENT];
}

static bool words_soon(const struct path_person *p, int week)
{
	(void)week;
	return p->first[STEP_WORDS] >= 0 && p->first[STEP_WORDS] <= SOON_DAYS;
}

static bool words_due(const struct path_person *p, int week)
{
	return p->first[STEP_WORDS] != PATH_UNKNOWN && (p->days >= SOON_DAYS || words_soon(p, week));
}

static bool no_served(const struct path_person *p, int week)
{
	(void)week;
	return p->no >= 0 && p->last_service >= p->no;
}

static bool said_no(const struct path_person *p, int week)
{
	return p->no >= 0 && (p->days - p->no >= NO_DAYS || no_served(p, week));
}

static bool has_next(const struct path_person *p, int week)
{
	(void)week;
	return p->here && p->next_checkin >= 0;
}

static bool is_overdue(const struct path_person *p, int week)
{
	return p->next_checkin < week;
}

static bool next_known(const struct path_person *p, int week)
{
	(void)week;
	return p->here && p->next_checkin != PATH_UNKNOWN;
}

static bool has_no_next(const struct path_person *p, int week)
{
	(void)week;
	return p->next_checkin == PATH_NOT;
}

static bool left_alive(const struct path_person *p, int week)
{
	(void)week;
	return p->reason != CLOSED_NOT && p->reason != CLOSED_DIED;
}

static bool asked_at_end(const struct path_person *p, int week)
{
	(void)week;
	return p->asked_at_end;
}

static const struct {
	bool (*of)(const struct path_person *p, int week);
	bool (*so)(const struct path_person *p, int week);
} asked[STANDARDS] = {
	[STANDARD_REASKED] = { has_told, was_reasked },
	[STANDARD_WORDS_FIRST] = { assessed_known, words_first },
	[STANDARD_WORDS_SOON] = { words_due, words_soon },
	[STANDARD_NO_SERVED] = { said_no, no_served },
	[STANDARD_OVERDUE] = { has_next, is_overdue },
	[STANDARD_UNPLANNED] = { next_known, has_no_next },
	[STANDARD_ASKED_AT_END] = { left_alive, asked_at_end },
};

/* --- the report --- */

void standards_view(struct arena *a, const struct report_set *set, const struct path_people *people,
                    int64_t week, const struct report_filter *f, struct standards_report *out)
{
	struct path_chosen c;

	*out = (struct standards_report){ .part = { { .told = TOLD_NOT } } };
	report_view(a, set, f, &out->outcomes);
	if (out->outcomes.people == 0)
		return;
	c = path_chosen(&out->outcomes);
	for (size_t i = 0; i < STANDARDS; i++) {
		struct told_pairs pairs = path_pairs(people, &c, asked[i].of, asked[i].so, (int)week);

		out->part[i] = part_in(&pairs, set->params.level);
	}
}

struct standards_load standards_load_of(struct arena *a, const int64_t *people, size_t n)
{
	double *sorted = NEW_N(a, double, n + 1);

	if (!cell_shown((uint32_t)n))
		return (struct standards_load){ .told = false };
	for (size_t i = 0; i < n; i++)
		sorted[i] = (double)people[i];
	rows_sort(sorted, n);
	return (struct standards_load){ .told = true,
		                            .colleagues = (uint32_t)n,
		                            .low = lround(stats_quantile(sorted, n, 0.25)),
		                            .middle = lround(stats_quantile(sorted, n, 0.5)),
		                            .high = lround(stats_quantile(sorted, n, 0.75)),
		                            .most = lround(sorted[n - 1]) };
}

static enum err of_the_house(struct ctx *c, struct standards_report *out)
{
	const struct people_number *all;
	const struct people_number *alone;
	struct load_row_list rows;
	int64_t *people;

	loads_all(c->read, c->house->org, &rows);
	people_with_us(c->read, c->house->org, &all);
	people_alone(c->read, c->house->org, &alone);
	TRY(read_now(c->read));
	people = NEW_N(c->arena, int64_t, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		people[i] = rows.at[i].n;
	out->load = standards_load_of(c->arena, people, rows.n);
	out->alone = part_of((uint32_t)alone->n, (uint32_t)all->n, out->outcomes.params.level);
	return OK;
}

enum err standards_figures(struct ctx *c, const struct report_filter *f, int64_t folded,
                           struct standards_report *out)
{
	struct report_set set;
	struct path_people people;

	TRY(report_open(c, f, folded, &set));
	TRY(path_gather(c, &set, &people));
	standards_view(c->arena, &set, &people, day_week(c->today), f, out);
	return of_the_house(c, out);
}

const struct module standards_module = {
	.name = "standards",
	.routes = &standards_routes,
	.queries = standards_queries,
};
