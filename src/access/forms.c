#include "access/forms.h"

#include "access/forms_sql.h"
#include "base/buf.h"
#include "forms/shelf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { HASH = 32, SHEETS = 4, SETTINGS = 2, PACKS_MOST = 200 };

static struct str hash_text(struct arena *a, struct str canonical)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t hash[HASH];
	struct buf b = buf_new(a, 2 * HASH + 1);

	hash_bytes((struct bytes){ (const uint8_t *)canonical.p, canonical.n }, hash);
	for (int i = 0; i < HASH; i++) {
		buf_byte(&b, digits[hash[i] >> 4]);
		buf_byte(&b, digits[hash[i] & 15]);
	}
	return arena_str(a, buf_str(&b));
}

static enum err finish(struct arena *a, const struct form_problems *problems, struct form_kept *out)
{
	if (!form_ready(problems))
		return ERR_INVALID;
	out->canonical = form_canonical(a, out->form);
	out->hash = hash_text(a, out->canonical);
	return OK;
}

static enum err load(struct arena *a, const char *dir, struct form_kept *out)
{
	struct form_problems *problems = NEW(a, struct form_problems);

	TRY(form_load(a, dir, &out->form, problems));
	return finish(a, problems, out);
}

/* Changes with every sheet of the folder. */
static int64_t stamp_of(struct arena *a, const char *dir)
{
	static const char *const names[SHEETS] = { "survey", "choices", "settings", "scoring" };
	int64_t stamp = 0;

	for (int i = 0; i < SHEETS; i++)
		stamp = shelf_stamp(stamp, arena_fmt(a, "%s/%s.csv", dir, names[i]).p);
	return stamp;
}

static const void *keep(struct arena *a, const void *dir)
{
	struct form_kept *made = NEW(a, struct form_kept);

	return load(a, dir, made) == OK ? made : NULL;
}

enum err forms_pack(struct ctx *c, const char *pack, struct form_kept *out)
{
	struct str dir = arena_fmt(c->arena, "%s/%s", c->house->packs, pack);
	const struct form_kept *found = shelf(dir.p, stamp_of(c->arena, dir.p), keep, dir.p);

	if (!found)
		return load(c->arena, dir.p, out);
	*out = *found;
	return OK;
}

/* --- in use --- */

/* What the settings sheet says under a column of ours; empty when it says nothing. */
static struct str setting(const struct form_def *f, struct str column)
{
	const struct sheet *s = &f->sheets[SETTINGS];

	for (size_t i = 0; s->n > 1 && i < s->rows[0].n && i < s->rows[1].n; i++)
		if (str_eq(s->rows[0].cells[i], column))
			return s->rows[1].cells[i];
	return STR("");
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

enum err forms_published(struct ctx *c, struct str about, struct form_kept_list *out)
{
	char(*names)[256] = arena_alloc(c->arena, PACKS_MOST * sizeof *names);
	size_t n = folders(c, names);
	struct form_kept *list = NEW_N(c->arena, struct form_kept, n + 1);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (forms_pack(c, names[i], &list[kept]) == OK &&
		    str_eq(setting(list[kept].form, STR("about")), about))
			kept++;
	qsort(list, kept, sizeof *list, by_id);
	*out = (struct form_kept_list){ list, kept };
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

enum err forms_parse(struct ctx *c, struct str canonical, struct form_kept *out)
{
	struct form_problems *problems = NEW(c->arena, struct form_problems);

	TRY(form_read_canonical(c->arena, canonical, &out->form, problems));
	return finish(c->arena, problems, out);
}

enum err forms_get(struct ctx *c, struct str hash, struct form_kept *out)
{
	const struct form_version_row *row;

	form_version_one(c->read, c->house->org, hash, &row);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	return forms_parse(c, (struct str){ (const char *)row->body.p, row->body.n }, out);
}

void forms_keep(struct ctx *c, const struct form_kept *f)
{
	form_version_put(c->change, c->house->org, f->hash,
	                 (struct bytes){ (const uint8_t *)f->canonical.p, f->canonical.n });
}

struct str forms_text(const struct ctx *c, const struct form_kept *f, const struct form_text *t)
{
	return form_text_in(f->form, t, str_z(c->lang ? lang_code(c->lang) : "en"));
}
