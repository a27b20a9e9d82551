/* Counted answers of forms, and pairs of scores: one sealed row for each. Whose it is stands
 * inside, so that nobody can lay the number of somebody's rows beside the number of her forms. */
#include "access/inbox_inside.h"
#include "access/inbox_sql.h"
#include "base/fields.h"
#include "base/wipe.h"

enum { MOST = 40 << 10, ROOM = 2048 };

static struct seal_at place(const struct house *house, const struct row_id *id, uint32_t keyver)
{
	return (struct seal_at){ SCOPE_MEASURE, SEAL_MEASURE_ANSWER, house->org.b, id->b, keyver };
}

enum err answers_seal(const struct ctx *c, struct arena *a, const struct record *r,
                      struct row_id id, struct sealed *out)
{
	const struct holder_key *mk = actor_holds(c->actor, HOLDER_MEASURE, NULL);
	struct buf b = buf_new(a, MOST);
	struct key k;

	if (!mk)
		return ERR_DENIED;
	fields_put_id(&b, "pseudonym", r->pseudonym.b);
	if (!str_eq(r->kind, STR("answers")))
		fields_put(&b, "kind", r->kind);
	fields_put(&b, "fields", r->fields);
	if (b.full)
		return ERR_TOO_BIG;
	fold_key(c, mk, &k);
	*out = vault_seal(c->house->vault, a, &k, place(c->house, &id, mk->keyver),
	                  room_filled(a, buf_str(&b), ROOM));
	wipe(&k, sizeof k);
	return OK;
}

static enum err open_answers(const struct ctx *c, struct arena *a, struct row_id id,
                             struct sealed body, struct answered *out, bool *pair)
{
	uint32_t keyver = vault_keyver(body);
	const struct holder_key *mk = measure_key(c->actor, keyver);
	struct str text;
	struct key k;
	enum err e;

	if (keyver == 0)
		return ERR_VAULT;
	if (!mk)
		return ERR_DENIED;
	fold_key(c, mk, &k);
	e = vault_unseal(c->house->vault, a, &k, place(c->house, &id, keyver), body, &text);
	wipe(&k, sizeof k);
	TRY(e);
	text = room_emptied(text);
	*pair = str_eq(fields_get(text, "kind"), STR("pair"));
	out->fields = fields_get(text, "fields");
	return fields_id(text, "pseudonym", out->pseudonym.b) && out->fields.p ? OK : ERR_VAULT;
}

struct walk {
	struct ctx *c;
	enum err (*row)(void *arg, const struct answered *a);
	void *arg;
	bool pairs;
};

static enum err step(void *arg, const struct answer_row *r)
{
	struct walk *w = arg;
	size_t mark = arena_mark(w->c->arena);
	struct answered one;
	size_t opened;
	bool pair;

	TRY(open_answers(w->c, w->c->arena, r->id, r->body, &one, &pair));
	opened = arena_mark(w->c->arena);
	if (pair == w->pairs)
		TRY(w->row(w->arg, &one));
	/* Unless the callback kept something, the next one takes the same room. */
	if (arena_mark(w->c->arena) == opened)
		arena_back(w->c->arena, mark);
	return OK;
}

static enum err each(struct walk w)
{
	if (!actor_holds(w.c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	return answers_all(w.c->read, w.c->house->org, step, &w);
}

enum err answers_each(struct ctx *c, enum err (*row)(void *arg, const struct answered *a),
                      void *arg)
{
	return each((struct walk){ c, row, arg, false });
}

enum err pairs_each(struct ctx *c, enum err (*row)(void *arg, const struct answered *a), void *arg)
{
	return each((struct walk){ c, row, arg, true });
}
