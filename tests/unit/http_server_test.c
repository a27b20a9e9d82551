#include "base/log.h"
#include "harness/client.h"
#include "harness/echo.h"
#include "http/listen.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define H "Host: localhost\r\n"
#define END H "\r\n"

static struct arena *arena;
static struct echo echo;
static struct application app;
static struct server *server;
static int port;

static int start(bool behind_proxy)
{
	log_quiet(true);
	echo = (struct echo){ 0 };
	app = echo_application(&echo);
	arena = arena_new((size_t)64 * 1024 * 1024);
	server = echo_start(&app, behind_proxy);
	port = server ? server_port(server) : 0;
	return arena && server ? 0 : -1;
}

static int set_up(void **state)
{
	(void)state;
	return start(false);
}

static int set_up_behind_proxy(void **state)
{
	(void)state;
	return start(true);
}

static int tear_down(void **state)
{
	(void)state;
	server_stop(server);
	arena_free(arena);
	return 0;
}

static bool says(const struct answer *answer, const char *text)
{
	return strstr(arena_str(arena, answer->body).p, text) != NULL;
}

static void a_get_arrives_whole(void **state)
{
	struct answer a =
		client_ask(arena, port, STR("GET /echo?a=%2B&b=1+2 HTTP/1.1\r\n" H "Cookie: k=1\r\n\r\n"));

	(void)state;
	assert_int_equal(a.status, 200);
	assert_true(says(&a, "GET /echo host=localhost\nquery a=+\nquery b=1 2\ncookie k=1\n"));
	assert_true(str_eq(client_header(&a, STR("Cache-Control")), STR("no-store")));
	assert_non_null(client_header(&a, STR("Content-Security-Policy")).p);
	assert_null(client_header(&a, STR("Strict-Transport-Security")).p);
}

static void a_head_has_headers_and_no_body(void **state)
{
	struct answer a = client_ask(arena, port, STR("HEAD /big HTTP/1.1\r\n" END));

	(void)state;
	assert_int_equal(a.status, 200);
	assert_true(str_eq(client_header(&a, STR("Content-Length")), STR("1048576")));
	assert_int_equal(a.body.n, 0);
}

#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

static void a_form_arrives_in_pieces(void **state)
{
	int fd = client_open(NULL, port);
	struct answer a;

	(void)state;
	assert_true(
		client_send(fd, STR("POST /echo HTTP/1.1\r\n" H FORM "Content-Length: 11\r\n\r\n")));
	assert_true(client_send(fd, STR("na")));
	usleep(20000);
	assert_true(client_send(fd, STR("me=")));
	usleep(20000);
	assert_true(client_send(fd, STR("%C3%A4")));
	a = client_read(arena, fd, false, 3000);
	assert_int_equal(a.status, 200);
	assert_true(says(&a, "form name=\303\244\n"));
	(void)close(fd);
}

static void a_form_of_the_full_size_arrives(void **state)
{
	struct buf b = buf_new(arena, (size_t)1024 * 1024);
	struct answer a;

	(void)state;
	buf_fmt(&b, "POST /echo HTTP/1.1\r\n" H FORM "Content-Length: %d\r\n\r\na=", FORM_BYTES);
	for (int i = 2; i < FORM_BYTES; i++)
		buf_byte(&b, 'x');
	a = client_ask(arena, port, buf_str(&b));
	assert_int_equal(a.status, 200);
	assert_true(a.body.n > FORM_BYTES);
}

static void a_chunked_form_arrives_and_ends_the_connection(void **state)
{
	int fd = client_open(NULL, port);
	struct answer a;

	(void)state;
	assert_true(
		client_send(fd, STR("POST /echo HTTP/1.1\r\n" H FORM "Transfer-Encoding: chunked\r\n\r\n"
	                        "2\r\na=\r\n1\r\n1\r\n0\r\n\r\n")));
	a = client_read(arena, fd, false, 3000);
	assert_true(says(&a, "form a=1\n"));
	assert_true(str_eq(client_header(&a, STR("Connection")), STR("close")));
	assert_true(client_closed(fd, 3000));
	(void)close(fd);
}

