/* Questionnaires in words: what is asked, what was answered, and what it comes to. */
#include "base/buf.h"
#include "care/missing.h"
#include "care/questionnaire_inside.h"

enum { HUNDRED = 100 };

const char *question_input(struct arena *a, char kind, const struct form_field *f)
{
	char *name = arena_alloc(a, f->path.n + 3);

	name[0] = kind;
	name[1] = '_';
	for (size_t i = 0; i < f->path.n; i++)
		name[i + 2] = f->path.p[i] == '/' ? '-' : f->path.p[i];
	name[f->path.n + 2] = '\0';
	return name;
}

/* --- questions --- */

static enum question_kind kind_of(const struct form_field *f)
{
	if (f->type == FORM_SELECT_ONE)
		return QUESTION_ONE;
	if (f->type == FORM_INTEGER)
		return QUESTION_NUMBER;
	if (f->type == FORM_TEXT)
		return QUESTION_WORDS;
	return f->type == FORM_NOTE ? QUESTION_NOTE : QUESTION_GROUP;
}

static struct question_choices choices_of(struct ctx *c, const struct form_kept *form,
                                          const struct form_field *f)
{
	size_t n = f->list ? f->list->n : 0;
	struct question_choice *list = NEW_N(c->arena, struct question_choice, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] = (struct question_choice){ arena_str(c->arena, f->list->at[i].name).p,
			                                forms_text(c, form, &f->list->at[i].label) };
	return (struct question_choices){ list, n };
}

static void put_said(struct ctx *c, const struct form_kept *form, const struct form_field *f,
                     const struct answer *a, struct question_view *q)
{
	const struct form_choice *one;

	q->missing = missing_words(a ? a->kind : ANSWER_NOT_ASKED);
	if (q->missing)
		return;
	q->said = a->kind == ANSWER_INTEGER ? arena_fmt(c->arena, "%lld", (long long)a->n) : a->text;
	one = form_choice(f->list, a->text);
	if (one)
		q->said = forms_text(c, form, &one->label);
}

/* Behind a shut gate nothing was asked. */
static bool shown(const struct form_field *f, const struct answers *said, bool shut,
                  const struct form_field *gate)
{
	bool question = form_asks(f) || f->type == FORM_NOTE || form_holds(f);

	if (!said)
		return question;
	return form_asks(f) && (!shut || f == gate || answers_find(said, f->path));
}

static bool gate_shut(const struct instrument *m, const struct answers *said)
{
	const struct answer *a = m->gate && said ? answers_find(said, m->gate->path) : NULL;

	return a && a->kind == ANSWER_TEXT && str_eq(a->text, m->gate_shut);
}

struct question_views question_views(struct ctx *c, const struct form_kept *form,
                                     const struct answers *said)
{
	const struct form_def *d = form->form;
	struct question_view *list = NEW_N(c->arena, struct question_view, d->fields_n + 1);
	bool shut = gate_shut(d->instrument, said);
	size_t n = 0;

	for (size_t i = 0; i < d->fields_n; i++) {
		const struct form_field *f = &d->fields[i];
		struct question_view *q = &list[n];
		if (!shown(f, said, shut, d->instrument->gate))
			continue;
		n++;
		*q = (struct question_view){ .kind = kind_of(f),
			                         .name = question_input(c->arena, 'q', f),
			                         .missing_name = question_input(c->arena, 'm', f),
			                         .label = forms_text(c, form, &f->label),
			                         .hint = forms_text(c, form, &f->hint),
			                         .why = forms_text(c, form, &f->why),
			                         .choices = choices_of(c, form, f) };
		if (said)
			put_said(c, form, f, answers_find(said, f->path), q);
	}
	return (struct question_views){ list, n };
}

/* --- figures --- */

/* "11", "2.67" */
static struct str figure_text(struct ctx *c, int hundredths)
{
	if (hundredths % HUNDRED == 0)
		return arena_fmt(c->arena, "%d", hundredths / HUNDRED);
	return arena_fmt(c->arena, "%d.%02d", hundredths / HUNDRED, hundredths % HUNDRED);
}

static int limit_of(const struct score_scale *s, int level)
{
	int items = s->figure == FIGURE_SUM ? (int)s->n : 1;

	return level * items * s->multiply;
}

