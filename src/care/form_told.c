/* What an answer tells beside itself: a painful fact that is told once (P2), a figure. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/form_inside.h"

enum { COUNT_ROOM = 24 * 1024, COUNT_FIELDS = 80, CONCEPTS_ROOM = 2048 };

/* Something was told here, and not before in what is corrected. */
static bool tells(const struct filling *g, const struct fill_node *n)
{
	const struct filled *before = g->n->replaces;

	return n->relevant && n->answered && n->field->told_once.n && !answer_word(n->value.kind) &&
	       !filling_closed(g, n) && !(before && answers_find(&before->answers, n->path));
}

static enum err tell_one(struct ctx *c, struct person_id person, const struct filling *g,
                         struct str concepts, const struct filled_again *again)
{
	const struct telling_new t = { .about = { .when = g->n->when,
		                                      .to = STR("us"),
		                                      .form = g->n->form->form->id,
		                                      .language = g->n->language,
		                                      .interpreter = g->n->interpreter,
		                                      .concepts = concepts,
		                                      .reason = again ? again->reason : STR(""),
		                                      .reason_words = again ? again->words : STR("") } };

	return telling_add(c, person, row_id_fresh(c->now), &t);
}

enum err filling_tell(struct ctx *c, struct person_id person, const struct filling *g)
{
	struct buf first = buf_new(c->arena, CONCEPTS_ROOM);
	size_t n;
	const struct fill_node *all = fill_nodes(g->fill, &n);

	for (size_t i = 0; i < n; i++) {
		if (!tells(g, &all[i]))
			continue;
		if (filling_told(g, &all[i])) {
			TRY(tell_one(c, person, g, all[i].field->told_once, filling_again(g, &all[i])));
			continue;
		}
		if (first.n)
			buf_byte(&first, ' ');
		buf_add(&first, all[i].field->told_once);
	}
	return first.n ? tell_one(c, person, g, buf_str(&first), NULL) : OK;
}

/* --- figures --- */

/* Codes, whole numbers, months: never words, never a day. */
static struct str counted_value(struct ctx *c, const struct fill_node *n, const struct answer *a)
{
	const struct form_field *f = n->field;

	if (!a)
		return str_z(answer_word(ANSWER_NOT_ASKED));
	if (answer_word(a->kind))
		return str_z(answer_word(a->kind));
	if (a->kind == ANSWER_INTEGER)
		return arena_fmt(c->arena, "%lld", (long long)a->n);
	if (f->type == FORM_DATE || f->type == FORM_DATETIME)
		return (struct str){ a->text.p, a->text.n < 7 ? a->text.n : 7 };
	return a->text;
}

/* What does not fit is left out: a report says how many it counted, never how many there are. */
static void count_one(struct ctx *c, struct buf *b, const struct fill_node *n,
                      const struct answer *a)
{
	struct str value = counted_value(c, n, a);
	const char *name = arena_fmt(c->arena, INBOX_ANSWER "%.*s", (int)n->path.n, n->path.p).p;

	if (str_z(name).n < 200 && b->n + value.n + str_z(name).n + 16 < COUNT_ROOM)
		fields_put(b, name, value);
}

/* One record of at most so many questions; which they are depends on the form alone, so that a
 * correction replaces each with its like. *from moves on. */
static bool count_some(struct ctx *c, const struct filling *g, const struct answers *out,
                       size_t *from, struct buf *b)
{
	const struct form_def *form = g->n->form->form;
	size_t fields = 0;
	size_t end = *from;
	size_t n;
	const struct fill_node *all = fill_nodes(g->fill, &n);

	for (; end < form->fields_n && fields < COUNT_FIELDS; end++)
		fields += form->fields[end].countable;
	for (size_t i = 0; i < n; i++) {
		size_t at = (size_t)(all[i].field - form->fields);
		if (at >= *from && at < end && all[i].field->countable && all[i].relevant &&
		    !filling_closed(g, &all[i]))
			count_one(c, b, &all[i], answers_find(out, all[i].path));
	}
	*from = end;
	return fields > 0;
}

static enum err count_add(struct ctx *c, const struct counting *to, struct buf *b)
{
	if (to->person)
		return episode_count(c, *to->person, "answers", NO_DAY, b);
	return inbox_add(c, to->pseudonym, 1, "answers", buf_str(b));
}

enum err filling_count(struct ctx *c, const struct filling *g, const struct answers *out,
                       const struct counting *to)
{
	struct day day = day_known(g->n->when.day) ? g->n->when.day : c->today;
	struct date d = day_date(day);
	struct row_id row = to->row;
	size_t from = 0;

	for (uint8_t part = 0; from < g->n->form->form->fields_n; part++) {
		struct buf b = buf_new(c->arena, COUNT_ROOM);
		row.b[ID_BYTES - 1] = to->row.b[ID_BYTES - 1] ^ part;
		fields_put_id(&b, "row", row.b);
		fields_put(&b, "form", g->n->form->form->id);
		fields_put(&b, "hash", g->n->form->hash);
		fields_put_int(&b, "month", d.year * 12 + d.month - 1);
		if (count_some(c, g, out, &from, &b))
			TRY(count_add(c, to, &b));
	}
	return OK;
}
