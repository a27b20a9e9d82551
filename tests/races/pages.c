/* pages: people at work at the same time, each in a thread of her own, against the application
 * without a socket: notes are written and read, a lead looks, somebody signs in and out, two share
 * a machine. In the build with ThreadSanitizer (the stage "races" of ./check) a race ends it; in
 * every build each answer must be the right one, and no note is lost. RACE_SECONDS says how long
 * (5). */
#include "harness/house.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECONDS = 5, PATH = 160 };

struct colleague {
	const char *user;
	void (*work)(struct colleague *me);
	struct test_browser browser;
	char person[ID_TEXT + 1];
	unsigned rounds;
	pthread_t thread;
};

static atomic_bool over;
static atomic_uint wrong;

/* --- one step --- */

static bool answered(const struct colleague *me, const char *what, int status, int expected)
{
	if (status == expected)
		return true;
	fprintf(stderr, "%s, %s: %d instead of %d\n", me->user, what, status, expected);
	wrong++;
	return false;
}

static bool shows(struct colleague *me, const char *path)
{
	return answered(me, path, test_get(&me->browser, path), 200);
}

static bool sends(struct colleague *me, const char *path, const char *form)
{
	return answered(me, path, test_post(&me->browser, path, form), 303);
}

static void of(const struct colleague *me, const char *rest, char out[PATH])
{
	(void)snprintf(out, PATH, "/people/%s%s", me->person, rest);
}

/* --- what each does --- */

/* Somebody new: a timeline shows the newest few of an hour, in which time stands still. */
static void welcomes(struct colleague *me)
{
	char form[128];

	(void)snprintf(form, sizeof form, "label=%u+met+by+%s&checked=%u+met+by+%s", me->rounds,
	               me->user, me->rounds, me->user);
	if (shows(me, "/people/new") && sends(me, "/people/new", form))
		(void)snprintf(me->person, sizeof me->person, "%.*s", ID_TEXT,
		               me->browser.location.p + strlen("/people/"));
}

static void writes_notes(struct colleague *me)
{
	char page[PATH];
	char form[64];
	char text[32];

	if (me->rounds % 8 == 0)
		welcomes(me);
	of(me, "/notes/new", page);
	/* A form that comes back asks for a reader twice. */
	(void)(shows(me, page) &&
	       answered(me, "nothing typed", test_post(&me->browser, page, "how=visit&words="), 422));
	(void)snprintf(text, sizeof text, "Cup %u.", me->rounds);
	(void)snprintf(form, sizeof form, "how=visit&words=Cup+%u.", me->rounds);
	if (!shows(me, page) || !sends(me, page, form))
		return;
	of(me, "/timeline?kind=note", page);
	if (shows(me, page) && !test_sees(&me->browser, text)) {
		fprintf(stderr, "%s: \"%s\" is lost\n", me->user, text);
		wrong++;
	}
}

static void looks_around(struct colleague *me)
{
	char page[PATH];

	of(me, "", page);
	(void)(shows(me, "/") && shows(me, "/people?q=met") && shows(me, page));
	of(me, "/opened", page);
	(void)shows(me, page);
}

static void comes_in(struct colleague *me, const char *user)
{
	(void)answered(me, user, test_sign_in(&me->browser, user, "4711"), 303);
}

/* Two at one machine: the second comes in while the first is hidden, then the first goes on with
 * her PIN. */
static void shares_a_machine(struct colleague *me)
{
	comes_in(me, me->user);
	(void)(shows(me, "/change-user") && sends(me, "/change-user", ""));
	comes_in(me, "hana");
	(void)(shows(me, "/change-user") && sends(me, "/switch-to", "place=0") &&
	       shows(me, "/reopen") && sends(me, "/reopen", "pin=4711&next=/") && shows(me, "/") &&
	       sends(me, "/sign-out", ""));
	me->browser.session[0] = 0;
}

static void *works(void *arg)
{
	struct colleague *me = arg;

	for (; !over && !wrong; me->rounds++)
		me->work(me);
	return NULL;
}

/* --- the house --- */

static void begin(struct colleague *me, struct test_house *house)
{
	test_browser(&me->browser, house);
	if (me->work == shares_a_machine)
		return;
	comes_in(me, me->user);
	if (me->work == writes_notes)
		welcomes(me);
}

static void work_together(struct test_house *house, struct colleague *all, size_t n)
{
	const char *text = getenv("RACE_SECONDS");
	int64_t seconds = SECONDS;

	if (text && !str_int(str_z(text), &seconds))
		abort();

	for (size_t i = 0; i < n; i++)
		begin(&all[i], house);
	(void)snprintf(all[n - 1].person, sizeof all[n - 1].person, "%s", all[0].person);
	over = false;
	for (size_t i = 0; i < n; i++)
		if (pthread_create(&all[i].thread, NULL, works, &all[i]) != 0)
			abort();
	(void)nanosleep(&(struct timespec){ .tv_sec = seconds }, NULL);
	over = true;
	for (size_t i = 0; i < n; i++)
		(void)pthread_join(all[i].thread, NULL);
}

static bool run(bool postgres)
{
	struct colleague all[] = {
		{ .user = "amara", .work = writes_notes },
		{ .user = "bela", .work = writes_notes },
		{ .user = "nadia", .work = shares_a_machine },
		{ .user = "lena", .work = looks_around },
	};
	size_t n = sizeof all / sizeof *all;
	struct test_house house;

	wrong = 0;
	if (test_house(&house, postgres) != OK) {
		fprintf(stderr, "there is no house on %s\n", postgres ? "PostgreSQL" : "SQLite");
		return false;
	}
	work_together(&house, all, n);
	printf("%s:", postgres ? "PostgreSQL" : "SQLite");
	for (size_t i = 0; i < n; i++) {
		printf(" %s %u", all[i].user, all[i].rounds);
		wrong += all[i].rounds == 0;
		test_browser_end(&all[i].browser);
	}
	printf(" rounds, %u wrong\n", wrong);
	test_house_end(&house);
	return wrong == 0;
}

int main(void)
{
	int passed = run(false) + run(true);

	printf("%d passed, %d failed\n", passed, 2 - passed);
	return passed == 2 ? 0 : 1;
}
