#include "care/own_view.h"

#include "base/fields.h"
#include "care/own_view_inside.h"
#include "care/own_view_sql.h"

#include <stdlib.h>

enum { BODY_ROOM = 64 * 1024, HUNDRED = 100, PICTURES = 4 };

const char *picture_words(int level)
{
	static const char *const words[PICTURES] = { T("A seed"), T("A sprout"), T("A plant"),
		                                         T("A tree") };

	return level >= 1 && level <= PICTURES ? words[level - 1] : T("Skipped");
}

/* --- writing --- */

static enum err wording(struct ctx *c, struct person_id person, const struct own_view_new *n,
                        struct form_kept *r)
{
	const struct own_view_row *before;

	if (!n->replaces)
		return rubric_now(c, OWN_VIEW_PACK, r);
	own_view_one(c->read, c->house->org, person, *n->replaces, &before);
	TRY(read_now(c->read));
	return before ? rubric_of(c, OWN_VIEW_PACK, before->form, r) : ERR_ABSENT;
}

static enum err body_of(struct ctx *c, const struct own_view_new *n, const struct form_kept *r,
                        struct str *out, int levels[BOWL_DOMAINS])
{
	struct answer *list = NEW_N(c->arena, struct answer, 2 * n->n + 1);
	struct answers in = { r->form->id, r->form->version, r->hash, list, 0 };
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct answers sorted;
	struct means means;
	struct str json;

	TRY(items_answer(c, r, n->items, n->n, list, &in.n));
	TRY(answers_write(c->arena, &in, &json));
	TRY(answers_read(c->arena, json, &sorted));
	TRY(means_of(r, &sorted, &means));
	for (int i = 0; i < BOWL_DOMAINS; i++)
		levels[i] = means.domain[i] / HUNDRED;
	fields_put_int(&b, "day", day_known(n->day) ? n->day.n : c->today.n);
	fields_put(&b, "how", n->how);
	means_put(&b, &means);
	fields_put(&b, "answers", json);
	*out = buf_str(&b);
	return OK;
}

enum err own_view_write(struct ctx *c, struct person_id person, struct row_id id,
                        const struct own_view_new *n)
{
	int levels[BOWL_DOMAINS];
	struct form_kept r;
	struct str body;
	struct sealed sealed;

	if (!can(c, person, MAY_WRITE, IN_CASE))
		return ERR_DENIED;
	TRY(wording(c, person, n, &r));
	TRY(body_of(c, n, &r, &body, levels));
	TRY(seal_person(c, person, IN_CASE, SEAL_OWN_VIEW, id, body, &sealed));
	if (n->replaces)
		own_view_replace(c->change, c->house->org, person, *n->replaces);
	own_view_insert(c->change, &(struct own_view_insert_args){ .org = c->house->org,
	                                                           .person = person,
	                                                           .id = id,
	                                                           .has_replaces = n->replaces != NULL,
	                                                           .replaces = row_or_none(n->replaces),
	                                                           .author = c->actor->id,
	                                                           .hour = clock_hour(c->now),
	                                                           .form = r.hash,
	                                                           .body = sealed });
	TRY(forms_keep(c, &r));
	TRY(own_view_count(c, person, n, r.hash, levels));
	return audit_written(c, person, n->replaces);
}

/* --- reading --- */

static enum err open_row(struct ctx *c, struct person_id person, const struct own_view_row *r,
                         struct own_view *out)
{
	struct means means;
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_OWN_VIEW, r->id, r->body, &body));
	*out = (struct own_view){ .id = r->id,
		                      .hour = r->hour,
		                      .author = r->user_name,
		                      .current = r->current,
		                      .form = r->form,
		                      .closed = body.p == NULL,
		                      .how = fields_get(body, "how") };
	out->day = fields_day(body, "day", clock_day(r->hour, c->house->utc_offset));
	means = means_get(body);
	for (int i = 0; i < BOWL_DOMAINS; i++)
		out->domain[i].level = means.domain[i] > 0 ? means.domain[i] / HUNDRED : 0;
	return OK;
}

/* Her words for each level, in the wording that she was asked in. */
static enum err say_row(struct ctx *c, const struct form_kept *r, struct own_view *out)
{
	struct own_questions q;

	TRY(own_questions_of(c, r, &q));
	for (size_t i = 0; i < q.n; i++) {
		const struct own_choices *choices = &q.at[i].choices;
		size_t level = (size_t)out->domain[i].level;
		if (level == 0 || level > choices->n)
			continue;
		out->domain[i].words = choices->at[level - 1].words;
		out->domain[i].picture = str_z(choices->at[level - 1].picture);
	}
	return OK;
}

