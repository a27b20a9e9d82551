/* Forms of packs, and old wordings read back from their canonical text. */
#include "base/buf.h"
#include "care/assessment_inside.h"
#include "forms/shelf.h"

enum { HASH = 32, SHEETS = 4 };

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

static enum err finish(struct arena *a, const struct form_problems *problems, struct rubric *out)
{
	if (!form_ready(problems) || !out->form->instrument)
		return ERR_INVALID;
	out->canonical = form_canonical(a, out->form);
	out->hash = hash_text(a, out->canonical);
	return OK;
}

static enum err load(struct arena *a, const char *dir, struct rubric *out)
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
	struct rubric *made = NEW(a, struct rubric);

	return load(a, dir, made) == OK ? made : NULL;
}

enum err rubric_now(struct ctx *c, const char *pack, struct rubric *out)
{
	struct str dir = arena_fmt(c->arena, "%s/%s", c->house->packs, pack);
	const struct rubric *found = shelf(dir.p, stamp_of(c->arena, dir.p), keep, dir.p);

	if (!found)
		return load(c->arena, dir.p, out);
	*out = *found;
	return OK;
}

enum err rubric_parse(struct ctx *c, struct str canonical, struct rubric *out)
{
	struct form_problems *problems = NEW(c->arena, struct form_problems);

	TRY(form_read_canonical(c->arena, canonical, &out->form, problems));
	return finish(c->arena, problems, out);
}

/* --- texts --- */

struct str rubric_text(const struct ctx *c, const struct rubric *r, const struct form_text *t)
{
	return form_text_in(r->form, t, str_z(c->lang ? lang_code(c->lang) : "en"));
}

enum err rubric_choices(struct ctx *c, const struct form_field *field, struct str age_group,
                        struct form_choices *out)
{
	const struct xpath_pair age = { STR("age_group"), arena_str(c->arena, age_group) };

	return form_choices(c->arena, field, &age, 1, out);
}
