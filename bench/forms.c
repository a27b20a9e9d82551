/* How long a big form takes: 500 questions in 40 groups, one of them a repeat of 50 rounds, 200
 * expressions. Prints milliseconds for reading it, and for opening it with all its answers.
 *   forms --write DIR   writes it as a pack, for form_pages.py, which asks it over HTTP */
#include "base/buf.h"
#include "forms/fill.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { GROUPS = 40, QUESTIONS = 500, ROUNDS = 50, TIMES = 20 };

static double now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Two of five questions carry an expression. */
static void question(struct buf *b, int q)
{
	static const char *const types[] = { "text", "integer", "select_one l", "date", "decimal" };

	buf_fmt(b, "%s,q%d,Question %d,Why,", types[q % 5], q, q);
	if (q % 5 == 1)
		buf_fmt(b, ",. < 100,\n");
	else if (q % 5 == 2 && q > 5)
		buf_fmt(b, "${q%d} = '' or ${q%d} > 3,,\n", q - 4, q - 1);
	else
		buf_fmt(b, ",,\n");
}

static struct str survey(struct arena *a)
{
	struct buf b = buf_new(a, 1 << 20);
	int q = 0;

	buf_add(&b, STR("type,name,label,why,relevant,constraint,calculation\n"));
	for (int g = 0; g < GROUPS; g++) {
		bool repeat = g == 20;
		buf_fmt(&b, "begin_%s,g%d,Group,,,,\n", repeat ? "repeat" : "group", g);
		for (int i = 0; i < (repeat ? 8 : g % 2 ? 13 : 12) && q < QUESTIONS; i++)
			question(&b, q++);
		if (repeat)
			buf_fmt(&b, "calculate,c,,,,,position(..) + 1\n");
		buf_fmt(&b, "end_%s,,,,,,\n", repeat ? "repeat" : "group");
	}
	buf_fmt(&b, "calculate,total,,,,,sum(${c})\n");
	return buf_str(&b);
}

static const char *sample(enum form_type type)
{
	return type == FORM_INTEGER      ? "7"
	       : type == FORM_SELECT_ONE ? "a"
	       : type == FORM_DATE       ? "2026-03-14"
	       : type == FORM_DECIMAL    ? "3.50"
	                                 : "some words that were said";
}

static void answer(struct arena *a, const struct form_def *d, struct answers *out)
{
	struct answer *at = NEW_N(a, struct answer, ANSWERS_MAX);

	out->at = at;
	for (size_t i = 0; i < d->fields_n; i++) {
		const struct form_field *f = &d->fields[i];
		struct answer one = { f->path, ANSWER_TEXT, str_z(sample(f->type)), 0 };
		if (f->type == FORM_REPEAT)
			at[out->n++] = (struct answer){ f->path, ANSWER_ROUNDS, STR(""), ROUNDS };
		if (!form_asks(f))
			continue;
		for (int r = 1; r <= (f->repeat == FORM_NO_GROUP ? 1 : ROUNDS); r++) {
			if (f->repeat != FORM_NO_GROUP)
				one.path = arena_fmt(a, "%s[%d]/%s", d->fields[f->repeat].path.p, r, f->name.p);
			at[out->n++] = one;
		}
	}
}

static int write_sheet(const char *dir, const char *name, struct str text)
{
	char path[4096];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/%s.csv", dir, name);
	f = fopen(path, "wb");
	if (!f || fwrite(text.p, 1, text.n, f) != text.n || fclose(f) != 0) {
		(void)fprintf(stderr, "%s cannot be written\n", path);
		return 1;
	}
	return 0;
}

static int write_pack(const char *dir, const struct form_files *files)
{
	return write_sheet(dir, "survey", files->survey) ||
	       write_sheet(dir, "choices", files->choices) ||
	       write_sheet(dir, "settings", files->settings);
}

int main(int argc, char **argv)
{
	static struct form_problems problems;
	struct arena *a = arena_new((size_t)256 << 20);
	const struct form_files files = { .survey = survey(a),
		                              .choices = STR("list_name,name,label\nl,a,A\nl,b,B\n"),
		                              .settings = STR(
										  "form_title,form_id,version,about\nBig,big,1,person\n") };
	const struct form_def *d = NULL;
	struct answers given = { .n = 0 };
	struct answers out;
	struct fill *f;
	struct str json;
	double from = now();
	double read;
	size_t n;
	size_t all;

	if (argc == 3 && strcmp(argv[1], "--write") == 0)
		return write_pack(argv[2], &files);
	answers_start();
	if (form_read(a, &files, &d, &problems) != OK) {
		(void)fprintf(stderr, "row %zu: %s\n", problems.at[0].row, problems.at[0].words);
		return 1;
	}
	read = now() - from;
	answer(a, d, &given);
	from = now();
	for (int i = 0; i < TIMES; i++) {
		size_t mark = arena_mark(a);
		const struct fill_start start = {
			.form = d, .lang = STR("en"), .today = { 20000 }, .given = &given
		};
		if (fill_open(a, &start, &f) != OK || fill_answers(f, &out) != OK ||
		    answers_write(a, &out, &json) != OK)
			return 1;
		(void)fill_problems(f, &n, &all);
		if (i == 0)
			(void)printf(
				"fields %zu, answers %zu, kept %zu, problems %zu, JSON %zu bytes, arena %zu\n",
				d->fields_n, given.n, out.n, all, json.n, arena_used(a) - mark);
	}
	(void)printf("read %.1f ms, open and write %.2f ms\n", read, (now() - from) / TIMES);
	arena_free(a);
	return 0;
}
