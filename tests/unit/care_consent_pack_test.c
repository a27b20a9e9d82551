/* The pack of purposes: what it decides, and what it says when it is broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "care_consent_people.h"

struct pack {
	char dir[64];
	const char *kept;
	struct house *house;
};

static void write_file(const struct pack *p, const char *name, const char *text)
{
	char path[128];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/core/%s", p->dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	(void)fclose(f);
}

#define HEAD \
	"name,label::English (en),means::English (en),good::English (en),risk::English (en)," \
	"no::English (en),label::Español (es),leaves,asked_again,days,longest,groups,best_interests\n"
#define CLINIC \
	"clinic,The clinic,They get it.,Help.,They know.,Nothing.,La clínica,yes,no,20,40,name " \
	"health,yes\n"

/* A house whose pack is another one. */
static struct pack pack_of(struct test_house *h, const char *purposes, const char *ages)
{
	struct pack p = { .dir = "/tmp/kintsugi-pack-XXXXXX", .house = h->house };
	char core[80];

	assert_non_null(mkdtemp(p.dir));
	(void)snprintf(core, sizeof core, "%s/core", p.dir);
	assert_int_equal(mkdir(core, 0700), 0);
	if (purposes)
		write_file(&p, "consent-purposes.csv", purposes);
	if (ages)
		write_file(&p, "consent-ages.csv", ages);
	return p;
}

static void pack_use(struct pack *p)
{
	p->kept = p->house->packs;
	p->house->packs = p->dir;
}

static void pack_end(struct pack *p)
{
	static const char *const names[] = { "/core/consent-purposes.csv", "/core/consent-ages.csv",
		                                 "/core", "" };
	char path[128];

	p->house->packs = p->kept;
	for (size_t i = 0; i < 4; i++) {
		(void)snprintf(path, sizeof path, "%s%s", p->dir, names[i]);
		(void)remove(path);
	}
}

static void a_pack_says_what_can_be_asked_and_for_how_long(void **state)
{
	struct test_house *h = *state;
	struct pack pack = pack_of(h, HEAD CLINIC, NULL);
	struct person_id p = born(h, UNKNOWN);
	struct consent_new n = by_self("clinic");
	struct ctx c;
	struct row_id id;

	pack_use(&pack);
	id = give(h, p, &n);
	begin(h, "amara", &c);
	assert_int_equal(read_it(&c, p, id).until.n, c.today.n + 20);
	assert_string_equal(read_it(&c, p, id).words, "The clinic");
	assert_true(read_it(&c, p, id).leaves);
	c.lang = lang_find(STR("es"));
	assert_string_equal(purpose_of(&c, STR("clinic"))->label, "La clínica");
	assert_string_equal(purpose_of(&c, STR("clinic"))->means, "They get it.");
	n.terms.until = day_add(c.today, 41);
	test_ctx_end(&c);
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n = by_self("clinic");
	n.terms.groups = 1U << GROUP_STORY;
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n = by_self("referral");
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	pack_end(&pack);
	/* A purpose that the pack does not know any more shares nothing and still reads. */
	begin(h, "amara", &c);
	assert_string_equal(read_it(&c, p, id).words, "A consent");
	assert_false(read_it(&c, p, id).leaves);
	test_ctx_end(&c);
}

static void a_child_answers_alone_from_the_age_that_the_pack_writes_down(void **state)
{
	struct test_house *h = *state;
	struct pack pack =
		pack_of(h, HEAD CLINIC, "purpose,age,source\nclinic,15,\"Health Act, section 4\"\n");
	struct consent_new n = by_self("clinic");
	struct person_id old = born(h, 16);
	struct person_id young = born(h, 15);

	pack_use(&pack);
	assert_int_equal(tried(h, old, &n), OK);
	/* The birthday of this year may still be to come. */
	assert_int_equal(tried(h, young, &n), ERR_INVALID);
	pack_end(&pack);
}

static const struct broken {
	const char *purposes;
	const char *ages;
	size_t row;
	const char *column;
	const char *advice;
} broken[] = {
	{ NULL, NULL, 0, "", "This file is not there." },
	{ "", NULL, 0, "name", "The first cell" },
	{ "code\n", NULL, 1, "name", "The first cell" },
	{ HEAD CLINIC CLINIC, NULL, 3, "name", "This name stands in an earlier line" },
	{ HEAD "The clinic,A,B,C,D,E,,yes,no,20,40,name,yes\n", NULL, 2, "name", "small letters" },
	{ HEAD "clinic,A,,C,D,E,,yes,no,20,40,name,yes\n", NULL, 2, "means", "what is told" },
	{ HEAD "clinic,A,B,C,D,E,,perhaps,no,20,40,name,yes\n", NULL, 2, "leaves", "yes or no" },
	{ HEAD "clinic,A,B,C,D,E,,yes,no,long,40,name,yes\n", NULL, 2, "days", "from 1 to 731" },
	{ HEAD "clinic,A,B,C,D,E,,yes,no,20,9000,name,yes\n", NULL, 2, "longest", "from 1 to 731" },
	{ HEAD "clinic,A,B,C,D,E,,yes,no,50,40,name,yes\n", NULL, 2, "days",
	  "longer than the longest" },
	{ HEAD "clinic,A,B,C,D,E,,yes,no,20,40,name shoes,yes\n", NULL, 2, "groups", "which groups" },
	{ HEAD "clinic,A,B,C,D,E,,yes,no,20,40,,yes\n", NULL, 2, "groups", "which groups" },
	{ HEAD "research,A,B,C,D,E,,yes,no,20,40,name,yes\n", NULL, 2, "best_interests",
	  "Nobody decides for a child" },
	{ HEAD "clinic,\"A,B\n", NULL, 0, "", "cannot be read as a table" },
	{ HEAD CLINIC, "purpose,age,source\nshoes,15,An act\n", 2, "purpose", "no such purpose" },
	{ HEAD CLINIC, "purpose,age,source\nclinic,18,An act\n", 2, "age", "from 1 to 17" },
	{ HEAD CLINIC, "purpose,age,source\nclinic,15,\n", 2, "source", "which law" },
};

static void a_broken_pack_says_in_which_line_and_what_to_do(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, UNKNOWN);

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct pack pack = pack_of(h, broken[i].purposes, broken[i].ages);
		struct test_browser b;
		struct ctx c;
		char id[ID_TEXT + 1];
		char path[100];
		pack_use(&pack);
		begin(h, "amara", &c);
		if (broken[i].row)
			assert_int_equal(purposes_now(&c)->problem.row, broken[i].row);
		assert_string_equal(purposes_now(&c)->problem.column, broken[i].column);
		assert_int_equal(purposes_now(&c)->n, broken[i].ages ? 1 : 0);
		test_ctx_end(&c);
		test_browser(&b, h);
		assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
		id_write(p.b, id);
		(void)snprintf(path, sizeof path, "/people/%s/consents", id);
		assert_int_equal(test_get(&b, path), 200);
		assert_true(test_sees(&b, broken[i].advice));
		test_browser_end(&b);
		pack_end(&pack);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pack_says_what_can_be_asked_and_for_how_long),
		cmocka_unit_test(a_child_answers_alone_from_the_age_that_the_pack_writes_down),
		cmocka_unit_test(a_broken_pack_says_in_which_line_and_what_to_do),
	};

	return test_on_both("the pack of purposes", tests, sizeof tests / sizeof *tests);
}
