#include "access/forms.h"

#include "access/form_media.h"
#include "access/wording_sql.h"
#include "base/buf.h"
#include "forms/fill.h"
#include "forms/shelf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { HASH = 32, SHEETS = 4, SETTINGS = 2, PACKS_MOST = 200 };

void forms_room(struct ctx *c, size_t bytes)
{
	enum { FORM_ROOM = 384 << 20 };

	if (bytes > FORM_LARGE / 8)
		arena_widen(c->arena, FORM_ROOM);
}

struct str forms_hash(struct arena *a, struct bytes content)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t hash[HASH];
	struct buf b = buf_new(a, 2 * HASH + 1);

	hash_bytes(content, hash);
	for (int i = 0; i < HASH; i++) {
		buf_byte(&b, digits[hash[i] >> 4]);
		buf_byte(&b, digits[hash[i] & 15]);
	}
	return arena_str(a, buf_str(&b));
}

void forms_name(struct arena *a, const struct form_def *f, struct form_kept *out)
{
	form_media_name(a, f);
	out->form = f;
	out->canonical = form_canonical(a, f);
	out->hash = forms_hash(a, str_bytes(out->canonical));
}

static enum err finish(struct arena *a, const struct form_problems *problems,
                       const struct form_def *form, struct form_kept *out)
{
	if (!form_ready(problems))
		return ERR_INVALID;
	forms_name(a, form, out);
	return OK;
}

static enum err load(struct arena *a, const char *dir, struct form_kept *out)
{
	struct form_problems *problems = NEW(a, struct form_problems);
	const struct form_def *form;

	TRY(form_load(a, dir, &form, problems));
	return finish(a, problems, form, out);
}

/* Changes with every sheet and picture of the folder. */
static int64_t stamp_of(struct arena *a, const char *dir)
{
	static const char *const names[SHEETS] = { "survey", "choices", "settings", "scoring" };
	int64_t stamp = form_files_stamp(arena_fmt(a, "%s/media", dir).p);

	for (int i = 0; i < SHEETS; i++)
		stamp = shelf_stamp(stamp, arena_fmt(a, "%s/%s.csv", dir, names[i]).p);
	return stamp;
}

/* What cannot be published is kept too, without a form: else every list would read it anew. */
static const void *keep(struct arena *a, const void *dir)
{
	struct form_kept *made = NEW(a, struct form_kept);
	enum err e = load(a, dir, made);

	return e == OK || e == ERR_INVALID ? made : NULL;
}

static enum err shipped(struct ctx *c, const char *pack, struct form_kept *out)
{
	struct str dir = arena_fmt(c->arena, "%s/%s", c->house->packs, pack);
	const struct form_kept *found = shelf(dir.p, stamp_of(c->arena, dir.p), keep, dir.p);

	if (!found)
		return load(c->arena, dir.p, out);
	*out = *found;
	return out->form ? OK : ERR_INVALID;
}

/* --- in use --- */

struct str forms_setting(const struct form_def *f, struct str column)
{
	const struct sheet *s = &f->sheets[SETTINGS];

	for (size_t i = 0; s->n > 1 && i < s->rows[0].n && i < s->rows[1].n; i++)
		if (str_eq(s->rows[0].cells[i], column))
			return s->rows[1].cells[i];
	return STR("");
}

enum compartment forms_compartment(const struct form_field *f)
{
	static const struct {
		const char *name;
		enum compartment in;
	} all[] = {
		{ "identity", IN_IDENTITY }, { "location", IN_LOCATION }, { "safety", IN_SAFETY },
		{ "case", IN_CASE },         { "story", IN_STORY },       { "health", IN_HEALTH },
		{ "counsel", IN_COUNSEL },   { "legal", IN_LEGAL },       { "messages", IN_MESSAGES },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_eq(f->compartment, str_z(all[i].name)))
			return all[i].in;
	return IN_CASE;
}

static int by_id(const void *x, const void *y)
{
	const struct form_kept *a = x;
	const struct form_kept *b = y;

	return str_cmp(a->form->id, b->form->id);
}

/* Names of folders, in the arena; the folder is closed before anything else asks the arena. */
static size_t folders(struct ctx *c, char (*names)[256])
{
	DIR *d = opendir(c->house->packs);
	const struct dirent *e;
	size_t n = 0;

	while (d && n < PACKS_MOST && (e = readdir(d)))
		if (e->d_name[0] != '.')
			(void)snprintf(names[n++], sizeof *names, "%s", e->d_name);
	if (d)
		(void)closedir(d);
	return n;
}

void forms_shipped(struct ctx *c, struct form_kept_list *out)
{
	char(*names)[256] = arena_alloc(c->arena, PACKS_MOST * sizeof *names);
	size_t n = folders(c, names);
	struct form_kept *list = NEW_N(c->arena, struct form_kept, n + 1);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (shipped(c, names[i], &list[kept]) == OK)
			kept++;
	qsort(list, kept, sizeof *list, by_id);
	*out = (struct form_kept_list){ list, kept };
}

enum err forms_pack(struct ctx *c, const char *pack, struct form_kept *out)
{
	struct form_use_list uses;

