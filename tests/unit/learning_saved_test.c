/* learning/saved: filters under a name, from their keys to the address that they lead to. */
#include "learning/saved_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct saved_view view_of(struct ctx *c, const char *name, bool of_house)
{
	struct saved_view v = {
		.row = row_id_fresh(c->now), .house = of_house, .name = str_z(name), .page = SAVED_OUTCOMES
	};

	v.entry = v.row;
	v.param[PARAM_TYPE] = STR("forced_labour");
	v.param[PARAM_FROM] = STR("2023");
	return v;
}

static enum err writes(const char *user, const struct saved_view *v,
                       const struct saved_view *before)
{
	struct ctx c = test_task(user);
	enum err e = saved_write(&c, v, before);

	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static enum err adds(const char *user, const char *name, bool of_house)
{
	struct ctx c = test_task(user);
	struct saved_view v = view_of(&c, name, of_house);

	test_ctx_end(&c);
	return writes(user, &v, NULL);
}

/* The one of a name, in c's arena; NULL: none is shown to the user. */
static const struct saved_view *named(struct ctx *c, const char *name)
{
	struct saved_views all;

	assert_int_equal(saved_read(c, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.at[i].name, str_z(name)))
			return &all.at[i];
	return NULL;
}

static bool sees(const char *user, const char *name)
{
	struct ctx c = test_task(user);
	bool there = named(&c, name) != NULL;

	test_ctx_end(&c);
	return there;
}

static void whoever_reads_no_reports_neither_writes_nor_reads_views(void **state)
{
	static const char *const without[] = { "amara", "lena", "tom", "boris", "vera" };
	struct saved_views all;

	(void)state;
	for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
		struct ctx c = test_task(without[i]);
		assert_int_equal(saved_read(&c, &all), ERR_DENIED);
		test_ctx_end(&c);
		assert_int_equal(adds(without[i], "Mine", false), ERR_DENIED);
		assert_int_equal(adds(without[i], "Ours", true), ERR_DENIED);
	}
}

static void a_view_of_the_house_is_seen_by_all_readers_and_an_own_one_by_its_owner(void **state)
{
	(void)state;
	assert_int_equal(adds("eva", "Of the house", true), OK);
	assert_int_equal(adds("eva", "Of Eva", false), OK);
	assert_true(sees("eva", "Of the house") && sees("grace", "Of the house"));
	assert_true(sees("eva", "Of Eva"));
	assert_false(sees("grace", "Of Eva"));
}

/* The row is read by its owner's id, and opens with her keys only. */
static void the_keys_of_another_do_not_open_an_own_view(void **state)
{
	struct ctx eva = test_task("eva");
	struct ctx grace = test_task("grace");
	struct row_id row = row_id_fresh(eva.now);
	struct sealed body = seal_own(&eva, SEAL_VIEW_OWN, row, STR("a name"));
	struct str plain;

	(void)state;
	assert_int_equal(open_own(&eva, SEAL_VIEW_OWN, row, body, &plain), OK);
	assert_int_not_equal(open_own(&grace, SEAL_VIEW_OWN, row, body, &plain), OK);
	test_ctx_end(&grace);
	test_ctx_end(&eva);
}

static void what_was_chosen_comes_back(void **state)
{
	struct ctx c = test_task("grace");
	const struct saved_view *v = named(&c, "Of the house");

	(void)state;
	assert_non_null(v);
	assert_true(v->house && !v->closed);
	assert_int_equal(v->page, SAVED_OUTCOMES);
	assert_int_equal(v->period, PERIOD_FIXED);
	assert_true(str_eq(v->param[PARAM_TYPE], STR("forced_labour")));
	assert_true(str_eq(v->param[PARAM_FROM], STR("2023")));
	assert_int_equal(v->param[PARAM_OF].n, 0);
	assert_true(str_eq(v->author, STR("eva")));
	assert_int_equal(v->day.n, c.today.n);
	test_ctx_end(&c);
}

