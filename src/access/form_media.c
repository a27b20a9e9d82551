#include "access/form_media.h"

#include "access/wording_sql.h"

#include <string.h>

/* --- names --- */

void form_media_name(struct arena *a, const struct form_def *f)
{
	for (size_t i = 0; i < f->files_n; i++) {
		struct form_file *one = &f->files[i];
		struct form_file all = *one;
		struct arena *own;
		if (one->hash.n)
			continue;
		/* Read for this alone: many pictures are not held at once. */
		own = arena_new(1 << 16);
		if (own && form_file_bring(own, &all) == OK)
			one->hash = forms_hash(a, str_bytes(all.bytes));
		if (own)
			arena_free(own);
	}
}

/* --- kept --- */

static const struct form_media_row *row_of(const struct form_media_row_list *rows, struct str hash)
{
	for (size_t i = 0; i < rows->n; i++)
		if (str_eq(rows->at[i].hash, hash))
			return &rows->at[i];
	return NULL;
}

static enum err rows_now(struct ctx *c, struct form_media_row_list *out)
{
	form_media_all(c->read, c->house->org, out);
	return read_now(c->read);
}

static enum err keep_one(struct ctx *c, const struct form_file *one, bool used)
{
	struct form_file all = *one;
	enum err e = form_file_bring(c->arena, &all);

	/* Somebody took it out of the folder: what is asked goes on without it. */
	if (e == ERR_ABSENT)
		return OK;
	TRY(e);
	if (str_eq(forms_hash(c->arena, str_bytes(all.bytes)), one->hash))
		form_media_put(c->change, c->house->org, one->hash, used, str_bytes(all.bytes));
	return OK;
}

enum err form_media_keep(struct ctx *c, const struct form_def *f, bool used)
{
	struct form_media_row_list rows;

	if (f->files_n == 0)
		return OK;
	TRY(rows_now(c, &rows));
	for (size_t i = 0; i < f->files_n; i++) {
		const struct form_media_row *row = row_of(&rows, f->files[i].hash);
		if (!row)
			TRY(keep_one(c, &f->files[i], used));
		else if (used && !row->used)
			form_media_use(c->change, c->house->org, row->hash);
	}
	return OK;
}

enum err form_media_there(struct ctx *c, struct form_file *files, size_t *n)
{
	struct form_media_row_list rows;
	size_t kept = 0;

	if (*n == 0)
		return OK;
	TRY(rows_now(c, &rows));
	for (size_t i = 0; i < *n; i++)
		if (row_of(&rows, files[i].hash))
			files[kept++] = files[i];
	*n = kept;
	return OK;
}

enum err form_media_sweep(struct ctx *c, const struct str *keep, size_t n)
{
	struct form_media_row_list rows;

	TRY(rows_now(c, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		bool named = rows.at[i].used;
		for (size_t k = 0; k < n && !named; k++)
			named = str_eq(keep[k], rows.at[i].hash);
		if (!named)
			form_media_drop(c->change, c->house->org, rows.at[i].hash);
	}
	return OK;
}

/* --- read --- */

struct taking {
	struct arena *arena;
	bool drafts; /* what no form in use names, too */
	struct str *out;
};

static enum err take(void *arg, const struct form_media_body *row)
{
	const struct taking *t = arg;
	char *p;

	if (!row->used && !t->drafts)
		return OK;
	p = arena_pages(t->arena, row->body.n + 1);
	if (!p)
		return ERR_BUSY;
	memcpy(p, row->body.p, row->body.n);
	*t->out = (struct str){ p, row->body.n };
	return OK;
}

static enum err of_packs(struct ctx *c, struct str hash, struct str *out)
{
	struct form_kept_list packs;

	forms_shipped(c, &packs);
	for (size_t i = 0; i < packs.n; i++) {
		const struct form_def *f = packs.at[i].form;
		for (size_t k = 0; k < f->files_n; k++) {
			struct form_file one = f->files[k];
			if (!str_eq(one.hash, hash))
				continue;
			TRY(form_file_bring(c->arena, &one));
			*out = one.bytes;
			return str_eq(forms_hash(c->arena, str_bytes(one.bytes)), hash) ? OK : ERR_ABSENT;
		}
	}
	return ERR_ABSENT;
}

enum err form_media_read(struct ctx *c, struct str hash, struct str *out)
{
	struct taking t = { c->arena, actor_is(c->actor, ROLE_manager | ROLE_lead), out };

	*out = (struct str){ NULL, 0 };
	TRY(form_media_one(c->read, c->house->org, hash, take, &t));
	return out->p ? OK : of_packs(c, hash, out);
}

/* --- shown --- */

static struct str address(struct arena *a, const struct form_def *f, const struct form_text *names,
                          struct str code, struct str *name)
{
	const struct form_file *file = form_file_named(f, form_text_in(f, names, code));

	if (!file || file->hash.n == 0)
		return STR("");
	if (name)
		*name = file->name;
	return arena_fmt(a, "/forms/media/%.*s", (int)file->hash.n, file->hash.p);
}

struct media_view form_media_in(struct arena *a, const struct form_def *f,
                                const struct form_media *m, struct str code, struct str alt)
{
	struct media_view out = { .alt = alt };

	if (!m)
		return out;
	out.image = address(a, f, &m->image, code, NULL);
	out.big = address(a, f, &m->big, code, NULL);
	out.audio = address(a, f, &m->audio, code, &out.sound_name);
	out.video = address(a, f, &m->video, code, &out.film_name);
	return out;
}

struct media_view form_media_shown(const struct ctx *c, const struct form_kept *f,
                                   const struct form_media *m, struct str alt)
{
	return form_media_in(c->arena, f->form, m, str_z(c->lang ? lang_code(c->lang) : "en"), alt);
}
