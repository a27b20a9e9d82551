/* People whose steps can be counted, for the tests of figures about them, which include what this
 * needs. On 2026-03-02. */
#pragma once

enum { NONE = -1 };
struct counted {
	int n;
	const char *age;
	const char *types;
	int words, consent, score, plan, service; /* days since arrival; NONE */
	int end;
	const char *reason;
	bool unknown; /* written down late: only what is there is known */
};

static void put_day(struct buf *b, const char *name, int day)
{
	if (day == NONE)
		fields_put(b, name, STR(""));
	else
		fields_put_int(b, name, day);
}

static void put_walk(struct ctx *c, struct pseudonym_id who, const struct counted *p)
{
	struct buf b = buf_new(c->arena, 2048);

	fields_put(&b, "age_band", str_z(p->age));
	fields_put(&b, "types", str_z(p->types ? p->types : ""));
	fields_put_int(&b, "entry_month", 2024 * 12 + 2);
	put_day(&b, "first_words", p->words);
	put_day(&b, "first_consent", p->consent);
	put_day(&b, "first_plan", p->plan);
	put_day(&b, "first_service", p->service);
	if (!p->unknown)
		fields_put_int(&b, "firsts_known", 1);
	if (p->reason) {
		fields_put_int(&b, "closed_days", p->end);
		fields_put(&b, "closed_reason", str_z(p->reason));
	}
	assert_int_equal(inbox_add(c, who, 1, "entry", buf_str(&b)), OK);
}

static void put_score(struct ctx *c, struct pseudonym_id who, int day)
{
	struct buf b = buf_new(c->arena, 1024);

	fields_put_int(&b, "days", day);
	fields_put_int(&b, "wave", 0);
	fields_put_int(&b, "age_group", OUTCOMES_ADULT);
	fields_put_int(&b, "setting", SETTING_LIVES);
	fields_put_int(&b, "stable", 0);
	fields_put(&b, "form", STR("rubric"));
	fields_put(&b, "items", STR(""));
	fields_put_int(&b, "safety", 200);
	assert_int_equal(inbox_add(c, who, 1, "score", buf_str(&b)), OK);
}

/* more: fields that each of them has beside. */
static void arrive(const struct counted *p, struct str more)
{
	struct ctx c = test_task("amara");

	for (int i = 0; i < p->n; i++) {
		struct pseudonym_id who;

		id_random(who.b);
		put_walk(&c, who, p);
		if (p->score != NONE)
			put_score(&c, who, p->score);
		if (more.n)
			assert_int_equal(inbox_add(&c, who, 1, "more", more), OK);
	}
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static struct ctx folded(void)
{
	struct ctx c = test_task("eva");
	int64_t n;

	assert_int_equal(report_fold(&c, &n), OK);
	test_ctx_end(&c);
	return test_task("eva");
}

static struct report_filter of(enum outcomes_group group, int type)
{
	return (struct report_filter){
		.type = type, .group = group, .walk = 1, .from = NO_DAY, .to = NO_DAY
	};
}

static void is_part(const struct part *p, uint32_t k, uint32_t n)
{
	assert_int_equal(p->told, TOLD);
	assert_int_equal(p->share.k, k);
	assert_int_equal(p->n, n);
}

/* 46 adults: 20 here with every step, 6 who left early, 6 who completed a plan, 6 here without
 * consent, 8 written down late. */
static void forty_six_arrive(void)
{
	static const struct counted all[] = {
		{ 20, "adult", NULL, 1, 3, 10, 20, 5, 0, NULL, false },
		{ 6, "adult", NULL, 2, NONE, NONE, NONE, 4, 40, "own_wish", false },
		{ 6, "adult", NULL, 1, 3, 12, 30, 0, 400, "plan_completed", false },
		{ 6, "adult", NULL, 1, NONE, NONE, NONE, 2, 0, NULL, false },
		{ 8, "adult", NULL, NONE, NONE, NONE, NONE, 9, 0, NULL, true },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		arrive(&all[i], STR(""));
}
