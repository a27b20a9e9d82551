/* Stories: what people do on pages, one step a line, without a socket. story FILE... runs each on
 * SQLite and on PostgreSQL.
 *
 *   sign in USER [PIN]     through the door, as a user of tests/harness/house.h
 *   person USER as $x      a person made by USER beforehand; $x is her id
 *   get PATH | post PATH FORM | follow
 *   send FILE as FIELD to PATH [FORM]   a form with a file of tests/files, or nothing for "none"
 *   expect STATUS          of the last answer
 *   see TEXT | see not TEXT
 *   keep $x after TEXT     32 digits of an id that follow TEXT in the last address or page
 *   pass N hours
 *   rest                   until what was begun in the background is done
 *   alone                  at its beginning: in a house of its own
 * Lines that begin with # are for readers. */
#define _GNU_SOURCE
#include "access/background.h"
#include "care/person.h"
#include "harness/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 16, LINE = 4096 };

struct story {
	struct test_house *house;
	struct test_browser *browser;
	const char *file;
	int line;
	char name[NAMES][32];
	char value[NAMES][ID_TEXT + 1];
	size_t n;
};

static bool fail(const struct story *s, const char *what)
{
	fprintf(stderr, "%s:%d: %s\n", s->file, s->line, what);
	return false;
}

static void remember(struct story *s, const char *name, const char *id)
{
	size_t i = 0;

	while (i < s->n && strcmp(s->name[i], name) != 0)
		i++;
	if (i == NAMES)
		abort();
	s->n = i == s->n ? i + 1 : s->n;
	snprintf(s->name[i], sizeof s->name[i], "%s", name);
	snprintf(s->value[i], sizeof s->value[i], "%.32s", id);
}

/* $name becomes its id. */
static void fill_in(const struct story *s, const char *line, char out[LINE])
{
	size_t n = 0;

	while (*line && n + ID_TEXT + 1 < LINE) {
		size_t i = 0;
		while (i < s->n && (*line != '$' || strncmp(line, s->name[i], strlen(s->name[i])) != 0))
			i++;
		if (i == s->n) {
			out[n++] = *line++;
			continue;
		}
		memcpy(out + n, s->value[i], ID_TEXT);
		n += ID_TEXT;
		line += strlen(s->name[i]);
	}
	out[n] = 0;
}

static const char *after(struct str text, const char *mark)
{
	const char *p = text.n ? memmem(text.p, text.n, mark, strlen(mark)) : NULL;
	struct str id;
	uint8_t bytes[ID_BYTES];

	for (; p; p = memmem(p + 1, text.n - (size_t)(p + 1 - text.p), mark, strlen(mark))) {
		id = (struct str){ p + strlen(mark), ID_TEXT };
		if (id.p + ID_TEXT <= text.p + text.n && id_read(id, bytes))
			return id.p;
	}
	return NULL;
}

static bool keep(struct story *s, char *args)
{
	char *mark = strstr(args, " after ");
	const char *id;

	if (!mark)
		return fail(s, "keep $name after TEXT");
	*mark = 0;
	mark += strlen(" after ");
	id = after(s->browser->location, mark);
	if (!id)
		id = after(s->browser->body, mark);
	if (!id)
		return fail(s, "there is no id after that text");
	remember(s, args, id);
	return true;
}

static bool make_person(struct story *s, char *args)
{
	char *as = strstr(args, " as ");
	char id[ID_TEXT + 1];
	struct person person = { .name = STR("Nia"), .birth_year = 1998 };
	struct ctx c;
	enum err e;

	if (!as)
		return fail(s, "person USER as $name");
	*as = 0;
	if (test_ctx(s->house, args, &c) != OK)
		return fail(s, "no such colleague");
	person.id = person_id_fresh(c.now);
	e = person_arrive(&c, &person, s->house->teams[TEST_HARBOUR], c.today);
	e = e == OK ? test_commit(&c) : e;
	test_ctx_end(&c);
	id_write(person.id.b, id);
	remember(s, as + 4, id);
	return e == OK ? true : fail(s, "the person could not be made");
}

static bool sign_in(struct story *s, char *args)
{
	char *pin = strchr(args, ' ');

	if (pin)
		*pin++ = 0;
	return test_sign_in(s->browser, args, pin) == 303 ? true : fail(s, "the sign-in was refused");
}

static bool expect(struct story *s, const char *args)
{
	char said[120];

	if (s->browser->status == (int)strtol(args, NULL, 10))
		return true;
	snprintf(said, sizeof said, "the status is %d, not %s", s->browser->status, args);
	return fail(s, said);
}

static bool see(struct story *s, const char *args)
{
	bool no = strncmp(args, "not ", 4) == 0;
	bool there = test_sees(s->browser, no ? args + 4 : args);

	return there != no ? true
	                   : fail(s, no ? "this should not be on the page" : "this is not on the page");
}

static bool post(struct story *s, char *args)
{
	char *form = strchr(args, ' ');

	if (form)
		*form++ = 0;
	(void)test_post(s->browser, args, form ? form : "");
	return true;
}

