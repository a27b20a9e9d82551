/* Stays: the kind of place is part of the case, the address opens with the key of the location;
 * moving ends the place before. */
#include "care/stay.h"

#include "care/arrival.h"
#include "care/day_inside.h"
#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct person_id arrives(const char *user, struct str place)
{
	struct ctx c = task(user);
	struct arrival card = { .label = STR("Nia"), .place = place };
	struct person_id id = person_id_fresh(c.now);

	assert_int_equal(arrival_write(&c, id, house.teams[TEST_HARBOUR], &card), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return id;
}

static struct stay_new at(const char *kind, const char *place)
{
	return (struct stay_new){ .kind = str_z(kind),
		                      .place = str_z(place),
		                      .since = { NO_DAY, NO_DAY, { NULL, 0 } },
		                      .until = NO_DAY,
		                      .ended = NO_DAY };
}

static enum err writes(const char *user, struct person_id id, const struct stay_new *n,
                       struct row_id *row)
{
	struct ctx c = task(user);
	enum err e;

	*row = row_id_fresh(c.now);
	e = stay_write(&c, id, *row, n);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

/* Where somebody sees that they sleep: "kind/place", "?" for what is closed. */
static const char *sees(const char *user, struct person_id id)
{
	static char text[128];
	struct ctx c = task(user);
	struct stay s;

	snprintf(text, sizeof text, "nothing");
	if (stay_now(&c, id, &s) == OK)
		snprintf(text, sizeof text, "%.*s/%.*s", (int)s.kind.n, s.kind.n ? s.kind.p : "",
		         (int)(s.place.p ? s.place.n : 1), s.place.p ? s.place.p : "?");
	test_ctx_end(&c);
	return text;
}

static void the_place_of_the_arrival_card_is_the_first_stay(void **state)
{
	struct person_id id = arrives("amara", STR("Blue house"));

	(void)state;
	assert_string_equal(sees("amara", id), "unknown/Blue house");
	assert_string_equal(sees("lena", id), "unknown/Blue house");
	assert_string_equal(sees("amara", arrives("amara", STR(""))), "nothing");
	/* Whoever is there at night may write it, too. */
	assert_string_equal(sees("lena", arrives("nadia", STR("Blue house"))), "unknown/Blue house");
}

static void the_address_opens_only_with_the_key_of_the_location(void **state)
{
	struct person_id id = arrives("amara", STR(""));
	struct stay_new n = at("shelter", "Blue house");
	struct row_id row;
	struct ctx c;

	(void)state;
	assert_int_equal(writes("amara", id, &n, &row), OK);
	assert_string_equal(sees("amara", id), "shelter/Blue house");
	assert_string_equal(sees("grace", id), "shelter/?");
	assert_string_equal(sees("bela", id), "nothing");
	c = task("grace");
	assert_false(can(&c, id, MAY_READ, IN_LOCATION));
	test_ctx_end(&c);
	assert_int_equal(writes("bela", id, &n, &row), ERR_DENIED);
	assert_int_equal(writes("grace", id, &n, &row), ERR_DENIED);
}

static void moving_ends_the_place_before(void **state)
{
	struct person_id id = arrives("amara", STR("Blue house"));
	struct stay_new n = at("family", "At the aunt's");
	struct row_id row;
	struct stay_list all;
	struct ctx c;
	size_t going_on = 0;

	(void)state;
	test_clock_pass(3 * 86400);
	assert_int_equal(writes("amara", id, &n, &row), OK);
	c = task("amara");
	assert_int_equal(stays_read(&c, id, &all), OK);
	assert_int_equal(all.n, 3);
	for (size_t i = 0; i < all.n; i++) {
		const struct stay *s = &all.at[i];
		going_on += s->current && !day_known(s->ended);
		if (s->current && day_known(s->ended)) {
			assert_int_equal(s->ended.n - s->since.day.n, 3);
			assert_true(str_eq(s->place, STR("Blue house")));
		}
	}
	assert_int_equal(going_on, 1);
	test_ctx_end(&c);
	assert_string_equal(sees("amara", id), "family/At the aunt's");
}

static void an_earlier_place_that_is_added_later_lies_before_the_one_that_goes_on(void **state)
{
	struct person_id id = arrives("amara", STR("Blue house"));
	struct stay_new n = at("hospital", "");
	struct row_id row;
	struct stay s;
	struct ctx c = task("amara");

	(void)state;
	n.since.day = day_add(c.today, -10);
	test_ctx_end(&c);
	assert_int_equal(writes("amara", id, &n, &row), OK);
	assert_string_equal(sees("amara", id), "unknown/Blue house");
	c = task("amara");
	assert_int_equal(stay_read(&c, id, row, &s), OK);
	assert_int_equal(s.ended.n - s.since.day.n, 10);
	test_ctx_end(&c);
}

static void whoever_ends_it_without_the_key_of_the_address_does_not_lose_it(void **state)
{
	struct person_id id = arrives("amara", STR("Blue house"));
	struct stay_new n = at("own_home", "");
	struct row_id row;
	struct stay_list all;
	struct ctx c = task("amara");
	size_t named = 0;

	(void)state;
	assert_int_equal(person_assign(&c, id, test_user(&house, "cora")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	n.place = (struct str){ NULL, 0 };
	assert_int_equal(writes("cora", id, &n, &row), OK);
	assert_string_equal(sees("cora", id), "own_home/?");
	c = task("amara");
	assert_int_equal(stays_read(&c, id, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		named += all.at[i].current && day_known(all.at[i].ended) &&
		         str_eq(all.at[i].place, STR("Blue house"));
	assert_int_equal(named, 1);
	test_ctx_end(&c);
}

static void the_second_of_two_who_correct_it_is_told(void **state)
{
	struct person_id id = arrives("amara", STR(""));
	struct stay_new n = at("shelter", "Blue house");
	struct row_id row;
	struct row_id other;

	(void)state;
	assert_int_equal(writes("amara", id, &n, &row), OK);
	n.kind = STR("partner");
	n.replaces = &row;
	assert_int_equal(writes("amara", id, &n, &other), OK);
	assert_int_equal(writes("lena", id, &n, &other), ERR_CONFLICT);
	assert_string_equal(sees("amara", id), "partner/Blue house");
}

static size_t due(struct person_id id)
{
	struct ctx c = task("amara");
	struct tasks all;
	size_t n = 0;

	assert_int_equal(day_tasks(&c, 0, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		n += all.at[i].kind == TASK_STAY && person_id_eq(all.at[i].person, id);
	test_ctx_end(&c);
	return n;
}

static void an_agreed_end_is_due_until_they_move(void **state)
{
	struct person_id id = arrives("amara", STR(""));
	struct stay_new n = at("shelter", "");
	struct stay_new next = at("own_home", "");
	struct row_id row;
	struct ctx c = task("amara");

	(void)state;
	n.until = day_add(c.today, 5);
	test_ctx_end(&c);
	assert_int_equal(writes("amara", id, &n, &row), OK);
	assert_int_equal(due(id), 1);
	assert_int_equal(writes("amara", id, &next, &row), OK);
	assert_int_equal(due(id), 0);
}

static void an_end_before_the_beginning_is_refused(void **state)
{
	struct person_id id = arrives("amara", STR(""));
	struct stay_new n = at("shelter", "");
	struct row_id row;
	struct ctx c = task("amara");

	(void)state;
	n.ended = day_add(c.today, -1);
	test_ctx_end(&c);
	assert_int_equal(writes("amara", id, &n, &row), ERR_INVALID);
	n = at("castle", "");
	assert_int_equal(writes("amara", id, &n, &row), ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_place_of_the_arrival_card_is_the_first_stay),
		cmocka_unit_test(the_address_opens_only_with_the_key_of_the_location),
		cmocka_unit_test(moving_ends_the_place_before),
		cmocka_unit_test(an_earlier_place_that_is_added_later_lies_before_the_one_that_goes_on),
		cmocka_unit_test(whoever_ends_it_without_the_key_of_the_address_does_not_lose_it),
		cmocka_unit_test(the_second_of_two_who_correct_it_is_told),
		cmocka_unit_test(an_agreed_end_is_due_until_they_move),
		cmocka_unit_test(an_end_before_the_beginning_is_refused),
	};

	return test_on_both("stays", tests, sizeof tests / sizeof *tests);
}
