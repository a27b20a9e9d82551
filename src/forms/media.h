/* Pictures, sounds and films that come with a form: files whose names stand in its media columns.
 */
#pragma once
#include "base/file_kind.h"
#include "forms/form.h"

enum { FORM_FILES_MOST = 200, FORM_FILE_BYTES = 5 << 20, FORM_FILES_BYTES = 24 << 20 };

/* One of them. Its bytes stand here, or in a file at path, or are kept elsewhere under the hash. */
struct form_file {
	struct str name; /* as the sheets say it */
	enum file_kind kind;
	struct str hash;  /* empty until the form is named (access/forms.h) */
	struct str bytes; /* p is NULL: not here */
	struct str path;
	bool large; /* more than FORM_FILE_BYTES: it is not taken */
};

/* Files that may be named in media columns; of one name, the first is taken. */
struct form_came {
	const struct form_file *at;
	size_t n;
};

enum form_medium { FORM_PICTURE, FORM_BIG_PICTURE, FORM_SOUND, FORM_FILM };

/* One cell that names a file. */
struct form_media_ref {
	enum form_medium medium;
	bool choice;                  /* it stands in the sheet choices; else in survey */
	size_t row;                   /* of that sheet */
	size_t lang;                  /* number of the form's language */
	struct str name;              /* what the cell says */
	struct str beside;            /* the question's or the choice's name */
	const struct form_file *file; /* NULL: it did not come with the form */
};
/* All cells of the form that name a file, in the order of the sheets; how many. */
size_t form_media_refs(struct arena *a, const struct form_def *f,
                       const struct form_media_ref **out);
/* The form's file of that name; NULL when it did not come. */
const struct form_file *form_file_named(const struct form_def *f, struct str name);
/* What is wrong with a file in such a column, a msgid; NULL: nothing. */
const char *form_file_wrong(const struct form_file *file, enum form_medium medium);

/* The files in a folder, as they may be given to form_read: kinds are looked up, bytes are left
 * where they are. None when there is no such folder. */
size_t form_files_in(struct arena *a, const char *folder, struct form_file **out);
/* Differs when a file of the folder does (forms/shelf.h); 0 without one. */
int64_t form_files_stamp(const char *folder);
/* Brings the bytes of a file that lies at its path into file->bytes, beside a. ERR_ABSENT. */
enum err form_file_bring(struct arena *a, struct form_file *file) NODISCARD;

/* form_read, form_read_workbook and form_read_file, with files that came beside. */
enum err form_read_with(struct arena *a, const struct form_files *files, struct form_came came,
                        const struct form_def **out, struct form_problems *problems) NODISCARD;
enum err form_read_workbook_with(struct arena *a, struct str bytes, struct str name,
                                 struct form_came came, const struct form_def **out,
                                 struct form_problems *problems) NODISCARD;
enum err form_read_file_with(struct arena *a, struct str bytes, struct str name,
                             struct form_came came, const struct form_def **out,
                             struct form_problems *problems) NODISCARD;
/* The same from a .zip that holds one .xlsx and, in whatever folder, files that it names; before
 * those that came beside. ERR_BUSY without memory. */
enum err form_read_zip(struct arena *a, struct str bytes, struct form_came came,
                       const struct form_def **out, struct form_problems *problems) NODISCARD;
/* The same the other way: form.xlsx, and in a folder media the n files, which have their bytes.
 * *out lies beside a. ERR_BUSY without memory; else as form_write_workbook. */
enum err form_write_zip(struct arena *a, const struct form_def *f, const struct form_file *files,
                        size_t n, struct str *out) NODISCARD;
