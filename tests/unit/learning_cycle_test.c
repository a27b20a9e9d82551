/* learning/cycle: action research, from its keys to its order. */
#include "learning/cycle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "harness/both.h"

static struct cycle planned(struct ctx *c, const char *title)
{
	return (struct cycle){ .id = row_id_fresh(c->now),
		                   .title = str_z(title),
		                   .plan = STR("Plan it on the first day."),
		                   .indicator = STR("complete"),
		                   .baseline = STR("61 % of 44 people"),
		                   .baseline_day = NO_DAY,
		                   .act_day = NO_DAY,
		                   .result_day = NO_DAY,
		                   .next = STR("Tell the team"),
		                   .next_day = day_add(c->today, 7) };
}

static enum err writes(const char *user, const char *title, const struct row_id *replaces,
                       struct row_id *row)
{
	struct ctx c = test_task(user);
	struct cycle k = planned(&c, title);
	enum err e = cycle_write(&c, &k, replaces);

	*row = k.id;
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void whoever_lacks_the_measurement_key_neither_writes_nor_reads(void **state)
{
	static const char *const without[] = { "amara", "lena", "tom", "boris", "vera" };
	static const char *const with[] = { "eva", "grace" };
	struct row_id made;
	struct row_id row;
	struct cycles all;
	struct cycle k;

	(void)state;
	assert_int_equal(writes("eva", "Ask earlier", NULL, &made), OK);
	for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
		struct ctx c = test_task(without[i]);
		assert_int_equal(cycles_read(&c, &all), ERR_DENIED);
		assert_int_equal(cycle_read(&c, made, &k), ERR_DENIED);
		test_ctx_end(&c);
		assert_int_equal(writes(without[i], "Not mine", NULL, &row), ERR_DENIED);
	}
	for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
		struct ctx c = test_task(with[i]);
		assert_int_equal(cycle_read(&c, made, &k), OK);
		assert_true(str_eq(k.title, STR("Ask earlier")));
		assert_true(str_eq(k.author, STR("eva")));
		test_ctx_end(&c);
	}
}

static void a_figure_without_a_day_is_of_today(void **state)
{
	struct row_id row;
	struct cycle k;
	struct ctx c;

	(void)state;
	assert_int_equal(writes("eva", "Dated", NULL, &row), OK);
	c = test_task("eva");
	assert_int_equal(cycle_read(&c, row, &k), OK);
	assert_int_equal(k.baseline_day.n, c.today.n);
	assert_false(day_known(k.result_day));
	assert_int_equal(k.next_day.n, c.today.n + 7);
	test_ctx_end(&c);
}

static void what_was_written_last_stands_and_the_second_to_save_is_told(void **state)
{
	struct row_id row[4];
	struct cycle k;
	struct ctx c;

	(void)state;
	assert_int_equal(writes("eva", "first", NULL, &row[0]), OK);
	assert_int_equal(writes("grace", "second", &row[0], &row[1]), OK);
	assert_int_equal(writes("eva", "too late", &row[0], &row[2]), ERR_CONFLICT);
	assert_int_equal(writes("eva", "third", &row[1], &row[2]), OK);
	assert_int_equal(writes("eva", "of nothing", &row[3], &row[3]), ERR_ABSENT);
	c = test_task("eva");
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(cycle_read(&c, row[i], &k), OK);
		assert_true(str_eq(k.title, STR("third")));
	}
	test_ctx_end(&c);
}

static void open_ones_stand_first_by_the_day_of_their_next_step(void **state)
{
	static const int days[] = { 30, -400, 0 };
	static const char *const titles[] = { "later", "long ago", "over" };
	struct ctx c = test_task("grace");
	struct cycles all;
	bool over = false;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct cycle k = planned(&c, titles[i]);
		k.next_day = day_add(c.today, days[i]);
		k.over = i == 2;
		k.learned = STR("A day helps.");
		assert_int_equal(cycle_write(&c, &k, NULL), OK);
	}
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(cycles_read(&c, &all), OK);
	assert_true(str_eq(all.at[0].title, STR("long ago")));
	assert_true(str_eq(all.at[all.n - 1].title, STR("over")));
	for (size_t i = 1; i < all.n; i++) {
		assert_true(all.at[i].over >= over);
		assert_true(all.at[i].over || all.at[i].next_day.n >= all.at[i - 1].next_day.n);
		over = all.at[i].over;
	}
	test_ctx_end(&c);
}

static void an_open_one_has_a_next_day_and_one_that_is_over_was_learned_from(void **state)
{
	struct ctx c = test_task("eva");
	struct cycle k = planned(&c, "Ask earlier");

	(void)state;
	assert_int_equal(cycle_lack(c.arena, &k), CYCLE_WHOLE);
	k.next = STR("");
	assert_int_equal(cycle_lack(c.arena, &k), CYCLE_LACKS_NEXT_STEP);
	k.next_day = NO_DAY;
	assert_int_equal(cycle_lack(c.arena, &k), CYCLE_LACKS_NEXT_DAY);
	assert_int_equal(cycle_write(&c, &k, NULL), ERR_INVALID);
	k.over = true;
	assert_int_equal(cycle_lack(c.arena, &k), CYCLE_LACKS_LEARNED);
	k.learned = STR("Nothing changed.");
	assert_int_equal(cycle_lack(c.arena, &k), CYCLE_WHOLE);
	k.indicator = STR("episode");
	assert_int_equal(cycle_lack(c.arena, &k), CYCLE_LACKS_WORDS);
	test_ctx_end(&c);
}

static void its_stage_is_the_first_that_is_not_written(void **state)
{
	struct cycle k = { .over = false };

	(void)state;
	assert_int_equal(cycle_stage(&k), CYCLE_ACT);
	k.act = STR("We told the team.");
	assert_int_equal(cycle_stage(&k), CYCLE_OBSERVE);
	k.result = STR("80 % of 51 people");
	assert_int_equal(cycle_stage(&k), CYCLE_REFLECT);
	k.learned = STR("A day helps.");
	assert_int_equal(cycle_stage(&k), CYCLE_GOES_ON);
	k.over = true;
	assert_int_equal(cycle_stage(&k), CYCLE_OVER);
}

static void every_figure_that_is_offered_has_a_definition(void **state)
{
	struct ctx c = test_task("eva");
	const struct choice_list all = cycle_indicators(c.arena);

	(void)state;
	assert_true(all.n > 5);
	for (size_t i = 0; i < all.n; i++)
		assert_true(*all.at[i].label);
	assert_string_equal(cycle_indicator_title(STR("complete")), "Completeness");
	assert_string_equal(cycle_indicator_title(STR("nothing")), "");
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_lacks_the_measurement_key_neither_writes_nor_reads),
		cmocka_unit_test(a_figure_without_a_day_is_of_today),
		cmocka_unit_test(what_was_written_last_stands_and_the_second_to_save_is_told),
		cmocka_unit_test(open_ones_stand_first_by_the_day_of_their_next_step),
		cmocka_unit_test(an_open_one_has_a_next_day_and_one_that_is_over_was_learned_from),
		cmocka_unit_test(its_stage_is_the_first_that_is_not_written),
		cmocka_unit_test(every_figure_that_is_offered_has_a_definition),
	};

	return test_on_both("learning_cycle", tests, sizeof tests / sizeof *tests);
}
