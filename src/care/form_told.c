/* What an answer tells beside itself: a painful fact that is told once (P2), a figure. */
#include "base/fields.h"
#include "care/form_inside.h"

enum { COUNT_ROOM = 24 * 1024, CONCEPTS_ROOM = 2048 };

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
static struct str counted_value(struct ctx *c, const struct form_field *f, const struct answer *a)
{
	if (answer_word(a->kind))
		return str_z(answer_word(a->kind));
	if (a->kind == ANSWER_INTEGER)
		return arena_fmt(c->arena, "%lld", (long long)a->n);
	if (f->type == FORM_DATE || f->type == FORM_DATETIME)
		return (struct str){ a->text.p, a->text.n < 7 ? a->text.n : 7 };
	return a->text;
}

static const char *counted_name(struct ctx *c, const struct filling *g, struct str path)
{
	return arena_fmt(c->arena, "%.*s/%.*s", (int)g->n->form->form->id.n, g->n->form->form->id.p,
	                 (int)path.n, path.p)
	    .p;
}

enum err filling_count(struct ctx *c, struct person_id person, const struct filling *g,
                       const struct answers *out)
{
	struct buf b = buf_new(c->arena, COUNT_ROOM);
	size_t n;
	const struct fill_node *all = fill_nodes(g->fill, &n);

	for (size_t i = 0; i < n; i++) {
		const struct answer *a = all[i].field->countable && !filling_closed(g, &all[i])
		                             ? answers_find(out, all[i].path)
		                             : NULL;
		const char *name = a || all[i].field->countable ? counted_name(c, g, all[i].path) : "";
		if (a && str_z(name).n < 200)
			fields_put(&b, name, counted_value(c, all[i].field, a));
		else if (g->n->replaces && answers_find(&g->n->replaces->answers, all[i].path) &&
		         all[i].field->countable && str_z(name).n < 200)
			fields_put(&b, name, STR(""));
	}
	return b.n && !b.full ? episode_count(c, person, "form", NO_DAY, &b) : OK;
}
