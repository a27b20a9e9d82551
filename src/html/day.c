#include "html/html.h"

/* clang-format off */
static const char *const months[12] = {
	TC("month", "January"), TC("month", "February"), TC("month", "March"),
	TC("month", "April"), TC("month", "May"), TC("month", "June"),
	TC("month", "July"), TC("month", "August"), TC("month", "September"),
	TC("month", "October"), TC("month", "November"), TC("month", "December"),
};
/* clang-format on */

struct str day_words(struct html *h, struct day d)
{
	struct date a;
	struct str parts[3];

	if (!day_known(d))
		return STR("");
	a = day_date(d);
	parts[0] = html_of_int(h, a.day);
	parts[1] = str_z(lang_context(h->lang, "month", months[a.month - 1]));
	parts[2] = html_of_int(h, a.year);
	/* TRANSLATORS: day, month, year, as a date is written in a sentence. */
	return html_fill_bare(h, lang_context(h->lang, "date", "{1} {2} {3}"), parts, 3);
}
