#include "html/layout_html.h"
#include "html/parts_html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* What a page begins with, in the arena. */
static const char *opened(struct arena *a, const struct page_head *p)
{
	struct buf out = buf_new(a, 64 * 1024);
	struct html h = { .out = &out, .lang = lang_find(STR("en")) };

	layout_open(&h, p);
	return arena_str(a, buf_str(&out)).p;
}

static struct page_head about(struct page_person one)
{
	return (struct page_head){
		.title = "A contact", .css = "/a.css", .path = STR("/people/1/notes/new"), .person = one
	};
}

static void a_page_names_whom_it_is_about_and_leads_back(void **state)
{
	struct arena *a = *state;
	struct page_head p =
		about((struct page_person){ STR("K-7F3Q"), STR("Nia <3"), STR("/people/1") });
	const char *page = opened(a, &p);

	assert_non_null(strstr(page, "<p class=\"whose\"><a href=\"/people/1\">"));
	assert_non_null(strstr(page, "<bdi>Nia &lt;3</bdi>"));
	assert_non_null(strstr(page, "K-7F3Q"));
	assert_non_null(strstr(page, "<title>A contact</title>"));
}

static void a_name_that_is_closed_is_said_to_be_closed(void **state)
{
	struct arena *a = *state;
	struct page_head p = about((struct page_person){ STR("K-7F3Q"), { NULL, 0 }, { NULL, 0 } });
	const char *page = opened(a, &p);

	assert_non_null(strstr(page, "<p class=\"whose\">closed to you · K-7F3Q"));
}

static void a_page_that_must_be_safe_to_carry_names_nobody(void **state)
{
	struct arena *a = *state;
	struct page_head p = about((struct page_person){ STR("K-7F3Q"), STR("Nia"), { NULL, 0 } });

	p.discreet = true;
	assert_null(strstr(opened(a, &p), "Nia"));
	assert_null(strstr(opened(a, &p), "K-7F3Q"));
}

/* A whole page with a form of three fields: one is well, one that a part writes, one by hand. */
static const char *form_page(struct arena *a, const struct form_view *f)
{
	struct buf out = buf_new(a, 64 * 1024);
	struct html h = { .out = &out, .lang = lang_find(STR("en")) };
	struct page_head p = about((struct page_person){ .code = { NULL, 0 } });

	layout_open(&h, &p);
	problem_summary(&h, f);
	field_text(&h, f, "how", "How", NULL, 100);
	field_day(&h, f, "next", "When next", NULL);
	layout_close(&h, &p);
	return arena_str(a, buf_str(&out)).p;
}

static void what_needs_another_look_is_named_as_its_field_is(void **state)
{
	static const struct field_view fields[] = {
		{ "how", { "visit", 5 }, NULL },
		{ "next", { "32 May", 6 }, "This is no day." },
		{ "own", { "", 0 }, "Please fill this in." },
	};
	const struct form_view f = { fields, 3, "token" };
	const char *page = form_page(*state, &f);
	const char *list = strstr(page, "<div class=\"problems\" role=\"alert\">");

	assert_non_null(list);
	assert_non_null(strstr(list, "<a href=\"#f-next\">When next</a><p>This is no day.</p>"));
	/* Nobody named this one: its message leads there. */
	assert_non_null(strstr(list, "<a href=\"#f-own\">Please fill this in.</a>"));
	assert_null(strstr(list, "#f-how"));
	/* Above the fields, and once. */
	assert_true(list < strstr(page, "id=\"f-how\""));
	assert_null(strstr(list + 20, "class=\"problems\""));
	assert_non_null(strstr(page, "id=\"p-next\">This is no day.</p>"));
	assert_non_null(strstr(page, "</html>"));
}

static void a_form_that_is_well_says_nothing_of_problems(void **state)
{
	static const struct field_view fields[] = { { "how", { "visit", 5 }, NULL } };
	const struct form_view f = { fields, 1, "token" };

	assert_null(strstr(form_page(*state, &f), "problems"));
}

static int begin(void **state)
{
	*state = arena_new(1 << 20);
	return *state ? 0 : -1;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_names_whom_it_is_about_and_leads_back),
		cmocka_unit_test(a_name_that_is_closed_is_said_to_be_closed),
		cmocka_unit_test(a_page_that_must_be_safe_to_carry_names_nobody),
		cmocka_unit_test(what_needs_another_look_is_named_as_its_field_is),
		cmocka_unit_test(a_form_that_is_well_says_nothing_of_problems),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
