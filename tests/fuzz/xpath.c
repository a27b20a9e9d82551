/* An expression, and behind a newline an answer to it: whatever is not refused is worked out in a
 * form, and what comes of it can be stored and read. */
#include "forms/fill.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct form_choice choices[] = {
	{ .name = { "a", 1 }, .label = { { { "A", 1 } } } },
	{ .name = { "b", 1 }, .label = { { { "B", 1 } } } },
};
static const struct form_list list = { { "l", 1 }, choices, 2 };

static struct form_field field(enum form_type type, const char *name, const char *path, int group)
{
	struct form_field f = {
		.type = type, .name = str_z(name), .path = str_z(path), .group = group
	};

	f.repeat = group;
	return f;
}

static void stored(struct arena *a, struct fill *f)
{
	struct answers out;
	struct answers back;
	struct str json;

	if (fill_answers(f, &out) != OK)
		return;
	if (answers_write(a, &out, &json) != OK || answers_read(a, json, &back) != OK ||
	    back.n != out.n)
		abort();
}

static void in_a_form(struct arena *a, struct str expr, struct str answer)
{
	struct form_field fields[] = {
		field(FORM_TEXT, "q", "q", FORM_NO_GROUP),    field(FORM_REPEAT, "r", "r", FORM_NO_GROUP),
		field(FORM_SELECT_MULTIPLE, "l", "r/l", 1),   field(FORM_CALCULATE, "c", "r/c", 1),
		field(FORM_DECIMAL, "n", "n", FORM_NO_GROUP),
	};
	const struct form_def d = {
		.id = STR("f"), .version = STR("1"), .fields = fields, .fields_n = 5, .langs_n = 1
	};
	const struct answer given[] = {
		{ STR("q"), ANSWER_TEXT, answer, 0 },      { STR("r"), ANSWER_ROUNDS, STR(""), 2 },
		{ STR("r[1]/l"), ANSWER_TEXT, answer, 0 }, { STR("r[2]/l"), ANSWER_TEXT, STR("a b"), 0 },
		{ STR("n"), ANSWER_TEXT, answer, 0 },
	};
	const struct answers all = { .at = given, .n = 5 };
	const struct fill_start start = {
		.form = &d, .lang = STR("en"), .today = { 20000 }, .given = &all
	};
	struct fill *f;
	size_t at;

	fields[2].list = &list;
	fields[2].choice_filter = expr;
	fields[3].calculation = expr;
	fields[4].constraint = expr;
	fields[4].relevant = expr;
	if (!form_order(a, &d, &at) && fill_open(a, &start, &f) == OK)
		stored(a, f);
}

static void try(struct arena *a, const uint8_t *data, size_t n)
{
	struct str answer;
	struct str expr = str_cut((struct str){ (const char *)data, n }, '\n', &answer);

	if (!str_utf8(answer) || xpath_objection(a, expr))
		return;
	in_a_form(a, arena_str(a, expr), arena_str(a, answer));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	static jmp_buf place;

	if (!a) {
		answers_start();
		a = arena_new((size_t)64 << 20);
	}
	if (!a)
		return 0;
	arena_guard(a, &place);
	if (setjmp(place) == 0)
		try(a, data, n);
	arena_guard(a, NULL);
	arena_reset(a);
	return 0;
}
