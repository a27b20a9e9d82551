/* Forms out of files: a folder of sheets, a workbook, or the survey sheet alone. */
#include "forms/csv.h"
#include "forms/form.h"
#include "forms/media.h"
#include "forms/workbook.h"
#include "forms/zip.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static bool ends(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n > n && strncasecmp(s.p + s.n - n, with, n) == 0;
}

/* Printed or photographed: read as a workbook, it is told that it is none. */
static bool a_print(struct str bytes)
{
	return str_starts(bytes, STR("%PDF")) || str_starts(bytes, STR("\x89PNG")) ||
	       str_starts(bytes, STR("\xFF\xD8\xFF"));
}

static bool a_workbook(struct str bytes, struct str name)
{
	return str_starts(bytes, STR("PK")) || str_starts(bytes, STR("\xD0\xCF\x11\xE0")) ||
	       a_print(bytes) || ends(name, ".xlsx") || ends(name, ".xlsm") || ends(name, ".xls") ||
	       ends(name, ".ods");
}

/* Without its ending; "form" when there is nothing. */
static struct str plain_name(struct str name)
{
	size_t n = name.n;

	while (n > 0 && name.p[n - 1] != '.')
		n--;
	if (n > 1)
		name.n = n - 1;
	return name.n ? name : STR("form");
}

/* A workbook is a .zip itself: this one holds one. */
static bool an_archive(struct arena *a, struct str bytes, struct str name)
{
	struct zipped *z;

	if (!str_starts(bytes, STR("PK")))
		return false;
	if (ends(name, ".zip"))
		return true;
	return zipped_open(a, bytes, &z) == OK && !zipped_has(z, "[Content_Types].xml") &&
	       zipped_has(z, ".xlsx");
}

enum err form_read_file_with(struct arena *a, struct str bytes, struct str name,
                             struct form_came came, const struct form_def **out,
                             struct form_problems *problems)
{
	struct form_files files = { bytes, STR(""), STR(""), STR(""), plain_name(name) };

	if (an_archive(a, bytes, name))
		return form_read_zip(a, bytes, came, out, problems);
	if (a_workbook(bytes, name))
		return form_read_workbook_with(a, bytes, plain_name(name), came, out, problems);
	return form_read_with(a, &files, came, out, problems);
}

enum err form_read_file(struct arena *a, struct str bytes, struct str name,
                        const struct form_def **out, struct form_problems *problems)
{
	return form_read_file_with(a, bytes, name, (struct form_came){ NULL, 0 }, out, problems);
}

/* One byte above the limit is read, so that the reader can refuse it. The size is asked before
 * opening: the arena may jump, and no file must be open then. */
static enum err whole_file(struct arena *a, const char *path, size_t limit, struct str *out)
{
	struct stat st;
	size_t room;
	char *p;
	FILE *f;

	*out = STR("");
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return ERR_ABSENT;
	room = st.st_size > (off_t)limit ? limit + 1 : (size_t)st.st_size;
	p = arena_alloc(a, room + 1);
	f = fopen(path, "rb");
	if (!f)
		return ERR_ABSENT;
	*out = (struct str){ p, fread(p, 1, room, f) };
	(void)fclose(f);
	return OK;
}

static enum err sheet_file(struct arena *a, const char *dir, const char *name, struct str *out)
{
	return whole_file(a, arena_fmt(a, "%s/%s.csv", dir, name).p, SHEET_BYTES, out);
}

/* The last part of a path. */
static struct str base_name(struct arena *a, const char *path)
{
	struct str s = str_z(path);
	size_t from;

	while (s.n > 1 && s.p[s.n - 1] == '/')
		s.n--;
	for (from = s.n; from > 0 && s.p[from - 1] != '/';)
		from--;
	s = (struct str){ s.p + from, s.n - from };
	return str_utf8(s) ? arena_str(a, s) : STR("");
}

/* The folder of its pictures and sounds. */
static const char *beside(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? arena_fmt(a, "%.*s/media", (int)(slash - path), path).p : "media";
}

enum err form_load(struct arena *a, const char *dir, const struct form_def **out,
                   struct form_problems *problems)
{
	struct form_files files;
	struct form_file *media;
	size_t n;

	*problems = (struct form_problems){ .n = 0 };
	*out = NULL;
	TRY(sheet_file(a, dir, "survey", &files.survey));
	if (sheet_file(a, dir, "choices", &files.choices) != OK)
		files.choices = STR("");
	if (sheet_file(a, dir, "settings", &files.settings) != OK)
		files.settings = STR("");
	if (sheet_file(a, dir, "scoring", &files.scoring) != OK)
		files.scoring = STR("");
	files.name = base_name(a, dir);
	n = form_files_in(a, arena_fmt(a, "%s/media", dir).p, &media);
	return form_read_with(a, &files, (struct form_came){ media, n }, out, problems);
}

enum err form_open(struct arena *a, const char *path, const struct form_def **out,
                   struct form_problems *problems)
{
	bool archive = ends(str_z(path), ".zip");
	struct form_file *media = NULL;
	struct str bytes;
	size_t n = 0;

	*problems = (struct form_problems){ .n = 0 };
	*out = NULL;
	if (whole_file(a, path, archive ? FORM_FILES_BYTES : WORKBOOK_BYTES, &bytes) != OK)
		return form_load(a, path, out, problems);
	if (!archive)
		n = form_files_in(a, beside(a, path), &media);
	return form_read_file_with(a, bytes, base_name(a, path), (struct form_came){ media, n }, out,
	                           problems);
}
