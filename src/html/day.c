#include "html/html.h"

/* clang-format off */
static const char *const months[12] = {
	TC("month", "January"), TC("month", "February"), TC("month", "March"),
	TC("month", "April"), TC("month", "May"), TC("month", "June"),
	TC("month", "July"), TC("month", "August"), TC("month", "September"),
	TC("month", "October"), TC("month", "November"), TC("month", "December"),
};
static const char *const short_months[12] = {
	TC("short month", "Jan"), TC("short month", "Feb"), TC("short month", "Mar"),
	TC("short month", "Apr"), TC("short month", "May"), TC("short month", "Jun"),
	TC("short month", "Jul"), TC("short month", "Aug"), TC("short month", "Sep"),
	TC("short month", "Oct"), TC("short month", "Nov"), TC("short month", "Dec"),
};

static const char *const short_days[7] = {
	TC("short day", "Sun"), TC("short day", "Mon"), TC("short day", "Tue"), TC("short day", "Wed"),
	TC("short day", "Thu"), TC("short day", "Fri"), TC("short day", "Sat"),
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

void day_names(const struct lang *l, struct day_names *out)
{
	for (size_t i = 0; i < 12; i++)
		out->months[i] = lang_context(l, "short month", short_months[i]);
	for (size_t i = 0; i < 7; i++)
		out->days[i] = lang_context(l, "short day", short_days[i]);
}
