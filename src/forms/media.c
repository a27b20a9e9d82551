#include "forms/media.h"

#include "base/mark.h"
#include "forms/reader.h"
#include "forms/shelf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const columns[] = {
	[FORM_PICTURE] = "media::image",
	[FORM_BIG_PICTURE] = "media::big-image",
	[FORM_SOUND] = "media::audio",
	[FORM_FILM] = "media::video",
};
enum { MEDIA = sizeof columns / sizeof *columns };

/* --- the cells --- */

static const struct form_text *texts_of(const struct form_media *m, int medium)
{
	return medium == FORM_PICTURE       ? &m->image
	       : medium == FORM_BIG_PICTURE ? &m->big
	       : medium == FORM_SOUND       ? &m->audio
	                                    : &m->video;
}

struct refs {
	struct form_media_ref *at; /* NULL: they are only counted */
	size_t n;
};

static void add_refs(struct refs *to, const struct form_def *f, const struct form_media *m,
                     struct form_media_ref ref)
{
	for (int medium = FORM_PICTURE; m && medium < MEDIA; medium++) {
		for (size_t l = 0; l < f->langs_n; l++) {
			ref.name = texts_of(m, medium)->in[l];
			if (ref.name.n == 0)
				continue;
			ref.medium = (enum form_medium)medium;
			ref.lang = l;
			ref.file = form_file_named(f, ref.name);
			if (to->at)
				to->at[to->n] = ref;
			to->n++;
		}
	}
}

static void gather(struct refs *to, const struct form_def *f)
{
	to->n = 0;
	for (size_t i = 0; i < f->fields_n; i++)
		add_refs(to, f, f->fields[i].media,
		         (struct form_media_ref){ .row = f->fields[i].row, .beside = f->fields[i].name });
	for (size_t i = 0; i < f->lists_n; i++)
		for (size_t k = 0; k < f->lists[i].n; k++)
			add_refs(to, f, f->lists[i].at[k].media,
			         (struct form_media_ref){ .choice = true,
			                                  .row = f->lists[i].at[k].row,
			                                  .beside = f->lists[i].at[k].name });
}

size_t form_media_refs(struct arena *a, const struct form_def *f, const struct form_media_ref **out)
{
	struct refs all = { NULL, 0 };

	gather(&all, f);
	all.at = NEW_N(a, struct form_media_ref, all.n + 1);
	gather(&all, f);
	*out = all.at;
	return all.n;
}

const struct form_file *form_file_named(const struct form_def *f, struct str name)
{
	for (size_t i = 0; name.n && i < f->files_n; i++)
		if (str_eq(f->files[i].name, name))
			return &f->files[i];
	return NULL;
}

const char *form_file_wrong(const struct form_file *file, enum form_medium medium)
{
	if (file->large)
		return T("This file is larger than 5 MB. Make it smaller, and bring it again.");
	if (medium == FORM_SOUND)
		return file_kind_sound(file->kind) || file->kind == FILE_WEBM
		           ? NULL
		           : T("This file is no sound that a page can play. Save it as MP3, M4A, Ogg or "
		               "WAV.");
	if (medium == FORM_FILM)
		return file_kind_film(file->kind)
		           ? NULL
		           : T("This file is no film that a page can play. Save it as MP4 or WebM.");
	return file_kind_picture(file->kind)
	           ? NULL
	           : T("This file is no picture that a page can show. Save it as PNG, JPEG or WebP.");
}

/* --- which file is meant --- */

static bool same_name(struct str x, struct str y)
{
	bool same = x.n == y.n;

	for (size_t i = 0; same && i < x.n; i++) {
		char a = x.p[i] >= 'A' && x.p[i] <= 'Z' ? (char)(x.p[i] + 32) : x.p[i];
		char b = y.p[i] >= 'A' && y.p[i] <= 'Z' ? (char)(y.p[i] + 32) : y.p[i];
		same = a == b;
	}
	return same;
}

/* To the letter; else whatever its capitals, as cameras and archives write them. */
static const struct form_file *candidate(const struct reader *r, struct str name)
{
	for (size_t i = 0; i < r->media_n; i++)
		if (str_eq(r->media[i].name, name))
			return &r->media[i];
	for (size_t i = 0; i < r->media_n; i++)
		if (same_name(r->media[i].name, name))
			return &r->media[i];
	return NULL;
}

static bool can_be_shown(enum file_kind kind)
{
	return file_kind_picture(kind) || file_kind_sound(kind) || file_kind_film(kind);
}

/* Under the name of the cell, in the order of names: the same files make the same form. */
static void keep_file(struct reader *r, struct str name)
{
	struct form_def *d = r->def;
	const struct form_file *found = candidate(r, name);
	size_t at = d->files_n;

	if (!found || found->large || form_file_named(d, name) || d->files_n == FORM_FILES_MOST ||
	    !can_be_shown(found->kind))
		return;
	for (; at > 0 && str_cmp(d->files[at - 1].name, name) > 0; at--)
		d->files[at] = d->files[at - 1];
	d->files[at] = *found;
	d->files[at].name = arena_str(r->a, name);
	d->files[at].hash = arena_str(r->a, found->hash);
	d->files_n++;
}

