/* What was posted on a page of a form, and the draft between pages. */
#include "base/fields.h"
#include "care/form_inside.h"

#include <string.h>

enum { REASON_MAX = 300, DRAFT_ROOM = ANSWERS_BYTES + 64 * 1024 };

static struct str posted(const struct visit *v, const char *name)
{
	struct str s = param(&v->x->request.form, str_z(name));

	return s.p && str_utf8(s) ? str_trim(s) : STR("");
}

/* "path:choice" = 1 for each that is ticked. */
static struct str many(struct visit *v, const struct fill_node *n)
{
	const struct form_list *l = n->field->list;
	struct buf b = buf_new(v->c.arena, ANSWERS_TEXT);

	for (size_t i = 0; i < l->n; i++) {
		struct str name =
			arena_fmt(v->c.arena, "%s:%.*s", n->path.p, (int)l->at[i].name.n, l->at[i].name.p);
		if (posted(v, name.p).n == 0)
			continue;
		if (b.n)
			buf_byte(&b, ' ');
		buf_add(&b, l->at[i].name);
	}
	return buf_str(&b);
}

/* "path:choice" = its place; a place that is given twice leaves the rank as it cannot be. */
static struct str rank(struct visit *v, const struct fill_node *n)
{
	const struct form_list *l = n->field->list;
	struct buf b = buf_new(v->c.arena, ANSWERS_TEXT);

	for (int64_t place = 1; place <= (int64_t)l->n; place++)
		for (size_t i = 0; i < l->n; i++) {
			struct str name =
				arena_fmt(v->c.arena, "%s:%.*s", n->path.p, (int)l->at[i].name.n, l->at[i].name.p);
			int64_t given;
			if (!str_int(posted(v, name.p), &given) || given != place)
				continue;
			if (b.n)
				buf_byte(&b, ' ');
			buf_add(&b, l->at[i].name);
		}
	return buf_str(&b);
}

/* A reason takes the place of an answer: without script, a choice cannot be taken back. */
static struct answer answer_of(struct visit *v, const struct fill_node *n)
{
	struct answer a = { n->path, ANSWER_TEXT, STR(""), 0 };
	struct str missing = posted(v, arena_fmt(v->c.arena, "%s!", n->path.p).p);

	if (missing.n && answer_kind_read(missing, &a.kind))
		return a;
	a.kind = ANSWER_TEXT;
	if (n->field->type == FORM_SELECT_MULTIPLE)
		a.text = many(v, n);
	else if (n->field->type == FORM_RANK)
		a.text = rank(v, n);
	else
		a.text = posted(v, n->path.p);
	return a;
}

static struct filled_again *again_room(struct visit *v, struct writing *w, size_t more)
{
	struct filled_again *at = NEW_N(v->c.arena, struct filled_again, w->n.nagain + more + 1);

	if (w->n.nagain)
		memcpy(at, w->n.again, w->n.nagain * sizeof *at);
	w->n.again = at;
	return at;
}

static void take_again(struct visit *v, struct writing *w, struct filled_again *at,
                       const struct fill_node *n)
{
	struct filled_again one = { .concept = n->field->told_once };
	size_t i = 0;

	one.reason = posted(v, arena_fmt(v->c.arena, "%s?", n->path.p).p);
	one.words = posted(v, arena_fmt(v->c.arena, "%s?words", n->path.p).p);
	if (one.words.n > REASON_MAX)
		one.words.n = 0;
	while (i < w->n.nagain && !str_eq(at[i].concept, one.concept))
		i++;
	w->n.nagain += i == w->n.nagain;
	at[i] = one;
}

void posted_take(struct visit *v, struct writing *w)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);
	struct answer *at = NEW_N(v->c.arena, struct answer, n + 1);
	struct filled_again *again = again_room(v, w, n);
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		if (!form_asks(all[i].field) || page_of(w, i) != w->page ||
		    filling_closed(&w->filling, &all[i]))
			continue;
		at[count++] = answer_of(v, &all[i]);
		if (filling_told(&w->filling, &all[i]))
			take_again(v, w, again, &all[i]);
	}
	w->given = (struct answers){ .at = at, .n = count };
}

/* --- the draft --- */

static const char *const beside[] = { "day", "told", "paper", "language", "interpreter" };
enum { BESIDE = sizeof beside / sizeof *beside };

static void draft_again(struct visit *v, struct writing *w, struct str record)
{
	struct filled_again *at = again_room(v, w, 64);
	struct str name;
	struct str value;

	for (size_t i = 0; w->n.nagain < 64 && fields_next(record, &i, &name, &value);) {
		struct str reason;
		if (!str_starts(name, STR("again:")))
			continue;
		reason = str_cut(value, ' ', &value);
		at[w->n.nagain++] = (struct filled_again){ { name.p + 6, name.n - 6 }, reason, value };
	}
}

bool draft_take(struct visit *v, struct writing *w)
{
	struct str record = visit_paper(v) ? STR("") : visit_draft_record(v);
	struct str json = fields_get(record, "answers");

	if (!json.p || answers_read(v->c.arena, json, &w->kept) != OK)
		return false;
	for (size_t i = 0; i < BESIDE; i++)
		visit_fill(v, beside[i], fields_get(record, beside[i]));
	draft_again(v, w, record);
	return true;
}

void draft_keep(struct visit *v, struct writing *w, const struct answers *answers)
{
	struct buf b = buf_new(v->c.arena, DRAFT_ROOM);
	struct str json;

	if (answers_write(v->c.arena, answers, &json) != OK)
		return;
	fields_put(&b, "answers", json);
	for (size_t i = 0; i < BESIDE; i++)
		fields_put(&b, beside[i], form_value(&v->form, beside[i]));
	for (size_t i = 0; i < w->n.nagain; i++)
		if (w->n.again[i].reason.n)
			fields_put(&b,
			           arena_fmt(v->c.arena, "again:%.*s", (int)w->n.again[i].concept.n,
			                     w->n.again[i].concept.p)
			               .p,
			           arena_fmt(v->c.arena, "%.*s %.*s", (int)w->n.again[i].reason.n,
			                     w->n.again[i].reason.p, (int)w->n.again[i].words.n,
			                     w->n.again[i].words.p));
	if (!b.full)
		visit_draft_put(v, buf_str(&b));
}
