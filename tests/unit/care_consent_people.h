/* People of several ages, and what is agreed about them: for the tests of consents. Include
 * <cmocka.h> first. */
#pragma once
#include "care/consent_inside.h"
#include "harness/both.h"

/* Years old, or so: the birthday of this year may still be to come. */
enum { CHILD = 10, NEARLY = 17, TURNING = 18, ADULT = 19, UNKNOWN = 0 };

static inline int this_year(void)
{
	return day_date(clock_day(test_clock(), 0)).year;
}

static inline void pass_until(struct day day)
{
	test_clock_pass(((int64_t)day.n - clock_day(test_clock(), 0).n) * 86400);
}

static inline void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

static inline struct person_id born(struct test_house *h, int years)
{
	struct person p = { .name = STR("Marigold"),
		                .birth_year = years ? this_year() - years : 0,
		                .voice = VOICE_SHE };
	struct ctx c;

	begin(h, "amara", &c);
	p.id = person_id_fresh(c.now);
	assert_int_equal(person_arrive(&c, &p, h->teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static inline struct consent_new by_self(const char *purpose)
{
	return (struct consent_new){ .terms = { .purpose = str_z(purpose),
		                                    .recipient = STR("Lantern House"),
		                                    .day = NO_DAY,
		                                    .until = NO_DAY } };
}

static inline struct consent_new by_guardian(const char *purpose)
{
	struct consent_new n = by_self(purpose);

	n.terms.by = STR("guardian");
	n.terms.standing = STR("parent");
	n.terms.unsuspected = true;
	n.terms.assent = STR("yes");
	return n;
}

static inline struct consent_new by_decision(const char *purpose, struct day review)
{
	struct consent_new n = by_self(purpose);

	n.terms.by = STR("best");
	n.terms.deciders = STR("Lena and Grace");
	n.terms.nobody = STR("The parents have not been found.");
	n.terms.weighed = STR("The clinic is near.");
	n.terms.assent = STR("yes");
	n.terms.review = review;
	return n;
}

/* Tried only: nothing is kept. */
static inline enum err tried(struct test_house *h, struct person_id p, const struct consent_new *n)
{
	struct ctx c;
	enum err e;

	begin(h, "amara", &c);
	e = consent_give(&c, p, row_id_fresh(c.now), n);
	test_ctx_end(&c);
	return e;
}

static inline struct row_id give(struct test_house *h, struct person_id p,
                                 const struct consent_new *n)
{
	struct ctx c;
	struct row_id id;

	begin(h, "amara", &c);
	id = row_id_fresh(c.now);
	assert_int_equal(consent_give(&c, p, id, n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return id;
}

static inline struct consent read_it(struct ctx *c, struct person_id p, struct row_id id)
{
	struct consent k;

	assert_int_equal(consent_read(c, p, id, &k), OK);
	return k;
}
