/* What stands below a table that leaves the house, on its page and for programs. */
#include "learning/release_view.h"

enum { NOTES = 5 };

struct notes {
	struct html *h;
	struct release_note *at;
	size_t n;
};

static void note(struct notes *to, const char *words)
{
	to->at[to->n++].words = str_z(lang_text(to->h->lang, words));
}

static void of_numbers(struct notes *to, const struct release *r)
{
	struct str epsilon = release_epsilon(to->h, r->series.epsilon);
	const char *noisy =
		T("Each number has noise added (discrete Laplace, epsilon {1}): it is right "
	      "on the whole and never exact.");

	if (release_banded(r))
		note(to, T("Fewer than 50 people are counted, so each number is a band. “Under 11” also "
		           "stands for nobody."));
	else if (r->series.kind == RELEASE_CONTRACT)
		note(to, T("The rows are exact. How many that is of all is rounded to 5."));
	else if (r->series.kind == RELEASE_NOISE)
		to->at[to->n++].words = html_fill_bare(to->h, lang_text(to->h->lang, noisy), &epsilon, 1);
	else
		note(to, T("Numbers are rounded to 5, each by itself, so they may not add up; 10 stands "
		           "for 11 or 12. Percentages are of rounded numbers. “Under 11” also stands for "
		           "nobody."));
}

struct release_notes release_notes(struct html *h, const struct release *r)
{
	struct notes to = { h, NEW_N(h->out->arena, struct release_note, NOTES), 0 };
	const struct release_figure *f = r->series.figure;

	if (release_figure_scored(f))
		note(&to, T("This rubric is not yet validated: nobody has shown yet that it measures what "
		            "it should."));
	note(&to, release_figure_consented(f)
	              ? T("Only people who agreed to be in statistics are counted.")
	              : T("Everybody who came is counted: this is a total of the service, not an "
	                  "outcome."));
	if (release_figure_answered(f))
		note(&to, T("The percentages are of people of whom one of these rows says something. A "
		            "kind of casework that has no place in them is not counted here."));
	if (r->overlap && !release_figure_means(f))
		note(&to, T("A person may be in several rows, so they do not add up."));
	of_numbers(&to, r);
	return (struct release_notes){ to.at, to.n };
}
