/* Counted answers of forms, and pairs of scores: one sealed row for each. Whose it is stands
 * inside, so that nobody can lay the number of somebody's rows beside the number of her forms. */
#include "access/inbox_inside.h"
#include "access/inbox_sql.h"
#include "base/fields.h"

enum { MOST = 40 << 10, ROOM = 2048 };

static struct seal_at place(const struct house *house, const struct row_id *id)
{
	return (struct seal_at){ SCOPE_MEASURE, SEAL_MEASURE_ANSWER, house->org.b, id->b, 0 };
}

enum err answers_seal(const struct ctx *c, struct arena *a, const struct record *r,
                      struct row_id id, struct sealed *out)
{
	struct buf b = buf_new(a, MOST);

	fields_put_id(&b, "pseudonym", r->pseudonym.b);
	if (!str_eq(r->kind, STR("answers")))
		fields_put(&b, "kind", r->kind);
	fields_put(&b, "fields", r->fields);
	if (b.full)
		return ERR_TOO_BIG;
	return measure_seal(c, a, MEASURE_FOLD, place(c->house, &id), room_filled(a, buf_str(&b), ROOM),
	                    out);
}

static enum err open_answers(const struct ctx *c, struct arena *a, struct row_id id,
                             struct sealed body, struct answered *out, bool *pair)
{
	struct str text;

	TRY(measure_open(c, a, MEASURE_FOLD, place(c->house, &id), body, &text));
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
