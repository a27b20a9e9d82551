/* Every form of tests/forms/good that may be published goes through the whole program: it is
 * shipped with a house, asked on its pages in each of its languages, and what a sample says is
 * answered on one page is posted, kept and read again. */
#include "base/buf.h"
#include "care/form_inside.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/samples.h"

struct round {
	struct test_browser browser;
	struct str person;
	char packs[400];
	size_t asked;
	size_t saved;
};

static void write_sheet(const char *folder, const char *name, struct str text)
{
	char path[700];
	FILE *f;

	if (text.n == 0)
		return;
	(void)snprintf(path, sizeof path, "%s/%s.csv", folder, name);
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
}

/* The settings with one column more, which says that it is asked about a person. */
static struct str about_person(struct arena *a, struct str settings)
{
	struct str rest;
	struct str head = str_cut(settings, '\n', &rest);
	struct str first = str_cut(rest, '\n', &rest);
	char between = memchr(head.p, ',', head.n) ? ',' : memchr(head.p, ';', head.n) ? ';' : '\t';

	return arena_fmt(a, "%.*s%cabout\n%.*s%cperson\n", (int)head.n, head.p, between, (int)first.n,
	                 first.p, between);
}

/* The least that is such a file, by its ending. */
static struct str least(struct str name)
{
	static const struct {
		struct str ending, bytes;
	} all[] = {
		{ { ".jpg", 4 }, { "\xFF\xD8\xFF\xE0", 4 } },
		{ { ".mp3", 4 }, { "ID3\4", 4 } },
		{ { ".ogg", 4 }, { "OggS", 4 } },
		{ { ".wav", 4 }, { "RIFF\0\0\0\0WAVE", 12 } },
		{ { ".m4a", 4 }, { "\0\0\0\14ftypM4A ", 12 } },
		{ { ".mp4", 4 }, { "\0\0\0\14ftypisomhdlr\0\0\0\0\0\0\0\0vide", 28 } },
		{ { ".webm", 5 }, { "\x1A\x45\xDF\xA3", 4 } },
		{ { ".webp", 5 }, { "RIFF\0\0\0\0WEBP", 12 } },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (name.n > all[i].ending.n &&
		    memcmp(name.p + name.n - all[i].ending.n, all[i].ending.p, all[i].ending.n) == 0)
			return all[i].bytes;
	return (struct str){ "\x89PNG\r\n\x1A\n", 8 };
}

static void ship_media(struct str names, const char *folder)
{
	char path[1100];
	char in[800];

	(void)snprintf(in, sizeof in, "%s/media", folder);
	if (names.n)
		assert_int_equal(mkdir(in, 0700), 0);
	while (names.n) {
		struct str name = str_cut(names, '\n', &names);
		FILE *f;
		if (name.n == 0)
			continue;
		(void)snprintf(path, sizeof path, "%s/%.*s", in, (int)name.n, name.p);
		f = fopen(path, "wb");
		assert_non_null(f);
		assert_int_equal(fwrite(least(name).p, 1, least(name).n, f), least(name).n);
		assert_int_equal(fclose(f), 0);
	}
}

static void take_media(struct str names, const char *folder)
{
	char path[1100];

	while (names.n) {
		struct str name = str_cut(names, '\n', &names);
		(void)snprintf(path, sizeof path, "%s/media/%.*s", folder, (int)name.n, name.p);
		(void)unlink(path);
	}
	(void)snprintf(path, sizeof path, "%s/media", folder);
	(void)rmdir(path);
}

static void ship(struct arena *a, const struct sample *s, const char *folder)
{
	assert_int_equal(mkdir(folder, 0700), 0);
	write_sheet(folder, "survey", sample_text(s, "survey"));
	write_sheet(folder, "choices", sample_text(s, "choices"));
	write_sheet(folder, "settings", about_person(a, sample_text(s, "settings")));
	write_sheet(folder, "scoring", sample_text(s, "scoring"));
	ship_media(sample_text(s, "media"), folder);
}

static void take_back(const struct sample *s, const char *folder)
{
	static const char *const names[] = { "survey", "choices", "settings", "scoring" };
	char path[700];

	for (size_t i = 0; i < 4; i++) {
		(void)snprintf(path, sizeof path, "%s/%s.csv", folder, names[i]);
		(void)unlink(path);
	}
	take_media(sample_text(s, "media"), folder);
	assert_int_equal(rmdir(folder), 0);
}

/* --- what is posted --- */

static void add_encoded(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_fmt(b, "%%%02X", (unsigned char)s.p[i]);
}

static void add_pair(struct buf *b, struct str name, struct str value)
{
	if (b->n)
		buf_byte(b, '&');
	add_encoded(b, name);
	buf_byte(b, '=');
	add_encoded(b, value);
}

/* "path = value" and "path ! kind" as a page sends them; false for what takes more than a page. */
static bool add_answer(struct arena *a, struct buf *b, const struct form_def *d, struct str line)
{
	struct str rest;
	struct str path = str_cut(line, ' ', &rest);
	const struct form_field *f = form_find(d, path);
	struct str name = f && ask_of_page(path) ? arena_fmt(a, ".%s", f->path.p) : path;
	struct str value = rest.n > 1 ? str_trim((struct str){ rest.p + 1, rest.n - 1 }) : STR("");
	int place = 1;

	if (!f || rest.n == 0 || rest.p[0] == '#' || path.p[0] == '@')
		return false;
	if (rest.p[0] == '!') {
		add_pair(b, arena_fmt(a, "%.*s!", (int)name.n, name.p), value);
		return true;
	}
	if (f->type != FORM_SELECT_MULTIPLE && f->type != FORM_RANK) {
		add_pair(b, name, value);
		return true;
	}
	while (value.n) {
		struct str one = str_cut(value, ' ', &value);
		/* No page sends a box twice. */
		if (strstr(arena_str(a, value).p, arena_str(a, one).p))
			return false;
		add_pair(b, arena_fmt(a, "%.*s:%.*s", (int)name.n, name.p, (int)one.n, one.p),
		         f->type == FORM_RANK ? arena_fmt(a, "%d", place++) : STR("1"));
	}
	return true;
}

/* The whole filling as one post; empty when it takes more than one. */
static struct str posted(struct arena *a, const struct form_def *d, struct str text)
{
	struct buf b = buf_new(a, 64 << 10);

