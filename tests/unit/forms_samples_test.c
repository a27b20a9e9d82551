/* The good forms of tests/forms: for each the page that is asked, in each language, and what
 * becomes of answers to it, to the letter. KINTSUGI_SAMPLES=write writes what is found into the
 * samples; read the difference before it is committed. */
#include "base/buf.h"
#include "forms/fill.h"
#include "forms/media.h"
#include "forms/workbook_write.h"
#include "harness/samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

enum { PAGE_BYTES = 512 << 10, MOST_ANSWERS = 200, TODAY = 20526 /* 2026-03-14 */ };

static struct form_problems problems;

static struct fill_start start_of(const struct form_def *f)
{
	return (struct fill_start){ .form = f,
		                        .lang = f->langs[0].code,
		                        .today = { TODAY },
		                        .now = { TODAY * INT64_C(86400) + 8 * 3600 + 1800 },
		                        .offset_minutes = 60,
		                        .username = STR("ana") };
}

/* --- the page --- */

static const char *const type_names[] = {
	[FORM_TEXT] = "text",
	[FORM_INTEGER] = "integer",
	[FORM_DECIMAL] = "decimal",
	[FORM_DATE] = "date",
	[FORM_TIME] = "time",
	[FORM_DATETIME] = "dateTime",
	[FORM_SELECT_ONE] = "one of",
	[FORM_SELECT_MULTIPLE] = "any of",
	[FORM_RANK] = "in order",
	[FORM_RANGE] = "range",
	[FORM_NOTE] = "note",
	[FORM_CALCULATE] = "calculated",
	[FORM_ACKNOWLEDGE] = "acknowledge",
	[FORM_GROUP] = "group",
	[FORM_REPEAT] = "repeat",
	[FORM_IMAGE] = "image",
	[FORM_AUDIO] = "audio",
	[FORM_FILE] = "file",
	[FORM_HIDDEN] = "hidden",
	[FORM_META] = "meta",
};

static const char *const meta_names[] = {
	[FORM_META_NONE] = "",   [FORM_START] = " start",       [FORM_END] = " end",
	[FORM_TODAY] = " today", [FORM_USERNAME] = " username",
};

static void put_look(struct buf *b, unsigned look)
{
	static const char *const names[] = { "minimal", "likert", "multiline", "month-year", "year" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (look & (1U << i))
			buf_fmt(b, ", %s", names[i]);
	}
}

static void put_marks(struct buf *b, const struct fill_node *n)
{
	const struct form_field *d = n->field;

	put_look(b, d->look);
	if (d->type == FORM_RANGE)
		buf_fmt(b, ", %s to %s by %s", d->range.start.p, d->range.end.p, d->range.step.p);
	if (!str_eq(d->compartment, STR("case")) && !form_holds(d))
		buf_fmt(b, ", sealed in %s", d->compartment.p);
	if (!str_eq(d->seen_by, STR("team")) && d->seen_by.n)
		buf_fmt(b, ", seen by %s", d->seen_by.p);
	if (d->told_once.n)
		buf_fmt(b, ", told once as %s", d->told_once.p);
	if (d->terms.n)
		buf_fmt(b, ", means %s", d->terms.p);
	buf_fmt(b, "%s%s%s%s%s", d->required ? ", required" : "",
	        d->required_if.n ? ", required at times" : "", d->read_only ? ", only shown" : "",
	        d->countable ? ", countable" : "", d->core ? ", core" : "");
	buf_fmt(b, "%s%s", d->adapt ? ", to be written here" : "",
	        n->relevant ? "" : ", not asked yet");
}

static void put_text(struct buf *b, const char *mark, struct str s)
{
	if (s.n == 0)
		return;
	buf_fmt(b, "  %s ", mark);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			buf_add(b, STR("\\n"));
		else
			buf_byte(b, s.p[i]);
	}
	buf_byte(b, '\n');
}

static void put_media(struct buf *b, struct fill *f, size_t node, const struct form_media *m)
{
	if (!m)
		return;
	put_text(b, "  image", fill_text(f, node, &m->image));
	put_text(b, "  big-image", fill_text(f, node, &m->big));
	put_text(b, "  audio", fill_text(f, node, &m->audio));
	put_text(b, "  video", fill_text(f, node, &m->video));
}

