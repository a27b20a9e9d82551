/* From episodes and assessments to times: when somebody was first seen stable in all six, and what
 * came instead. */
#include "learning/stability_inside.h"

int stability_day(size_t i)
{
	const double quarter = 365.25 / 4;

	return (int)(quarter * (double)(i + 1) + 0.5);
}

static uint16_t end_of(uint8_t reason)
{
	static const uint16_t ends[OUTCOMES_REASONS] = {
		[CLOSED_NOT] = END_STILL,
		[CLOSED_PLAN_COMPLETED] = END_COMPLETED,
		[CLOSED_MOVED] = END_ELSEWHERE,
		[CLOSED_HER_WISH] = END_LEFT,
		[CLOSED_TRANSFERRED] = END_ELSEWHERE,
		[CLOSED_RETURNED] = END_LEFT,
		[CLOSED_LOST] = END_LEFT,
		[CLOSED_DIED] = END_DIED,
	};

	return ends[reason];
}

static double from_arrival(int day)
{
	return day > 0 ? day : 0;
}

/*
 * The first assessment that says yes is the end; one that says no moves what is known; one that
 * cannot say changes nothing. Another age group's steps are not comparable: observation stops
 * there. An assessment at closure may be written some weeks after it.
 */
static void read_scores(const struct report_set *set, const struct outcomes_episode *e, int last,
                        struct survival_between *out)
{
	const struct outcomes_score *s = e->count ? &set->in.scores[e->first] : NULL;
	int grace = out->late.end == END_STILL ? 0 : set->params.window[WAVE_CLOSURE].hi;
	double limit = out->late.exit + grace;

	for (size_t i = 0; i < e->count && s[i].day <= last && s[i].day <= limit; i++) {
		double day = from_arrival(s[i].day);

		day = day < out->late.exit ? day : out->late.exit;
		if (s[i].rubric != e->group ||
		    (s[i].setting == SETTING_LIVES && s[i].all_six == VERDICT_YES)) {
			out->late.end = s[i].rubric == e->group ? END_STABLE : END_STILL;
			out->late.exit = day;
			return;
		}
		if (s[i].setting == SETTING_LIVES && s[i].all_six == VERDICT_NO)
			out->after = day;
	}
}

static struct survival_between between_of(const struct report_set *set,
                                          const struct outcomes_episode *e, int since)
{
	int last = set->params.as_of - e->entry;
	bool ended = e->reason != CLOSED_NOT && e->closed <= last;
	int late = since ? day_of(since, 1, 1).n - e->entry : 0;
	struct survival_between out = {
		.late = { .entry = late > 0 ? late - 1 : -1,
		          .exit = ended ? e->closed : last,
		          .end = ended ? end_of(e->reason) : (uint16_t)END_STILL },
	};

	read_scores(set, e, last, &out);
	return out;
}

struct chosen {
	int type;
	bool group[OUTCOMES_GROUPS];
	int since;
};

static bool is_chosen(const struct chosen *f, const struct report_set *set,
                      const struct outcomes_episode *e)
{
	return e->ordinal == 1 && e->entry <= set->params.as_of && f->group[e->group] &&
	       (f->type == OUTCOMES_ALL_TYPES || (e->types >> f->type & 1) == 1);
}

static void gather(struct arena *a, const struct report_set *set, const struct chosen *f,
                   struct stability_people *out)
{
	size_t n = set->in.n_episodes;

	*out = (struct stability_people){ .at = NEW_N(a, struct survival_between, n + 1),
		                              .types = NEW_N(a, uint32_t, n + 1),
		                              .age = NEW_N(a, uint8_t, n + 1) };
	for (size_t i = 0; i < n; i++) {
		const struct outcomes_episode *e = &set->in.episodes[i];
		struct survival_between one;

		if (!is_chosen(f, set, e))
			continue;
		one = between_of(set, e, f->since);
		if (one.late.exit <= one.late.entry)
			continue;
		out->at[out->n] = one;
		out->types[out->n] = e->types;
		out->age[out->n++] = e->group;
	}
}

void stability_gather(struct arena *a, const struct report_set *set,
                      const struct stability_filter *f, struct stability_people *out)
{
	struct chosen one = { .type = f->type, .since = f->since };

	one.group[f->group] = true;
	gather(a, set, &one, out);
}

void stability_gather_compared(struct arena *a, const struct report_set *set,
                               const struct stability_filter *f, struct stability_people *out)
{
	struct chosen one = { .type = OUTCOMES_ALL_TYPES, .since = f->since };

	for (size_t g = 0; g < OUTCOMES_GROUPS; g++)
		one.group[g] = f->compare == COMPARE_AGES ? g != OUTCOMES_ADULT : g == f->group;
	gather(a, set, &one, out);
}
