/* DIR/config: what is written is read back, and mistakes are told in words. */
#include "cli/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define ORG "org = 0123456789abcdef0123456789abcdef\n"
#define NAME "name = Casa\n"
#define KEY "sign_public = 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"

static struct arena *arena;

static enum err parse(const char *text, struct config *c, const char *problem)
{
	struct str said = { "", 0 };
	enum err e = config_parse(arena, str_z(text), c, &said);

	if (problem)
		assert_non_null(strstr(arena_str(arena, said).p, problem));
	return e;
}

static void what_is_written_is_read_back(void **state)
{
	struct config c = { .name = STR("Casa = Hogar"),
		                .utc_offset = -300,
		                .hosts = STR("one.example two.example"),
		                .postgres = STR("host=/run dbname=records"),
		                .postgres_keyring = STR("host=/run dbname=keyring"),
		                .behind_proxy = true };
	char dir[] = "/tmp/kintsugi-config-XXXXXX";
	struct config back;
	struct str problem;
	struct stat s;
	const char *path;

	(void)state;
	memset(c.org.b, 0xa1, sizeof c.org.b);
	memset(c.sign_public.b, 0x5c, sizeof c.sign_public.b);
	assert_non_null(mkdtemp(dir));
	path = arena_fmt(arena, "%s/config", dir).p;
	assert_int_equal(config_write(arena, path, &c), OK);
	assert_int_equal(config_write(arena, path, &c), ERR_STORE);
	assert_int_equal(stat(path, &s), 0);
	assert_int_equal(s.st_mode & 0777, 0600);
	assert_int_equal(config_read(arena, path, &back, &problem), OK);
	assert_true(org_id_eq(back.org, c.org));
	assert_memory_equal(&back.sign_public, &c.sign_public, sizeof c.sign_public);
	assert_true(str_eq(back.name, c.name));
	assert_int_equal(back.utc_offset, -300);
	assert_true(str_eq(back.hosts, c.hosts));
	assert_true(str_eq(back.postgres_keyring, c.postgres_keyring));
	assert_true(back.behind_proxy);
	assert_int_equal(back.listen.n, 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(dir), 0);
	assert_int_equal(config_read(arena, path, &back, &problem), ERR_ABSENT);
}

static void a_value_cannot_bring_a_line_of_its_own(void **state)
{
	const struct config c = { .name = STR("Casa\nbehind_proxy = yes") };

	(void)state;
	assert_int_equal(config_write(arena, "/tmp/kintsugi-config-never", &c), ERR_INVALID);
}

static void the_least_is_organisation_name_and_key(void **state)
{
	struct config c;

	(void)state;
	assert_int_equal(parse("# a remark\n\n" ORG NAME KEY, &c, NULL), OK);
	assert_true(str_eq(c.name, STR("Casa")));
	assert_int_equal(c.sign_public.b[31], 0x1f);
	assert_int_equal(parse(NAME KEY, &c, "org is missing"), ERR_INVALID);
	assert_int_equal(parse(ORG KEY, &c, "name is missing"), ERR_INVALID);
	assert_int_equal(parse(ORG NAME, &c, "sign_public is missing"), ERR_INVALID);
}

static void mistakes_are_told_in_words(void **state)
{
	static const struct {
		const char *line;
		const char *problem;
	} wrong[] = {
		{ "colour = red\n", "no key \"colour\"" },
		{ "nonsense\n", "no key \"nonsense\"" },
		{ NAME, "name stands there twice" },
		{ "utc_offset = soon\n", "minutes from UTC" },
		{ "utc_offset = 900\n", "minutes from UTC" },
		{ "behind_proxy = maybe\n", "yes or no" },
		{ "postgres = host=/run\n", "belong together" },
		{ "tls_key = key.pem\n", "belong together" },
		{ "org = 01\n", "org stands there twice" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct config c;
		const char *text = arena_fmt(arena, ORG NAME KEY "%s", wrong[i].line).p;

		assert_int_equal(parse(text, &c, wrong[i].problem), ERR_INVALID);
	}
}

static int start(void **state)
{
	(void)state;
	arena = arena_new(16 << 20);
	return arena ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(a_value_cannot_bring_a_line_of_its_own),
		cmocka_unit_test(the_least_is_organisation_name_and_key),
		cmocka_unit_test(mistakes_are_told_in_words),
	};

	return cmocka_run_group_tests_name("the configuration", tests, start, end);
}