	TRY(shipped(c, pack, out));
	form_uses_of(c->read, c->house->org, out->form->id, &uses);
	TRY(read_now(c->read));
	if (uses.n == 0 || uses.at[0].retired || str_eq(uses.at[0].version, out->hash))
		return OK;
	return forms_get(c, uses.at[0].version, out);
}

static const struct form_use *use_of(const struct form_use_list *uses, struct str id)
{
	for (size_t i = 0; i < uses->n; i++)
		if (str_eq(uses->at[i].form, id))
			return &uses->at[i];
	return NULL;
}

enum err forms_published(struct ctx *c, struct str about, struct form_kept_list *out)
{
	struct form_kept_list packs;
	struct form_use_list uses;
	struct form_kept *list;
	size_t n = 0;
	enum err e;

	form_uses(c->read, c->house->org, &uses);
	TRY(read_now(c->read));
	forms_shipped(c, &packs);
	list = NEW_N(c->arena, struct form_kept, packs.n + uses.n + 1);
	for (size_t i = 0; i < packs.n; i++)
		if (!use_of(&uses, packs.at[i].form->id) &&
		    str_eq(forms_setting(packs.at[i].form, STR("about")), about))
			list[n++] = packs.at[i];
	for (size_t i = 0; i < uses.n; i++) {
		if (uses.at[i].retired || !str_eq(uses.at[i].about, about))
			continue;
		e = forms_get(c, uses.at[i].version, &list[n]);
		if (e != OK && e != ERR_INVALID)
			return e;
		n += e == OK;
	}
	qsort(list, n, sizeof *list, by_id);
	*out = (struct form_kept_list){ list, n };
	return OK;
}

enum err forms_about(struct ctx *c, const char *about, bool *out)
{
	struct form_kept_list all;

	TRY(forms_published(c, str_z(about), &all));
	*out = all.n > 0;
	return OK;
}

enum err forms_published_one(struct ctx *c, struct str about, struct str id, struct form_kept *out)
{
	struct form_kept_list all;

	TRY(forms_published(c, about, &all));
	for (size_t i = 0; i < all.n; i++) {
		if (!str_eq(all.at[i].form->id, id))
			continue;
		*out = all.at[i];
		return OK;
	}
	return ERR_ABSENT;
}

/* --- kept --- */

static enum err parse(struct arena *a, struct str canonical, struct form_kept *out)
{
	struct form_problems *problems = NEW(a, struct form_problems);
	const struct form_def *form;

	TRY(form_read_canonical(a, canonical, &form, problems));
	return finish(a, problems, form, out);
}

enum err forms_parse(struct ctx *c, struct str canonical, struct form_kept *out)
{
	return parse(c->arena, canonical, out);
}

static const void *keep_wording(struct arena *a, const void *canonical)
{
	struct form_kept *made = NEW(a, struct form_kept);

	return parse(a, *(const struct str *)canonical, made) == OK ? made : NULL;
}

enum err forms_get(struct ctx *c, struct str hash, struct form_kept *out)
{
	const struct form_version_row *row;
	const struct form_kept *found;
	char org[ID_TEXT + 1];
	struct str name;
	struct str body = { NULL, 0 };

	id_write(c->house->org.b, org);
	name = arena_fmt(c->arena, "%s %.*s", org, (int)hash.n, hash.p);
	found = shelf_find(name.p, 0);
	if (!found) {
		form_version_one(c->read, c->house->org, hash, &row);
		TRY(read_now(c->read));
		if (!row)
			return ERR_ABSENT;
		body = (struct str){ (const char *)row->body.p, row->body.n };
		forms_room(c, body.n);
		found = shelf(name.p, 0, keep_wording, &body);
	}
	if (!found)
		return forms_parse(c, body, out);
	*out = *found;
	return OK;
}

/* Whether a long wording is there already: each form that is filled in keeps its own. */
static enum err known(struct ctx *c, const struct form_kept *f, bool *out)
{
	const struct form_version_there *there;

	*out = false;
	if (f->canonical.n <= FORM_LARGE / 8)
		return OK;
	form_version_count(c->read, c->house->org, f->hash, &there);
	TRY(read_now(c->read));
	*out = there->n > 0;
	return OK;
}

enum err forms_keep(struct ctx *c, const struct form_kept *f)
{
	bool there;

	TRY(known(c, f, &there));
	if (!there)
		form_version_put(c->change, c->house->org, f->hash, str_bytes(f->canonical));
	return form_media_keep(c, f->form, true);
}

enum err forms_fill(struct ctx *c, const struct form_kept *f, const struct answers *given,
                    struct fill **out)
{
	const struct fill_start start = { .form = f->form,
		                              .lang = str_z(c->lang ? lang_code(c->lang) : "en"),
		                              .today = c->today,
		                              .now = c->now,
		                              .offset_minutes = c->house->utc_offset,
		                              .username = c->actor->user_name,
		                              .given = given };

	return fill_open(c->arena, &start, out);
}

struct str forms_text(const struct ctx *c, const struct form_kept *f, const struct form_text *t)
{
	return form_text_in(f->form, t, str_z(c->lang ? lang_code(c->lang) : "en"));
}
