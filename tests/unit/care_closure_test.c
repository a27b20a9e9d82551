/* How a walk ends: what is written, counted and due afterwards, and beginning again. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/closure.h"
#include "care/day.h"
#include "care/day_inside.h"
#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct person_id arrived(struct test_house *h)
{
	struct person p = { .name = STR("Marigold"), .voice = VOICE_SHE };
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	p.id = person_id_fresh(c.now);
	assert_int_equal(person_arrive(&c, &p, h->teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

static size_t due_on(struct ctx *c, struct person_id p, struct day day)
{
	struct task_row_list rows;
	size_t n = 0;

	tasks_of(c->read, c->house->org, p, &rows);
	assert_int_equal(read_now(c->read), OK);
	for (size_t i = 0; i < rows.n; i++)
		n += rows.at[i].due.n == day.n;
	return n;
}

static const struct closure_new moved = { .reason = { "moved", 5 },
	                                      .view = { "I can do it now", 15 },
	                                      .checks = 5,
	                                      .told_back = true,
	                                      .day = { INT32_MIN } };

static struct row_id end_of(struct ctx *c, struct person_id p, const struct closure_new *n)
{
	struct row_id id = row_id_fresh(c->now);

	assert_int_equal(closure_write(c, p, id, n), OK);
	assert_int_equal(test_commit(c), OK);
	return id;
}

static struct episode walk(struct ctx *c, struct person_id p)
{
	struct episode e;

	assert_int_equal(episode_now(c, p, &e), OK);
	return e;
}

static void an_end_is_written_and_the_walk_is_closed_with_it(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	const struct relation *r;
	struct closure k;
	struct episode e;
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(closure_read(&c, p, &k), ERR_ABSENT);
	(void)end_of(&c, p, &moved);
	assert_int_equal(closure_read(&c, p, &k), OK);
	assert_true(str_eq(k.reason, STR("moved")));
	assert_true(str_eq(k.view, STR("I can do it now")));
	assert_true(k.told_back);
	assert_int_equal(k.checks, 5);
	assert_int_equal(k.day.n, c.today.n);
	e = walk(&c, p);
	assert_int_equal(e.state, PERSON_CLOSED);
	assert_int_equal(e.closed.n, c.today.n);
	assert_true(str_eq(e.reason, STR("moved")));
	test_ctx_end(&c);
	begin(h, "amara", &c);
	assert_int_equal(relation_of(&c, p, &r), OK);
	assert_int_equal(r->state, PERSON_CLOSED);
	test_ctx_end(&c);
}

static void an_end_needs_a_reason_and_comes_after_the_beginning(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct closure_new n = moved;
	struct ctx c;

	begin(h, "amara", &c);
	n.reason = STR("other");
	assert_int_equal(closure_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
	n = moved;
	n.day = day_add(c.today, -1);
	assert_int_equal(closure_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
	test_ctx_end(&c);
}

static void of_two_who_close_the_second_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx first;
	struct ctx c;

	begin(h, "amara", &c);
	begin(h, "amara", &first);
	assert_int_equal(closure_write(&first, p, row_id_fresh(c.now), &moved), OK);
	assert_int_equal(closure_write(&c, p, row_id_fresh(c.now), &moved), OK);
	assert_int_equal(test_commit(&first), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&first);
	test_ctx_end(&c);
	begin(h, "amara", &c);
	assert_int_equal(closure_write(&c, p, row_id_fresh(c.now), &moved), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void a_correction_stands_in_its_place_and_in_the_walk(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct closure_new n = moved;
	struct closure k;
	struct ctx c;
	struct row_id id;

	begin(h, "amara", &c);
	id = end_of(&c, p, &moved);
	n.reason = STR("transferred");
	n.replaces = &id;
	(void)end_of(&c, p, &n);
	assert_int_equal(closure_read(&c, p, &k), OK);
	assert_true(str_eq(k.reason, STR("transferred")));
	assert_true(str_eq(walk(&c, p).reason, STR("transferred")));
	assert_int_equal(closure_write(&c, p, row_id_fresh(c.now), &n), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void what_helped_on_the_way_is_due_no_more_and_what_is_owed_still_is(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct closure_new died = { .reason = STR("died"), .day = NO_DAY };
	struct ctx c;
	struct day due;

	begin(h, "amara", &c);
	due = day_add(c.today, 90);
	assert_int_equal(task_add(&c, p, TASK_CONTACT, due, NULL, STR("")), OK);
	assert_int_equal(task_add(&c, p, TASK_TELL_HER, due, NULL, STR("")), OK);
	assert_int_equal(task_add(&c, p, TASK_SECOND_PERSON, due, NULL, STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	(void)end_of(&c, p, &moved);
	assert_int_equal(due_on(&c, p, due), 2);
	assert_int_equal(closure_reopen(&c, p, NO_DAY), OK);
	assert_int_equal(test_commit(&c), OK);
	(void)end_of(&c, p, &died);
	assert_int_equal(due_on(&c, p, due), 1);
	test_ctx_end(&c);
}

/* --- what is still due --- */