static int by_day(const void *a, const void *b)
{
	const struct own_view *x = a;
	const struct own_view *y = b;

	if (x->day.n != y->day.n)
		return x->day.n < y->day.n ? -1 : 1;
	return memcmp(x->id.b, y->id.b, ID_BYTES);
}

static enum err open_all(struct ctx *c, struct person_id person,
                         const struct own_view_row_list *rows, struct own_view_list *out)
{
	struct own_view *list = NEW_N(c->arena, struct own_view, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++)
		TRY(open_row(c, person, &rows->at[i], &list[i]));
	*out = (struct own_view_list){ list, rows->n };
	return OK;
}

enum err own_views(struct ctx *c, struct person_id person, struct own_view_list *out)
{
	struct form_kept r = { .hash = { "", 0 } };
	struct own_view_row_list rows;
	struct own_view *list = NULL;

	own_views_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct own_view, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		TRY(open_row(c, person, &rows.at[i], &list[i]));
		if (list[i].closed)
			continue;
		if (!str_eq(r.hash, rows.at[i].form))
			TRY(rubric_of(c, OWN_VIEW_PACK, rows.at[i].form, &r));
		TRY(say_row(c, &r, &list[i]));
	}
	qsort(list, rows.n, sizeof *list, by_day);
	*out = (struct own_view_list){ list, rows.n };
	return OK;
}

enum err own_view_read(struct ctx *c, struct person_id person, struct row_id id,
                       struct own_view *out)
{
	const struct own_view_row *row;
	struct form_kept r;

	own_view_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	while (row && !row->current) {
		own_view_after(c->read, c->house->org, person, row->id, &row);
		TRY(read_now(c->read));
	}
	if (!row)
		return ERR_ABSENT;
	TRY(open_row(c, person, row, out));
	if (out->closed)
		return OK;
	TRY(rubric_of(c, OWN_VIEW_PACK, row->form, &r));
	return say_row(c, &r, out);
}

enum err own_questions_of(struct ctx *c, const struct form_kept *r, struct own_questions *out)
{
	const struct instrument *m = r->form->instrument;
	struct own_question *list = NEW_N(c->arena, struct own_question, BOWL_DOMAINS);

	if (m->scales_n != BOWL_DOMAINS)
		return ERR_INVALID;
	for (size_t d = 0; d < BOWL_DOMAINS; d++) {
		const struct form_field *f = m->items[m->scales[d].items[0]];
		struct own_choice *choices;
		struct form_choices from;
		TRY(rubric_choices(c, f, STR(""), &from));
		choices = NEW_N(c->arena, struct own_choice, from.n + 1);
		for (size_t i = 0; i < from.n; i++)
			choices[i] = (struct own_choice){ arena_str(c->arena, from.at[i]->name).p,
				                              arena_str(c->arena, from.at[i]->picture).p,
				                              forms_text(c, r, &from.at[i]->label) };
		list[d] = (struct own_question){ arena_fmt(c->arena, "i_%.*s", (int)f->name.n, f->name.p).p,
			                             forms_text(c, r, &f->label),
			                             forms_text(c, r, form_why(r->form, f)),
			                             { choices, from.n } };
	}
	*out = (struct own_questions){ list, BOWL_DOMAINS };
	return OK;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct own_view_row_list *rows = NEW(c->arena, struct own_view_row_list);

	own_views_of(c->read, c->house->org, person, rows);
	*state = rows;
}

/* Her sentences need the form and stand on the page of assessments. */
static struct str summary(struct ctx *c, const struct own_view *o)
{
	struct buf b = buf_new(c->arena, 256);
	struct html h = { .out = &b, .lang = c->lang };
	struct str n;
	int said = 0;

	for (int i = 0; i < BOWL_DOMAINS; i++)
		said += o->domain[i].level > 0;
	n = html_of_int(&h, said);
	return html_fill_bare(&h, lang_text(c->lang, T("{1} of six answered")), &n, 1);
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	bool may_write = can(c, person, MAY_WRITE, IN_CASE);
	struct own_view_list all;

	TRY(open_all(c, person, state, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct own_view *o = &all.at[i];
		struct moment m = { .day = o->day,
			                .hour = o->hour,
			                .kind = "own-view",
			                .row = o->id,
			                .who = o->author,
			                .title = T("Their own view of the six"),
			                .replaced = !o->current };
		if (!o->closed)
			m.words = summary(c, o);
		m.correct = o->current && !o->closed && may_write ? "own-view" : NULL;
		page_moment(parts, m);
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("own_view.body", CASE, OWN_VIEW, own_view_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/own-view/new", .label = T("Own view of the six"), .opens = IN_CASE },
};
const struct module own_view_module = {
	.name = "own_view",
	.link = { PLACE_WALK, "/own-view/new", T("Own view of the six"), IN_CASE },
	.routes = &own_view_routes,
	.ask = ask,
	.tell = tell,
	.queries = own_view_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