static void put_choices(struct buf *b, struct fill *f, size_t node)
{
	struct form_choices all;

	assert_int_equal(fill_choices(f, node, &all), OK);
	for (size_t i = 0; i < all.n; i++) {
		buf_fmt(b, "  - %s: ", all.at[i]->name.p);
		buf_add(b, fill_text(f, node, &all.at[i]->label));
		if (all.at[i]->picture.n)
			buf_fmt(b, " (%s)", all.at[i]->picture.p);
		buf_byte(b, '\n');
		put_media(b, f, node, all.at[i]->media);
	}
}

static void put_value(struct buf *b, const char *mark, const struct fill_node *n)
{
	if (!n->answered)
		return;
	if (n->value.kind == ANSWER_INTEGER)
		buf_fmt(b, "  %s %lld\n", mark, (long long)n->value.n);
	else
		put_text(b, mark, n->value.text);
}

/* What stands in a node, each line with its mark: > label, ~ hint, ( guidance, ? why, - choice,
 * = value. */
static void put_node(struct buf *b, struct fill *f, const struct form_def *d, size_t at)
{
	size_t n;
	const struct fill_node *node = &fill_nodes(f, &n)[at];
	const struct form_field *field = node->field;

	buf_fmt(b, "%s: %s%s", node->path.p, type_names[field->type], meta_names[field->meta]);
	put_marks(b, node);
	buf_byte(b, '\n');
	put_text(b, ">", fill_text(f, at, &field->label));
	put_text(b, "~", fill_text(f, at, &field->hint));
	put_text(b, "(", fill_text(f, at, &field->guidance_hint));
	if (form_asks(field))
		put_text(b, "?", fill_text(f, at, form_why(d, field)));
	put_media(b, f, at, field->media);
	if (field->list)
		put_choices(b, f, at);
	put_value(b, "=", node);
}

static void put_page(struct arena *a, struct buf *b, const struct form_def *d, struct str lang)
{
	struct fill_start start = start_of(d);
	struct fill *f;
	size_t n;

	start.lang = lang;
	start.fresh = true;
	start.blank = 1;
	assert_int_equal(fill_open(a, &start, &f), OK);
	buf_fmt(b, "[%.*s] ", (int)lang.n, lang.p);
	buf_add(b, form_text_in(d, &d->title, lang));
	buf_byte(b, '\n');
	(void)fill_nodes(f, &n);
	for (size_t i = 0; i < n; i++)
		put_node(b, f, d, i);
}

static struct str page(struct arena *a, const struct form_def *d)
{
	struct buf b = buf_new(a, PAGE_BYTES);

	for (size_t l = 0; l < d->langs_n; l++)
		put_page(a, &b, d, d->langs[l].code);
	return buf_str(&b);
}

/* --- answers to it --- */

struct filling {
	struct fill_start start;
	struct answer given[MOST_ANSWERS];
	struct answer kept[MOST_ANSWERS];
	struct answers all_given;
	struct answers all_kept;
};

static struct str lines(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++) {
		bool line = s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == 'n';
		buf_byte(&b, line ? '\n' : s.p[i]);
		i += line;
	}
	return arena_str(a, buf_str(&b));
}

/* "path = value", "path ! later" for a kind of missing, "path # 2" for rounds. */
static struct answer read_answer(struct arena *a, struct str line)
{
	struct answer out = { .kind = ANSWER_TEXT, .text = STR("") };
	struct str rest;
	char mark;

	out.path = arena_str(a, str_cut(line, ' ', &rest));
	mark = rest.n ? rest.p[0] : '\0';
	if (mark != '=' && mark != '!' && mark != '#')
		fail_msg("not an answer: %.*s", (int)line.n, line.p);
	rest = str_trim((struct str){ rest.p + 1, rest.n - 1 });
	if (mark == '=')
		out.text = lines(a, rest);
	else if (mark == '!')
		assert_true(answer_kind_read(rest, &out.kind));
	else {
		out.kind = ANSWER_ROUNDS;
		assert_true(str_int(rest, &out.n));
	}
	return out;
}

