/* Writes people.html with values that would break a page, in English and in a language made for the
 * test. */
#include "people_html.h"

#include <stdio.h>

static unsigned never(unsigned long n)
{
	(void)n;
	return 0;
}

static const char *const says[] = { "{2}: <{1}>", "&c." };
static const struct lang_entry entries[] = {
	{ "", "People", says + 1, 1 },
	{ "", "Seen by {1} on {2}", says, 1 },
};
static const struct lang english = { "en", "English", false, false, never, 1, NULL, 0 };
static const struct lang other = { "xx", "Other", true, true, never, 1, entries, 2 };
const struct lang *const lang_table[] = { &english, &other };
const size_t lang_table_n = 2;

void form_token(struct html *h, const struct people *v)
{
	(void)v;
	html_raw(h, "<!--token-->", 12);
}

static void print_page(struct arena *a, const struct lang *lang, const struct people *v)
{
	struct buf out = buf_new(a, 65536);
	struct html h = { .out = &out, .lang = lang };

	people_page(&h, v);
	fwrite(out.p, 1, out.n, stdout);
	printf("\n=====\n");
}

int main(void)
{
	struct arena *a = arena_new(1 << 20);
	struct row rows[2] = {
		{ .id = { { 1, 2, 3 } },
		  .name = STR("A & \"B\" <c>"),
		  .day = { 0 },
		  .waiting = true,
		  .small = 7 },
		{ .name = STR("d/e?f"), .day = { 20526 }, .yes = true, .n = SIZE_MAX },
	};
	struct people v = { .name = STR("<i>'\"&"),
						.back = STR("//elsewhere"),
						.day = { 20526 },
						.title = T("Search"),
						.rows = { rows, 2 } };

	if (!a)
		return 1;
	print_page(a, &english, &v);
	v.rows.n = 1;
	v.back = STR("/a?b=c&d");
	print_page(a, &other, &v);
	v.rows.n = 0;
	print_page(a, &english, &v);
	arena_free(a);
	return 0;
}
