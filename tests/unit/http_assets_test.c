#include "http/assets.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A table of its own: this test is linked without the generated one. */
static const unsigned char plain[] = "body{}";
static const unsigned char packed[] = "packed";
const struct asset assets[] = {
	{ "/assets/app-00000001.css", "text/css", plain, 6, packed, 6 },
	{ "/assets/logo-00000002.png", "image/png", plain, 4, NULL, 0 },
};
const size_t nassets = 2;

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)64 * 1024);
	return arena ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static bool ask(struct exchange *x, const char *path, enum method method, bool gzip)
{
	*x = (struct exchange){ .arena = arena };
	x->request = (struct request){ .path = str_z(path), .method = method, .takes_gzip = gzip };
	exchange_begin(x);
	return assets_reply(&x->request, &x->reply);
}

static void an_asset_is_sent_as_it_is(void **state)
{
	struct exchange x;

	(void)state;
	assert_true(ask(&x, "/assets/app-00000001.css", METHOD_GET, false));
	assert_int_equal(x.reply.status, 200);
	assert_string_equal(x.reply.type, "text/css");
	assert_true(x.reply.asset);
	assert_false(x.reply.gzip);
	assert_true(str_eq(buf_str(&x.reply.body), STR("body{}")));
}

static void who_takes_gzip_gets_it_where_it_pays(void **state)
{
	struct exchange x;

	(void)state;
	assert_true(ask(&x, "/assets/app-00000001.css", METHOD_HEAD, true));
	assert_true(x.reply.gzip);
	assert_true(str_eq(buf_str(&x.reply.body), STR("packed")));
	assert_true(ask(&x, "/assets/logo-00000002.png", METHOD_GET, true));
	assert_false(x.reply.gzip);
	assert_int_equal(x.reply.body.n, 4);
}

static void anything_else_is_no_asset(void **state)
{
	struct exchange x;

	(void)state;
	assert_false(ask(&x, "/assets/app.css", METHOD_GET, false));
	assert_false(ask(&x, "/assets/", METHOD_GET, false));
	assert_false(ask(&x, "/people", METHOD_GET, false));
	assert_false(ask(&x, "/assets/app-00000001.css", METHOD_POST, false));
	assert_int_equal(x.reply.body.n, 0);
	assert_false(x.reply.asset);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_asset_is_sent_as_it_is),
		cmocka_unit_test(who_takes_gzip_gets_it_where_it_pays),
		cmocka_unit_test(anything_else_is_no_asset),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
