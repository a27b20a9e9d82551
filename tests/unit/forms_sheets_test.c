/* The forms of tests/forms: what each of them is told, to the letter; and that each which can be
 * read goes to a workbook and back. */
#include "forms/workbook_write.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

enum { FORM_TEXT_BYTES = 64 << 10 };

static struct form_problems problems;

static int set_up(void **state)
{
	*state = arena_new((size_t)256 << 20);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static struct str file_text(struct arena *a, const char *path)
{
	char *p = arena_alloc(a, FORM_TEXT_BYTES);
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		fail_msg("%s cannot be opened", path);
	n = fread(p, 1, FORM_TEXT_BYTES - 1, f);
	(void)fclose(f);
	return (struct str){ p, n };
}

/* What stands under "== name", up to the next "== ". */
static struct str section(struct arena *a, struct str text, const char *name)
{
	const char *at = strstr(text.p, arena_fmt(a, "== %s\n", name).p);
	const char *end;

	if (!at)
		return STR("");
	at += strlen(name) + 4;
	end = strstr(at, "\n== ");
	return (struct str){ at, end ? (size_t)(end - at) + 1 : strlen(at) };
}

static struct str told(struct arena *a)
{
	static const char *const weights[] = { "refused", "draft", "remark" };
	struct str out = STR("");

	for (int w = FORM_REFUSED; w <= FORM_REMARK; w++) {
		for (size_t i = 0; i < problems.n; i++) {
			const struct form_problem *p = &problems.at[i];
			if (p->weight != (enum form_weight)w)
				continue;
			out = arena_fmt(a, "%s%s %s %zu%s%.*s: %s", out.p, weights[w], p->sheet, p->row,
			                p->column.n ? " " : "", (int)p->column.n, p->column.p, p->words);
			if (p->detail.n)
				out = arena_fmt(a, "%s [%.*s]", out.p, (int)p->detail.n, p->detail.p);
			out = arena_fmt(a, "%s\n", out.p);
		}
	}
	return out;
}

static void there_and_back(struct arena *a, const char *path, const struct form_def *f)
{
	const struct form_def *again = NULL;
	struct str bytes;

	if (form_write_workbook(a, f, &bytes) != OK ||
	    form_read_workbook(a, bytes, STR("file"), &again, &problems) != OK)
		fail_msg("%s does not go to a workbook and back", path);
	if (!str_eq(form_canonical(a, f), form_canonical(a, again)) || f->fields_n != again->fields_n)
		fail_msg("%s is another form when it comes back from a workbook", path);
}

static void try_form(struct arena *a, const char *path, bool good)
{
	struct str text = file_text(a, path);
	const struct form_files files = { section(a, text, "survey"), section(a, text, "choices"),
		                              section(a, text, "settings"), section(a, text, "scoring"),
		                              STR("file") };
	struct str expected = section(a, text, "expect");
	const struct form_def *f = NULL;
	enum err e = form_read(a, &files, &f, &problems);
	struct str said = told(a);

	if (!str_eq(said, expected))
		fail_msg("%s was told:\n%s", path, said.p);
	assert_int_equal(e, good ? OK : ERR_INVALID);
	if (good)
		there_and_back(a, path, f);
}

static size_t try_all(struct arena *a, const char *folder, bool good)
{
	char path[4096];
	char where[4096];
	DIR *d;
	size_t n = 0;

	(void)snprintf(where, sizeof where, "%s/tests/forms/%s", SOURCE_ROOT, folder);
	d = opendir(where);
	assert_non_null(d);
	for (const struct dirent *one = readdir(d); one; one = readdir(d)) {
		if (one->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof path, "%.2000s/%s", where, one->d_name);
		try_form(a, path, good);
		arena_reset(a);
		n++;
	}
	(void)closedir(d);
	return n;
}

static void good_forms_load_and_are_told_what_is_missing(void **state)
{
	assert_true(try_all(*state, "good", true) >= 8);
}

static void broken_forms_are_refused_with_exactly_these_words(void **state)
{
	assert_true(try_all(*state, "bad", false) >= 40);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(good_forms_load_and_are_told_what_is_missing),
		TEST(broken_forms_are_refused_with_exactly_these_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