	add_pair(&b, STR("page"), STR("1"));
	add_pair(&b, STR("go"), STR("save"));
	while (text.n) {
		struct str line = str_trim(str_cut(text, '\n', &text));
		if (line.n && !add_answer(a, &b, d, line))
			return STR("");
	}
	return buf_str(&b);
}

/* --- the walk --- */

static void expect(const struct round *r, const struct sample *s, const char *what, bool holds)
{
	const char *problem;

	if (holds)
		return;
	problem = r->browser.body.n ? strstr(r->browser.body.p, "class=\"problem") : NULL;
	fail_msg("%s: %s (status %d) %.300s", s->path, what, r->browser.status, problem ? problem : "");
}

/* Everything of the first page is on it, in each language that the program speaks, too. */
static void open_page(struct arena *a, struct round *r, const struct sample *s,
                      const struct form_def *d, const char *path)
{
	for (size_t l = 0; l < d->langs_n; l++) {
		(void)snprintf(r->browser.lang, sizeof r->browser.lang, "%.*s",
		               (int)(d->langs[l].code.n < 15 ? d->langs[l].code.n : 0), d->langs[l].code.p);
		expect(r, s, "the page does not open", test_get(&r->browser, path) == 200);
		for (size_t i = 0; i < d->fields_n; i++) {
			const struct form_field *f = &d->fields[i];
			struct str node =
				arena_fmt(a, "data-node=\"%s%s\"", ask_of_page(f->path) ? "." : "", f->path.p);
			bool here = form_asks(f) && f->repeat == FORM_NO_GROUP && d->fields_n <= 12;
			expect(r, s, node.p, !here || test_sees(&r->browser, node.p));
		}
	}
	r->browser.lang[0] = '\0';
	r->asked++;
}

static bool refused(struct str then)
{
	static const char *const words[] = { "\nunread ", "\nno choice ", "\nrefused ", "\nmissing ",
		                                 "\ntoo many " };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strstr(then.p, words[i]) && (size_t)(strstr(then.p, words[i]) - then.p) < then.n)
			return true;
	}
	return false;
}

static size_t questions(const struct form_def *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->fields_n; i++)
		n += form_asks(&d->fields[i]);
	return n;
}

