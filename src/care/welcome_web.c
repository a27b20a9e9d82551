#include "care/welcome_html.h"
#include "care/welcome_inside.h"

struct welcome_form {
	struct str language;
	struct str interpreter;
	struct str left;
	struct day due;
	struct day day;
	struct row_id before;
};
static const struct field welcome_fields[] = {
	FIELD(struct welcome_form, language, TEXT, OPTIONAL, 16),
	CHOICE(struct welcome_form, interpreter, CHOICE, OPTIONAL, &interpreters),
	FIELD(struct welcome_form, left, LONG, OPTIONAL, 1000),
	FIELD(struct welcome_form, due, DAY, OPTIONAL, 0),
	FIELD(struct welcome_form, day, DAY, OPTIONAL, 0),
	FIELD(struct welcome_form, before, ID, OPTIONAL, 0),
};

/* The words of the pack in the language asked for, or in the page's. */
static void load_words(struct visit *v, struct welcome_view *w)
{
	struct form_problems *problems = NEW(v->c.arena, struct form_problems);
	struct str dir = arena_fmt(v->c.arena, "%s/welcome", v->c.house->packs);
	struct str in = visit_query(v, "in");
	const struct lang *l;

	if (form_load(v->c.arena, dir.p, &w->form, problems) != OK) {
		w->form = NULL;
		return;
	}
	w->lines = (struct welcome_lines){ w->form->fields, w->form->fields_n };
	w->said = (struct welcome_said){ w->form->langs, w->form->langs_n };
	w->code = w->form->langs[0].code;
	for (size_t i = 0; i < w->said.n; i++)
		if (str_eq(w->said.at[i].code, in.n ? in : str_z(lang_code(v->c.lang))))
			w->code = w->said.at[i].code;
	l = lang_find(w->code);
	w->rtl = l && lang_rtl(l);
}

static enum err view(struct visit *v, struct welcome_view *w)
{
	TRY(welcome_path_read(&v->c, v->person, &w->path));
	w->path.here = STEP_WELCOME;
	TRY(welcome_read(&v->c, v->person, &w->held));
	TRY(welcome_languages(&v->c, &w->languages));
	load_words(v, w);
	w->may_write = can(&v->c, v->person, MAY_WRITE, IN_SAFETY);
	w->conflict = v->conflict;
	w->before =
		v->again && !v->conflict ? ((const struct welcome_form *)v->in)->before : w->held.id;
	w->action = visit_path(v, "/people/%s/welcome", visit_id(v, v->person.b));
	return OK;
}

static enum err welcome_show(struct visit *v)
{
	struct welcome_view w = { .form = NULL };

	TRY(view(v, &w));
	if (!visit_draft(v) && w.held.held)
		visit_fill(v, "language", w.held.language);
	welcome_page(visit_page(v), visit_head(v, T("Welcome"), "/people"), &v->form, &w);
	return OK;
}

static enum err welcome_save(struct visit *v)
{
	const struct welcome_form *in = v->in;
	struct welcome w = { .language = in->language,
		                 .interpreter = in->interpreter,
		                 .left = str_trim(in->left),
		                 .day = in->day,
		                 .due = in->due };
	const char *next;

	TRY(welcome_language_check(v, in->language));
	w.later = w.left.n > 0;
	TRY(welcome_write(&v->c, v->person, v->token, &w, row_unless_none(&in->before)));
	visit_draft_done(v, v->x->request.path.p);
	TRY(welcome_next(&v->c, v->person, STEP_WELCOME, &next));
	return visit_saved(v, "%s", next);
}

static const struct route routes[] = {
	PAGE("/people/:person/welcome", PERSON(READ, SAFETY), welcome_show),
	POST("/people/:person/welcome", PERSON(WRITE, SAFETY), welcome_save,
	     FORM(struct welcome_form, welcome_fields), welcome_show),
};
const struct routes welcome_routes = { routes, sizeof routes / sizeof *routes };