/* Lines with @ are not from a person: @lang es, @fresh, @kept path = value. */
static void read_line(struct arena *a, struct filling *f, struct str line)
{
	struct str rest;
	struct str word = str_cut(line, ' ', &rest);

	assert_true(f->all_given.n < MOST_ANSWERS && f->all_kept.n < MOST_ANSWERS);
	if (str_eq(word, STR("@lang")))
		f->start.lang = arena_str(a, rest);
	else if (str_eq(word, STR("@fresh")))
		f->start.fresh = true;
	else if (str_eq(word, STR("@added")))
		f->start.added = arena_str(a, rest);
	else if (str_eq(word, STR("@kept")))
		f->kept[f->all_kept.n++] = read_answer(a, rest);
	else
		f->given[f->all_given.n++] = read_answer(a, line);
}

static struct fill *filled(struct arena *a, const struct form_def *d, struct str text)
{
	struct filling *f = NEW(a, struct filling);
	struct fill *out;

	f->start = start_of(d);
	while (text.n) {
		struct str line = str_trim(str_cut(text, '\n', &text));
		if (line.n)
			read_line(a, f, line);
	}
	f->all_given.at = f->given;
	f->all_kept.at = f->kept;
	f->start.given = &f->all_given;
	f->start.kept = &f->all_kept;
	assert_int_equal(fill_open(a, &f->start, &out), OK);
	return out;
}

static bool has_reference(const struct form_def *d, const struct form_text *t)
{
	struct str name;
	size_t at = 0;

	return xpath_field(form_text_in(d, t, d->langs[0].code), &at, &name);
}

/* Which questions are asked, in which order; then texts and choices that hang on answers. */
static void put_asked(struct buf *b, struct fill *f, const struct form_def *d)
{
	size_t n;
	const struct fill_node *all = fill_nodes(f, &n);

	buf_add(b, STR("asked"));
	for (size_t i = 0; i < n; i++) {
		if (all[i].relevant && (form_asks(all[i].field) || all[i].field->type == FORM_NOTE))
			buf_fmt(b, " %s", all[i].path.p);
	}
	buf_byte(b, '\n');
	for (size_t i = 0; i < n; i++) {
		if (!all[i].relevant)
			continue;
		if (has_reference(d, &all[i].field->label)) {
			buf_fmt(b, "reads %s: ", all[i].path.p);
			buf_add(b, fill_text(f, i, &all[i].field->label));
			buf_byte(b, '\n');
		}
		if (all[i].field->choice_filter.n) {
			buf_fmt(b, "offers %s\n", all[i].path.p);
			put_choices(b, f, i);
		}
	}
}

static void put_problems(struct buf *b, const struct fill *f)
{
	static const char *const rules[] = { [FILL_TYPE] = "unread",
		                                 [FILL_CHOICE] = "no choice",
		                                 [FILL_CONSTRAINT] = "refused",
		                                 [FILL_REQUIRED] = "missing",
		                                 [FILL_TOO_MANY] = "too many" };
	size_t n;
	size_t nodes;
	size_t all;
	const struct fill_problem *at = fill_problems(f, &n, &all);

	for (size_t i = 0; i < n; i++) {
		buf_fmt(b, "%s %s: ", rules[at[i].rule], fill_nodes(f, &nodes)[at[i].node].path.p);
		buf_add(b, at[i].own.n ? at[i].own : str_z(at[i].words));
		buf_byte(b, '\n');
	}
}

static struct str outcome(struct arena *a, const struct form_def *d, struct str text)
{
	struct buf b = buf_new(a, PAGE_BYTES);
	struct fill *f = filled(a, d, text);
	struct answers kept;
	struct str json;

	put_asked(&b, f, d);
	put_problems(&b, f);
	assert_int_equal(fill_answers(f, &kept), OK);
	assert_int_equal(answers_write(a, &kept, &json), OK);
	buf_fmt(&b, "stored %s\n", json.p);
	return buf_str(&b);
}

