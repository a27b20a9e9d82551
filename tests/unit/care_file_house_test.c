/* Files that are answers on forms about a colleague or the organisation: who opens them, from the
 * keys. */
#include "access/house_key_sql.h"
#include "care/file_house.h"
#include "care/file_sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

/* NULL: the organisation. */
static struct row_id subject(const char *user)
{
	struct row_id s;

	if (user)
		memcpy(s.b, test_user(&house, user).b, sizeof s.b);
	else
		memcpy(s.b, house.house->org.b, sizeof s.b);
	return s;
}

static const char paper[] = "%PDF-1.7\nThe nights are heavy.\n%%EOF\n";

static enum err bring(const char *user, struct row_id s, struct row_id *out)
{
	struct ctx c = task(user);
	struct file_new n = { .wanted = FILE_ALL,
		                  .name = STR("nights.pdf"),
		                  .bytes = { paper, sizeof paper - 1 },
		                  .day = NO_DAY };
	enum err e;

	*out = row_id_fresh(c.now);
	e = house_file_write(&c, s, *out, &n);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static enum err fetch(const char *user, struct row_id s, struct row_id id)
{
	struct ctx c = task(user);
	struct file_entry about;
	struct str bytes;
	enum err e = house_file_content(&c, s, id, &about, &bytes);

	if (e == OK)
		assert_true(str_eq(bytes, (struct str){ paper, sizeof paper - 1 }) &&
		            about.kind == FILE_PDF && str_eq(about.name, STR("nights.pdf")));
	test_ctx_end(&c);
	return e;
}

/* The name under which its key is kept. */
static struct row_id stored(struct row_id s, struct row_id id)
{
	const struct house_file_row *row;
	struct ctx c = task("officer");
	struct row_id out;

	house_file_one(c.read, house.house->org, s, id, &row);
	assert_int_equal(read_now(c.read), OK);
	assert_non_null(row);
	out = row->stored;
	test_ctx_end(&c);
	return out;
}

static void a_file_about_a_colleague_opens_to_her_and_the_managers_alone(void **state)
{
	static const char *const others[] = { "amara", "lena", "mila", "nadia", "eva", "tom", "boris" };
	struct row_id s = subject("bela");
	struct row_id never;
	struct row_id id;
	struct row_id key;

	(void)state;
	assert_int_equal(bring("bela", s, &id), OK);
	key = stored(s, id);
	assert_int_equal(fetch("bela", s, id), OK);
	assert_int_equal(fetch("grace", s, id), OK);
	assert_true(haul_unwraps_row(&house, "bela", key) && haul_unwraps_row(&house, "grace", key));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		assert_false(haul_unwraps_row(&house, others[i], id));
		assert_false(haul_unwraps_row(&house, others[i], key));
		assert_int_equal(fetch(others[i], s, id), ERR_DENIED);
		assert_int_equal(bring(others[i], s, &never), ERR_DENIED);
	}
	assert_int_equal(fetch("grace", subject("vera"), id), ERR_ABSENT);
}

static void a_file_about_the_organisation_opens_to_managers_and_leads(void **state)
{
	struct row_id s = subject(NULL);
	struct row_id id;

	(void)state;
	assert_int_equal(bring("mila", s, &id), OK);
	assert_int_equal(fetch("lena", s, id), OK);
	assert_int_equal(fetch("grace", s, id), OK);
	assert_int_equal(fetch("amara", s, id), ERR_DENIED);
	assert_false(haul_unwraps_row(&house, "amara", stored(s, id)));
}

static void a_file_that_was_taken_out_has_no_key_any_more(void **state)
{
	struct row_id s = subject("bela");
	struct house_key_row_list keys;
	struct row_id id;
	struct ctx c;

	(void)state;
	assert_int_equal(bring("bela", s, &id), OK);
	c = task("grace");
	assert_int_equal(house_file_take_out(&c, s, id), ERR_DENIED);
	test_ctx_end(&c);
	c = task("bela");
	assert_int_equal(house_file_take_out(&c, s, id), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_int_equal(fetch("bela", s, id), ERR_ABSENT);
	c = task("officer");
	house_keys_of(c.read, house.house->org, stored(s, id), &keys);
	assert_int_equal(read_now(c.read), OK);
	assert_int_equal(keys.n, 0);
	test_ctx_end(&c);
}

static void what_is_no_file_of_that_kind_is_not_kept(void **state)
{
	struct ctx c = task("bela");
	struct file_new n = { .wanted = FILE_PICTURES, .bytes = { paper, sizeof paper - 1 } };

	(void)state;
	assert_int_equal(house_file_write(&c, subject("bela"), row_id_fresh(c.now), &n), ERR_INVALID);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_about_a_colleague_opens_to_her_and_the_managers_alone),
		cmocka_unit_test(a_file_about_the_organisation_opens_to_managers_and_leads),
		cmocka_unit_test(a_file_that_was_taken_out_has_no_key_any_more),
		cmocka_unit_test(what_is_no_file_of_that_kind_is_not_kept),
	};

	return test_on_both("files about the house", tests, sizeof tests / sizeof *tests);
}
