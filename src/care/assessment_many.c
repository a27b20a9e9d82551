#include "care/assessment_many.h"

#include "care/assessment_inside.h"

enum { HEADINGS_ROOM = 4096 };

static int64_t highest_of(const struct form_field *f)
{
	int64_t highest = 0;
	int64_t level;

	for (size_t i = 0; f->list && i < f->list->n; i++)
		if (item_level(f, f->list->at[i].name, &level) && level > highest)
			highest = level;
	return highest;
}

static struct str headings_of(struct arena *a, const struct form_kept *r,
                              const struct form_field *f)
{
	struct buf b = buf_new(a, HEADINGS_ROOM);

	buf_add(&b, f->name);
	for (size_t i = 0; i < r->form->langs_n; i++)
		if (f->label.in[i].n)
			buf_fmt(&b, "|%.*s", (int)f->label.in[i].n, f->label.in[i].p);
	return arena_str(a, buf_str(&b));
}

enum err assessment_items(struct ctx *c, struct scored_items *out)
{
	struct form_kept r;
	struct scored_item *list;
	const struct instrument *m;

	TRY(rubric_now(c, RUBRIC_PACK, &r));
	m = r.form->instrument;
	list = NEW_N(c->arena, struct scored_item, m->items_n + 1);
	for (size_t i = 0; i < m->items_n; i++)
		list[i] =
			(struct scored_item){ m->items[i]->name, forms_text(c, &r, &m->items[i]->label),
			                      headings_of(c->arena, &r, m->items[i]), highest_of(m->items[i]) };
	*out = (struct scored_items){ list, m->items_n };
	return OK;
}

enum err assessment_settings(struct ctx *c, struct choice_list *out)
{
	struct form_kept r;
	struct place_views places;
	struct choice *list;

	TRY(rubric_now(c, RUBRIC_PACK, &r));
	places = scored_places(c, &r);
	list = NEW_N(c->arena, struct choice, places.n + 1);
	for (size_t i = 0; i < places.n; i++)
		list[i] = (struct choice){ places.at[i].value, arena_str(c->arena, places.at[i].words).p };
	*out = (struct choice_list){ list, places.n };
	return OK;
}

const struct choice_list *assessment_waves(void)
{
	return &wave_choices;
}

int assessment_wave(struct str value)
{
	return wave_find(value);
}