/* --- the samples --- */

static void compare(const struct sample *s, const char *part, struct str words, struct str found,
                    struct str expected)
{
	if (str_eq(found, expected))
		return;
	/* cmocka cuts long messages. */
	print_error("%s: %s %.*s is:\n", s->path, part, (int)words.n, words.p);
	(void)fwrite(found.p, 1, found.n, stderr);
	fail();
}

static void add_part(struct buf *b, const char *name, struct str text)
{
	buf_fmt(b, "== %s\n", name);
	buf_add(b, text);
	if (text.n && text.p[text.n - 1] != '\n')
		buf_byte(b, '\n');
}

static void write_sample(struct arena *a, const struct sample *s, const struct form_def *d,
                         struct str told)
{
	struct buf b = buf_new(a, 2 * PAGE_BYTES);
	FILE *f;

	for (size_t i = 0; i < s->n; i++) {
		const struct sample_part *p = &s->at[i];
		if (str_eq(p->name, STR("survey")) || str_eq(p->name, STR("choices")) ||
		    str_eq(p->name, STR("settings")) || str_eq(p->name, STR("scoring")) ||
		    str_eq(p->name, STR("media")))
			add_part(&b, p->name.p, p->text);
	}
	add_part(&b, "expect", told);
	add_part(&b, "page", page(a, d));
	for (size_t i = 0; i < s->n; i++) {
		const struct sample_part *p = &s->at[i];
		if (!str_eq(p->name, STR("fill")))
			continue;
		add_part(&b, arena_fmt(a, "fill %.*s", (int)p->words.n, p->words.p).p, p->text);
		add_part(&b, "then", outcome(a, d, p->text));
	}
	f = fopen(s->path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(b.p, 1, b.n, f), b.n);
	assert_int_equal(fclose(f), 0);
}

static size_t try_fillings(struct arena *a, const struct sample *s, const struct form_def *d)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct sample_part *p = &s->at[i];
		if (!str_eq(p->name, STR("fill")))
			continue;
		if (i + 1 == s->n || !str_eq(s->at[i + 1].name, STR("then")))
			fail_msg("%s: what becomes of fill %.*s is not said", s->path, (int)p->words.n,
			         p->words.p);
		compare(s, "fill", p->words, outcome(a, d, p->text), s->at[i + 1].text);
		n++;
	}
	return n;
}

static void there_and_back(struct arena *a, const char *path, const struct form_def *f)
{
	static struct form_problems again_told;
	const struct form_def *again = NULL;
	struct str bytes;

	if (form_write_workbook(a, f, &bytes) != OK ||
	    form_read_workbook_with(a, bytes, STR("file"), (struct form_came){ f->files, f->files_n },
	                            &again, &again_told) != OK)
		fail_msg("%s does not go to a workbook and back", path);
	if (!str_eq(form_canonical(a, f), form_canonical(a, again)) || f->fields_n != again->fields_n)
		fail_msg("%s is another form when it comes back from a workbook", path);
}

static void try_sample(struct arena *a, const struct sample *s, void *arg)
{
	const char *mode = getenv("KINTSUGI_SAMPLES");
	const struct form_def *d = NULL;
	struct str told;

	(void)arg;
	if (sample_form(a, s, &d, &problems) != OK)
		fail_msg("%s was told:\n%s", s->path, sample_told(a, &problems).p);
	told = sample_told(a, &problems);
	if (mode && strcmp(mode, "write") == 0) {
		write_sample(a, s, d, told);
		return;
	}
	compare(s, "what it was told", STR(""), told, sample_text(s, "expect"));
	compare(s, "page", STR(""), page(a, d), sample_text(s, "page"));
	if (try_fillings(a, s, d) < 2)
		fail_msg("%s has less than two fillings", s->path);
	there_and_back(a, s->path, d);
}

static void sixty_forms_are_asked_and_answered_as_they_say(void **state)
{
	assert_true(samples_each(*state, "good", try_sample, NULL) >= 60);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, samples_set_up, samples_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sixty_forms_are_asked_and_answered_as_they_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
