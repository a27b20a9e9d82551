#include "base/log.h"
#include "http/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	log_quiet(true);
	arena = arena_new((size_t)1024 * 1024);
	return arena ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct exchange fresh(void)
{
	struct exchange x = { .arena = arena };

	exchange_begin(&x);
	return x;
}

/* The value of the one header of that name; NULL when there is none. */
static const char *value(struct header_list list, const char *name)
{
	const char *found = NULL;

	for (size_t i = 0; i < list.n; i++) {
		if (!http_same(list.at[i].name, str_z(name)))
			continue;
		assert_null(found);
		assert_int_equal(strlen(list.at[i].value.p), list.at[i].value.n);
		found = list.at[i].value.p;
	}
	return found;
}

static void every_reply_is_closed_to_others(void **state)
{
	struct exchange x = fresh();
	struct header_list list = reply_headers(arena, &x.reply, false);

	(void)state;
	assert_string_equal(value(list, "Content-Security-Policy"),
	                    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
	                    "media-src 'self'; font-src 'self'; connect-src 'self'; form-action "
	                    "'self'; base-uri 'none'; "
	                    "frame-ancestors 'none'");
	assert_string_equal(value(list, "Cross-Origin-Opener-Policy"), "same-origin");
	assert_string_equal(value(list, "Cross-Origin-Resource-Policy"), "same-origin");
	assert_string_equal(value(list, "Cross-Origin-Embedder-Policy"), "require-corp");
	assert_string_equal(value(list, "Referrer-Policy"), "no-referrer");
	assert_string_equal(value(list, "X-Content-Type-Options"), "nosniff");
	assert_non_null(strstr(value(list, "Permissions-Policy"), "geolocation=()"));
	assert_string_equal(value(list, "Cache-Control"), "no-store");
	assert_string_equal(value(list, "Content-Type"), "text/html; charset=utf-8");
	assert_null(value(list, "Location"));
	assert_null(value(list, "Set-Cookie"));
	assert_null(value(list, "Clear-Site-Data"));
}

static void only_a_secure_reply_asks_for_tls(void **state)
{
	struct exchange x = fresh();

	(void)state;
	assert_null(value(reply_headers(arena, &x.reply, false), "Strict-Transport-Security"));
	assert_string_equal(value(reply_headers(arena, &x.reply, true), "Strict-Transport-Security"),
	                    "max-age=31536000");
}

static void an_asset_may_be_kept(void **state)
{
	struct exchange x = fresh();
	struct header_list list;

	(void)state;
	x.reply.asset = true;
	x.reply.gzip = true;
	x.reply.etag = STR("\"1\"");
	list = reply_headers(arena, &x.reply, false);
	assert_string_equal(value(list, "Cache-Control"), "public, max-age=31536000, immutable");
	assert_string_equal(value(list, "Content-Encoding"), "gzip");
	assert_string_equal(value(list, "Vary"), "Accept-Encoding");
	assert_string_equal(value(list, "ETag"), "\"1\"");
}

static void what_the_application_sets_goes_out(void **state)
{
	struct exchange x = fresh();
	struct header_list list;

	(void)state;
	/* A view without a NUL behind it. */
	reply_see_other(&x.reply, (struct str){ "/people/1?x", 9 });
	x.reply.cookie = STR("__Host-k=1; Secure");
	x.reply.disposition = STR("attachment");
	x.reply.clear_site_data = true;
	list = reply_headers(arena, &x.reply, false);
	assert_int_equal(x.reply.status, 303);
	assert_string_equal(value(list, "Location"), "/people/1");
	assert_string_equal(value(list, "Set-Cookie"), "__Host-k=1; Secure");
	assert_string_equal(value(list, "Content-Disposition"), "attachment");
	assert_string_equal(value(list, "Clear-Site-Data"), "\"cache\", \"cookies\", \"storage\"");
}

static void a_value_cannot_begin_another_header(void **state)
{
	struct exchange x = fresh();
	struct header_list list;

	(void)state;
	x.reply.location = STR("/a\r\nSet-Cookie: k=1");
	x.reply.disposition = STR("a\0b");
	list = reply_headers(arena, &x.reply, false);
	assert_null(value(list, "Location"));
	assert_null(value(list, "Content-Disposition"));
}

static void statuses_bring_their_headers(void **state)
{
	struct exchange x = fresh();

	(void)state;
	reply_text(&x.reply, 405, "no");
	assert_string_equal(value(reply_headers(arena, &x.reply, false), "Allow"), "GET, HEAD, POST");
	reply_text(&x.reply, 503, "later");
	assert_non_null(value(reply_headers(arena, &x.reply, false), "Retry-After"));
	reply_text(&x.reply, 429, "slower");
	assert_non_null(value(reply_headers(arena, &x.reply, false), "Retry-After"));
}

static void a_text_replaces_what_was_written(void **state)
{
	struct exchange x = fresh();

	(void)state;
	buf_add(&x.reply.body, STR("<p>half a page"));
	reply_text(&x.reply, 500, "sorry");
	assert_int_equal(x.reply.body.n, 5);
	assert_string_equal(value(reply_headers(arena, &x.reply, false), "Content-Type"),
	                    "text/plain; charset=utf-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_reply_is_closed_to_others),
		cmocka_unit_test(only_a_secure_reply_asks_for_tls),
		cmocka_unit_test(an_asset_may_be_kept),
		cmocka_unit_test(what_the_application_sets_goes_out),
		cmocka_unit_test(a_value_cannot_begin_another_header),
		cmocka_unit_test(statuses_bring_their_headers),
		cmocka_unit_test(a_text_replaces_what_was_written),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
