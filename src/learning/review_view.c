/* A rubric on a page: its questions, what was posted, and what two readers marked. */
#include "learning/review_view.h"

enum { WORDS_MOST = 4000 };

struct str review_lang(const struct ctx *c, const struct form_kept *form)
{
	const struct form_def *d = form->form;
	struct str page = str_z(c->lang ? lang_code(c->lang) : "en");

	if (form_text_has(d, &d->instrument->items[0]->label, page))
		return page;
	return d->langs[0].code.n ? d->langs[0].code : STR("en");
}

static enum review_question_kind kind_of(const struct form_field *f)
{
	if (f->type == FORM_SELECT_ONE)
		return REVIEW_LEVELS;
	if (f->type == FORM_TEXT)
		return REVIEW_WORDS;
	return f->type == FORM_NOTE ? REVIEW_NOTE : REVIEW_GROUP;
}

static bool shown(const struct form_field *f)
{
	return f->type == FORM_SELECT_ONE || f->type == FORM_TEXT || f->type == FORM_NOTE ||
	       form_holds(f);
}

static struct review_steps steps_of(struct ctx *c, const struct form_kept *form,
                                    const struct form_field *f)
{
	size_t n = f->list ? f->list->n : 0;
	struct review_step *list = NEW_N(c->arena, struct review_step, n + 2);

	for (size_t i = 0; i < n; i++)
		list[i] =
			(struct review_step){ f->list->at[i].name, forms_text(c, form, &f->list->at[i].label) };
	return (struct review_steps){ list, n };
}

static struct review_mark_words words_of(const struct review_question *q, const struct answer *a)
{
	if (!a)
		return (struct review_mark_words){ .missing = q->kind == REVIEW_WORDS ? T("nothing written")
			                                                                  : T("not marked") };
	if (a->kind == ANSWER_NOT_APPLICABLE)
		return (struct review_mark_words){ .missing = T("does not apply") };
	if (a->kind != ANSWER_TEXT)
		return (struct review_mark_words){ .missing = T("could not be seen") };
	for (size_t i = 0; i < q->steps.n; i++)
		if (str_eq(q->steps.at[i].value, a->text))
			return (struct review_mark_words){ .words = q->steps.at[i].label };
	return (struct review_mark_words){ .words = a->text };
}

static bool differ(const struct review_mark_words said[2])
{
	return said[0].missing != said[1].missing || !str_eq(said[0].words, said[1].words);
}

static const char *input(struct arena *a, const struct form_def *d, const struct form_field *f)
{
	return arena_fmt(a, "q_%zu", (size_t)(f - d->fields)).p;
}

struct review_questions review_questions(struct ctx *c, const struct form_kept *form,
                                         const struct review_marks *const marks[2])
{
	const struct form_def *d = form->form;
	struct review_question *list = NEW_N(c->arena, struct review_question, d->fields_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < d->fields_n; i++) {
		const struct form_field *f = &d->fields[i];
		struct review_question *q = &list[n];
		if (!shown(f))
			continue;
		n++;
		*q = (struct review_question){ .kind = kind_of(f),
			                           .name = input(c->arena, d, f),
			                           .label = forms_text(c, form, &f->label),
			                           .hint = forms_text(c, form, &f->hint),
			                           .why = forms_text(c, form, &f->why),
			                           .steps = steps_of(c, form, f) };
		for (int k = 0; marks && k < 2; k++)
			if (marks[k])
				q->said[k] = words_of(q, answers_find(&marks[k]->answers, f->path));
		q->differ = marks && marks[0] && marks[1] && q->kind == REVIEW_LEVELS && differ(q->said);
	}
	return (struct review_questions){ list, n };
}

static struct answer posted(struct visit *v, const struct form_def *d, const struct form_field *f)
{
	struct answer a = { .path = f->path, .kind = ANSWER_TEXT };

	a.text = visit_posted(v, input(v->c.arena, d, f), WORDS_MOST);
	if (f->type == FORM_SELECT_ONE && str_eq(a.text, STR(REVIEW_NOT_APPLICABLE)))
		a = (struct answer){ .path = f->path, .kind = ANSWER_NOT_APPLICABLE };
	else if (f->type == FORM_SELECT_ONE && str_eq(a.text, STR(REVIEW_UNSEEN)))
		a = (struct answer){ .path = f->path, .kind = ANSWER_NOT_KNOWN };
	return a;
}

struct answers review_posted(struct visit *v, const struct form_kept *form)
{
	const struct form_def *d = form->form;
	struct answer *list = NEW_N(v->c.arena, struct answer, d->fields_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < d->fields_n; i++)
		if (d->fields[i].type == FORM_SELECT_ONE || d->fields[i].type == FORM_TEXT)
			list[n++] = posted(v, d, &d->fields[i]);
	return (struct answers){ d->id, d->version, form->hash, list, n };
}

void review_fill(struct visit *v, const struct form_kept *form, const struct answers *said)
{
	const struct form_def *d = form->form;

	for (size_t i = 0; i < said->n; i++)
		for (size_t k = 0; k < d->fields_n; k++) {
			const struct answer *a = &said->at[i];
			if (!str_eq(d->fields[k].path, a->path))
				continue;
			visit_fill(v, input(v->c.arena, d, &d->fields[k]),
			           a->kind == ANSWER_NOT_APPLICABLE ? STR(REVIEW_NOT_APPLICABLE)
			           : a->kind == ANSWER_TEXT         ? a->text
			                                            : STR(REVIEW_UNSEEN));
		}
}
