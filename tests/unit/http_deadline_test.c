#include "harness/client.h"
#include "http/deadline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static struct deadline *deadline;
static int pair[2];
static int64_t now;

static int set_up(void **state)
{
	(void)state;
	deadline = deadline_new();
	now = client_ms();
	return deadline && socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	deadline_free(deadline);
	(void)close(pair[0]);
	(void)close(pair[1]);
	return 0;
}

/* Looks seconds from the start; a little is added for the time that the test itself takes. */
static size_t look(int seconds)
{
	return deadline_look(deadline, now + seconds * 1000 + 500);
}

static bool is_shut(void)
{
	char c;

	return recv(pair[1], &c, 1, MSG_DONTWAIT) == 0;
}

static void a_head_has_its_time(void **state)
{
	(void)state;
	deadline_head(deadline, pair[0]);
	assert_int_equal(look(DEADLINE_HEAD_S - 1), 0);
	assert_false(is_shut());
	assert_int_equal(look(DEADLINE_HEAD_S), 1);
	assert_true(is_shut());
	assert_int_equal(look(DEADLINE_HEAD_S), 0);
}

static void a_second_head_gives_no_more_time_than_idling(void **state)
{
	(void)state;
	deadline_idle(deadline, pair[0]);
	assert_int_equal(look(DEADLINE_IDLE_S - 1), 0);
	deadline_head(deadline, pair[0]);
	assert_int_equal(look(DEADLINE_HEAD_S), 1);
}

static void a_body_must_come_at_its_rate(void **state)
{
	(void)state;
	deadline_body(deadline, pair[0]);
	assert_int_equal(look(DEADLINE_GRACE_S - 1), 0);
	deadline_bytes(deadline, pair[0], 5 * DEADLINE_RATE);
	assert_int_equal(look(DEADLINE_GRACE_S + 4), 0);
	assert_int_equal(look(DEADLINE_GRACE_S + 5), 1);
	assert_true(is_shut());
}

static void a_whole_body_has_its_time_however_fast(void **state)
{
	(void)state;
	deadline_body(deadline, pair[0]);
	deadline_bytes(deadline, pair[0], (size_t)100 * 1024 * 1024);
	assert_int_equal(look(DEADLINE_BODY_S - 1), 0);
	assert_int_equal(look(DEADLINE_BODY_S), 1);
}

static void an_answer_in_the_making_is_left_alone(void **state)
{
	(void)state;
	deadline_body(deadline, pair[0]);
	deadline_answer(deadline, pair[0]);
	assert_int_equal(look(100000), 0);
	assert_false(is_shut());
}

static void a_long_reply_has_longer(void **state)
{
	(void)state;
	deadline_send(deadline, pair[0], (size_t)100 * DEADLINE_RATE);
	assert_int_equal(look(DEADLINE_BODY_S + 99), 0);
	assert_int_equal(look(DEADLINE_BODY_S + 100), 1);
}

static void what_is_gone_is_not_touched(void **state)
{
	(void)state;
	deadline_head(deadline, pair[0]);
	deadline_gone(deadline, pair[0]);
	assert_int_equal(look(100000), 0);
	assert_false(is_shut());
}

static void no_descriptor_is_no_harm(void **state)
{
	(void)state;
	deadline_head(deadline, -1);
	deadline_head(deadline, DEADLINE_FDS);
	deadline_bytes(deadline, DEADLINE_FDS, 1);
	assert_int_equal(look(100000), 0);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(a_head_has_its_time),
		EACH(a_second_head_gives_no_more_time_than_idling),
		EACH(a_body_must_come_at_its_rate),
		EACH(a_whole_body_has_its_time_however_fast),
		EACH(an_answer_in_the_making_is_left_alone),
		EACH(a_long_reply_has_longer),
		EACH(what_is_gone_is_not_touched),
		EACH(no_descriptor_is_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
