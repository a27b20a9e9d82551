/* A house with people who can be counted, for the tests of reports, which include what this needs.
 */
#pragma once

static struct test_house house;

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

/* --- people who can be counted --- */

struct counted {
	int year;
	int month;
	const char *age;
	const char *types;
	int assessments;
	int16_t level;   /* hundredths, at baseline; a step higher at each later one */
	int closed_days; /* 0: still here */
	const char *reason;
	bool consent;
	const char *harm; /* "crime:20", or NULL */
};

static void put_entry(struct ctx *c, struct pseudonym_id who, const struct counted *p)
{
	struct buf b = buf_new(c->arena, 1024);

	fields_put(&b, "age_band", str_z(p->age));
	fields_put_int(&b, "entry_month", p->year * 12 + p->month - 1);
	fields_put(&b, "types", str_z(p->types));
	assert_int_equal(inbox_add(c, who, 1, "entry", buf_str(&b)), OK);
}

static void put_score(struct ctx *c, struct pseudonym_id who, const struct counted *p, int i)
{
	static const int days[] = { 10, 180, 360, 730 };
	struct buf b = buf_new(c->arena, 1024);
	int level = p->level + 50 * i;

	fields_put_int(&b, "days", days[i]);
	fields_put_int(&b, "wave", i);
	fields_put_int(&b, "age_group",
	               strcmp(p->age, "adult") == 0 ? OUTCOMES_ADULT : OUTCOMES_AGE_6_11);
	fields_put_int(&b, "setting", SETTING_LIVES);
	fields_put_int(&b, "stable", level >= 300 ? 63 | 1 << 6 : 0);
	fields_put(&b, "form", STR("rubric"));
	fields_put(&b, "items", STR(""));
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		fields_put_int(&b, report_domain_codes[d], level);
	assert_int_equal(inbox_add(c, who, 1, "score", buf_str(&b)), OK);
}

static void put_rest(struct ctx *c, struct pseudonym_id who, const struct counted *p)
{
	struct buf closure = buf_new(c->arena, 1024);
	struct buf consent = buf_new(c->arena, 1024);

	fields_put_int(&consent, "statistics", p->consent);
	assert_int_equal(inbox_add(c, who, 1, "consent", buf_str(&consent)), OK);
	if (!p->closed_days)
		return;
	fields_put_int(&closure, "closed_days", p->closed_days);
	fields_put(&closure, "closed_reason", str_z(p->reason));
	assert_int_equal(inbox_add(c, who, 1, "closure", buf_str(&closure)), OK);
}

static void put_harm(struct ctx *c, struct pseudonym_id who, const struct counted *p)
{
	struct buf b = buf_new(c->arena, 1024);

	fields_put(&b, "harm_01020304", str_z(p->harm));
	fields_put(&b, "harm_05060708", STR("")); /* was no harm after all */
	assert_int_equal(inbox_add(c, who, 1, "event", buf_str(&b)), OK);
}

static void arrive(struct ctx *c, const struct counted *p, int n)
{
	for (int i = 0; i < n; i++) {
		struct pseudonym_id who;

		id_random(who.b);
		put_entry(c, who, p);
		put_rest(c, who, p);
		if (p->harm)
			put_harm(c, who, p);
		for (int k = 0; k < p->assessments; k++)
			put_score(c, who, p, k);
	}
}

/* A small house on 2026-03-02: 30 adults over three years, four children. */
static int group_begin(bool postgres)
{
	static const struct counted all[] = {
		{ 2023, 4, "adult", "forced_labour", 4, 150, 0, NULL, true, "crime:20" },
		{ 2023, 9, "adult", "forced_labour", 4, 250, 400, "plan_completed", true, NULL },
		{ 2024, 2, "adult", "forced_labour sexual_violence", 3, 200, 0, NULL, true, NULL },
		{ 2024, 5, "adult", "", 2, 150, 0, NULL, false, NULL },
		{ 2025, 9, "adult", "sexual_violence", 1, 120, 0, NULL, true, NULL },
		{ 2024, 6, "6_11", "child_labour", 2, 200, 0, NULL, true, NULL },
	};
	static const int how_many[] = { 6, 6, 6, 6, 6, 4 };
	struct ctx c;

	if (test_house(&house, postgres) != OK)
		return -1;
	c = task("amara");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		arrive(&c, &all[i], how_many[i]);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return 0;
}

static int begin_sqlite(void **state)
{
	(void)state;
	return group_begin(false);
}

static int group_end(void **state)
{
	(void)state;
	test_house_end(&house);
	return 0;
}

static int visits(const char *user, const char *target, const char *sees)
{
	return test_visit(&house, user, target, sees);
}