static void a_connection_serves_many_requests(void **state)
{
	int fd = client_open(NULL, port);

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct answer a;

		assert_true(client_send(fd, i % 2 ? STR("GET /wait HTTP/1.1\r\n" END)
		                                  : STR("GET /echo HTTP/1.1\r\n" END)));
		a = client_read(arena, fd, false, 3000);
		assert_int_equal(a.status, 200);
	}
	assert_int_equal(echo.arrived, 20);
	(void)close(fd);
}

static void a_refusal_is_text_and_closes(void **state)
{
	int fd = client_open(NULL, port);
	struct answer a;

	(void)state;
	assert_true(client_send(fd, STR("PUT /echo HTTP/1.1\r\n" H "Content-Length: 0\r\n\r\n")));
	a = client_read(arena, fd, false, 3000);
	assert_int_equal(a.status, 405);
	assert_true(str_eq(a.body, STR("method\n")));
	assert_true(str_eq(client_header(&a, STR("Connection")), STR("close")));
	assert_true(str_eq(client_header(&a, STR("Allow")), STR("GET, HEAD, POST")));
	assert_non_null(client_header(&a, STR("Content-Security-Policy")).p);
	assert_true(client_closed(fd, 3000));
	assert_int_equal(echo.arrived, 0);
	(void)close(fd);
}

static void a_long_body_is_refused_before_it_comes(void **state)
{
	int fd = client_open(NULL, port);
	struct answer a;

	(void)state;
	assert_true(client_send(fd, STR("POST /echo HTTP/1.1\r\n" H FORM
	                                "Expect: 100-continue\r\nContent-Length: 262145\r\n\r\n")));
	a = client_read(arena, fd, false, 3000);
	assert_int_equal(a.status, 413);
	assert_true(client_closed(fd, 3000));
	(void)close(fd);
}

static void waiting_three_times_answers_once(void **state)
{
	struct answer a = client_ask(arena, port, STR("GET /wait3 HTTP/1.1\r\n" END));

	(void)state;
	assert_true(says(&a, "GET /wait3"));
	assert_int_equal(echo.arrived, 1);
}

static void an_exhausted_arena_is_a_503_and_the_next_request_works(void **state)
{
	struct answer a = client_ask(arena, port, STR("GET /greedy HTTP/1.1\r\n" END));

	(void)state;
	assert_int_equal(a.status, 503);
	assert_non_null(client_header(&a, STR("Retry-After")).p);
	assert_int_equal(echo.undone, 1);
	a = client_ask(arena, port, STR("GET /echo HTTP/1.1\r\n" END));
	assert_int_equal(a.status, 200);
}

static void a_reply_over_its_ceiling_is_a_500(void **state)
{
	struct answer a = client_ask(arena, port, STR("GET /long HTTP/1.1\r\n" END));

	(void)state;
	assert_int_equal(a.status, 500);
	assert_false(says(&a, "xxxx"));
}

static void an_address_holds_at_most_32(void **state)
{
	int fd[40];
	int served = 0;

	(void)state;
	for (int i = 0; i < 40; i++) {
		fd[i] = client_open("127.0.0.99", port);
		(void)client_send(fd[i], STR("GET /echo HTTP/1.1\r\n" END));
	}
	for (int i = 0; i < 40; i++) {
		served += client_read(arena, fd[i], false, 500).status == 200;
	}
	for (int i = 0; i < 40; i++)
		(void)close(fd[i]);
	assert_int_equal(served, 32);
}

static void a_proxy_is_believed_only_when_there_is_one(void **state)
{
	struct answer a = client_ask(arena, port,
	                             STR("GET /where HTTP/1.1\r\n" H "X-Forwarded-Proto: https\r\n"
	                                 "X-Forwarded-For: 192.0.2.1\r\n\r\n"));
	struct answer b = client_ask(arena, port, STR("GET /where HTTP/1.1\r\n" END));

	(void)state;
	assert_true(says(&a, "plain"));
	assert_true(str_eq(a.body, b.body));
}

static struct answer from_proxy(const char *chain)
{
	struct str bytes = arena_fmt(arena,
	                             "GET /where HTTP/1.1\r\n" H "X-Forwarded-Proto: https\r\n"
	                             "X-Forwarded-For: %s\r\n\r\n",
	                             chain);

