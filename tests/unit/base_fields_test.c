/* Records of named fields: what was put comes back, what is absent or damaged is its fallback. */
#include "base/fields.h"

#include "base/id.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

enum { ROOM = 1024 };

static struct buf record(struct arena *a)
{
	struct buf b = buf_new(a, ROOM);

	fields_put(&b, "name", STR("Nia"));
	fields_put_int(&b, "steps", -3);
	return b;
}

static void what_was_put_comes_back(void **state)
{
	struct arena *a = arena_new(ROOM * 4);
	struct buf b = record(a);
	uint8_t id[ID_BYTES] = { 7 };
	uint8_t back[ID_BYTES];

	(void)state;
	fields_put_id(&b, "id", id);
	assert_true(str_eq(fields_get(buf_str(&b), "name"), STR("Nia")));
	assert_int_equal(fields_int(buf_str(&b), "steps", 0), -3);
	assert_true(fields_id(buf_str(&b), "id", back));
	assert_memory_equal(id, back, ID_BYTES);
	arena_free(a);
}

static void a_day_that_is_not_known_is_not_written(void **state)
{
	struct day fallback = { 20000 };
	struct arena *a = arena_new(ROOM * 4);
	struct buf b = record(a);

	(void)state;
	fields_put_day(&b, "born", NO_DAY);
	assert_null(fields_get(buf_str(&b), "born").p);
	assert_false(day_known(fields_day(buf_str(&b), "born", NO_DAY)));
	assert_int_equal(fields_day(buf_str(&b), "born", fallback).n, fallback.n);
	fields_put_day(&b, "day", (struct day){ 0 });
	fields_put_day(&b, "before", (struct day){ -1 });
	assert_int_equal(fields_day(buf_str(&b), "day", fallback).n, 0);
	assert_int_equal(fields_day(buf_str(&b), "before", fallback).n, -1);
	arena_free(a);
}

static void what_is_no_number_is_its_fallback(void **state)
{
	struct arena *a = arena_new(ROOM * 4);
	struct buf b = record(a);
	uint8_t id[ID_BYTES];

	(void)state;
	assert_int_equal(fields_int(buf_str(&b), "name", 9), 9);
	assert_int_equal(fields_day(buf_str(&b), "name", NO_DAY).n, NO_DAY.n);
	assert_false(fields_id(buf_str(&b), "name", id));
	arena_free(a);
}

/* Cut anywhere, it has no fields rather than wrong ones: what is past the cut is absent. */
static void a_record_that_was_cut_has_nothing_past_the_cut(void **state)
{
	struct arena *a = arena_new(ROOM * 4);
	struct buf b = record(a);
	struct str whole = buf_str(&b);

	(void)state;
	for (size_t n = 0; n < whole.n; n++)
		assert_int_equal(fields_int((struct str){ whole.p, n }, "steps", 9), 9);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_put_comes_back),
		cmocka_unit_test(a_day_that_is_not_known_is_not_written),
		cmocka_unit_test(what_is_no_number_is_its_fallback),
		cmocka_unit_test(a_record_that_was_cut_has_nothing_past_the_cut),
	};

	return cmocka_run_group_tests_name("base_fields", tests, NULL, NULL);
}
