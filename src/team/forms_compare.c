/* What would be different, in lines. */
#include "team/forms_inside.h"

enum { CHANGES_SHOWN = 120 };

static const char *what(const struct form_change *c)
{
	static const char *const kinds[] = {
		[CHANGE_ADDED] = T("New"),
		[CHANGE_REMOVED] = T("Taken out"),
		[CHANGE_MOVED] = T("Moved"),
		[CHANGE_CHANGED] = T("Changed"),
		[CHANGE_LANGUAGE_ADDED] = T("A language more"),
		[CHANGE_LANGUAGE_REMOVED] = T("A language less"),
	};

	return kinds[c->kind];
}

/* As the sheet writes it: "label::Español (es)". */
static struct str column_in(struct arena *a, const struct form_def *f,
                            const struct form_change *change)
{
	struct str lang = change->lang;

	for (size_t l = 0; l < f->langs_n; l++)
		if (str_eq(f->langs[l].code, change->lang))
			lang = f->langs[l].column;
	return arena_fmt(a, "%s::%.*s", change->column, (int)lang.n, lang.p);
}

static struct change_line change_line(struct ctx *c, const struct form_view_page *p,
                                      const struct form_change *change)
{
	const struct form_field *field = change->after ? change->after : change->before;
	const struct form_def *f = change->after ? p->kept.form : p->now.kept.form;
	struct change_line line = { .what = what(change),
		                        .from = change->from,
		                        .to = change->to,
		                        .words = change->words,
		                        .refused = change->refused };

	if (field)
		line.field = form_text_in(f, &field->label, str_z(lang_code(c->lang)));
	if (field && line.field.n == 0)
		line.field = field->path;
	line.column = str_z(change->column);
	if (change->lang.n)
		line.column = column_in(c->arena, f, change);
	return line;
}

enum err compare_view_of(struct visit *v, const struct form_view_page *page,
                         struct compare_view *out)
{
	struct form_comparison *all = NEW(v->c.arena, struct form_comparison);
	struct change_line *lines;
	size_t n;

	*out = (struct compare_view){ .page = page };
	if (!page->now.some)
		return OK;
	out->same = str_eq(page->now.kept.hash, page->kept.hash);
	out->same_version =
		!out->same && str_eq(page->now.kept.form->version, page->kept.form->version);
	form_compare(v->c.arena, page->now.kept.form, page->kept.form, all);
	n = all->n > CHANGES_SHOWN ? CHANGES_SHOWN : all->n;
	lines = NEW_N(v->c.arena, struct change_line, n + 1);
	for (size_t i = 0; i < n; i++)
		lines[i] = change_line(&v->c, page, &all->at[i]);
	out->lines = (struct change_lines){ lines, n, all->all - n };
	out->refused = all->refused;
	return OK;
}
