/* What was posted on a page of a form, and the draft between pages. */
#include "base/fields.h"
#include "care/form_inside.h"

#include <string.h>

enum { REASON_MAX = 300, DRAFT_ROOM = ANSWERS_BYTES + 64 * 1024 };

/* Fields come in the order in which they were asked, mostly: each is looked for from where the one
 * before was found. */
static struct str posted(const struct visit *v, struct writing *w, struct str name)
{
	const struct params *all = &v->x->request.form;

	for (size_t i = 0; i < all->n; i++) {
		size_t at = (w->cursor + i) % all->n;
		if (!str_eq(all->at[at].name, name))
			continue;
		w->cursor = at;
		return str_utf8(all->at[at].value) ? str_trim(all->at[at].value) : STR("");
	}
	return STR("");
}

static struct str choice_name(struct visit *v, struct str path, struct str choice)
{
	return arena_fmt(v->c.arena, "%.*s:%.*s", (int)path.n, path.p, (int)choice.n, choice.p);
}

static bool offers(const struct form_list *l, struct str name)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->at[i].name, name))
			return true;
	return false;
}

/* "path:choice" = 1 for each that is ticked; two choices may share a name (allow_choice_duplicates)
 * and are one answer. Lists are long: what was posted is gone through, not the list. */
static struct str many(struct visit *v, const struct fill_node *n)
{
	const struct params *all = &v->x->request.form;
	struct str head = choice_name(v, ask_name(v, n), STR(""));
	struct buf b = buf_new(v->c.arena, ANSWERS_TEXT);

	for (size_t i = 0; i < all->n; i++) {
		struct str name = all->at[i].name;
		if (!str_starts(name, head) || str_trim(all->at[i].value).n == 0)
			continue;
		name = (struct str){ name.p + head.n, name.n - head.n };
		if (place_in(buf_str(&b), name) || !offers(n->field->list, name))
			continue;
		if (b.n)
			buf_byte(&b, ' ');
		buf_add(&b, name);
	}
	return buf_str(&b);
}

/* "path:choice" = its place. A place that is given twice is no rank: it is told apart by a name
 * that no choice has. */
static struct str rank(struct visit *v, struct writing *w, const struct fill_node *n)
{
	const struct form_list *l = n->field->list;
	const struct form_choice **at = NEW_N(v->c.arena, const struct form_choice *, l->n + 1);
	struct buf b = buf_new(v->c.arena, ANSWERS_TEXT);
	int64_t place;

	for (size_t i = 0; i < l->n; i++) {
		struct str said = posted(v, w, choice_name(v, ask_name(v, n), l->at[i].name));
		if (said.n == 0)
			continue;
		if (!str_int(said, &place) || place < 1 || place > (int64_t)l->n || at[place - 1])
			return STR("?");
		at[place - 1] = &l->at[i];
	}
	for (size_t i = 0; i < l->n; i++) {
		if (at[i] && b.n)
			buf_byte(&b, ' ');
		if (at[i])
			buf_add(&b, at[i]->name);
	}
	return buf_str(&b);
}

/* A reason takes the place of an answer: without script, a choice cannot be taken back. */
static struct answer answer_of(struct visit *v, struct writing *w, const struct fill_node *n)
{
	struct answer a = { n->path, ANSWER_TEXT, STR(""), 0 };
	struct str missing = posted(v, w, arena_fmt(v->c.arena, "%s!", ask_name(v, n).p));

	if (missing.n && answer_kind_read(missing, &a.kind))
		return a;
	a.kind = ANSWER_TEXT;
	if (n->field->type == FORM_SELECT_MULTIPLE)
		a.text = many(v, n);
	else if (n->field->type == FORM_RANK)
		a.text = rank(v, w, n);
	else
		a.text = posted(v, w, ask_name(v, n));
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

	one.reason = posted(v, w, arena_fmt(v->c.arena, "%s?", ask_name(v, n).p));
	one.words = posted(v, w, arena_fmt(v->c.arena, "%s?words", ask_name(v, n).p));
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
		at[count++] = answer_of(v, w, &all[i]);
		if (filling_told(&w->filling, &all[i]))
			take_again(v, w, again, &all[i]);
	}
	w->given = (struct answers){ .at = at, .n = count };
}

/* --- the draft --- */

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
	struct str record = visit_paper(v) ? STR("") : visit_draft_record(v, w->draft);
	struct str json;

	if (record.n == 0 && w->from.n)
		record = visit_draft_record(v, w->from);
	json = fields_get(record, "answers");
	if (!json.p || answers_read(v->c.arena, json, &w->kept) != OK)
		return false;
	for (size_t i = 0; i < FILL_BESIDE; i++)
		visit_fill(v, fill_beside[i], fields_get(record, fill_beside[i]));
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
	for (size_t i = 0; i < FILL_BESIDE; i++)
		fields_put(&b, fill_beside[i], form_value(&v->form, fill_beside[i]));
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
		visit_draft_put(v, w->draft, buf_str(&b));
}
