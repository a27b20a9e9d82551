/* Which forms print, and for whom. */
#include "care/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"

static bool lists(const struct paper_forms *f, const char *path)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->at[i].path, path) == 0)
			return true;
	return false;
}

static bool asks(const struct paper_forms *f, const char *path)
{
	for (size_t i = 0; i < f->packs.n; i++)
		if (strcmp(f->packs.at[i].path, path) == 0)
			return f->packs.at[i].title.n > 0;
	return false;
}

/* A health worker writes nothing of the case, and fills in what names her. */
static void who_has_one_compartment_prints_what_lies_in_it(void **state)
{
	struct test_house *h = *state;
	struct paper_forms forms;
	struct person_id p;
	struct ctx c;

	assert_int_equal(test_person(h, "amara", TEST_HARBOUR, &p), OK);
	haul_assign(h, "lena", p, "hana");
	test_forget(h, "hana");
	assert_int_equal(test_ctx(h, "hana", &c), OK);
	assert_int_equal(paper_forms(&c, p, &forms), OK);
	assert_true(asks(&forms, "/questionnaires/new/phq-9"));
	assert_false(asks(&forms, "/questions/looking-back"));
	test_ctx_end(&c);
}

static void who_writes_a_form_may_print_it_and_nobody_else(void **state)
{
	struct test_house *h = *state;
	struct paper_forms forms;
	struct person_id p;
	struct ctx c;

	assert_int_equal(test_person(h, "amara", TEST_HARBOUR, &p), OK);
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(paper_forms(&c, p, &forms), OK);
	assert_true(lists(&forms, "/notes/new"));
	assert_true(lists(&forms, "/contact"));
	assert_true(asks(&forms, "/questions/looking-back"));
	assert_true(asks(&forms, "/questionnaires/new/phq-9"));
	assert_false(asks(&forms, "/questions/phq-9"));
	test_ctx_end(&c);
	assert_int_equal(test_ctx(h, "bela", &c), OK);
	assert_int_equal(paper_forms(&c, p, &forms), OK);
	assert_int_equal(forms.n, 0);
	assert_int_equal(forms.packs.n, 0);
	test_ctx_end(&c);
}

static void every_form_says_what_it_is_and_where(void **state)
{
	struct test_house *h = *state;
	const struct modules *all = h->house->modules;

	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->at[i]->nforms; k++) {
			assert_int_equal(all->at[i]->forms[k].path[0], '/');
			assert_true(all->at[i]->forms[k].label[0] != '\0');
			assert_true(all->at[i]->forms[k].opens > 0);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_writes_a_form_may_print_it_and_nobody_else),
		cmocka_unit_test(who_has_one_compartment_prints_what_lies_in_it),
		cmocka_unit_test(every_form_says_what_it_is_and_where),
	};

	return test_on_both("forms on paper", tests, sizeof tests / sizeof *tests);
}
