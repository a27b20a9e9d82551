/* The pictures and sounds of a draft: which it wants, which came. */
#include "base/buf.h"
#include "base/fields.h"
#include "care/file_picture.h"
#include "team/forms.h"
#include "team/forms_html.h"
#include "team/forms_inside.h"
#include "team/forms_sql.h"

#include <string.h>

enum { RECORD_ROOM = FORM_FILES_MOST * 400 };

/* --- the record: a line each, of hash, ending and name --- */

struct str media_record(struct arena *a, const struct form_def *f)
{
	struct buf b = buf_new(a, RECORD_ROOM);

	for (size_t i = 0; i < f->files_n; i++) {
		const struct form_file *one = &f->files[i];
		if (one->hash.n == 0)
			continue;
		buf_fmt(&b, "%.*s %s ", (int)one->hash.n, one->hash.p, file_kind_ending(one->kind));
		buf_add(&b, one->name);
		buf_byte(&b, '\n');
	}
	return buf_str(&b);
}

size_t media_recorded(struct arena *a, struct str record, struct form_file **out)
{
	struct form_file *at = NEW_N(a, struct form_file, FORM_FILES_MOST);
	size_t n = 0;

	while (record.n && n < FORM_FILES_MOST) {
		struct str line = str_cut(record, '\n', &record);
		at[n].hash = str_cut(line, ' ', &line);
		at[n].kind = file_kind_named(str_cut(line, ' ', &line));
		at[n++].name = line;
	}
	*out = at;
	return n;
}

enum err media_clean(struct arena *a, struct form_file *file)
{
	struct file_kept *kept;
	size_t at = 0;
	char *p;

	if (!file_kind_picture(file->kind) || !file->bytes.p)
		return OK;
	kept = NEW(a, struct file_kept);
	if (!file_keep(file->kind, file->bytes, kept)) {
		file->kind = FILE_NONE;
		return OK;
	}
	p = arena_pages(a, kept->bytes + 1);
	if (!p)
		return ERR_BUSY;
	for (size_t i = 0; i < kept->n; i++) {
		memcpy(p + at, kept->at[i].p, kept->at[i].n);
		at += kept->at[i].n;
	}
	file->bytes = (struct str){ p, at };
	return OK;
}

/* --- what no draft names any more --- */

static void note_hashes(struct str *keep, size_t *n, const struct form_file *files, size_t nfiles)
{
	for (size_t i = 0; i < nfiles; i++)
		keep[(*n)++] = files[i].hash;
}

enum err media_sweep(struct ctx *c, struct row_id gone, const struct form_def *now)
{
	struct form_draft_row_list rows;
	struct str *keep;
	size_t n = 0;

	form_drafts_all(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	keep = NEW_N(c->arena, struct str, (rows.n + 1) * FORM_FILES_MOST);
	for (size_t i = 0; i < rows.n; i++) {
		struct str body = { (const char *)rows.at[i].body.p, rows.at[i].body.n };
		struct form_file *files;
		size_t nfiles;
		if (row_id_eq(rows.at[i].id, gone))
			continue;
		nfiles = media_recorded(c->arena, fields_get(body, "media"), &files);
		note_hashes(keep, &n, files, nfiles);
	}
	if (now)
		note_hashes(keep, &n, now->files, now->files_n);
	return form_media_sweep(c, keep, n);
}

/* --- the page --- */

static const struct {
	const char *what;
	const char *accept;
} mediums[] = {
	[FORM_PICTURE] = { T("A picture"), "image/png,image/jpeg,image/webp" },
	[FORM_BIG_PICTURE] = { T("A larger picture"), "image/png,image/jpeg,image/webp" },
	[FORM_SOUND] = { T("A sound"), "audio/*,.mp3,.m4a,.ogg,.oga,.wav" },
	[FORM_FILM] = { T("A film"), "video/mp4,video/webm" },
};

static struct media_view shown(struct ctx *c, const struct form_media_ref *ref)
{
	struct media_view out = { .alt = ref->name };
	struct str href;

	if (!ref->file)
		return out;
	href = arena_fmt(c->arena, "/forms/media/%.*s", (int)ref->file->hash.n, ref->file->hash.p);
	if (ref->medium == FORM_SOUND)
		out.audio = href;
	else if (ref->medium == FORM_FILM)
		out.video = href;
	else
		out.image = href;
	return out;
}

static bool named_before(const struct media_line *lines, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(lines[i].name, name))
			return true;
	return false;
}

