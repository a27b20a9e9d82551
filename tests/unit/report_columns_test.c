/* learning/report: the file of columns is never needed, and never tells anything but what the
 * database does. */
#include "harness/house.h"

#include "access/inbox.h"
#include "access/inbox_sql.h"
#include "base/fields.h"
#include "learning/report_input_inside.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "report_house.h"

enum { FIGURES_ROOM = 4 << 20, FILE_ROOM = 1 << 20 };

/* --- what a report comes to --- */

/* The report, and the arrays beneath it, which also have what is hidden. */
static struct str figures_of(struct ctx *c)
{
	struct code_list types;
	struct report_input in;
	struct report_filter f = { .from = NO_DAY, .to = NO_DAY };
	struct str path = arena_fmt(c->arena, "%s/core/casework-types.csv", c->house->packs);
	struct buf out = buf_new(c->arena, FIGURES_ROOM);

	assert_int_equal(list_load(c->arena, path.p, STR("en"), &types), OK);
	assert_int_equal(report_gather(c, &f, &types, &in), OK);
	for (size_t i = 0; i < in.n_episodes; i++) {
		const struct outcomes_episode *e = &in.episodes[i];

		buf_fmt(&out, "%d %d %u %u %u %d %d %d %d %d %d %d %d %.*s\n", e->entry, e->closed,
		        e->types, e->first, e->ordinal, e->entry_year, e->count, e->group, e->reason,
		        e->followup, e->consent, e->reopened, e->harmed, (int)in.sites[i].n, in.sites[i].p);
		buf_add(&out, (struct str){ (const char *)in.pseudonyms[i].b, ID_BYTES });
		buf_add(&out, (struct str){ (const char *)&in.scores[e->first],
		                            e->count * sizeof(struct outcomes_score) });
	}
	buf_fmt(&out, "%d %d %d\n", in.first_year, in.last_year, (int)in.unplaced);
	assert_false(out.full);
	return buf_str(&out);
}

static struct str text_of(struct ctx *c)
{
	struct buf out = buf_new(c->arena, FIGURES_ROOM);

	assert_int_equal(report_outcomes_text(c, &out, "csv", NO_DAY, NO_DAY), OK);
	return buf_str(&out);
}

/* Whether the file is one that reports would read. */
static bool file_fits(const char *user)
{
	struct ctx c = task(user);
	struct str path = arena_fmt(c.arena, "%s/core/casework-types.csv", c.house->packs);
	struct gathered g = { .n = 0 };
	struct code_list types;
	bool fits;

	assert_int_equal(list_load(c.arena, path.p, STR("en"), &types), OK);
	fits = columns_open(&c, c.arena, &types, &g) == OK;
	assert_true(!fits || g.n > 0);
	test_ctx_end(&c);
	return fits;
}

/* What a report says with the file, whatever it is, must be what it says without any. */
static void expect_the_same_without(void)
{
	const char *columns = house.house->columns;
	struct ctx c = task("eva");
	struct str with = figures_of(&c);
	struct str told = text_of(&c);

	house.house->columns = NULL;
	assert_true(str_eq(figures_of(&c), with));
	assert_true(str_eq(text_of(&c), told));
	house.house->columns = columns;
	assert_true(with.n > 1000 && told.n > 1000);
	test_ctx_end(&c);
}

static void fold(void)
{
	struct ctx c = task("eva");
	int64_t n;

	assert_int_equal(inbox_fold(&c, &n), OK);
	assert_true(n > 0);
	test_ctx_end(&c);
}

/* Whether it was right before somebody's rows were changed, and is again with hers read anew. */
static bool file_renews(const char *user)
{
	struct ctx c = task(user);
	struct str path = arena_fmt(c.arena, "%s/core/casework-types.csv", c.house->packs);
	struct gathered old = { .n = 0 };
	struct gathered now = { .n = 0 };
	struct code_list types;
	bool renews;

	assert_int_equal(list_load(c.arena, path.p, STR("en"), &types), OK);
	renews = columns_open(&c, c.arena, &types, &old) == ERR_CONFLICT &&
	         columns_renew(&c, c.arena, &types, &old, &now) == OK;
	assert_true(!renews || now.n > 0);
	test_ctx_end(&c);
	return renews;
}

