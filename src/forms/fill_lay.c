/* Lays a form out: a node for each question, group, repeat and round, with the answers found for
 * it. */
#include "forms/fill_inside.h"

#include <stdlib.h>
#include <string.h>

struct laying {
	struct fill *f;
	size_t parent;
	struct str under; /* "family/children[2]/", or empty */
	bool fresh;
};

static const struct answer *look_up(const struct answers *in, struct str path)
{
	size_t low = 0;
	size_t high = in->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(in->at[mid].path, path) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < in->n && str_eq(in->at[low].path, path) ? &in->at[low] : NULL;
}

static enum err grow(struct fill *f)
{
	size_t room = f->room ? 2 * f->room : 2 * f->form->fields_n + 16;
	struct fill_node *nodes;
	struct fill_work *work;

	if (f->n == FILL_NODES)
		return ERR_TOO_BIG;
	if (f->n < f->room)
		return OK;
	nodes = NEW_N(f->a, struct fill_node, room);
	work = NEW_N(f->a, struct fill_work, room);
	if (f->n) {
		memcpy(nodes, f->nodes, f->n * sizeof *nodes);
		memcpy(work, f->work, f->n * sizeof *work);
	}
	f->nodes = nodes;
	f->work = work;
	f->room = room;
	return OK;
}

static enum err add_node(const struct laying *l, size_t field, struct str path, size_t *out)
{
	struct fill *f = l->f;
	struct fill_node *n;

	TRY(grow(f));
	*out = f->n;
	n = &f->nodes[f->n];
	*n = (struct fill_node){ .field = f->fields[field].field,
		                     .path = path,
		                     .parent = l->parent,
		                     .end = f->n + 1,
		                     .problem = FILL_NONE };
	n->value = (struct answer){ path, ANSWER_TEXT, STR(""), 0 };
	f->work[f->n] = (struct fill_work){ .text = STR(""),
		                                .kept = look_up(&f->kept, path),
		                                .given = look_up(&f->given, path),
		                                .fresh = l->fresh };
	f->n++;
	return OK;
}

static const struct answer *counted(const struct fill *f, struct str path)
{
	for (size_t i = 0; i < f->counted_n; i++)
		if (str_eq(f->counted[i].path, path))
			return &f->counted[i];
	return NULL;
}

/* How often the repeat at a node goes round. */
static size_t rounds_of(const struct fill *f, size_t node)
{
	const struct fill_node *n = &f->nodes[node];
	const struct fill_work *w = &f->work[node];
	const struct answer *from = w->given ? w->given : w->kept;

	if (f->start->blank)
		return f->start->blank;
	if (n->rounds_fixed)
		from = counted(f, n->path);
	if (!from || from->kind != ANSWER_ROUNDS || from->n < 0)
		return 0;
	return from->n > FILL_ROUNDS ? FILL_ROUNDS : (size_t)from->n;
}

static enum err lay(const struct laying *l, size_t first, size_t last);

static enum err lay_rounds(const struct laying *l, size_t field, size_t set)
{
	struct fill *f = l->f;
	size_t rounds = rounds_of(f, set);
	struct str path = f->nodes[set].path;

	f->nodes[set].rounds = rounds;
	for (size_t r = 1; r <= rounds; r++) {
		struct laying in = { f, set, arena_fmt(f->a, "%s[%zu]", path.p, r), l->fresh };
		size_t round;
		in.fresh |= f->start->added.n > 0 && str_eq(in.under, f->start->added);
		TRY(add_node(&in, field, in.under, &round));
		f->nodes[round].round = r;
		in.parent = round;
		in.under = arena_fmt(f->a, "%s/", in.under.p);
		TRY(lay(&in, field + 1, f->fields[field].end));
		f->nodes[round].end = f->n;
	}
	return OK;
}

static enum err lay_field(const struct laying *l, size_t field)
{
	struct fill *f = l->f;
	const struct form_field *d = f->fields[field].field;
	struct str path = arena_fmt(f->a, "%s%s", l->under.p, d->name.p);
	size_t node;

	TRY(add_node(l, field, path, &node));
	if (d->type == FORM_REPEAT) {
		f->nodes[node].rounds_fixed = d->repeat_count.n > 0;
		TRY(lay_rounds(l, field, node));
	} else if (d->type == FORM_GROUP) {
		struct laying in = { f, node, arena_fmt(f->a, "%s/", path.p), l->fresh };
		TRY(lay(&in, field + 1, f->fields[field].end));
	}
	f->nodes[node].end = f->n;
	return OK;
}

static enum err lay(const struct laying *l, size_t first, size_t last)
{
	for (size_t i = first; i < last; i = l->f->fields[i].end)
		TRY(lay_field(l, i));
	return OK;
}

static bool is_set(const struct fill_node *n)
{
	return n->field->type == FORM_REPEAT && n->round == 0;
}

/* Tells each field its nodes. */
static void gather(struct fill *f)
{
	size_t *room = NEW_N(f->a, size_t, f->n + 1);
	size_t **next = NEW_N(f->a, size_t *, 2 * f->form->fields_n + 1);

	for (size_t i = 0; i < f->form->fields_n; i++)
		f->fields[i].n = f->fields[i].sets_n = 0;
	for (size_t i = 0; i < f->n; i++) {
		struct fill_field *d = &f->fields[f->nodes[i].field - f->form->fields];
		is_set(&f->nodes[i]) ? d->sets_n++ : d->n++;
	}
	for (size_t i = 0; i < f->form->fields_n; i++) {
		f->fields[i].at = next[2 * i] = room;
		room += f->fields[i].n;
		f->fields[i].sets = next[2 * i + 1] = room;
		room += f->fields[i].sets_n;
	}
	for (size_t i = 0; i < f->n; i++) {
		size_t d = (size_t)(f->nodes[i].field - f->form->fields);
		*next[2 * d + is_set(&f->nodes[i])]++ = i;
	}
}

enum err fill_lay(struct fill *f)
{
	const struct laying all = { f, FILL_NONE, STR(""), f->start->fresh };

	f->n = 0;
	TRY(lay(&all, 0, f->form->fields_n));
	gather(f);
	return OK;
}
