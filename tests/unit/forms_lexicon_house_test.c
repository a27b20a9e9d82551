/* P7: the texts of the program itself and of its packs hold to the lexicon that they bring. There
 * is no list of exceptions: a wording that does no harm belongs into the lexicon's own column
 * "fine", for it does none in anybody's text. */
#include "base/buf.h"
#include "forms/csv.h"
#include "forms/lexicon.h"

#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static struct arena *a;
static const struct lexicon *lexicon;
static size_t texts;

static int begin(void **state)
{
	(void)state;
	a = arena_new((size_t)512 << 20);
	return lexicon_load(a, SOURCE_ROOT "/packs", &lexicon, NULL) == OK ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

/* Returns how many words of the text hurt. */
static size_t wrong_in(const char *file, struct str text)
{
	struct lexicon_finds f;
	size_t wrong = 0;

	texts++;
	lexicon_look(a, lexicon, text, &f);
	for (size_t i = 0; i < f.n; i++) {
		print_error("%s: \"%.*s\" in: %.*s\n", file, (int)f.at[i].said.n, f.at[i].said.p,
		            (int)text.n, text.p);
		wrong++;
	}
	return wrong;
}

static struct str file_text(const char *path)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	char *p;

	assert_true(fd >= 0 && fstat(fd, &st) == 0);
	p = arena_alloc(a, (size_t)st.st_size + 1);
	assert_int_equal(read(fd, p, (size_t)st.st_size), st.st_size);
	(void)close(fd);
	return (struct str){ p, (size_t)st.st_size };
}

/* What stands between the quotes of one line of a .po file, its signs as they are meant. */
static void add_line(struct buf *b, struct str line)
{
	for (size_t i = 0; i + 1 < line.n; i++) {
		bool marked = line.p[i] == '\\';
		i += marked;
		buf_byte(b, marked && line.p[i] == 'n' ? '\n' : line.p[i]);
	}
}

/* Every msgid, or every msgstr, of a .po file. */
static size_t wrong_in_texts(const char *path, const char *keyword)
{
	struct str rest = file_text(path);
	struct buf b = buf_new(a, 64 * 1024);
	bool in = false;
	size_t wrong = 0;

	while (rest.n) {
		struct str line = str_cut(rest, '\n', &rest);
		bool more = line.n && line.p[0] == '"';
		if (!more && b.n) {
			wrong += wrong_in(path, buf_str(&b));
			b = buf_new(a, 64 * 1024);
		}
		if (!more)
			in = str_starts(line, str_z(keyword));
		if (in) {
			struct str quoted;
			(void)str_cut(line, '"', &quoted);
			add_line(&b, quoted);
		}
	}
	return wrong;
}

static void texts_of_the_interface_hold_to_the_lexicon(void **state)
{
	(void)state;
	assert_int_equal(wrong_in_texts(SOURCE_ROOT "/locale/kintsugi.pot", "msgid"), 0);
	assert_true(texts > 1500);
}

static void translations_hold_to_the_lexicon(void **state)
{
	static const char *const files[] = { "es.po", "fr.po", "ar.po" };
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const char *path = arena_fmt(a, SOURCE_ROOT "/locale/%s", files[i]).p;
		if (access(path, R_OK) == 0)
			wrong += wrong_in_texts(path, "msgstr");
	}
	assert_int_equal(wrong, 0);
}

static size_t wrong_in_packs;

static int one_file(const char *path, const struct stat *st, int kind)
{
	size_t n = strlen(path);
	struct sheet sheet;
	size_t row;

	(void)st;
	if (kind != FTW_F || n < 4 || strcmp(path + n - 4, ".csv") != 0 || strstr(path, "/lexicon/"))
		return 0;
	assert_int_equal(sheet_read(a, file_text(path), &sheet, &row), OK);
	for (size_t i = 0; i < sheet.n; i++)
		for (size_t k = 0; k < sheet.rows[i].n; k++)
			wrong_in_packs += wrong_in(path, sheet.rows[i].cells[k]);
	return 0;
}

static void packs_hold_to_the_lexicon(void **state)
{
	(void)state;
	texts = 0;
	assert_int_equal(ftw(SOURCE_ROOT "/packs", one_file, 8), 0);
	assert_true(texts > 1000);
	assert_int_equal(wrong_in_packs, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_of_the_interface_hold_to_the_lexicon),
		cmocka_unit_test(translations_hold_to_the_lexicon),
		cmocka_unit_test(packs_hold_to_the_lexicon),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