struct media_lines media_lines_of(struct ctx *c, const struct form_def *f)
{
	const struct form_media_ref *refs;
	size_t all = form_media_refs(c->arena, f, &refs);
	struct media_line *lines = NEW_N(c->arena, struct media_line, all + 1);
	struct media_lines out = { .at = lines };

	for (size_t i = 0; i < all; i++) {
		const struct form_media_ref *ref = &refs[i];
		out.cells += !ref->file || form_file_wrong(ref->file, ref->medium);
		if (named_before(lines, out.n, ref->name))
			continue;
		lines[out.n++] = (struct media_line){ .name = ref->name,
			                                  .beside = ref->beside,
			                                  .what = mediums[ref->medium].what,
			                                  .sheet = ref->choice ? "choices" : "survey",
			                                  .row = ref->row,
			                                  .there = ref->file != NULL,
			                                  .shown = shown(c, ref),
			                                  .accept = mediums[ref->medium].accept };
		out.missing += !ref->file;
	}
	return out;
}

const char *media_wrong(struct arena *a, const struct form_def *f, struct str name,
                        const struct form_file *file)
{
	const struct form_media_ref *refs;
	size_t n = form_media_refs(a, f, &refs);
	const char *wrong = NULL;

	for (size_t i = 0; i < n && !wrong; i++)
		if (str_eq(refs[i].name, name))
			wrong = form_file_wrong(file, refs[i].medium);
	return wrong;
}

enum err forms_media_show(struct visit *v)
{
	const struct media_form *in = v->in;
	struct form_view_page page;
	struct media_line *lines;

	TRY(form_view_of(v, &page));
	lines = NEW_N(v->c.arena, struct media_line, page.media.n + 1);
	for (size_t i = 0; i < page.media.n; i++) {
		lines[i] = page.media.at[i];
		if (v->again && in && str_eq(in->name, lines[i].name))
			lines[i].problem = form_problem(&v->form, "file");
	}
	page.media.at = lines;
	form_media_page(visit_page(v), visit_head(v, T("Pictures and sounds"), "/team/forms"), &v->form,
	                &page);
	if (page.stale)
		v->x->reply.status = 409;
	return OK;
}

/* What is said about one that is not taken. */
static const char *media_refused(struct visit *v, const struct form_draft *d, struct str bytes)
{
	const struct media_form *in = v->in;
	const struct form_file one = { .kind = file_kind_of(bytes),
		                           .large = bytes.n > FORM_FILE_BYTES };
	const char *wrong = media_wrong(v->c.arena, d->form, in->name, &one);

	if (file_is_heic(bytes))
		return T("This is a picture as some phones save it (HEIC). Please save it as JPEG or PNG, "
		         "and bring it again.");
	return wrong ? wrong : T("This file is damaged or cut short. Please choose it again.");
}

enum err forms_media_save(struct visit *v)
{
	const struct media_form *in = v->in;
	const struct upload *up = visit_file(v, "file");
	struct form_draft d;
	struct row_id row;
	enum err e;

	TRY(visit_row(v, "row", &row));
	TRY(form_draft_read(&v->c, row, &d));
	if (!up || up->bytes.n == 0)
		return visit_problem(v, "file", T("Please choose the file."));
	d.edition = in->edition;
	e = form_draft_file(&v->c, &d, in->name, up->bytes);
	if (e == ERR_INVALID)
		return visit_problem(v, "file", media_refused(v, &d, up->bytes));
	TRY(e);
	return visit_saved(v, "/team/forms/drafts/%s/media", visit_id(v, row.b));
}

enum err forms_media_content(struct visit *v)
{
	const struct params parts = { v->parts.at, v->parts.n };
	struct reply *reply = &v->x->reply;
	enum file_kind kind;
	struct str bytes;

	TRY(form_media_read(&v->c, param(&parts, STR("hash")), &bytes));
	kind = file_kind_of(bytes);
	reply->type = kind ? file_kind_type(kind) : "application/octet-stream";
	reply->kept = true;
	reply->pieces = !file_kind_picture(kind);
	reply->sandbox = true;
	buf_take(&reply->body, bytes);
	return OK;
}
