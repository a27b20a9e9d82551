#include "care/own_view.h"

#include "care/own_view_html.h"
#include "care/own_view_inside.h"

enum { VALUE_MAX = 8 };

static const struct choice how_list[] = {
	{ "alone", T("By themselves") },
	{ "together", T("Together with one of us or someone they chose") },
	{ "paper", T("On paper, typed afterwards") },
};
const struct choice_list own_view_hows = { how_list, sizeof how_list / sizeof *how_list };

struct own_form {
	struct str how;
	struct day day;
};
static const struct field own_fields[] = {
	CHOICE(struct own_form, how, CHOICE, OPTIONAL, &own_view_hows),
	FIELD(struct own_form, day, DAY, OPTIONAL, 0),
};

/* --- what was posted --- */

static enum err take(struct visit *v, const struct form_kept *r, struct own_view_new *n)
{
	const struct instrument *m = r->form->instrument;
	struct assessment_item *items = NEW_N(v->c.arena, struct assessment_item, m->items_n + 1);
	bool sound = true;

	for (size_t i = 0; i < m->items_n; i++) {
		const char *name =
			arena_fmt(v->c.arena, "i_%.*s", (int)m->items[i]->name.n, m->items[i]->name.p).p;
		struct str said = visit_posted(v, name, VALUE_MAX);
		bool skipped = said.n == 0 || str_eq(said, STR("skip"));
		struct assessment_item *item = &items[n->n];
		*item = (struct assessment_item){ .name = m->items[i]->name, .kind = ANSWER_PREFER_NOT };
		if (!skipped && !item_level(m->items[i], said, &item->value))
			sound = visit_problem(v, name,
			                      T("Please choose one of the answers that are offered.")) == OK;
		n->n += said.n > 0;
	}
	n->items = items;
	return sound && form_problems(&v->form) == 0 ? OK : ERR_INVALID;
}

/* --- pages --- */

static struct own_lines lines_of(struct visit *v, const struct own_view *other)
{
	struct own_line *list = NEW_N(v->c.arena, struct own_line, BOWL_DOMAINS);

	if (!other)
		return (struct own_lines){ .n = 0 };
	for (int i = 0; i < BOWL_DOMAINS; i++)
		list[i] = (struct own_line){ domain_words(i),
			                         other->domain[i].level
			                             ? other->domain[i].words
			                             : str_z(lang_text(v->c.lang, picture_words(0))) };
	return (struct own_lines){ list, BOWL_DOMAINS, other->author };
}

static enum err show(struct visit *v, const struct form_kept *r, const char *title,
                     const char *action, const struct own_view *other)
{
	struct own_lines lines = lines_of(v, other);
	struct own_questions questions;
	struct own_view_new posted = { .n = 0 };
	struct about_view about = about_of(&v->c, r);
	struct page_head head;

	TRY(own_questions_of(&v->c, r, &questions));
	if (v->again)
		(void)take(v, r, &posted);
	/* Named, so that it lands in the right record; but no way from here to what the team thinks. */
	head = *visit_head(v, title, "/people");
	head.person.href = (struct str){ NULL, 0 };
	own_view_page(visit_page(v), &head, &v->form, action, rubric_note(&v->c, r), &questions, &lines,
	              &about);
	return OK;
}

static enum err own_view_new_show(struct visit *v)
{
	const char *action = visit_path(v, "/people/%s/own-view/new", visit_id(v, v->person.b));
	struct form_kept r;

	TRY(rubric_now(&v->c, OWN_VIEW_PACK, &r));
	(void)visit_draft(v);
	return show(v, &r, T("How I see it"), action, NULL);
}

static enum err save(struct visit *v, const struct form_kept *r, const struct row_id *replaces)
{
	const struct own_form *in = v->in;
	struct own_view_new n = { .day = in->day, .how = in->how, .replaces = replaces };

	TRY(take(v, r, &n));
	TRY(own_view_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

static enum err own_view_create(struct visit *v)
{
	struct form_kept r;

	TRY(rubric_now(&v->c, OWN_VIEW_PACK, &r));
	return save(v, &r, NULL);
}

static void fill(struct visit *v, const struct own_view *now, const struct own_questions *q)
{
	visit_fill(v, "how", now->how);
	visit_fill(v, "day", html_of_day(&v->html, now->day));
	for (size_t i = 0; i < q->n; i++)
		visit_fill(v, q->at[i].name,
		           now->domain[i].level ? arena_fmt(v->c.arena, "%d", now->domain[i].level)
		                                : STR("skip"));
}

static enum err stored(struct visit *v, struct row_id *row, struct own_view *now,
                       struct form_kept *r)
{
	TRY(visit_row(v, "row", row));
	TRY(own_view_read(&v->c, v->person, *row, now));
	return now->closed ? ERR_DENIED : rubric_of(&v->c, OWN_VIEW_PACK, now->form, r);
}

/* What was typed wrongly from paper; what she said is never changed. */
static enum err own_view_correct(struct visit *v)
{
	struct own_questions questions;
	struct own_view now;
	struct row_id row;
	struct form_kept r;

	TRY(stored(v, &row, &now, &r));
	TRY(own_questions_of(&v->c, &r, &questions));
	if (!visit_draft(v))
		fill(v, &now, &questions);
	return show(
		v, &r, T("How I see it: typed again"),
		visit_path(v, "/people/%s/own-view/%s", visit_id(v, v->person.b), visit_id(v, now.id.b)),
		v->conflict ? &now : NULL);
}

static enum err own_view_save(struct visit *v)
{
	struct own_view now;
	struct row_id row;
	struct form_kept r;

	TRY(stored(v, &row, &now, &r));
	return save(v, &r, &row);
}

static const struct route routes[] = {
	PAGE("/people/:person/own-view/new", PERSON(WRITE, CASE), own_view_new_show),
	POST("/people/:person/own-view/new", PERSON(WRITE, CASE), own_view_create,
	     FORM(struct own_form, own_fields), own_view_new_show),
	PAGE("/people/:person/own-view/:row", PERSON(WRITE, CASE), own_view_correct),
	POST("/people/:person/own-view/:row", PERSON(WRITE, CASE), own_view_save,
	     FORM(struct own_form, own_fields), own_view_correct),
};
const struct routes own_view_routes = { routes, sizeof routes / sizeof *routes };
