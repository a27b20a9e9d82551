/* How the choices of a question differ. */
#include "base/buf.h"
#include "forms/compare_inside.h"

#include <stdlib.h>

/* Lists above LONG are told by what is not in both, and of that so many. */
enum { LONG = 200, TOLD = 50, TEXT = 1 << 20 };

struct one {
	struct str name;
	struct str words;
	size_t at;
};

static int by_name(const void *x, const void *y)
{
	const struct one *a = x;
	const struct one *b = y;
	int order = str_cmp(a->name, b->name);

	return order ? order : (a->at > b->at) - (a->at < b->at);
}

static struct one *ordered(struct arena *a, const struct form_def *f, const struct form_list *l)
{
	struct one *all = NEW_N(a, struct one, l->n + 1);

	for (size_t i = 0; i < l->n; i++)
		all[i] =
			(struct one){ l->at[i].name, form_text_in(f, &l->at[i].label, f->langs[0].code), i };
	qsort(all, l->n, sizeof *all, by_name);
	return all;
}

struct telling {
	struct buf b;
	size_t n;
};

static void tell(struct telling *t, struct str name, struct str words)
{
	if (t->n++ >= TOLD)
		return;
	buf_add(&t->b, t->b.n ? STR(", ") : STR(""));
	buf_add(&t->b, name);
	buf_add(&t->b, STR(" = "));
	buf_add(&t->b, words);
}

static struct str told(struct telling *t)
{
	if (t->n > TOLD)
		buf_fmt(&t->b, ", … (+%zu)", t->n - TOLD);
	return buf_str(&t->b);
}

static void both_long(struct arena *a, const struct one *x, size_t nx, const struct one *y,
                      size_t ny, struct str *was, struct str *is)
{
	struct telling before = { buf_new(a, TEXT), 0 };
	struct telling after = { buf_new(a, TEXT), 0 };

	for (size_t i = 0, k = 0; i < nx || k < ny;) {
		int order = i == nx ? 1 : k == ny ? -1 : str_cmp(x[i].name, y[k].name);
		bool same = order == 0 && str_eq(x[i].words, y[k].words);
		if (order <= 0 && !same)
			tell(&before, x[i].name, x[i].words);
		if (order >= 0 && !same)
			tell(&after, y[k].name, y[k].words);
		i += order <= 0;
		k += order >= 0;
	}
	*was = told(&before);
	*is = told(&after);
}

static struct str choices_text(struct arena *a, const struct form_def *f, const struct form_list *l)
{
	struct buf b = buf_new(a, TEXT);

	for (size_t i = 0; l && i < l->n; i++) {
		buf_add(&b, i ? STR(", ") : STR(""));
		buf_add(&b, l->at[i].name);
		buf_add(&b, STR(" = "));
		buf_add(&b, form_text_in(f, &l->at[i].label, f->langs[0].code));
	}
	return buf_str(&b);
}

void compare_choices(struct arena *a, const struct form_def *before, const struct form_list *x,
                     const struct form_def *after, const struct form_list *y, struct str *was,
                     struct str *is)
{
	static const struct form_list none = { .n = 0 };

	if ((x ? x->n : 0) <= LONG && (y ? y->n : 0) <= LONG) {
		*was = choices_text(a, before, x);
		*is = choices_text(a, after, y);
		return;
	}
	x = x ? x : &none;
	y = y ? y : &none;
	both_long(a, ordered(a, before, x), x->n, ordered(a, after, y), y->n, was, is);
}