	return client_ask(arena, port, bytes);
}

static void behind_a_proxy_the_last_address_counts(void **state)
{
	struct answer a = from_proxy("203.0.113.5, 192.0.2.1");
	struct answer b = from_proxy("198.51.100.7, 192.0.2.9");
	struct answer c = from_proxy("192.0.2.1, 203.0.113.5");

	(void)state;
	assert_true(says(&a, "secure"));
	assert_non_null(client_header(&a, STR("Strict-Transport-Security")).p);
	assert_true(str_eq(a.body, b.body));
	assert_false(str_eq(a.body, c.body));
}

static void behind_a_proxy_a_connection_serves_one_request(void **state)
{
	int fd = client_open(NULL, port);
	struct answer a;

	(void)state;
	assert_true(client_send(fd, STR("GET /echo HTTP/1.1\r\n" END "GET /echo HTTP/1.1\r\n" END)));
	a = client_read(arena, fd, false, 3000);
	assert_true(str_eq(client_header(&a, STR("Connection")), STR("close")));
	assert_true(client_closed(fd, 3000));
	assert_int_equal(echo.arrived, 1);
	(void)close(fd);
}

static void *ask_often(void *arg)
{
	struct arena *own = arena_new((size_t)64 * 1024 * 1024);
	int *good = arg;

	for (int i = 0; i < 20; i++)
		*good +=
			client_ask(own, port,
		               i % 2 ? STR("GET /wait HTTP/1.1\r\n" END) : STR("GET /big HTTP/1.1\r\n" END))
				.status == 200;
	arena_free(own);
	return NULL;
}

static void many_at_once_are_all_answered(void **state)
{
	pthread_t threads[8];
	int good[8] = { 0 };

	(void)state;
	for (int i = 0; i < 8; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, ask_often, &good[i]), 0);
	for (int i = 0; i < 8; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(good[i], 20);
	}
	assert_int_equal(echo.arrived, 160);
}

static void stopping_lets_a_waiting_request_end(void **state)
{
	int fd = client_open(NULL, port);
	struct answer a;

	(void)state;
	assert_true(client_send(fd, STR("GET /wait3 HTTP/1.1\r\n" END)));
	while (echo.arrived == 0)
		usleep(1000);
	server_stop(server);
	a = client_read(arena, fd, false, 3000);
	assert_int_equal(a.status, 200);
	(void)close(fd);
	assert_int_equal(client_open(NULL, port), -1);
	server = echo_start(&app, false);
	assert_non_null(server);
}

static void a_wrong_configuration_does_not_start(void **state)
{
	static const char *const bad[] = {
		"",    "127.0.0.1",    "127.0.0.1:x", "127.0.0.1:65536", "localhost:80",
		":80", "127.0.0.1:-1", "[::1]"
	};
	struct server_config c = { 0 };
	struct server *s;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		c.listen = bad[i];
		assert_int_equal(server_start(&c, &app, &s), ERR_INVALID);
	}
	c.listen = arena_fmt(arena, "127.0.0.1:%d", port).p;
	assert_int_equal(server_start(&c, &app, &s), ERR_BUSY);
	c.listen = "127.0.0.1:0";
	c.cert_file = "/nonexistent";
	assert_int_equal(server_start(&c, &app, &s), ERR_INVALID);
	c.key_file = "/nonexistent";
	assert_int_equal(server_start(&c, &app, &s), ERR_INVALID);
}