/* A filling that stands on one page is saved exactly when the sample says that nothing is wrong. */
static void fill_in(struct arena *a, struct round *r, const struct sample *s,
                    const struct form_def *d, const char *path)
{
	for (size_t i = 0; i + 1 < s->n && questions(d) <= 12; i++) {
		struct str form;
		int status;
		if (!str_eq(s->at[i].name, STR("fill")))
			continue;
		form = posted(a, d, s->at[i].text);
		if (form.n == 0)
			continue;
		expect(r, s, "the page does not open again", test_get(&r->browser, path) == 200);
		status = test_post(&r->browser, path, arena_str(a, form).p);
		expect(r, s, arena_str(a, s->at[i].words).p,
		       status == (refused(s->at[i + 1].text) ? 422 : 303));
		if (status != 303)
			continue;
		expect(r, s, "what was saved does not open", test_follow(&r->browser) == 200);
		r->saved++;
	}
}

/* What a colleague of the house may not write is closed to her, which the sample does not know. */
static bool for_everybody(const struct form_def *d)
{
	static const char *const open[] = { "case", "identity", "location", "safety", "story" };
	bool all = true;

	for (size_t i = 0; i < d->fields_n; i++) {
		bool found = false;
		for (size_t k = 0; k < sizeof open / sizeof *open; k++)
			found |= str_eq(d->fields[i].compartment, str_z(open[k]));
		all &= found && d->fields[i].told_once.n == 0;
	}
	return all;
}

static void try_sample(struct arena *a, const struct sample *s, void *arg)
{
	static struct form_problems problems;
	struct round *r = arg;
	const struct form_def *d = NULL;
	char folder[500];
	struct str path;

	assert_int_equal(sample_form(a, s, &d, &problems), OK);
	if (!form_ready(&problems))
		return;
	(void)snprintf(folder, sizeof folder, "%s/%s-%zu", r->packs, "sample", r->asked);
	ship(a, s, folder);
	path = arena_fmt(a, "/people/%s/questions/", r->person.p);
	for (size_t i = 0; i < d->id.n; i++)
		path = arena_fmt(a, (unsigned char)d->id.p[i] < 0x80 ? "%s%c" : "%s%%%02X", path.p,
		                 (unsigned char)d->id.p[i]);
	open_page(a, r, s, d, path.p);
	if (for_everybody(d))
		fill_in(a, r, s, d, path.p);
	take_back(s, folder);
}

/* The house's own packs stand beside the sample. */
static void link_packs(const char *packs)
{
	DIR *d = opendir(SOURCE_ROOT "/packs");
	char from[700];
	char to[700];

	assert_int_equal(mkdir(packs, 0700), 0);
	assert_non_null(d);
	for (const struct dirent *e = readdir(d); e; e = readdir(d)) {
		if (e->d_name[0] == '.')
			continue;
		(void)snprintf(from, sizeof from, "%s/packs/%s", SOURCE_ROOT, e->d_name);
		(void)snprintf(to, sizeof to, "%s/%s", packs, e->d_name);
		assert_int_equal(symlink(from, to), 0);
	}
	(void)closedir(d);
}

static void forms_of_others_are_asked_and_answered_the_same_day(void **state)
{
	struct test_house *h = *state;
	struct arena *a = arena_new((size_t)256 << 20);
	struct round *r = NEW(h->arena, struct round);
	const char *packs = h->house->packs;
	struct person_id p;
	char id[ID_TEXT + 1];

	assert_non_null(a);
	/* The samples are answered at 08:30 on 2026-03-14. */
	test_clock_pass(INT64_C(1773477000) - test_clock().s);
	assert_int_equal(test_person(h, "amara", TEST_HARBOUR, &p), OK);
	id_write(p.b, id);
	r->person = arena_str(h->arena, str_z(id));
	(void)snprintf(r->packs, sizeof r->packs, "%s/packs", h->dir);
	link_packs(r->packs);
	h->house->packs = r->packs;
	test_browser(&r->browser, h);
	assert_int_equal(test_sign_in(&r->browser, "amara", NULL), 303);
	(void)samples_each(a, "good", try_sample, r);
	assert_true(r->asked >= 50);
	print_message("%zu forms, %zu answers saved\n", r->asked, r->saved);
	assert_true(r->saved >= 50);
	test_browser_end(&r->browser);
	h->house->packs = packs;
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_of_others_are_asked_and_answered_the_same_day),
	};

	return test_on_both("forms of others", tests, sizeof tests / sizeof *tests);
}
