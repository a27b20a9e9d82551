/* A form with its pictures and sounds as one .zip: how people keep them, and carry them. */
#include "base/mark.h"
#include "forms/media.h"
#include "forms/workbook.h"
#include "forms/workbook_write.h"
#include "forms/zip.h"

#include <string.h>

static enum err refuse(struct form_problems *p, const char *words, struct str detail)
{
	form_problem_add(p, (struct form_problem){ FORM_REFUSED, NULL, 0, STR(""), words, detail });
	return ERR_INVALID;
}

static struct str base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_z(slash ? slash + 1 : path);
}

/* A folder, or what a system put beside the files for itself. */
static bool nobodys(const char *path)
{
	struct str base = base_of(path);

	return base.n == 0 || base.p[0] == '.' || base.p[0] == '~' ||
	       strncmp(path, "__MACOSX/", 9) == 0 || !str_utf8(base);
}

static bool a_sheet(struct str name)
{
	return name.n > 5 && memcmp(name.p + name.n - 5, ".xlsx", 5) == 0;
}

static enum err find_sheet(struct zipped *z, struct form_problems *p, size_t *out)
{
	size_t found = 0;

	for (size_t i = 0; i < zipped_parts(z); i++) {
		const char *name = zipped_name(z, i);
		if (nobodys(name) || !a_sheet(base_of(name)))
			continue;
		if (found++)
			return refuse(p,
			              T("There is more than one spreadsheet in this .zip. Leave the one "
			                "of the form in it, with its pictures and sounds."),
			              base_of(name));
		*out = i;
	}
	return found ? OK
	             : refuse(p,
	                      T("There is no spreadsheet (.xlsx) in this .zip. Put the form and its "
	                        "folder media into one .zip."),
	                      STR(""));
}

static enum err trouble(struct form_problems *p, enum err e, struct str name)
{
	if (e == ERR_DENIED)
		return refuse(p, T("This .zip has a password. Make it without one."), name);
	if (e == ERR_TOO_BIG)
		return refuse(p,
		              T("This .zip is too big when it is unpacked. All files of a form together "
		                "have at most 24 MB."),
		              name);
	return e == ERR_BUSY ? e : refuse(p, T("This .zip is torn. Make it anew."), name);
}

struct unpacking {
	struct zipped *zip;
	struct form_file *at;
	size_t n;
	size_t bytes;
	size_t sheet;
	struct form_problems *problems;
};

static enum err unpack_one(struct unpacking *u, size_t part)
{
	struct form_file *one = &u->at[u->n];
	struct str name = base_of(zipped_name(u->zip, part));
	enum err e;

	*one = (struct form_file){ .name = name, .large = zipped_size(u->zip, part) > FORM_FILE_BYTES };
	u->n++;
	if (one->large)
		return OK;
	e = zipped_whole(u->zip, part, FORM_FILES_BYTES - u->bytes, &one->bytes);
	if (e != OK)
		return trouble(u->problems, e, name);
	u->bytes += one->bytes.n;
	one->kind = file_kind_of(one->bytes);
	return OK;
}

static enum err unpack(struct arena *a, struct unpacking *u, struct form_came came)
{
	u->at = NEW_N(a, struct form_file, FORM_FILES_MOST + came.n + 1);
	for (size_t i = 0; i < zipped_parts(u->zip); i++) {
		if (i == u->sheet || nobodys(zipped_name(u->zip, i)))
			continue;
		if (u->n == FORM_FILES_MOST)
			return refuse(u->problems,
			              T("A form has at most 200 files. Take out of the .zip what it does not "
			                "need."),
			              STR(""));
		TRY(unpack_one(u, i));
	}
	for (size_t i = 0; i < came.n; i++)
		u->at[u->n++] = came.at[i];
	return OK;
}

enum err form_read_zip(struct arena *a, struct str bytes, struct form_came came,
                       const struct form_def **out, struct form_problems *problems)
{
	struct unpacking u = { .problems = problems };
	struct str sheet;
	struct str name;
	enum err e;

	*problems = (struct form_problems){ .n = 0 };
	*out = NULL;
	e = zipped_open(a, bytes, &u.zip);
	if (e != OK)
		return trouble(problems, e, STR(""));
	TRY(find_sheet(u.zip, problems, &u.sheet));
	e = zipped_whole(u.zip, u.sheet, WORKBOOK_BYTES, &sheet);
	if (e != OK)
		return trouble(problems, e, base_of(zipped_name(u.zip, u.sheet)));
	TRY(unpack(a, &u, came));
	name = base_of(zipped_name(u.zip, u.sheet));
	name.n -= 5;
	return form_read_workbook_with(a, sheet, name, (struct form_came){ u.at, u.n }, out, problems);
}

enum err form_write_zip(struct arena *a, const struct form_def *f, const struct form_file *files,
                        size_t n, struct str *out)
{
	struct zipped_new *parts = NEW_N(a, struct zipped_new, n + 1);
	struct str sheet;

	TRY(form_write_workbook(a, f, &sheet));
	parts[0] = (struct zipped_new){ "form.xlsx", sheet, false };
	for (size_t i = 0; i < n; i++)
		parts[i + 1] = (struct zipped_new){
			arena_fmt(a, "media/%.*s", (int)files[i].name.n, files[i].name.p).p, files[i].bytes,
			files[i].kind == FILE_WAV
		};
	return zipped_write(a, parts, n + 1, out);
}
