/* The six domains scored by two: who is asked, what stays closed, what is counted. */
#include "care/rating.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "care/companion.h"
#include "care/rating_inside.h"
#include "care/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

enum { DAY = 86400, DRAWS = 400, ITEMS = 20 };
static const char *const all_items[ITEMS] = {
	"safe_home",     "out_of_reach", "warning_signs", "phone_online", "papers",
	"rights_advice", "own_say",      "rest_calm",     "hard_days",    "gentle_self",
	"looking_ahead", "day_work",     "learning",      "means",        "trusted_people",
	"close_ties",    "belonging",    "health_care",   "food_clothes", "place_to_live"
};

static void saved(struct ctx *c)
{
	assert_int_equal(test_commit(c), OK);
	test_ctx_end(c);
}

/* Nia, whose own words are there; amara and bela walk with her. */
static struct person_id walked_by_two(void)
{
	struct words w = { .state = WORDS_CHOSE_NOT, .day = NO_DAY };
	struct person_id p = test_arrives();
	struct ctx c = test_task("amara");

	assert_int_equal(words_write(&c, p, row_id_fresh(c.now), &w, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(companion_begin(&c, p, test_user(&house, "bela")), OK);
	saved(&c);
	return p;
}

static struct assessment_item *items_of(int64_t level, const char *seen)
{
	static struct assessment_item items[ITEMS];

	for (int i = 0; i < ITEMS; i++)
		items[i] = (struct assessment_item){ .name = str_z(all_items[i]), .value = level };
	items[0].evidence = str_z(seen);
	return items;
}

/* share: of 100, how many are scored twice while this one is saved. */
static struct row_id scored_by(const char *user, struct person_id p, int64_t level, int share)
{
	struct ctx c = test_task(user);
	struct row_id id = row_id_fresh(c.now);
	struct assessment_new n = { .day = NO_DAY,
		                        .setting = STR("home"),
		                        .items = items_of(level, "a lock of iron"),
		                        .n = ITEMS };

	house.house->scored_twice = share;
	assert_int_equal(assessment_write(&c, p, id, &n), OK);
	house.house->scored_twice = 0;
	saved(&c);
	return id;
}

static bool blind(const char *user, struct person_id p)
{
	struct ctx c = test_task(user);
	bool out;

	assert_int_equal(rating_blind(&c, p, &out), OK);
	test_ctx_end(&c);
	return out;
}

/* The last one that was asked. */
static struct rating asked(const char *user, struct person_id p)
{
	struct ctx c = test_task(user);
	struct ratings all;
	struct rating out;

	assert_int_equal(ratings_read(&c, p, &all), OK);
	out = all.n ? all.at[all.n - 1] : (struct rating){ .state = 0 };
	test_ctx_end(&c);
	return out;
}

static enum err answers(const char *user, struct person_id p, struct row_id rating, int64_t level)
{
	struct ctx c = test_task(user);
	enum err e = rating_write(&c, p, rating, row_id_fresh(c.now), items_of(level, "a wooden door"),
	                          ITEMS, NULL);

	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

/* before: what she had in front of her; zeros for what stands, which it becomes. */
static enum err corrects(const char *user, struct person_id p, const struct rating *r,
                         int64_t level, struct row_id *before)
{
	static const struct row_id none;
	struct ctx c = test_task(user);
	struct assessment now;
	enum err e = rating_answer(&c, p, r, NULL, &now);

	if (row_id_eq(*before, none))
		*before = now.id;
	if (e == OK)
		e = rating_write(&c, p, r->id, row_id_fresh(c.now), items_of(level, "a steel door"), ITEMS,
		                 before);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static enum err leaves(const char *user, struct person_id p, const char *why)
{
	struct rating r = asked(user, p);
	struct ctx c = test_task(user);
	enum err e = rating_leave(&c, p, &r, row_id_fresh(c.now), str_z(why));

	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

/* --- who is asked --- */

static void a_colleague_who_walks_along_is_asked(void **state)
{
	struct person_id p = walked_by_two();
	struct rating r;

	(void)state;
	(void)scored_by("amara", p, 2, 100);
	r = asked("amara", p);
	assert_int_equal(r.state, RATING_WAITS);
	assert_true(r.drawn);
	assert_true(user_id_eq(r.owner, test_user(&house, "bela")));
	assert_true(blind("bela", p));
	assert_false(blind("amara", p));
	assert_false(blind("lena", p));
}

static void nobody_is_asked_when_the_share_is_none(void **state)
{
	struct person_id p = walked_by_two();

	(void)state;
	(void)scored_by("amara", p, 2, 0);
	assert_int_equal(asked("amara", p).state, 0);
}

static void where_one_walks_alone_a_lead_of_the_team_is_asked(void **state)
{
	struct words w = { .state = WORDS_CHOSE_NOT, .day = NO_DAY };
	struct person_id p = test_arrives();
	struct ctx c = test_task("amara");

	(void)state;
	assert_int_equal(words_write(&c, p, row_id_fresh(c.now), &w, NULL), OK);
	saved(&c);
	(void)scored_by("amara", p, 2, 100);
	assert_true(blind("lena", p));
	assert_false(blind("mila", p));
}

/* Each time anew, and not to be foreseen. So wide that chance alone leaves these bounds less than
 * once in a billion times (binomial, 400 draws of a tenth). */
static void about_a_tenth_is_drawn(void **state)
{
	struct person_id p = walked_by_two();
	struct ctx c = test_task("amara");
	int drawn = 0;

	(void)state;
	house.house->scored_twice = 10;
	for (int i = 0; i < DRAWS; i++) {
		c.change = change_new(c.arena);
		assert_int_equal(rating_draw(&c, p, row_id_fresh(c.now), c.today), OK);
		drawn += !change_empty(c.change);
	}
	house.house->scored_twice = 0;
	assert_in_range(drawn, 40 - 33, 40 + 41);
	test_ctx_end(&c);
}

static void what_is_long_ago_is_not_scored_again(void **state)
{
	struct person_id p = walked_by_two();
	struct ctx c = test_task("amara");

	(void)state;
	house.house->scored_twice = 100;
	assert_int_equal(rating_draw(&c, p, row_id_fresh(c.now), day_add(c.today, -(RATING_DAYS + 1))),
	                 OK);
	assert_true(change_empty(c.change));
	house.house->scored_twice = 0;
	test_ctx_end(&c);
}

static void who_is_kept_from_the_record_is_not_asked(void **state)
{
	struct person_id p = walked_by_two();
	struct ctx c = test_task("lena");

	(void)state;
	assert_int_equal(companion_keep_out(&c, p, test_user(&house, "bela")), OK);
	saved(&c);
	(void)scored_by("lena", p, 2, 100);
	assert_true(blind("amara", p));
	assert_int_equal(asked("amara", p).state, RATING_WAITS);
}

/* --- what stays closed --- */

static void nothing_that_was_scored_opens_before_both_are_in(void **state)
{
	struct person_id p = walked_by_two();
	struct row_id first = scored_by("amara", p, 2, 0);
	const struct low_item *low;
	struct seams_list seams;
	struct assessment a;
	struct ctx c;
	size_t n;

	(void)state;
	c = test_task("bela");
	assert_int_equal(assessment_seams(&c, p, &seams), OK);
	assert_int_equal(seams.n, 1);
	test_ctx_end(&c);
	test_clock_pass(DAY);
	(void)scored_by("amara", p, 1, 100);
	c = test_task("bela");
	assert_int_equal(assessment_seams(&c, p, &seams), OK);
	assert_int_equal(seams.n, 0);
	assert_int_equal(assessment_low(&c, p, &low, &n), OK);
	assert_int_equal(n, 0);
	assert_int_equal(assessment_read(&c, p, first, &a), OK);
	assert_true(a.closed && a.json.n == 0 && a.means.domain[0] == MEAN_UNKNOWN);
	assert_int_equal(assessment_exact(&c, p, first, &a), OK);
	assert_true(a.closed && a.json.n == 0);
	test_ctx_end(&c);
	assert_int_equal(answers("bela", p, asked("bela", p).id, 3), OK);
	c = test_task("bela");
	assert_int_equal(assessment_seams(&c, p, &seams), OK);
	assert_int_equal(seams.n, 2);
	assert_int_equal(seams.at[1].bowl.domain[0].state, 100);
	test_ctx_end(&c);
}

static const char *at(struct person_id p, const char *rest)
{
	static char path[256];
	char id[ID_TEXT + 1];

	id_write(p.b, id);
	(void)snprintf(path, sizeof path, "/people/%s%s", id, rest);
	return path;
}

static const char *under(struct person_id p, const char *before, struct row_id row,
                         const char *after)
{
	static char rest[160];
	char id[ID_TEXT + 1];

	id_write(row.b, id);
	(void)snprintf(rest, sizeof rest, "%s%s%s", before, id, after);
	return at(p, rest);
}

/* Every page of a person that the house has, but for those about one row. */
static void look_everywhere(struct test_browser *b, struct person_id p, const char *never)
{
	const struct route *const *routes;
	size_t n = gate_routes(house.gate, &routes);
	size_t seen = 0;

	for (size_t i = 0; i < n; i++) {
		const char *pattern = routes[i]->pattern;
		if (routes[i]->method != METHOD_GET || strncmp(pattern, "/people/:person", 15) != 0 ||
		    strchr(pattern + 15, ':'))
			continue;
		seen += test_get(b, at(p, pattern + 15)) == 200;
		if (test_sees(b, never))
			fail_msg("%s shows it", pattern);
	}
	assert_true(seen > 20);
}

static void no_page_shows_the_first_score_to_the_second(void **state)
{
	static const char *const evidence = "a lock of iron";
	struct person_id p = walked_by_two();
	struct row_id first = scored_by("amara", p, 1, 100);
	struct row_id mine = asked("bela", p).id;
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "bela", NULL), 303);
	assert_true(test_sees(&b, "without looking at the first score"));
	look_everywhere(&b, p, evidence);
	look_everywhere(&b, p, "Needs much support");
	look_everywhere(&b, p, "of six stable");
	assert_int_equal(test_get(&b, under(p, "/assessments/", first, "/answers")), 403);
	assert_int_equal(test_get(&b, under(p, "/assessments/", first, "")), 403);
	assert_int_equal(test_get(&b, under(p, "/second/", mine, "")), 303);
	assert_int_equal(test_get(&b, under(p, "/second/", mine, "/score")), 200);
	assert_false(test_sees(&b, evidence));
	assert_false(test_sees(&b, "last time"));
	/* A draft is not in. */
	assert_int_equal(test_post(&b, under(p, "/second/", mine, "/score"), "at=1&i_safe_home=3&go=2"),
	                 303);
	assert_int_equal(test_get(&b, under(p, "/assessments/", first, "/answers")), 403);
	assert_int_equal(test_get(&b, under(p, "/second/", mine, "/score")), 200);
	assert_true(test_sees(&b, "value=\"3\" checked"));
	assert_int_equal(
		test_post(&b, under(p, "/second/", mine, "/score"), "at=6&i_safe_home=3&go=save"), 303);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, evidence));
	assert_true(test_sees(&b, "</bdi> steps apart"));
	assert_int_equal(test_get(&b, under(p, "/assessments/", first, "/answers")), 200);
	test_browser_end(&b);
}

static void a_third_who_is_to_score_alone_does_not_see_the_pair(void **state)
{
	struct person_id p = walked_by_two();
	struct rating pair;
	struct both_view both;
	struct ctx c;

	(void)state;
	(void)scored_by("amara", p, 2, 100);
	pair = asked("bela", p);
	assert_int_equal(answers("bela", p, pair.id, 3), OK);
	c = test_task("lena");
	assert_int_equal(rating_begin(&c, p, row_id_fresh(c.now)), OK);
	saved(&c);
	c = test_task("lena");
	assert_int_equal(both_read(&c, p, &pair, &both), ERR_DENIED);
	test_ctx_end(&c);
	c = test_task("amara");
	assert_int_equal(both_read(&c, p, &pair, &both), OK);
	assert_int_equal(both.close, ITEMS);
	test_ctx_end(&c);
}

/* --- how it ends --- */

static void giving_up_opens_everything_and_ends_it(void **state)
{
	struct person_id p = walked_by_two();
	struct talk talk;
	struct ctx c;

	(void)state;
	(void)scored_by("amara", p, 2, 100);
	assert_int_equal(leaves("amara", p, "not mine"), ERR_DENIED);
	assert_int_equal(leaves("bela", p, "I was in the room"), OK);
	assert_false(blind("bela", p));
	assert_int_equal(answers("bela", p, asked("bela", p).id, 3), ERR_INVALID);
	c = test_task("amara");
	assert_int_equal(talk_read(&c, p, asked("amara", p).id, &talk), OK);
	assert_true(str_eq(talk.words, STR("I was in the room")));
	test_ctx_end(&c);
}

static void after_its_days_it_is_over(void **state)
{
	struct person_id p = walked_by_two();

	(void)state;
	(void)scored_by("amara", p, 2, 100);
	test_clock_pass((int64_t)RATING_DAYS * DAY);
	assert_true(blind("bela", p));
	test_clock_pass(DAY);
	assert_false(blind("bela", p));
	assert_int_equal(answers("bela", p, asked("bela", p).id, 3), ERR_INVALID);
}

static void only_who_was_asked_scores_and_only_once(void **state)
{
	struct person_id p = walked_by_two();
	struct row_id rating;
	struct ctx one;
	struct ctx two;

	(void)state;
	(void)scored_by("amara", p, 2, 100);
	rating = asked("bela", p).id;
	assert_int_equal(answers("amara", p, rating, 3), ERR_DENIED);
	assert_int_equal(answers("lena", p, rating, 3), ERR_DENIED);
	one = test_task("bela");
	two = test_task("bela");
	assert_int_equal(
		rating_write(&one, p, rating, row_id_fresh(one.now), items_of(3, "x"), ITEMS, NULL), OK);
	assert_int_equal(
		rating_write(&two, p, rating, row_id_fresh(two.now), items_of(4, "y"), ITEMS, NULL), OK);
	assert_int_equal(test_commit(&one), OK);
	assert_int_equal(test_commit(&two), ERR_CONFLICT);
	test_ctx_end(&one);
	test_ctx_end(&two);
}

static void what_was_agreed_is_not_lost_between_two_savers(void **state)
{
	struct person_id p = walked_by_two();
	struct talk talk;
	struct rating r;
	struct ctx c;

	(void)state;
	(void)scored_by("amara", p, 2, 100);
	r = asked("amara", p);
	c = test_task("amara");
	assert_int_equal(talk_write(&c, p, &r, row_id_fresh(c.now), STR("too early"), NULL),
	                 ERR_INVALID);
	test_ctx_end(&c);
	assert_int_equal(answers("bela", p, r.id, 3), OK);
	r = asked("amara", p);
	c = test_task("amara");
	assert_int_equal(talk_write(&c, p, &r, row_id_fresh(c.now), STR("we agree"), NULL), OK);
	saved(&c);
	c = test_task("bela");
	assert_int_equal(talk_write(&c, p, &r, row_id_fresh(c.now), STR("we differ"), NULL), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	c = test_task("bela");
	assert_int_equal(talk_read(&c, p, r.id, &talk), OK);
	assert_true(str_eq(talk.words, STR("we agree")));
	test_ctx_end(&c);
}

/* --- what is counted --- */

struct found {
	size_t pairs;
	size_t scores;
	int64_t first;
	int64_t second;
};

static enum err see_pair(void *arg, const struct answered *a)
{
	struct found *f = arg;

	f->pairs++;
	f->first = fields_int(fields_get(a->fields, "first"), "safety", 0);
	f->second = fields_int(fields_get(a->fields, "second"), "safety", 0);
	return OK;
}

static enum err see_score(void *arg, const struct scored *s)
{
	struct found *f = arg;

	(void)s;
	f->scores++;
	return OK;
}

static enum err see_answers(void *arg, const struct answered *a)
{
	(void)arg;
	(void)a;
	return ERR_BUG;
}

static struct found figures(void)
{
	struct ctx c = test_task("eva");
	struct found f = { .pairs = 0 };
	int64_t folded;

	assert_int_equal(inbox_fold(&c, &folded), OK);
	test_ctx_end(&c);
	c = test_task("eva");
	assert_int_equal(pairs_each(&c, see_pair, &f), OK);
	assert_int_equal(scores_each(&c, see_score, &f), OK);
	assert_int_equal(answers_each(&c, see_answers, &f), OK);
	test_ctx_end(&c);
	return f;
}

static void a_pair_by_chance_is_counted_once_beside_one_score(void **state)
{
	struct person_id p = walked_by_two();
	struct found before = figures();
	struct row_id seen = { { 0 } };
	struct seams_list seams;
	struct found after;
	struct row_id rating;
	struct rating r;
	struct ctx c;

	(void)state;
	(void)scored_by("amara", p, 2, 100);
	rating = asked("bela", p).id;
	assert_int_equal(answers("bela", p, rating, 3), OK);
	after = figures();
	assert_int_equal(after.pairs, before.pairs + 1);
	assert_int_equal(after.scores, before.scores + 1);
	assert_int_equal(answers("bela", p, rating, 4), ERR_CONFLICT);
	r = asked("bela", p);
	assert_int_equal(corrects("bela", p, &r, 4, &seen), OK);
	assert_int_equal(corrects("bela", p, &r, 1, &seen), ERR_CONFLICT);
	assert_int_equal(figures().pairs, after.pairs);
	assert_int_equal(figures().scores, after.scores);
	c = test_task("amara");
	assert_int_equal(assessment_seams(&c, p, &seams), OK);
	assert_int_equal(seams.n, 1);
	assert_int_equal(seams.at[0].bowl.domain[0].state, 200);
	test_ctx_end(&c);
}

static void a_pair_keeps_both_as_they_were_before_anybody_looked(void **state)
{
	struct person_id p = walked_by_two();
	struct found f;

	(void)state;
	(void)scored_by("amara", p, 4, 100);
	assert_int_equal(answers("bela", p, asked("bela", p).id, 1), OK);
	f = figures();
	assert_int_equal(f.pairs, 1); /* it runs first */
	assert_int_equal(f.first, 400);
	assert_int_equal(f.second, 100);
}

static void by_choice_a_colleague_scores_too_and_nothing_is_counted(void **state)
{
	struct person_id p = walked_by_two();
	struct found before = figures();
	struct ctx window;
	struct ctx c;

	(void)state;
	(void)scored_by("amara", p, 2, 0);
	c = test_task("amara");
	assert_int_equal(rating_begin(&c, p, row_id_fresh(c.now)), ERR_INVALID);
	test_ctx_end(&c);
	c = test_task("bela");
	window = test_task("bela");
	assert_int_equal(rating_begin(&c, p, row_id_fresh(c.now)), OK);
	assert_int_equal(rating_begin(&window, p, row_id_fresh(c.now)), OK);
	saved(&c);
	assert_int_equal(test_commit(&window), ERR_CONFLICT);
	test_ctx_end(&window);
	assert_true(blind("bela", p));
	assert_false(asked("bela", p).drawn);
	assert_int_equal(answers("bela", p, asked("bela", p).id, 3), OK);
	assert_int_equal(figures().pairs, before.pairs);
	c = test_task("bela");
	assert_int_equal(rating_begin(&c, p, row_id_fresh(c.now)), ERR_INVALID);
	test_ctx_end(&c);
	c = test_task("carla");
	assert_int_equal(rating_begin(&c, p, row_id_fresh(c.now)), ERR_DENIED);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pair_keeps_both_as_they_were_before_anybody_looked),
		cmocka_unit_test(a_colleague_who_walks_along_is_asked),
		cmocka_unit_test(nobody_is_asked_when_the_share_is_none),
		cmocka_unit_test(where_one_walks_alone_a_lead_of_the_team_is_asked),
		cmocka_unit_test(about_a_tenth_is_drawn),
		cmocka_unit_test(what_is_long_ago_is_not_scored_again),
		cmocka_unit_test(who_is_kept_from_the_record_is_not_asked),
		cmocka_unit_test(nothing_that_was_scored_opens_before_both_are_in),
		cmocka_unit_test(no_page_shows_the_first_score_to_the_second),
		cmocka_unit_test(a_third_who_is_to_score_alone_does_not_see_the_pair),
		cmocka_unit_test(giving_up_opens_everything_and_ends_it),
		cmocka_unit_test(only_who_was_asked_scores_and_only_once),
		cmocka_unit_test(by_choice_a_colleague_scores_too_and_nothing_is_counted),
		cmocka_unit_test(what_was_agreed_is_not_lost_between_two_savers),
		cmocka_unit_test(a_pair_by_chance_is_counted_once_beside_one_score),
		cmocka_unit_test(after_its_days_it_is_over),
	};

	return test_on_both("care_rating", tests, sizeof tests / sizeof *tests);
}