enum { FILE_MOST = 1 << 20 };

/* A file of tests/files; "none": nothing was chosen. */
static bool send(struct story *s, char *args)
{
	static char bytes[FILE_MOST];
	char name[100] = "";
	char field[40];
	char path[400];
	char place[200];
	int used = 0;
	struct str file = { bytes, 0 };
	FILE *f;

	if (sscanf(args, "%99s as %39s to %399s %n", name, field, path, &used) < 3)
		return fail(s, "send FILE as FIELD to PATH [FORM]");
	if (strcmp(name, "none") == 0) {
		(void)test_post_file(s->browser, path, args + used, field, "", file);
		return true;
	}
	(void)snprintf(place, sizeof place, "tests/files/%s", name);
	f = fopen(place, "rb");
	if (!f)
		return fail(s, "there is no such file in tests/files");
	file.n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	(void)test_post_file(s->browser, path, args + used, field, name, file);
	return true;
}

static char *verb(char *line, const char *word)
{
	size_t n = strlen(word);

	return strncmp(line, word, n) == 0 && (line[n] == ' ' || line[n] == 0)
	           ? line + n + (line[n] == ' ')
	           : NULL;
}

static bool step(struct story *s, char *line)
{
	char *args;

	if ((args = verb(line, "sign in")))
		return sign_in(s, args);
	if ((args = verb(line, "person")))
		return make_person(s, args);
	if ((args = verb(line, "get")))
		return test_get(s->browser, args) > 0;
	if ((args = verb(line, "post")))
		return post(s, args);
	if ((args = verb(line, "send")))
		return send(s, args);
	if (verb(line, "follow"))
		return test_follow(s->browser) > 0 ? true : fail(s, "the last answer leads nowhere");
	if ((args = verb(line, "expect")))
		return expect(s, args);
	if ((args = verb(line, "see")))
		return see(s, args);
	if ((args = verb(line, "keep")))
		return keep(s, args);
	if ((args = verb(line, "pass"))) {
		test_clock_pass(strtol(args, NULL, 10) * 3600);
		return true;
	}
	if (strcmp(line, "rest") == 0) {
		background_wait(s->house->house);
		return true;
	}
	return fail(s, "no such step");
}

static bool tell(struct story *s, FILE *f)
{
	char line[LINE];
	char filled[LINE];
	bool well = true;

	while (well && fgets(line, sizeof line, f)) {
		s->line++;
		line[strcspn(line, "\n")] = 0;
		if (line[0] == 0 || line[0] == '#' || strcmp(line, "alone") == 0)
			continue;
		fill_in(s, line, filled);
		/* Names are kept as they are written. */
		well = step(s, strncmp(line, "keep", 4) == 0 || strncmp(line, "person", 6) == 0 ? line
		                                                                                : filled);
	}
	return well;
}

static bool story(struct test_house *h, const char *file)
{
	struct test_browser b;
	struct story s = { .house = h, .browser = &b, .file = file };
	FILE *f = fopen(file, "r");
	bool well;

	if (!f)
		return fail(&s, "cannot be read");
	test_browser(&b, h);
	well = tell(&s, f);
	fclose(f);
	test_browser_end(&b);
	return well;
}

/* A clock that was moved, or a list that must be short, is not for others. */
static bool alone(const char *file)
{
	FILE *f = fopen(file, "r");
	char line[LINE];
	bool found = false;

	while (f && !found && fgets(line, sizeof line, f))
		found = strncmp(line, "alone", 5) == 0;
	if (f)
		fclose(f);
	return found;
}

static bool new_house(struct test_house *h, int postgres)
{
	if (test_house(h, postgres) == OK)
		return true;
	fprintf(stderr, "no house could be made on %s\n", postgres ? "PostgreSQL" : "SQLite");
	return false;
}

/* In the house h, or in one of its own, after which h is a new one. */
static bool tell_one(struct test_house *h, const char *file, int postgres)
{
	struct instant now = test_clock();
	bool well;

	if (!alone(file))
		return story(h, file);
	test_house_end(h);
	if (!new_house(h, postgres))
		exit(1);
	well = story(h, file);
	test_house_end(h);
	test_clock_pass(now.s - test_clock().s);
	if (!new_house(h, postgres))
		exit(1);
	return well;
}

int main(int argc, char **argv)
{
	int counts[2] = { 0, 0 };

	for (int postgres = 0; postgres < 2; postgres++) {
		struct test_house h;
		if (!new_house(&h, postgres))
			return 1;
		for (int i = 1; i < argc; i++) {
			bool well = tell_one(&h, argv[i], postgres);
			printf("%s %s (%s)\n", well ? "ok  " : "FAIL", argv[i],
			       postgres ? "PostgreSQL" : "SQLite");
			counts[!well]++;
		}
		test_house_end(&h);
	}
	printf("%d passed, %d failed\n", counts[0], counts[1]);
	return counts[1] != 0;
}