static void an_ipv6_address_can_be_listened_on(void **state)
{
	int fd;

	(void)state;
	if (listen_open(STR("[::1]:0"), &fd) != OK)
		skip();
	assert_true(listen_port(fd) > 0);
	(void)close(fd);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
#define PROXY(test) cmocka_unit_test_setup_teardown(test, set_up_behind_proxy, tear_down)

/* A form with a file of n bytes. */
static struct answer send_file(const char *path, size_t n)
{
	static const char before[] =
		"--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n";
	static const char after[] = "\r\n--b--\r\n";
	struct buf b = buf_new(arena, (size_t)8 << 20);
	size_t all = n + sizeof before + sizeof after - 2;

	buf_fmt(&b,
	        "POST %s HTTP/1.1\r\n" H "Content-Type: multipart/form-data; boundary=b\r\n"
	        "Content-Length: %zu\r\n\r\n%s",
	        path, all, before);
	while (n--)
		buf_byte(&b, (char)n);
	buf_add(&b, str_z(after));
	return client_ask(arena, port, buf_str(&b));
}

static void a_form_brings_a_file(void **state)
{
	struct answer a = send_file("/file", 900000);

	(void)state;
	assert_int_equal(a.status, 200);
	assert_true(says(&a, "file f=x, 900000 bytes"));
}

static void a_file_that_is_too_long_is_read_to_its_end_and_refused_kindly(void **state)
{
	struct answer a = send_file("/file", 1000001);

	(void)state;
	assert_int_equal(a.status, 413);
	assert_true(says(&a, "dropped"));
	a = send_file("/file", 3000000);
	assert_int_equal(a.status, 413);
	assert_true(says(&a, "dropped"));
}

static void a_file_of_somebody_who_is_not_let_in_is_not_kept(void **state)
{
	struct answer a = send_file("/stranger", 5000);

	(void)state;
	assert_int_equal(a.status, 413);
	assert_false(says(&a, "file f"));
}

static void half_a_file_never_arrives(void **state)
{
	int before = atomic_load(&echo.arrived);
	int fd = client_open(NULL, port);

	(void)state;
	assert_true(client_send(fd, STR("POST /file HTTP/1.1\r\n" H
	                                "Content-Type: multipart/form-data; boundary=b\r\n"
	                                "Content-Length: 100000\r\n\r\n--b\r\n")));
	(void)close(fd);
	assert_int_equal(send_file("/file", 10).status, 200);
	assert_int_equal(atomic_load(&echo.arrived), before + 1);
}

static void so_many_files_at_once_are_enough(void **state)
{
	int fds[20];
	int refused = 0;

	(void)state;
	for (int i = 0; i < 20; i++) {
		fds[i] = client_open("127.0.0.9", port);
		assert_true(client_send(fds[i], STR("POST /file HTTP/1.1\r\n" H
		                                    "Content-Type: multipart/form-data; boundary=b\r\n"
		                                    "Content-Length: 100000\r\n\r\n--b\r\n")));
	}
	for (int i = 0; i < 20; i++)
		refused += client_read(arena, fds[i], false, 200).status == 503;
	for (int i = 0; i < 20; i++)
		(void)close(fds[i]);
	assert_int_equal(refused, 4);
	/* They are gone: others come in again. */
	for (int i = 0; i < 100 && send_file("/file", 10).status != 200; i++)
		(void)usleep(20000);
	assert_int_equal(send_file("/file", 10).status, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(a_get_arrives_whole),
		EACH(a_head_has_headers_and_no_body),
		EACH(a_form_arrives_in_pieces),
		EACH(a_form_of_the_full_size_arrives),
		EACH(a_chunked_form_arrives_and_ends_the_connection),
		EACH(a_connection_serves_many_requests),
		EACH(a_refusal_is_text_and_closes),
		EACH(a_long_body_is_refused_before_it_comes),
		EACH(waiting_three_times_answers_once),
		EACH(an_exhausted_arena_is_a_503_and_the_next_request_works),
		EACH(a_reply_over_its_ceiling_is_a_500),
		EACH(an_address_holds_at_most_32),
		EACH(a_proxy_is_believed_only_when_there_is_one),
		PROXY(behind_a_proxy_the_last_address_counts),
		PROXY(behind_a_proxy_a_connection_serves_one_request),
		EACH(many_at_once_are_all_answered),
		EACH(stopping_lets_a_waiting_request_end),
		EACH(a_wrong_configuration_does_not_start),
		EACH(an_ipv6_address_can_be_listened_on),
		EACH(a_form_brings_a_file),
		EACH(a_file_that_is_too_long_is_read_to_its_end_and_refused_kindly),
		EACH(a_file_of_somebody_who_is_not_let_in_is_not_kept),
		EACH(half_a_file_never_arrives),
		EACH(so_many_files_at_once_are_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