static struct str column_of(struct reader *r, const struct form_media_ref *ref)
{
	struct sheet_row head = reader_header(r);
	struct str named =
		arena_fmt(r->a, "%s::%.*s", columns[ref->medium], (int)r->def->langs[ref->lang].column.n,
	              r->def->langs[ref->lang].column.p);

	for (size_t i = 0; i < head.n; i++)
		if (str_eq(head.cells[i], named))
			return named;
	return str_z(columns[ref->medium]);
}

static void check_ref(struct reader *r, const struct form_media_ref *ref)
{
	const struct form_file *found = candidate(r, ref->name);
	const char *wrong =
		found ? form_file_wrong(found, ref->medium)
			  : T("This file did not come with the form. Put it into a folder media beside the "
	              "spreadsheet and bring both as one .zip, or add it on the page of the draft; or "
	              "empty this cell.");

	if (found && !wrong && !ref->file)
		wrong = T("A form has at most 200 files. Use some of them twice, or split the form.");
	r->which = ref->choice ? CHOICES : SURVEY;
	if (wrong && reader_file_name(ref->name))
		reader_problem(r, r->kept ? FORM_REMARK : FORM_UNREADY, ref->row, column_of(r, ref), wrong,
		               ref->name);
}

/* What nobody asks for stays behind; of what was kept before, nothing is said. */
static void remark_unused(struct reader *r, const struct form_media_ref *refs, size_t n)
{
	for (size_t i = 0; i < r->media_n; i++) {
		const struct form_file *one = &r->media[i];
		bool used = one->hash.n > 0;
		for (size_t k = 0; !used && k < n; k++)
			used = candidate(r, refs[k].name) == one;
		if (!used)
			form_problem_add(
				r->problems,
				(struct form_problem){ FORM_REMARK, NULL, 0, STR(""),
			                           T("No cell of the form names this file. It is left out."),
			                           one->name });
	}
}

void reader_files(struct reader *r)
{
	const struct form_media_ref *refs;
	size_t n = form_media_refs(r->a, r->def, &refs);

	r->def->files = NEW_N(r->a, struct form_file, FORM_FILES_MOST);
	for (size_t i = 0; i < n; i++)
		keep_file(r, refs[i].name);
	n = form_media_refs(r->a, r->def, &refs);
	for (size_t i = 0; i < n; i++)
		check_ref(r, &refs[i]);
	remark_unused(r, refs, n);
}

/* --- a folder --- */

enum err form_file_bring(struct arena *a, struct form_file *file)
{
	struct stat st;
	FILE *f;
	char *p;
	size_t n;

	if (file->bytes.p)
		return OK;
	if (file->path.n == 0 || stat(file->path.p, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > FORM_FILE_BYTES)
		return ERR_ABSENT;
	p = arena_pages(a, (size_t)st.st_size + 1);
	if (!p)
		return ERR_BUSY;
	f = fopen(file->path.p, "rb");
	if (!f)
		return ERR_ABSENT;
	n = fread(p, 1, (size_t)st.st_size, f);
	(void)fclose(f);
	file->bytes = (struct str){ p, n };
	return n == (size_t)st.st_size ? OK : ERR_ABSENT;
}

/* The kind alone: a form of many pictures is read often, and they are shown one by one. */
static void look_at(struct form_file *one)
{
	struct arena *own = arena_new(1 << 20);
	struct form_file all = *one;
	struct stat st;

	one->large = stat(one->path.p, &st) == 0 && st.st_size > FORM_FILE_BYTES;
	if (own && !one->large && form_file_bring(own, &all) == OK)
		one->kind = file_kind_of(all.bytes);
	if (own)
		arena_free(own);
}

static int visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

size_t form_files_in(struct arena *a, const char *folder, struct form_file **out)
{
	struct form_file *at = NEW_N(a, struct form_file, FORM_FILES_MOST);
	struct dirent **names = NULL;
	int found = scandir(folder, &names, visible, alphasort);
	char(*copies)[256] = arena_alloc(a, FORM_FILES_MOST * sizeof *copies);
	size_t n = 0;

	/* The names go back before the arena is asked for anything, for it may jump. */
	for (int i = 0; i < found; i++) {
		if (n < FORM_FILES_MOST)
			(void)snprintf(copies[n++], sizeof *copies, "%s", names[i]->d_name);
		free(names[i]);
	}
	free(names);
	for (size_t i = 0; i < n; i++) {
		at[i].name = str_z(copies[i]);
		at[i].path = arena_fmt(a, "%s/%s", folder, copies[i]);
		look_at(&at[i]);
	}
	*out = at;
	return n;
}

int64_t form_files_stamp(const char *folder)
{
	struct dirent **names = NULL;
	int n = scandir(folder, &names, visible, alphasort);
	int64_t stamp = 0;
	char path[4096];

	for (int i = 0; i < n; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
		stamp = shelf_stamp(stamp, path);
		free(names[i]);
	}
	free(names);
	return stamp;
}
