/* The broken forms of tests/forms: what each of them is told, to the letter. */
#include "harness/samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static struct form_problems problems;

static void try_sample(struct arena *a, const struct sample *s, void *arg)
{
	const struct form_def *f = NULL;
	enum err e = sample_form(a, s, &f, &problems);
	struct str said = sample_told(a, &problems);

	(void)arg;
	/* cmocka cuts long messages. */
	if (!str_eq(said, sample_text(s, "expect"))) {
		print_error("%s was told:\n", s->path);
		(void)fputs(said.p, stderr);
		fail();
	}
	/* A file that is missing or is none that can be shown makes a draft, which cannot be used. */
	if (e != ERR_INVALID)
		assert_false(form_ready(&problems));
	if (problems.unready == 0)
		assert_int_equal(e, ERR_INVALID);
}

static void broken_forms_are_refused_with_exactly_these_words(void **state)
{
	assert_true(samples_each(*state, "bad", try_sample, NULL) >= 60);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, samples_set_up, samples_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(broken_forms_are_refused_with_exactly_these_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
