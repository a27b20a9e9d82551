/* What is counted of questionnaires: codes and figures, as one sum, whatever was corrected
 * meanwhile (docs/decisions/0017-counts-arrive-as-whole-sums.md). */
#include "base/buf.h"
#include "base/fields.h"
#include "care/questionnaire_inside.h"

enum { LINE_ROOM = 4096, SUM_ROOM = 12 * 1024, NAME = 80 };

/* A level or the name of a choice, or why there is none. Words are never counted: the reader of
 * forms refuses it. */
static void put_answer(struct buf *b, const struct form_field *f, const struct answer *a)
{
	if (!f->countable || !a || a->kind == ANSWER_NOT_ASKED)
		return;
	buf_fmt(b, " %.*s=", (int)f->name.n, f->name.p);
	if (a->kind == ANSWER_INTEGER)
		buf_fmt(b, "%lld", (long long)a->n);
	else if (answer_word(a->kind))
		buf_fmt(b, "%s", answer_word(a->kind));
	else if (f->type == FORM_SELECT_ONE)
		buf_add(b, a->text);
}

static const char *gate_word(enum score_gate g)
{
	return g == GATE_SHUT ? " gate=shut" : g == GATE_OPEN ? " gate=open" : "";
}

/* "120 form=9f.. mood=11.00 phq_1=2 phq_2=prefer_not;" */
static struct str line_of(struct ctx *c, const struct questionnaire *q, struct day entry)
{
	const struct form_def *f = q->form.form;
	struct buf b = buf_new(c->arena, LINE_ROOM);

	buf_fmt(&b, "%d form=%.*s%s", q->when.day.n - entry.n, (int)q->form.hash.n, q->form.hash.p,
	        gate_word(q->score.gate));
	for (size_t i = 0; i < f->instrument->scales_n; i++) {
		const struct score_scale *s = &f->instrument->scales[i];
		const struct score_domain *d = &q->score.domains[i];
		if (d->state == SCORE_MEAN)
			buf_fmt(&b, " %.*s=%d.%02d", (int)s->name.n, s->name.p, d->hundredths / 100,
			        d->hundredths % 100);
	}
	for (size_t i = 0; i < f->fields_n; i++)
		if (form_asks(&f->fields[i]))
			put_answer(&b, &f->fields[i], answers_find(&q->answers, f->fields[i].path));
	buf_byte(&b, ';');
	return buf_str(&b);
}

/* Newest first, as many as fit: a sum has its room. */
static void put_line(struct buf *sum, struct str line)
{
	if (sum->n + line.n < SUM_ROOM)
		buf_add(sum, line);
}

enum err questionnaire_count(struct ctx *c, struct person_id person, const struct questionnaire *q,
                             const struct row_id *replaces)
{
	struct str id = q->form.form->id;
	struct buf fields = buf_new(c->arena, SUM_ROOM + LINE_ROOM);
	struct buf sum = buf_new(c->arena, SUM_ROOM);
	struct questionnaire_list all;
	struct episode e;
	enum err err = episode_now(c, person, &e);

	if (err == ERR_DENIED)
		return OK;
	TRY(err);
	TRY(questionnaires(c, person, &all));
	put_line(&sum, line_of(c, q, e.entry));
	for (size_t i = all.n; i > 0; i--) {
		const struct questionnaire *one = &all.at[i - 1];
		bool gone = replaces && row_id_eq(one->id, *replaces);
		if (one->current && !one->closed && !gone && one->when.day.n >= e.entry.n &&
		    str_eq(one->form.form->id, id))
			put_line(&sum, line_of(c, one, e.entry));
	}
	fields_put(&fields, arena_fmt(c->arena, "q_%.*s", id.n < NAME ? (int)id.n : NAME, id.p).p,
	           buf_str(&sum));
	return episode_count(c, person, "questionnaire", NO_DAY, &fields);
}