static void a_name_is_taken_once_by_one_owner_however_it_is_spelled(void **state)
{
	struct ctx c = test_task("eva");
	struct saved_view v = view_of(&c, " of the  HOUSE", true);
	struct saved_views all;

	(void)state;
	assert_int_equal(saved_read(&c, &all), OK);
	assert_int_equal(saved_lack(&c, &v, &all), SAVED_NAME_TAKEN);
	v.house = false;
	assert_int_equal(saved_lack(&c, &v, &all), SAVED_WHOLE);
	v.name = STR("");
	assert_int_equal(saved_lack(&c, &v, &all), SAVED_LACKS_NAME);
	test_ctx_end(&c);
	assert_int_equal(adds("grace", "Of the house", true), ERR_INVALID);
	assert_int_equal(adds("grace", "Of the house", false), OK);
}

/* Both saw the same free place. */
static void of_two_who_save_at_once_the_second_is_asked_again(void **state)
{
	struct ctx eva = test_task("eva");
	struct ctx grace = test_task("grace");
	struct saved_view first = view_of(&eva, "At once", true);
	struct saved_view second = view_of(&grace, "At once", true);

	(void)state;
	assert_int_equal(saved_write(&eva, &first, NULL), OK);
	assert_int_equal(saved_write(&grace, &second, NULL), OK);
	assert_int_equal(test_commit(&eva), OK);
	assert_int_equal(test_commit(&grace), ERR_CONFLICT);
	test_ctx_end(&grace);
	test_ctx_end(&eva);
}

