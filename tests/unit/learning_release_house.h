/* A house with people who can be counted and tables that leave it, for learning_release_test.c and
 * learning_api_test.c, which include what this needs. */
#pragma once

enum { DAY = 24 * 3600 };

static inline struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static inline void done(struct ctx *c)
{
	assert_int_equal(test_commit(c), OK);
	test_ctx_end(c);
}

/* --- people who can be counted --- */

/* n people of an age group; closed: their walk has ended. Returns the last one. */
static inline struct pseudonym_id arrive(int n, const char *age, const char *types, bool closed,
                                         bool consent)
{
	struct ctx c = task("amara");
	struct pseudonym_id who = { { 0 } };

	for (int i = 0; i < n; i++) {
		struct buf entry = buf_new(c.arena, 1024);
		struct buf end = buf_new(c.arena, 1024);
		struct buf agreed = buf_new(c.arena, 1024);

		random_bytes(who.b, sizeof who.b);
		fields_put(&entry, "age_band", str_z(age));
		fields_put_int(&entry, "entry_month", 2024 * 12);
		fields_put(&entry, "types", str_z(types));
		assert_int_equal(inbox_add(&c, who, 1, "entry", buf_str(&entry)), OK);
		fields_put_int(&agreed, "statistics", consent);
		assert_int_equal(inbox_add(&c, who, 1, "consent", buf_str(&agreed)), OK);
		fields_put_int(&end, "closed_days", 300);
		fields_put(&end, "closed_reason", STR("plan_completed"));
		if (closed)
			assert_int_equal(inbox_add(&c, who, 1, "closure", buf_str(&end)), OK);
	}
	done(&c);
	return who;
}

/* --- tables --- */

static inline struct row_id declare(const char *figure, enum release_kind kind, const char *funder,
                                    int64_t epsilon)
{
	struct ctx c = task("eva");
	struct release_series s = { .title = STR("A table"),
		                        .funder = str_z(funder),
		                        .figure = release_figure_find(str_z(figure)),
		                        .kind = kind,
		                        .calendar = 90,
		                        .epsilon = epsilon };

	random_bytes(s.id.b, sizeof s.id.b);
	assert_int_equal(release_declare(&c, &s), OK);
	done(&c);
	return s.id;
}

static inline struct ctx fold(const char *user)
{
	struct ctx c = task(user);
	int64_t folded;

	assert_int_equal(report_fold(&c, &folded), OK);
	test_ctx_end(&c);
	return task(user);
}

static inline struct row_id make(struct row_id series)
{
	struct ctx c = fold("eva");
	struct release_plan plan;
	struct row_id id;

	random_bytes(id.b, sizeof id.b);
	assert_int_equal(release_plan(&c, series, &plan), OK);
	assert_int_equal(plan.refusal.why, RELEASE_ALLOWED);
	assert_int_equal(release_make(&c, id, &plan), OK);
	done(&c);
	return id;
}
