#include "html/layout_html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* What a page begins with, in the arena. */
static const char *opened(struct arena *a, const struct page_head *p)
{
	struct buf out = buf_new(a, 64 * 1024);
	struct html h = { &out, lang_find(STR("en")) };

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
	};

	return cmocka_run_group_tests(tests, begin, end);
}
