/* Lists that get long have pages: each is made longer than one, and every page stays light. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

enum { MANY = 37, WEIGHT_MOST = 32 * 1024, ADDRESS = 160 };

/* Where one is written, what is posted there, and where all of them stand; after /people/ID. */
static const struct list {
	const char *form;
	const char *fields;
	const char *shown;
} lists[] = {
	{ "/circle/new", "name=Rosa&kind=caregiver", "/circle" },
	{ "/safety/needs/new", "kind=phone&what=A+charger", "/safety" },
	{ "/events/new", "kind=threat&words=A+call&done=Listened&plan=not_yet", "/events" },
	{ "/check-ins/new", "level=3&words=Tired", "/check-ins" },
	{ "/stays", "kind=friends&ended=2026-03-02", "/stays" },
	{ "/services", "type=talk&minutes=30", "/services" },
	{ "/services/savings", "holder=self", "/services/savings" },
	{ "/services/unmet", "asked=housing&why=full", "/services/unmet" },
	{ "/plan/goals/new", "from=own&state=chosen&words=To+swim", "/plan" },
	{ "/consents/new?purpose=statistics",
	  "purpose=statistics&answer=given&groups-totals=1&how=mark", "/consents" },
	{ "/disclosures/new", "ground=danger&recipient=The+ambulance&groups-where=1&words=Now",
	  "/disclosures" },
	{ "/legal/hearings/new", "hearing=2026-04-01&state=planned", "/legal" },
	{ "/story/new", "words=It+was+cold&form=spoken", "/story" },
	{ "/own-view/new", "i_my_safety=2&how=alone", "/assessments" },
	{ "/questions/looking-back", "page=1&go=save&here%2Fbetter=More+bread", "/questions" },
};
enum { LISTS = sizeof lists / sizeof *lists };

static char address[ADDRESS];
static char person[ID_TEXT + 1];

static const char *of(const char *rest)
{
	(void)snprintf(address, sizeof address, "/people/%s%s", person, rest);
	return address;
}

static void arrive(struct test_browser *b, const char *label)
{
	static const char before[] = "/people/";

	assert_int_equal(test_get(b, "/people/new"), 200);
	assert_int_equal(test_post(b, "/people/new", label), 303);
	assert_true(b->location.n > sizeof before + ID_TEXT);
	memcpy(person, b->location.p + sizeof before - 1, ID_TEXT);
}

static void fill(struct test_browser *b, const struct list *l)
{
	char path[ADDRESS];

	(void)snprintf(path, sizeof path, "%s", of(l->form));
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(test_get(b, path), 200);
		path[strcspn(path, "?")] = 0;
		if (test_post(b, path, l->fields) != 303)
			fail_msg("%s: %d", l->form, b->status);
		(void)snprintf(path, sizeof path, "%s", of(l->form));
	}
}

/* Where the next page begins; 0: this is the last. */
static int next_page(const struct test_browser *b, const char *path)
{
	char link[ADDRESS + 16];
	const char *at = arena_str(b->arena, b->body).p;
	int last = 0;
	int64_t n;

	(void)snprintf(link, sizeof link, "href=\"%s?from=", path);
	while ((at = strstr(at, link))) {
		at += strlen(link);
		n = 0;
		(void)str_int((struct str){ at, strspn(at, "0123456789") }, &n);
		last = n > last ? (int)n : last;
	}
	return last;
}

static void every_list_goes_on_with_another_page(void **state)
{
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	arrive(&b, "label=Nia");
	assert_int_equal(test_get(&b, of("/words")), 200);
	assert_int_equal(test_post(&b, address, "concerns=The+debt"), 303);
	for (int i = 0; i < LISTS; i++) {
		char path[ADDRESS];
		char later[ADDRESS + 32];
		int next;
		fill(&b, &lists[i]);
		(void)snprintf(path, sizeof path, "%s", of(lists[i].shown));
		assert_int_equal(test_get(&b, path), 200);
		assert_true(b.body.n < WEIGHT_MOST);
		next = next_page(&b, path);
		if (next == 0)
			print_error("%s has one page\n", lists[i].shown);
		assert_true(next > 0 && next < MANY);
		(void)snprintf(later, sizeof later, "%s?from=%d", path, next);
		assert_int_equal(test_get(&b, later), 200);
		assert_true(b.body.n < WEIGHT_MOST);
		/* A place past the end is no error. */
		(void)snprintf(later, sizeof later, "%s?from=99999", path);
		assert_int_equal(test_get(&b, later), 200);
	}
	assert_int_equal(test_get(&b, of("")), 200);
	assert_true(b.body.n < WEIGHT_MOST);
	test_browser_end(&b);
}

/* Whether a button of the page opens the words from there on. */
static bool goes_on_from(const struct test_browser *b, int place)
{
	char form[ADDRESS + 32];

	(void)snprintf(form, sizeof form, "action=\"%s?from=%d\"", of("/story/read"), place);
	return strstr(arena_str(b->arena, b->body).p, form) != NULL;
}

static void a_long_story_is_opened_page_by_page(void **state)
{
	static const struct list story = { "/story/new", "words=It+was+cold&form=spoken", "" };
	char path[ADDRESS + 32];
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	arrive(&b, "label=Solomon");
	fill(&b, &story);
	assert_int_equal(test_get(&b, of("/story")), 200);
	assert_int_equal(test_post(&b, of("/story/read"), "x=1"), 200);
	assert_true(b.body.n < WEIGHT_MOST);
	assert_true(goes_on_from(&b, 10));
	(void)snprintf(path, sizeof path, "%s?from=30", of("/story/read"));
	assert_int_equal(test_post(&b, path, "x=1"), 200);
	assert_true(goes_on_from(&b, 20));
	assert_false(goes_on_from(&b, 40));
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_list_goes_on_with_another_page),
		cmocka_unit_test(a_long_story_is_opened_page_by_page),
	};

	return test_on_both("care_lists", tests, sizeof tests / sizeof *tests);
}