/* --- the file --- */

struct file {
	char at[FILE_ROOM];
	size_t n;
};

static void file_take(struct file *out)
{
	FILE *f = fopen(house.house->columns, "r");

	assert_non_null(f);
	out->n = fread(out->at, 1, sizeof out->at, f);
	assert_true(out->n > 0 && out->n < sizeof out->at);
	assert_int_equal(fclose(f), 0);
}

static void file_put(const char *path, const struct file *in, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(in->at, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static bool there_is(const char *path)
{
	struct stat s;

	return stat(path, &s) == 0;
}

static const char *new_path(void)
{
	static char path[4200];

	(void)snprintf(path, sizeof path, "%s.new", house.house->columns);
	return path;
}

/* --- tests --- */

static void a_small_house_keeps_none(void **state)
{
	(void)state;
	fold();
	house.house->columns_least = 0;
	expect_the_same_without();
	assert_false(there_is(house.house->columns));
	house.house->columns_least = 5;
}

static void what_is_kept_is_what_was_read(void **state)
{
	struct stat s;

	(void)state;
	expect_the_same_without();
	assert_true(there_is(house.house->columns));
	assert_true(stat(house.house->columns, &s) == 0 && (s.st_mode & 0777) == 0600);
	assert_false(there_is(new_path()));
	assert_true(file_fits("eva"));
	expect_the_same_without();
	assert_int_equal(visits("eva", "/reports/outcomes", "Outcomes"), 200);
	assert_int_equal(visits("amara", "/reports/outcomes", ""), 403);
}

static void a_day_that_passes_needs_no_new_file(void **state)
{
	(void)state;
	test_clock_pass(200 * 86400);
	assert_true(file_fits("eva"));
	expect_the_same_without();
}

static void who_holds_no_measurement_key_opens_nothing(void **state)
{
	struct ctx c = task("amara");
	struct code_list types = { NULL, 0 };
	struct report_filter f = { .from = NO_DAY, .to = NO_DAY };
	struct report_input in;

	(void)state;
	assert_false(file_fits("amara"));
	assert_int_equal(report_gather(&c, &f, &types, &in), ERR_DENIED);
	test_ctx_end(&c);
	assert_true(file_fits("eva"));
}

static void another_list_of_types_is_read_anew(void **state)
{
	static const struct list_item one = { .name = { "forced_labour", 13 } };
	const struct code_list types = { &one, 1 };
	struct ctx c = task("eva");
	struct gathered g;

	(void)state;
	assert_int_equal(columns_open(&c, c.arena, &types, &g), ERR_ABSENT);
	test_ctx_end(&c);
}

/* A closure, a return, a consent with an end, a corrected assessment: each makes the file old, and
 * the next report makes it new. */
static void everything_folded_makes_it_old(void **state)
{
	static const struct counted people = { 2024, 3,   "12_17", "child_labour", 3,
		                                   180,  300, "lost",  true,           "crime:30" };
	static struct file old;
	struct pseudonym_id who;
	struct ctx c;

	(void)state;
	id_random(who.b);
	file_take(&old);
	for (int i = 0; i < 3; i++) {
		struct buf b;

		c = task("amara");
		b = buf_new(c.arena, 2048);
		arrive(&c, &people, 3);
		put_entry(&c, who, &people);
		fields_put_int(&b, "statistics", 1);
		fields_put_int(&b, "until", c.today.n + 10 - 10 * i);
		assert_int_equal(inbox_add(&c, who, 1 + i, "consent", buf_str(&b)), OK);
		fields_put(&b, "site", STR("HB"));
		fields_put_int(&b, "entry_month", 2025 * 12 + i);
		assert_int_equal(inbox_add(&c, who, 1 + i, "entry", buf_str(&b)), OK);
		put_score(&c, who, &(struct counted){ .age = "adult", .level = (int16_t)(150 + i) }, 1);
		assert_int_equal(test_commit(&c), OK);
		test_ctx_end(&c);
		assert_true(file_fits("eva"));
		fold();
		assert_false(file_fits("eva"));
		assert_true(file_renews("eva"));
		expect_the_same_without();
		assert_true(file_fits("eva"));
		assert_false(file_renews("eva"));
	}
	file_put(house.house->columns, &old, old.n);
	assert_false(file_fits("eva"));
	expect_the_same_without();
	assert_true(file_fits("eva"));
}

static struct buf score_fields(struct ctx *c, struct row_id row, int level)
{
	struct buf b = buf_new(c->arena, 1024);

	fields_put_id(&b, "row", row.b);
	fields_put_int(&b, "days", 40);
	fields_put_int(&b, "wave", 0);
	fields_put_int(&b, "age_group", OUTCOMES_ADULT);
	fields_put_int(&b, "setting", SETTING_OTHER);
	fields_put_int(&b, "stable", 21 | 2 << 6);
	fields_put(&b, "form", STR("rubric"));
	fields_put(&b, "items", STR(""));
	fields_put_int(&b, "safety", level);
	fields_put_int(&b, "legal", -1);
	return b;
}

static void a_correction_is_seen_at_once(void **state)
{
	struct pseudonym_id who;
	struct row_id row;

	(void)state;
	id_random(who.b);
	id_random(row.b);
	for (int level = 100; level < 400; level += 100) {
		struct ctx c = task("amara");
		struct buf b = score_fields(&c, row, level);

		put_entry(&c, who,
		          &(struct counted){ .year = 2025, .month = 2, .age = "adult", .types = "" });
		assert_int_equal(inbox_add(&c, who, 1, "score", buf_str(&b)), OK);
		assert_int_equal(test_commit(&c), OK);
		test_ctx_end(&c);
		fold();
		expect_the_same_without();
	}
}

struct first_score {
	struct pseudonym_id pseudonym;
	bool found;
};

static enum err take_first(void *arg, const struct scored *s)
{
	struct first_score *first = arg;

	if (!first->found)
		first->pseudonym = s->pseudonym;
	first->found = true;
	return OK;
}

static const enum carried whose[] = { CARRY_ID, CARRY_ID };
#define GONE(table) \
	{ \
		.name = "gone", .from = "test", .params = whose, .nparams = 2, \
		.sql = "DELETE FROM " table " WHERE org = $1 AND pseudonym = $2", .shape = SHAPE_EXEC, \
	}
static const struct query gone[] = { GONE("score"), GONE("measure_fold"), GONE("measure_mark") };

/* What an erasure will do: somebody's rows go, and the mark says that something did. */
static void rows_that_go_are_gone_from_the_file(void **state)
{
	struct first_score first = { .found = false };
	struct ctx c = task("eva");
	struct str before = figures_of(&c);
	struct value values[] = { { .carried = CARRY_ID, .p = house.house->org.b, .n = ID_BYTES },
		                      { .carried = CARRY_ID, .p = first.pseudonym.b, .n = ID_BYTES } };

	(void)state;
	assert_int_equal(scores_each(&c, take_first, &first), OK);
	assert_true(first.found && file_fits("eva"));
	change_add(c.change, &gone[0], values);
	inbox_changed(house.house, c.change);
	before = arena_str(house.arena, before);
	assert_int_equal(store_commit(house.house->records, c.change), OK);
	test_ctx_end(&c);
	assert_false(file_fits("eva") || file_renews("eva"));
	c = task("eva");
	assert_false(str_eq(figures_of(&c), before));
	test_ctx_end(&c);
	assert_true(file_fits("eva"));
	expect_the_same_without();
}

/* Whoever comes first and last of all, and twice in one folding. */
static void those_at_the_ends_are_renewed(void **state)
{
	static const struct counted someone = { 2025,   1,    "adult", "forced_labour", 2, 210, 120,
		                                    "lost", true, NULL };

	(void)state;
	for (int round = 0; round < 2; round++) {
		struct ctx c = task("amara");

		for (int end = 0; end < 2; end++) {
			struct pseudonym_id who;

			memset(who.b, end ? 0xff : 0, sizeof who.b);
			put_entry(&c, who, &someone);
			put_score(&c, who, &someone, round);
			put_score(&c, who, &someone, 2 + round);
		}
		assert_int_equal(test_commit(&c), OK);
		test_ctx_end(&c);
		fold();
		assert_true(file_renews("eva"));
		expect_the_same_without();
		assert_true(file_fits("eva"));
	}
}

/* Somebody's rows and her mark go, while the house's mark says that all are told of. */
static void who_has_no_mark_any_more_has_no_rows(void **state)
{
	(void)state;
	for (int end = 0; end < 2; end++) {
		struct ctx c = task("eva");
		struct pseudonym_id who;
		struct row_id mark;
		struct value values[] = { { .carried = CARRY_ID, .p = house.house->org.b, .n = ID_BYTES },
			                      { .carried = CARRY_ID, .p = who.b, .n = ID_BYTES } };

		memset(who.b, end ? 0xff : 0, sizeof who.b);
		id_random(mark.b);
		for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
			change_add(c.change, &gone[i], values);
		state_folded(c.change, house.house->org, mark, mark);
		assert_int_equal(store_commit(house.house->records, c.change), OK);
		test_ctx_end(&c);
		assert_true(file_renews("eva"));
		expect_the_same_without();
		assert_true(file_fits("eva"));
	}
}

struct first_fold {
	struct pseudonym_id who;
	uint8_t at[8192];
	size_t n;
};

static enum err take_fold(void *arg, const struct fold_row *row)
{
	struct first_fold *f = arg;

	assert_true(row->body.n <= sizeof f->at);
	if (f->n)
		return OK;
	f->who = row->pseudonym;
	f->n = row->body.n;
	memcpy(f->at, row->body.p, f->n);
	return OK;
}

static void put_body(const struct first_fold *f)
{
	static const enum carried params[] = { CARRY_ID, CARRY_ID, CARRY_BLOB };
	static const struct query put = {
		.name = "put",
		.from = "test",
		.sql = "UPDATE measure_fold SET body = $3 WHERE org = $1 AND pseudonym = $2",
		.params = params,
		.nparams = 3,
		.shape = SHAPE_EXEC,
	};
	struct ctx c = task("eva");
	struct value values[] = { { .carried = CARRY_ID, .p = house.house->org.b, .n = ID_BYTES },
		                      { .carried = CARRY_ID, .p = f->who.b, .n = ID_BYTES },
		                      { .carried = CARRY_BLOB, .p = f->at, .n = f->n } };

	change_add(c.change, &put, values);
	assert_int_equal(store_commit(house.house->records, c.change), OK);
	test_ctx_end(&c);
}

static enum err take_none(void *arg, const struct folded *f)
{
	(void)arg;
	(void)f;
	return OK;
}

static void fold_in(struct pseudonym_id who)
{
	static const struct counted someone = { .year = 2025, .month = 2, .age = "adult", .types = "" };
	struct ctx c = task("amara");

	put_entry(&c, who, &someone);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	fold();
}

/* Seen by a row that does not open: a report that is made anew meets it, one that is renewed does
 * not. Hers is the lowest pseudonym, with one walk. */
static void who_did_not_change_is_not_read(void **state)
{
	static struct first_fold first;
	const struct pseudonym_id lowest = { { 0 } };
	struct pseudonym_id who;
	struct ctx c;

	(void)state;
	fold_in(lowest);
	expect_the_same_without();
	first.n = 0;
	c = task("eva");
	assert_int_equal(fold_all(c.read, house.house->org, take_fold, &first), OK);
	assert_true(pseudonym_id_eq(first.who, lowest));
	test_ctx_end(&c);
	id_random(who.b);
	fold_in(who);
	first.at[first.n - 1] ^= 1;
	put_body(&first);
	assert_true(file_renews("eva"));
	c = task("eva");
	assert_int_equal(folded_each(&c, take_none, NULL), ERR_VAULT);
	test_ctx_end(&c);
	first.at[first.n - 1] ^= 1;
	put_body(&first);
	expect_the_same_without();
}

static void a_torn_or_foreign_file_is_made_anew(void **state)
{
	static struct file whole;
	static struct file bad;

	(void)state;
	file_take(&whole);
	for (size_t n = 0; n < whole.n; n = n < 4 ? n + 1 : n * 2 + 1) {
		file_put(house.house->columns, &whole, n);
		assert_false(file_fits("eva"));
	}
	for (size_t at = 0; at < whole.n; at += at < 400 ? 7 : 501) {
		bad = whole;
		bad.at[at] ^= 4;
		file_put(house.house->columns, &bad, bad.n);
		assert_false(file_fits("eva"));
	}
	for (size_t i = 0; i < whole.n; i++)
		bad.at[i] = (char)(i * 7);
	file_put(house.house->columns, &bad, bad.n);
	expect_the_same_without();
	assert_true(file_fits("eva"));
}

/* As a kill in the middle of writing leaves it: the one before is read, and the half one is no
 * hindrance to the next. */
static void a_half_written_file_is_no_file(void **state)
{
	static struct file whole;

	(void)state;
	file_take(&whole);
	file_put(new_path(), &whole, whole.n / 2);
	assert_true(file_fits("eva"));
	assert_int_equal(unlink(house.house->columns), 0);
	expect_the_same_without();
	assert_true(file_fits("eva"));
	assert_false(there_is(new_path()));
}

static void a_place_that_cannot_be_written_spoils_no_report(void **state)
{
	static struct file whole;

	(void)state;
	file_take(&whole);
	assert_int_equal(unlink(house.house->columns), 0);
	assert_int_equal(mkdir(new_path(), 0700), 0);
	expect_the_same_without();
	assert_false(there_is(house.house->columns));
	assert_int_equal(rmdir(new_path()), 0);
	file_put(house.house->columns, &whole, whole.n);
	assert_true(file_fits("eva"));
}

/* Whoever writes there without changing the mark would leave an old file in use. */
static void no_other_query_writes_what_was_folded(void **state)
{
	static const char *const tables[] = { "INTO score ",   "INTO measure_fold ",
		                                  "FROM score ",   "FROM measure_fold ",
		                                  "UPDATE score ", "UPDATE measure_fold " };
	const struct modules *modules = house.house->modules;

	(void)state;
	for (size_t i = 0; i < modules->n; i++)
		for (const struct query *const *q = modules->at[i]->queries; *q; q++)
			for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
				if (!(*q)->readonly && strstr((*q)->sql, tables[t]))
					fail_msg("%s writes what was folded, without inbox_changed", (*q)->name);
	assert_non_null(strstr(inbox_queries[0]->from, "src/access/inbox.sql"));
}

static int begin_postgres(void **state)
{
	(void)state;
	return group_begin(true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_small_house_keeps_none),
		cmocka_unit_test(what_is_kept_is_what_was_read),
		cmocka_unit_test(a_day_that_passes_needs_no_new_file),
		cmocka_unit_test(who_holds_no_measurement_key_opens_nothing),
		cmocka_unit_test(another_list_of_types_is_read_anew),
		cmocka_unit_test(everything_folded_makes_it_old),
		cmocka_unit_test(a_correction_is_seen_at_once),
		cmocka_unit_test(rows_that_go_are_gone_from_the_file),
		cmocka_unit_test(those_at_the_ends_are_renewed),
		cmocka_unit_test(who_has_no_mark_any_more_has_no_rows),
		cmocka_unit_test(who_did_not_change_is_not_read),
		cmocka_unit_test(a_torn_or_foreign_file_is_made_anew),
		cmocka_unit_test(a_half_written_file_is_no_file),
		cmocka_unit_test(a_place_that_cannot_be_written_spoils_no_report),
		cmocka_unit_test(no_other_query_writes_what_was_folded),
	};

	return cmocka_run_group_tests(tests, begin_sqlite, group_end) +
	       cmocka_run_group_tests(tests, begin_postgres, group_end);
}
