/* What a review comes to, in words; who sees it are those who may read the records. */
#include "learning/review_view.h"

#include <math.h>

static struct str number(struct arena *a, double x)
{
	return arena_fmt(a, "%.2f", x);
}

static void say_kappa(struct arena *a, const struct review_agreement *g, struct str *kappa,
                      struct str *low, struct str *high)
{
	if (!g->shown)
		return;
	*kappa = number(a, g->kappa.kappa);
	*low = number(a, g->kappa.ci.lo);
	*high = number(a, g->kappa.ci.hi);
}

static struct str share(struct arena *a, const struct review_item *i)
{
	if (!i->shown)
		return (struct str){ NULL, 0 };
	return arena_fmt(a, "%ld %%", lround(100.0 * i->met / i->of));
}

/* Who read first; when that one gave it back, the other. */
static const struct review_marks *leading(const struct review_record *r)
{
	return r->marks[0] ? r->marks[0] : r->marks[1];
}

static struct review_levels *levels_of(struct ctx *c, struct review_result_view *w)
{
	struct review_levels *list = NEW_N(c->arena, struct review_levels, w->records.n + 1);

	for (size_t i = 0; i < w->records.n; i++) {
		const struct review_record *r = &w->records.at[i];
		if (!leading(r))
			continue;
		list[w->open++] =
			(struct review_levels){ leading(r)->levels,
			                        r->marks[0] && r->marks[1] ? r->marks[1]->levels : NULL };
		w->twice += r->marks[0] && r->marks[1];
		w->near += leading(r)->walks;
	}
	return list;
}

static struct review_lines lines_of(struct ctx *c, const struct form_kept *form,
                                    const struct review_totals *t)
{
	const struct instrument *m = form->form->instrument;
	struct review_line *list = NEW_N(c->arena, struct review_line, m->items_n + 1);

	for (size_t i = 0; i < m->items_n; i++) {
		list[i] = (struct review_line){ .name = m->items[i]->name,
			                            .label = forms_text(c, form, &m->items[i]->label),
			                            .item = t->items[i],
			                            .share = share(c->arena, &t->items[i]) };
		say_kappa(c->arena, &t->items[i].two, &list[i].kappa, &list[i].low, &list[i].high);
	}
	return (struct review_lines){ list, m->items_n };
}

static struct review_means means_of(struct ctx *c, const struct form_kept *form,
                                    const struct review_totals *t)
{
	const struct instrument *m = form->form->instrument;
	struct review_mean *list = NEW_N(c->arena, struct review_mean, m->scales_n + 1);

	for (size_t i = 0; i < m->scales_n; i++) {
		list[i] = (struct review_mean){ .label = forms_text(c, form, &m->scales[i].label),
			                            .most = arena_fmt(c->arena, "%d", m->scales[i].highest) };
		if (t->scales[i].shown)
			list[i].mean = number(c->arena, t->scales[i].mean);
	}
	return (struct review_means){ list, m->scales_n };
}

enum err review_result(struct ctx *c, const struct review *r, struct review_result_view *out)
{
	struct review_levels *levels;

	*out = (struct review_result_view){ .review = r };
	TRY(review_records(c, r, &out->records));
	levels = levels_of(c, out);
	TRY(review_count(c->arena, r->form.form->instrument, levels, out->open, &out->totals));
	out->lines = lines_of(c, &r->form, &out->totals);
	for (size_t i = 0; i < out->lines.n; i++)
		out->kappas = out->kappas || out->lines.at[i].kappa.n > 0;
	out->means = means_of(c, &r->form, &out->totals);
	say_kappa(c->arena, &out->totals.all, &out->kappa, &out->low, &out->high);
	out->cycles = actor_holds(c->actor, HOLDER_MEASURE, NULL) != NULL;
	out->lang = review_lang(c, &r->form);
	return OK;
}

/* "62 % of 21 records", as the page of results has it. */
static struct str figure_of(struct ctx *c, const struct review_line *l)
{
	struct buf b = buf_new(c->arena, 512);
	struct html h = { .out = &b, .lang = c->lang };
	struct str parts[2] = { l->share, arena_fmt(c->arena, "%u", l->item.of) };

	if (!l->share.n)
		return STR("");
	return html_fill_bare(&h, lang_text(c->lang, T("{1} of {2} records")), parts, 2);
}

enum err review_finding(struct ctx *c, struct row_id id, struct str criterion, struct str *title,
                        struct str *figure)
{
	struct review_result_view w;
	struct review r;

	TRY(review_read(c, id, &r));
	TRY(review_result(c, &r, &w));
	for (size_t i = 0; i < w.lines.n; i++)
		if (str_eq(w.lines.at[i].name, criterion)) {
			*title = w.lines.at[i].label;
			*figure = figure_of(c, &w.lines.at[i]);
			return OK;
		}
	return ERR_ABSENT;
}