#define KIND(k) ((uint64_t)1 << TASK_##k)
/* What the house itself still has to do: nobody else can. */
#define OF_THE_HOUSE (KIND(SECOND_PERSON) | KIND(HARM_SIGN))
#define ON_THE_WAY \
	(KIND(CONTACT) | KIND(WORDS) | KIND(SAFE_CONTACT) | KIND(WELCOME) | KIND(PLAN) | KIND(STEP) | \
	 KIND(CHECK_IN) | KIND(SAFETY_PLAN) | KIND(SERVICE) | KIND(STAY) | KIND(TELL_HANDOVER) | \
	 KIND(ACKNOWLEDGE))

/* One of every kind, and a call; what arriving itself has added is among them. */
static uint64_t one_of_each(struct ctx *c, struct person_id p)
{
	uint64_t all = KIND(HARM_SIGN);

	for (int kind = TASK_CONTACT; kind <= TASK_BEST_INTERESTS; kind++) {
		if ((kind > TASK_FOLLOW_UP && kind < TASK_MAJORITY) || kind == TASK_HARM_SIGN)
			continue;
		assert_int_equal(
			task_add(c, p, (enum task_kind)kind, day_add(c->today, kind), NULL, STR("")), OK);
		all |= (uint64_t)1 << kind;
	}
	assert_int_equal(task_call(c, p, TASK_HARM_SIGN, (struct instant){ c->now.s + 3600 }, STR("")),
	                 OK);
	assert_int_equal(test_commit(c), OK);
	return all;
}

static uint64_t kinds_due(struct ctx *c, struct person_id p)
{
	struct task_row_list rows;
	uint64_t kinds = 0;

	tasks_of(c->read, c->house->org, p, &rows);
	assert_int_equal(read_now(c->read), OK);
	for (size_t i = 0; i < rows.n; i++) {
		struct task t;
		assert_int_equal(task_open(c, &rows.at[i], &t), OK);
		assert_true(t.open);
		kinds |= (uint64_t)1 << t.kind;
	}
	return kinds;
}

static void after_a_death_only_what_the_house_itself_owes_is_due(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct closure_new died = { .reason = STR("died"), .day = NO_DAY };
	struct ctx c;

	begin(h, "amara", &c);
	assert_true((OF_THE_HOUSE & ~one_of_each(&c, p)) == 0);
	(void)end_of(&c, p, &died);
	assert_true(kinds_due(&c, p) == OF_THE_HOUSE);
	test_ctx_end(&c);
}

static void after_every_other_end_what_was_for_the_way_is_due_no_more(void **state)
{
	struct test_house *h = *state;

	for (size_t i = 0; i < closure_reasons.n; i++) {
		struct closure_new end = { .reason = str_z(closure_reasons.at[i].value), .day = NO_DAY };
		struct person_id p;
		struct ctx c;
		uint64_t all;
		if (closure_reason(end.reason) == CLOSED_DIED)
			continue;
		p = arrived(h);
		begin(h, "amara", &c);
		all = one_of_each(&c, p);
		(void)end_of(&c, p, &end);
		assert_true(kinds_due(&c, p) == (all & ~ON_THE_WAY));
		test_ctx_end(&c);
	}
}

/* A death that was learned of later, and written as another end at first. */
static void an_end_that_is_corrected_to_a_death_settles_the_rest(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct closure_new died = { .reason = STR("died"), .day = NO_DAY };
	struct row_id id;
	struct ctx c;

	begin(h, "amara", &c);
	(void)one_of_each(&c, p);
	id = end_of(&c, p, &moved);
	died.replaces = &id;
	(void)end_of(&c, p, &died);
	assert_true(kinds_due(&c, p) == OF_THE_HOUSE);
	test_ctx_end(&c);
}

static void beginning_again_is_a_new_walk_of_the_same_person(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct closure_new n = moved;
	struct episode before;
	struct episode e;
	struct ctx c;
	struct row_id id;

	begin(h, "amara", &c);
	assert_int_equal(closure_reopen(&c, p, NO_DAY), ERR_CONFLICT);
	id = end_of(&c, p, &moved);
	before = walk(&c, p);
	assert_int_equal(closure_reopen(&c, p, day_add(c.today, -1)), ERR_INVALID);
	assert_int_equal(closure_reopen(&c, p, NO_DAY), OK);
	assert_int_equal(test_commit(&c), OK);
	e = walk(&c, p);
	assert_int_equal(e.number, 2);
	assert_int_equal(e.state, PERSON_WITH_US);
	assert_true(pseudonym_id_eq(e.pseudonym, before.pseudonym));
	(void)end_of(&c, p, &moved);
	n.replaces = &id;
	assert_int_equal(closure_write(&c, p, row_id_fresh(c.now), &n), ERR_CONFLICT);
	test_ctx_end(&c);
}

