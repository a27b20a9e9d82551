#include "learning/standards_view.h"

#include <math.h>

static const char *const codes[STANDARDS] = { "reasked", "words_first", "words_soon",  "no_served",
	                                          "overdue", "unplanned",   "asked_at_end" };

struct standards_list standards_all(void)
{
	static const struct standard_words list[] = {
		{ STANDARD_REASKED, T("Asked to tell again"),
		  T("of all who told something painful; the fewer, the better"), "care_reasked" },
		{ STANDARD_WORDS_FIRST, T("Own words before the first score"),
		  T("of all who were assessed; should be everybody"), "care_words_first" },
		{ STANDARD_WORDS_SOON, T("Own words within three days"), T("of all who arrived"),
		  "care_words_soon" },
		{ STANDARD_NO_SERVED, T("Said no, and still served"),
		  T("of all who said no; a no should cost nothing"), "care_no_served" },
		{ STANDARD_OVERDUE, T("Check-ins overdue"), T("of all with us who have a next check-in"),
		  "care_overdue" },
		{ STANDARD_UNPLANNED, T("No next check-in"), T("of all who are with us"),
		  "care_unplanned" },
		{ STANDARD_ASKED_AT_END, T("Asked at the end how it was"),
		  T("of all whose walk ended, except by death"), "care_asked_at_end" },
	};

	return (struct standards_list){ list, sizeof list / sizeof *list };
}

struct standards_missing standards_uncounted(void)
{
	static const struct report_name list[] = {
		{ 0,
		  T("Feedback answered: there is no place yet where feedback and its answer are kept.") },
		{ 1, T("Supervision: there is no record yet of who had supervision, and when.") },
		{ 2,
		  T("Principles: there is no record yet of how the house looks at its own principles.") },
	};

	return (struct standards_missing){ list, sizeof list / sizeof *list };
}

struct str standards_link(struct html *h, const char *definition)
{
	return arena_fmt(h->out->arena, "/reports/definitions#%s", definition);
}

/* --- as a file --- */

static void put_load(struct report_printer *p, const char *of, const struct standards_load *load,
                     int64_t value)
{
	struct report_line l = { .group = "all",
		                     .type = STR("all"),
		                     .which = "house",
		                     .wave = "",
		                     .figure = "people_a_colleague",
		                     .of = of,
		                     .told = load->told ? TOLD : TOLD_NOT,
		                     .measured = load->told,
		                     .value = (double)value,
		                     .ci = { (double)NAN, (double)NAN } };

	report_put(p, &l);
}

void standards_put(struct report_printer *p, const void *report)
{
	const struct standards_report *r = report;

	if (report_put_people(p, &r->outcomes))
		for (size_t i = 0; i < STANDARDS; i++)
			report_put_part(p, codes[i], "", &r->part[i]);
	put_load(p, "quarter", &r->load, r->load.low);
	put_load(p, "half", &r->load, r->load.middle);
	put_load(p, "three_quarters", &r->load, r->load.high);
	put_load(p, "most", &r->load, r->load.most);
	p->at = (struct report_line){
		.group = "all", .type = STR("all"), .which = "house", .wave = "", .of = ""
	};
	report_put_part(p, "nobody_walks_along", "", &r->alone);
}
