#include "harness/samples.h"

#include "forms/media.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

enum { MOST_PARTS = 60, MOST_SAMPLES = 400 };

int samples_set_up(void **state)
{
	*state = arena_new((size_t)256 << 20);
	return *state ? 0 : -1;
}

int samples_tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static struct str whole_file(struct arena *a, const char *path)
{
	char *p = arena_alloc(a, SAMPLE_BYTES);
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		fail_msg("%s cannot be opened", path);
	n = fread(p, 1, SAMPLE_BYTES - 1, f);
	(void)fclose(f);
	if (n == SAMPLE_BYTES - 1)
		fail_msg("%s is too long for a sample", path);
	return (struct str){ p, n };
}

/* The text up to the next line that begins with "== ". */
static struct str part_text(struct str left)
{
	for (size_t i = 0; i + 3 <= left.n; i++) {
		if ((i == 0 || left.p[i - 1] == '\n') && memcmp(left.p + i, "== ", 3) == 0)
			return (struct str){ left.p, i };
	}
	return left;
}

static void cut_parts(struct arena *a, struct str left, struct sample *s)
{
	struct sample_part *at = NEW_N(a, struct sample_part, MOST_PARTS);

	s->at = at;
	while (left.n) {
		struct sample_part *p = &at[s->n++];
		struct str head;
		if (s->n == MOST_PARTS || !str_starts(left, STR("== ")))
			fail_msg("%s is no sample: it begins with == survey", s->path);
		head = str_cut(left, '\n', &left);
		p->name = arena_str(a, str_cut((struct str){ head.p + 3, head.n - 3 }, ' ', &p->words));
		p->text = part_text(left);
		left = (struct str){ left.p + p->text.n, left.n - p->text.n };
	}
}

static int by_name(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

/* Kept outside the arena, which is reset while they are walked. */
static size_t list_names(const char *where, char **names)
{
	DIR *d = opendir(where);
	size_t n = 0;

	assert_non_null(d);
	for (const struct dirent *one = readdir(d); one; one = readdir(d)) {
		if (one->d_name[0] == '.')
			continue;
		assert_true(n < MOST_SAMPLES);
		names[n++] = strdup(one->d_name);
	}
	(void)closedir(d);
	qsort(names, n, sizeof *names, by_name);
	return n;
}

size_t samples_each(struct arena *a, const char *folder,
                    void (*see)(struct arena *a, const struct sample *s, void *arg), void *arg)
{
	char *names[MOST_SAMPLES];
	char where[2000];
	char path[4096];
	size_t n;

	(void)snprintf(where, sizeof where, "%s/tests/forms/%s", SOURCE_ROOT, folder);
	n = list_names(where, names);
	for (size_t i = 0; i < n; i++) {
		struct sample s = { .path = path };
		(void)snprintf(path, sizeof path, "%s/%.255s", where, names[i]);
		cut_parts(a, whole_file(a, path), &s);
		see(a, &s, arg);
		arena_reset(a);
		free(names[i]);
	}
	return n;
}

struct str sample_text(const struct sample *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++) {
		if (str_eq(s->at[i].name, str_z(name)))
			return s->at[i].text;
	}
	return STR("");
}

static enum file_kind kind_of(struct str name)
{
	size_t at = name.n;

	while (at > 0 && name.p[at - 1] != '.')
		at--;
	return file_kind_named((struct str){ name.p + at, name.n - at });
}

static struct form_came sample_media(struct arena *a, const struct sample *s)
{
	struct form_file *at = NEW_N(a, struct form_file, FORM_FILES_MOST);
	struct str left = sample_text(s, "media");
	size_t n = 0;

	while (left.n) {
		struct str how = str_cut(left, '\n', &left);
		struct form_file one = { .name = str_cut(how, ' ', &how) };
		if (one.name.n == 0)
			continue;
		one.kind = kind_of(one.name);
		one.large = str_eq(how, STR("large"));
		if (str_starts(how, STR("as ")))
			one.kind = file_kind_named((struct str){ how.p + 3, how.n - 3 });
		at[n++] = one;
	}
	return (struct form_came){ at, n };
}

enum err sample_form(struct arena *a, const struct sample *s, const struct form_def **out,
                     struct form_problems *problems)
{
	const struct form_files files = { sample_text(s, "survey"), sample_text(s, "choices"),
		                              sample_text(s, "settings"), sample_text(s, "scoring"),
		                              STR("file") };

	return form_read_with(a, &files, sample_media(a, s), out, problems);
}

struct str sample_told(struct arena *a, const struct form_problems *problems)
{
	static const char *const weights[] = { "refused", "draft", "remark" };
	struct str out = STR("");

	for (int w = FORM_REFUSED; w <= FORM_REMARK; w++) {
		for (size_t i = 0; i < problems->n; i++) {
			const struct form_problem *p = &problems->at[i];
			if (p->weight != (enum form_weight)w)
				continue;
			out = arena_fmt(a, "%s%s %s %zu%s%.*s: %s", out.p, weights[w],
			                p->sheet ? p->sheet : "file", p->row, p->column.n ? " " : "",
			                (int)p->column.n, p->column.p, p->words);
			if (p->detail.n)
				out = arena_fmt(a, "%s [%.*s]", out.p, (int)p->detail.n, p->detail.p);
			out = arena_fmt(a, "%s\n", out.p);
		}
	}
	return out;
}

const struct form_def *pack_form(struct arena *a, const char *name, struct form_problems *problems)
{
	const char *where = getenv("KINTSUGI_PACKS");
	const struct form_def *f = NULL;
	struct str dir = arena_fmt(a, "%s/%s", where ? where : "packs", name);

	if (form_load(a, dir.p, &f, problems) != OK)
		fail_msg("%s: %s, row %zu: %s", dir.p, problems->n ? problems->at[0].sheet : "?",
		         problems->at[0].row, problems->n ? problems->at[0].words : "not there");
	return f;
}