static int width_of(const struct score_scale *s, int hundredths)
{
	int low = limit_of(s, s->lowest);
	int high = limit_of(s, s->highest);

	return high > low ? (hundredths - low) * HUNDRED / (high - low) : 0;
}

/* The same scale of the time before, when it had a figure that compares. */
static const struct score_domain *same_scale(const struct questionnaire *before, struct str name)
{
	const struct instrument *m = before ? before->form.form->instrument : NULL;

	for (size_t i = 0; m && i < m->scales_n; i++)
		if (str_eq(m->scales[i].name, name) && before->score.gate != GATE_SHUT &&
		    before->score.domains[i].state == SCORE_MEAN)
			return &before->score.domains[i];
	return NULL;
}

static const char *change_text(const struct score_scale *s, int by)
{
	if (by == 0)
		return T("The same as the time before ({1}).");
	if (s->change && by < s->change && -by < s->change)
		return T("About the same as the time before ({1}): so small a change says nothing.");
	if (s->change)
		return by > 0 ? T("Lighter than the time before ({1}), by enough to count.")
		              : T("Heavier than the time before ({1}), by enough to count.");
	return by > 0 ? T("Lighter than the time before ({1}). How much counts is not known.")
	              : T("Heavier than the time before ({1}). How much counts is not known.");
}

static struct str change_words(struct ctx *c, const struct score_scale *s, int was, int now)
{
	struct buf b = buf_new(c->arena, 512);
	struct html h = { .out = &b, .lang = c->lang };
	struct str then = figure_text(c, was);

	return html_fill_bare(
		&h, lang_text(c->lang, change_text(s, s->higher_is_better ? now - was : was - now)), &then,
		1);
}

/* Why there is no figure, or that a zero was not counted. */
static const char *state_words(const struct score *all, const struct score_domain *d)
{
	if (all->gate == GATE_SHUT)
		return T("No such event was named, so the other questions were not asked. This 0 says "
		         "nothing about these weeks.");
	if (d->state == SCORE_INSUFFICIENT)
		return T("No figure: some lines stayed open, and that is all right.");
	return d->state == SCORE_NONE_APPLICABLE ? T("No figure: nothing of it applies.") : NULL;
}

static struct scale_view scale_of(struct ctx *c, const struct questionnaire *q, size_t i,
                                  const struct questionnaire *before)
{
	const struct score_scale *s = &q->form.form->instrument->scales[i];
	const struct score_domain *d = &q->score.domains[i];
	const struct score_domain *was = same_scale(before, s->name);
	struct scale_view v = { .label = forms_text(c, &q->form, &s->label),
		                    .reliability = s->reliability,
		                    .most = figure_text(c, limit_of(s, s->highest)),
		                    .state = state_words(&q->score, d),
		                    .width_then = -1,
		                    .higher_is_better = s->higher_is_better };

	if (d->state != SCORE_MEAN)
		return v;
	v.figure = figure_text(c, d->hundredths);
	v.width = width_of(s, d->hundredths);
	if (q->score.gate == GATE_SHUT)
		return v;
	if (d->band < s->bands_n && s->bands[d->band].label)
		v.words = forms_text(c, &q->form, s->bands[d->band].label);
	if (was) {
		v.change = change_words(c, s, was->hundredths, d->hundredths);
		v.width_then = width_of(s, was->hundredths);
	}
	return v;
}

struct scale_views scale_views(struct ctx *c, const struct questionnaire *q,
                               const struct questionnaire *before)
{
	size_t n = q->form.form->instrument->scales_n;
	struct scale_view *list = NEW_N(c->arena, struct scale_view, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] = scale_of(c, q, i, before);
	return (struct scale_views){ list, n };
}

struct about_lines about_lines(struct ctx *c, const struct form_kept *form)
{
	const struct form_def *d = form->form;
	const struct instrument *m = d->instrument;
	struct str page = str_z(c->lang ? lang_code(c->lang) : "en");
	struct about_lines a = { .lang = page,
		                     .title = forms_text(c, form, &d->title),
		                     .who = m->who_may_use,
		                     .status = m->status,
		                     .citation = m->citation,
		                     .licence = m->licence };

	a.other_lang = !form_text_has(d, &m->items[0]->label, page);
	if (a.other_lang)
		a.lang = d->langs[0].code.n ? d->langs[0].code : STR("en");
	return a;
}
