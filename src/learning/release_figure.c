/* The tables that can be declared: one dimension each, so that no two numbers of one table cross.
 */
#include "learning/release_inside.h"

#include <string.h>

/* X(code, words, who is counted, by what) */
#define FIGURES(X) \
	X("people-type", T("People who came to us, by casework type"), OF_PEOPLE, BY_TYPE) \
	X("people-site", T("People who came to us, by site"), OF_PEOPLE, BY_SITE) \
	X("people-age", T("People who came to us, by age at arrival"), OF_PEOPLE, BY_AGE) \
	X("people-year", T("People who came to us, by year of arrival"), OF_PEOPLE, BY_YEAR) \
	X("closed-stable", T("Outcome at closure: stable in all six"), OF_CLOSED, BY_STABLE) \
	X("closed-reason", T("Reason of closure"), OF_CLOSED, BY_REASON) \
	X("closed-type", T("Walks that have ended, by casework type"), OF_CLOSED, BY_TYPE) \
	X("closed-site", T("Walks that have ended, by site"), OF_CLOSED, BY_SITE) \
	X("closed-age", T("Walks that have ended, by age at arrival"), OF_CLOSED, BY_AGE) \
	X("closed-year", T("Walks that have ended, by year of arrival"), OF_CLOSED, BY_YEAR) \
	X("sustained-after", T("Stable at closure: does it last?"), OF_SUSTAINED, BY_AFTER) \
	X("baseline-domain", T("Adults at arrival: mean of each domain"), OF_BASELINE, BY_DOMAIN) \
	X("year-domain", T("Adults after one year: mean of each domain"), OF_1_YEAR, BY_DOMAIN) \
	X("ctdc-exploitation", T("Kind of exploitation, in the columns of CTDC"), OF_ANSWERED, BY_CTDC)

static const struct release_figure figures[] = {
#define X(code, words, of, by) { code, words, of, by },
	FIGURES(X)
#undef X
};
static const struct choice choices[] = {
#define X(code, words, of, by) { code, words },
	FIGURES(X)
#undef X
};
const struct choice_list release_figure_choices = { choices, sizeof choices / sizeof *choices };

struct release_figures release_figures(void)
{
	return (struct release_figures){ figures, sizeof figures / sizeof *figures };
}

const struct release_figure *release_figure_find(struct str code)
{
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		if (str_eq(code, str_z(figures[i].code)))
			return &figures[i];
	return NULL;
}

bool release_figure_ordered(const struct release_figure *f)
{
	return f->by == BY_AGE || f->by == BY_YEAR;
}

bool release_figure_overlaps(const struct release_figure *f)
{
	return f->by == BY_TYPE || f->by == BY_DOMAIN || f->by == BY_CTDC;
}

bool release_figure_consented(const struct release_figure *f)
{
	return f->of != OF_PEOPLE;
}

bool release_figure_answered(const struct release_figure *f)
{
	return f->of == OF_ANSWERED;
}

bool release_figure_means(const struct release_figure *f)
{
	return f->by == BY_DOMAIN;
}

bool release_figure_scored(const struct release_figure *f)
{
	return f->by == BY_STABLE || f->by == BY_AFTER || f->by == BY_DOMAIN;
}
