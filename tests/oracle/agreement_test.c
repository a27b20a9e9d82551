/* measure/agreement against R, and against what has been published. */
#include "measure/agreement.h"
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

enum { MEMORY = 4 << 20 };

static void icc_is(struct oracle *o, const char *set, const char *name, const struct icc *icc)
{
	oracle_part_is(o, set, name, "", icc->icc, EXACT);
	oracle_part_is(o, set, name, "_lo", icc->ci.lo, EXACT);
	oracle_part_is(o, set, name, "_hi", icc->ci.hi, EXACT);
	assert_int_equal(isnan(icc->icc), icc->why != UNSAID_NOTHING);
}

static void agreement_is(struct oracle *o, const char *set, const struct table *scores)
{
	struct agreement f = agreement_icc(scores, 0.95);

	oracle_is(o, set, "n", (double)f.n, 0);
	oracle_is(o, set, "missing", (double)f.missing, 0);
	oracle_is(o, set, "between_people", f.between_people, EXACT);
	oracle_is(o, set, "between_raters", f.between_raters, EXACT);
	oracle_is(o, set, "left_over", f.left_over, EXACT);
	icc_is(o, set, "icc1", &f.one_way);
	icc_is(o, set, "icc2", &f.two_way);
	icc_is(o, set, "icc3k", &f.fixed_mean);
}

static struct kappa kappa_of(const struct pairs *p, struct column scale, enum kappa_weights weights)
{
	struct kappa_scale s = { (int)scale.x[0], (int)scale.x[1], weights };

	return agreement_kappa(p, &s, 0.95);
}

static void kappas_are(struct oracle *o, const char *set, const struct pairs *p)
{
	static const char *const names[] = { "plain", "linear", "quadratic" };

	for (int w = KAPPA_PLAIN; w <= KAPPA_QUADRATIC; w++) {
		struct kappa k = kappa_of(p, oracle_column(o, set, "scale"), (enum kappa_weights)w);

		oracle_is(o, set, "kappa_n", (double)k.n, 0);
		oracle_is(o, set, "outside", (double)k.outside, 0);
		oracle_part_is(o, set, names[w], "_observed", k.observed, EXACT);
		oracle_part_is(o, set, names[w], "_expected", k.expected, EXACT);
		oracle_part_is(o, set, names[w], "_kappa", k.kappa, EXACT);
		oracle_part_is(o, set, names[w], "_se", k.se, EXACT);
		oracle_part_is(o, set, names[w], "_lo", k.ci.lo, EXACT);
		oracle_part_is(o, set, names[w], "_hi", k.ci.hi, EXACT);
		assert_int_equal(isnan(k.kappa), k.why != UNSAID_NOTHING);
	}
}

static struct pairs first_two(const struct oracle *o, struct arena *a, const char *set)
{
	struct column first = oracle_column(o, set, "r1");

	return pairs_complete(a, first.x, oracle_column(o, set, "r2").x, first.n);
}

static void set_is(struct oracle *o, const char *set, struct arena *a)
{
	struct table all = oracle_table(o, a, set, "r");
	struct table scores = table_complete(a, &all);
	struct pairs p = first_two(o, a, set);

	agreement_is(o, set, &scores);
	kappas_are(o, set, &p);
}

static void every_data_set_gives_what_r_gives(void **state)
{
	(void)state;
	oracle_each("agreement", set_is);
}

/* Shrout and Fleiss 1979, table 4. */
static void shrout_and_fleiss_1979_is_found_again(void **state)
{
	struct oracle *o = oracle_open("agreement");
	struct arena *a = arena_new(MEMORY);
	struct table scores = oracle_table(o, a, "shrout_fleiss", "r");
	struct agreement f = agreement_icc(&scores, 0.95);

	(void)state;
	published_is(f.one_way.icc, 0.17, 0.005);
	published_is(f.two_way.icc, 0.29, 0.005);
	published_is(f.fixed_mean.icc, 0.91, 0.005);
	published_is(f.between_people, 11.24, 0.005);
	published_is(f.between_raters, 32.49, 0.005);
	published_is(f.left_over, 1.02, 0.005);
	arena_free(a);
	oracle_free(o);
}

/* Films: Agresti 2002, p. 434. Pictures: the manual of Stata, kap. Couples: Friendly 2000,
 * Visualizing Categorical Data, ch. 3. */
static void published_kappas_are_found_again(void **state)
{
	struct oracle *o = oracle_open("agreement");
	struct arena *a = arena_new(MEMORY);
	struct column four = oracle_column(o, "pictures", "scale");
	struct pairs films = first_two(o, a, "films");
	struct pairs pictures = first_two(o, a, "pictures");
	struct pairs couples = first_two(o, a, "couples");
	struct kappa k = kappa_of(&films, oracle_column(o, "films", "scale"), KAPPA_PLAIN);

	(void)state;
	published_is(k.kappa, 0.389, 0.0005);
	published_is(k.se, 0.060, 0.0005);
	published_is(kappa_of(&pictures, four, KAPPA_PLAIN).kappa, 0.4728, 0.00005);
	k = kappa_of(&pictures, four, KAPPA_LINEAR);
	published_is(k.observed, 0.8667, 0.00005);
	published_is(k.expected, 0.6911, 0.00005);
	published_is(k.kappa, 0.5684, 0.00005);
	k = kappa_of(&couples, four, KAPPA_LINEAR);
	published_is(k.kappa, 0.2374, 0.00005);
	published_is(k.se, 0.0783, 0.00005);
	published_is(k.ci.lo, 0.0839, 0.00005);
	published_is(k.ci.hi, 0.3909, 0.00005);
	arena_free(a);
	oracle_free(o);
}

static void what_cannot_be_is_said(void **state)
{
	static const double x[] = { 1, 2, 3, 2.5 };
	static const double y[] = { 1, 2, 3, 2 };
	static const struct table scores = { .x = x, .rows = 2, .columns = 2 };
	struct arena *a = arena_new(MEMORY);
	struct pairs p = pairs_complete(a, x, y, 4);

	(void)state;
	assert_int_equal(agreement_kappa(&p, &(struct kappa_scale){ 1, 1, KAPPA_PLAIN }, 0.95).why,
	                 UNSAID_INPUT);
	assert_int_equal(
		agreement_kappa(&p, &(struct kappa_scale){ 1, KAPPA_STEPS_MAX + 1, KAPPA_PLAIN }, 0.95).why,
		UNSAID_INPUT);
	assert_int_equal(agreement_kappa(&p, &(struct kappa_scale){ 1, 4, KAPPA_PLAIN }, 1).why,
	                 UNSAID_INPUT);
	/* A half is no step. */
	assert_int_equal(agreement_kappa(&p, &(struct kappa_scale){ 1, 4, KAPPA_PLAIN }, 0.95).outside,
	                 1);
	assert_int_equal(agreement_icc(&scores, 0).one_way.why, UNSAID_INPUT);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_data_set_gives_what_r_gives),
		cmocka_unit_test(shrout_and_fleiss_1979_is_found_again),
		cmocka_unit_test(published_kappas_are_found_again),
		cmocka_unit_test(what_cannot_be_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