/* --- the figures --- */

struct search {
	struct pseudonym_id pseudonym;
	int64_t days;
	char reason[32];
};

static void keep(struct str s, char out[32])
{
	(void)snprintf(out, 32, "%.*s", (int)s.n, s.n ? s.p : "");
}

static enum err keep_folded(void *arg, const struct folded *f)
{
	struct search *s = arg;

	if (!pseudonym_id_eq(f->pseudonym, s->pseudonym))
		return OK;
	s->days = fields_int(f->body, "closed_days", -1);
	keep(fields_get(f->body, "closed_reason"), s->reason);
	return OK;
}

static void how_it_ended_reaches_the_figures_without_a_name(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct search s = { .days = -1 };
	int64_t folded;
	struct ctx c;

	begin(h, "amara", &c);
	s.pseudonym = walk(&c, p).pseudonym;
	test_ctx_end(&c);
	test_clock_pass(86400);
	begin(h, "amara", &c);
	(void)end_of(&c, p, &moved);
	test_ctx_end(&c);
	begin(h, "eva", &c);
	assert_int_equal(inbox_fold(&c, &folded), OK);
	test_ctx_end(&c);
	begin(h, "eva", &c);
	assert_int_equal(folded_each(&c, keep_folded, &s), OK);
	assert_int_equal(s.days, 1);
	assert_int_equal(closure_reason(str_z(s.reason)), CLOSED_MOVED);
	test_ctx_end(&c);
}

static void every_reason_has_its_place_in_the_figures(void **state)
{
	(void)state;
	for (size_t i = 0; i < closure_reasons.n; i++)
		assert_int_equal(closure_reason(str_z(closure_reasons.at[i].value)),
		                 CLOSED_NOT + 1 + (int)i);
	assert_int_equal(closure_reasons.n, OUTCOMES_REASONS - 1);
	assert_int_equal(closure_reason(STR("")), CLOSED_NOT);
}

/* --- the pages --- */

static const char *address(struct person_id p, const char *tail)
{
	static char path[200];
	char id[ID_TEXT + 1];

	id_write(p.b, id);
	(void)snprintf(path, sizeof path, "/people/%s%s", id, tail);
	return path;
}

static void the_page_leads_from_the_end_to_a_new_beginning(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, address(p, "/closure")), 200);
	assert_int_equal(
		test_post(&b, address(p, "/closure"), "reason=moved&day=2020-01-01&view=thank+you"), 422);
	assert_true(test_sees(&b, "This day lies before the beginning."));
	assert_true(test_sees(&b, "thank you"));
	assert_int_equal(test_post(&b, address(p, "/closure"), "reason=moved&view=thank+you"), 303);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, "Begin again"));
	assert_true(test_sees(&b, "thank you"));
	assert_int_equal(test_get(&b, address(p, "/closure/reopen")), 200);
	assert_int_equal(test_post(&b, address(p, "/closure/reopen"), ""), 303);
	assert_int_equal(test_get(&b, address(p, "/closure/reopen")), 200);
	assert_true(test_sees(&b, "goes on already"));
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_end_is_written_and_the_walk_is_closed_with_it),
		cmocka_unit_test(an_end_needs_a_reason_and_comes_after_the_beginning),
		cmocka_unit_test(of_two_who_close_the_second_is_told),
		cmocka_unit_test(a_correction_stands_in_its_place_and_in_the_walk),
		cmocka_unit_test(what_helped_on_the_way_is_due_no_more_and_what_is_owed_still_is),
		cmocka_unit_test(after_a_death_only_what_the_house_itself_owes_is_due),
		cmocka_unit_test(after_every_other_end_what_was_for_the_way_is_due_no_more),
		cmocka_unit_test(an_end_that_is_corrected_to_a_death_settles_the_rest),
		cmocka_unit_test(beginning_again_is_a_new_walk_of_the_same_person),
		cmocka_unit_test(how_it_ended_reaches_the_figures_without_a_name),
		cmocka_unit_test(every_reason_has_its_place_in_the_figures),
		cmocka_unit_test(the_page_leads_from_the_end_to_a_new_beginning),
	};

	return test_on_both("closures", tests, sizeof tests / sizeof *tests);
}