static void what_was_changed_meanwhile_is_not_overwritten(void **state)
{
	struct ctx c = test_task("eva");
	struct saved_view before = *named(&c, "At once");
	struct saved_view after = before;
	struct saved_view late = before;

	(void)state;
	after.row = row_id_fresh(c.now);
	after.name = STR("Later");
	late.row = row_id_fresh(c.now);
	late.name = STR("Too late");
	assert_int_equal(writes("grace", &after, &before), OK);
	assert_int_equal(writes("eva", &late, &before), ERR_CONFLICT);
	test_ctx_end(&c);
	assert_true(sees("eva", "Later"));
	assert_false(sees("eva", "At once") || sees("eva", "Too late"));
	c = test_task("eva");
	after = *named(&c, "Later");
	assert_memory_equal(after.entry.b, before.entry.b, ID_BYTES);
	assert_int_equal(saved_delete(&c, &after), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_false(sees("grace", "Later"));
}

static void nobody_keeps_more_than_fifty_and_one_of_fifty_can_still_be_changed(void **state)
{
	struct saved_view after;
	struct saved_view before;
	struct saved_views all;
	struct ctx c;

	(void)state;
	for (int i = 1; i < SAVED_MOST; i++) {
		char name[32];
		(void)snprintf(name, sizeof name, "Number %d", i);
		assert_int_equal(adds("grace", name, false), OK);
	}
	assert_int_equal(adds("grace", "One more", false), ERR_INVALID);
	c = test_task("grace");
	assert_int_equal(saved_read(&c, &all), OK);
	after = view_of(&c, "One more", false);
	assert_int_equal(saved_lack(&c, &after, &all), SAVED_TOO_MANY);
	before = after = *named(&c, "Number 7");
	after.row = row_id_fresh(c.now);
	after.name = STR("Changed");
	assert_int_equal(writes("grace", &after, &before), OK);
	test_ctx_end(&c);
	assert_true(sees("grace", "Changed"));
	assert_int_equal(adds("eva", "Still mine", false), OK);
}

/* --- addresses --- */

static void leads_to(struct saved_view v, struct day today, const char *href)
{
	struct arena *a = arena_new(1 << 20);
	struct str is;

	saved_tidy(&v);
	is = saved_href(a, &v, today);
	assert_string_equal(is.p, href);
	arena_free(a);
}

static void an_address_holds_what_was_chosen_and_nothing_that_is_so_anyway(void **state)
{
	struct saved_view v = { .page = SAVED_OUTCOMES };
	struct day today = day_of(2026, 11, 23);

	(void)state;
	v.param[PARAM_AGE] = STR("adult");
	v.param[PARAM_FROM] = STR("0");
	v.param[PARAM_WALK] = STR("1");
	v.param[PARAM_FUNDER] = STR("voca");
	leads_to(v, today, "/reports/outcomes");
	v.param[PARAM_TYPE] = STR("forced_labour");
	v.param[PARAM_FROM] = STR("2024");
	leads_to(v, today, "/reports/outcomes?type=forced_labour&from=2024");
	/* Groups side by side leave type and years open; a site may have any name. */
	v.param[PARAM_BY] = STR("site");
	v.param[PARAM_OF] = STR("North & \"South\"");
	leads_to(v, today, "/reports/outcomes?by=site&of=North%20%26%20%22South%22");
}

static void a_period_moves_with_the_day_of_reading(void **state)
{
	struct saved_view years = { .page = SAVED_PATH };
	struct saved_view quarter = { .page = SAVED_SERVICES };
	struct saved_view since = { .page = SAVED_STABILITY };
	struct day new_year = day_of(2027, 1, 1);

	(void)state;
	years.param[PARAM_FROM] = STR("2001");
	years.period = PERIOD_LAST_YEAR;
	leads_to(years, day_of(2026, 12, 31), "/reports/path?from=2025&to=2025");
	leads_to(years, new_year, "/reports/path?from=2026&to=2026");
	years.period = PERIOD_THREE_YEARS;
	leads_to(years, new_year, "/reports/path?from=2025&to=2027");
	quarter.period = PERIOD_LAST_QUARTER;
	leads_to(quarter, new_year, "/reports/services?quarter=8107");
	quarter.period = PERIOD_QUARTER_LAST_YEAR;
	leads_to(quarter, new_year, "/reports/services?quarter=8104");
	quarter.period = PERIOD_THIS_QUARTER;
	leads_to(quarter, day_of(2026, 12, 31), "/reports/services?quarter=8107");
	since.period = PERIOD_TWO_YEARS;
	leads_to(since, new_year, "/reports/stability?since=2026");
}

static void a_page_is_asked_only_for_periods_that_it_has(void **state)
{
	struct saved_view v = { .page = SAVED_OUTCOMES, .period = PERIOD_THIS_YEAR };

	(void)state;
	assert_true(saved_period_fits(&v));
	v.param[PARAM_BY] = STR("site");
	assert_false(saved_period_fits(&v));
	v.period = PERIOD_FIXED;
	assert_true(saved_period_fits(&v));
	v = (struct saved_view){ .page = SAVED_SERVICES, .period = PERIOD_THIS_YEAR };
	assert_false(saved_period_fits(&v));
	v.period = PERIOD_THIS_QUARTER;
	assert_true(saved_period_fits(&v));
	v.page = SAVED_STABILITY;
	assert_false(saved_period_fits(&v));
	v.period = PERIOD_LAST_YEAR;
	assert_false(saved_period_fits(&v));
	v = (struct saved_view){ .page = SAVED_SOUND, .period = PERIOD_TWO_YEARS };
	assert_false(saved_period_fits(&v));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_reads_no_reports_neither_writes_nor_reads_views),
		cmocka_unit_test(a_view_of_the_house_is_seen_by_all_readers_and_an_own_one_by_its_owner),
		cmocka_unit_test(the_keys_of_another_do_not_open_an_own_view),
		cmocka_unit_test(what_was_chosen_comes_back),
		cmocka_unit_test(a_name_is_taken_once_by_one_owner_however_it_is_spelled),
		cmocka_unit_test(of_two_who_save_at_once_the_second_is_asked_again),
		cmocka_unit_test(what_was_changed_meanwhile_is_not_overwritten),
		cmocka_unit_test(nobody_keeps_more_than_fifty_and_one_of_fifty_can_still_be_changed),
		cmocka_unit_test(an_address_holds_what_was_chosen_and_nothing_that_is_so_anyway),
		cmocka_unit_test(a_period_moves_with_the_day_of_reading),
		cmocka_unit_test(a_page_is_asked_only_for_periods_that_it_has),
	};

	return test_on_both("learning_saved", tests, sizeof tests / sizeof *tests);
}
