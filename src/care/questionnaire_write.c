/* Writing one: worked out by the form's rules, sealed, counted, planned; and whoever must hear of
 * it within the hour. */
#include "base/fields.h"
#include "care/assessment_plan.h"
#include "care/day.h"
#include "care/event.h"
#include "care/questionnaire_inside.h"
#include "care/questionnaire_sql.h"
#include "measure/outcomes.h"

enum { BODY_ROOM = 64 * 1024, HASH = 32 };

/* The form of a new one, or the wording of what is corrected. */
static enum err form_of(struct ctx *c, struct person_id person, const struct questionnaire_new *n,
                        struct form_kept *out, struct questionnaire *before)
{
	*before = (struct questionnaire){ .current = false };
	if (!n->replaces)
		return questionnaire_form(c, n->form, out);
	TRY(questionnaire_exact(c, person, *n->replaces, before));
	*out = before->form;
	return before->closed ? ERR_DENIED : OK;
}

static bool answered(const struct fill *f)
{
	size_t n;
	const struct fill_node *all = fill_nodes(f, &n);

	for (size_t i = 0; i < n; i++)
		if (all[i].relevant && all[i].answered && form_asks(all[i].field))
			return true;
	return false;
}

/* What was given, in its canonical form, with its score. */
static enum err work_out(struct ctx *c, const struct questionnaire_new *n, struct questionnaire *q,
                         struct str *json)
{
	struct answers said;
	struct fill *fill;
	size_t kept;
	size_t problems;

	TRY(forms_fill(c, &q->form, n->given, &fill));
	(void)fill_problems(fill, &kept, &problems);
	if (problems || !answered(fill))
		return ERR_INVALID;
	TRY(fill_answers(fill, &said));
	said.hash = q->form.hash;
	TRY(answers_write(c->arena, &said, json));
	TRY(answers_read(c->arena, *json, &q->answers));
	return score_answers(q->form.form->instrument, &q->answers, &q->score);
}

static enum err put_row(struct ctx *c, struct person_id person, const struct questionnaire *q,
                        const struct row_id *replaces, struct str json)
{
	struct questionnaire_insert_args row = { .org = c->house->org,
		                                     .person = person,
		                                     .id = q->id,
		                                     .author = c->actor->id,
		                                     .hour = clock_hour(c->now) };
	struct buf b = buf_new(c->arena, BODY_ROOM + ANSWERS_BYTES);

	when_put(&b, &q->when, c->today);
	fields_put(&b, "form", q->form.hash);
	fields_put(&b, "title", forms_text(c, &q->form, &q->form.form->title));
	fields_put(&b, "answers", json);
	TRY(seal_body(c, person, questionnaire_in(&q->form), SEAL_QUESTIONNAIRE, q->id, &b, &row.body));
	if (replaces) {
		questionnaire_replace(c->change, c->house->org, person, *replaces);
		row.has_replaces = true;
		row.replaces = *replaces;
	}
	questionnaire_insert(c->change, &row);
	TRY(forms_keep(c, &q->form));
	return OK;
}

/* All tasks of one questionnaire are about one row, which its id stands for. */
static struct row_id row_of(struct str form)
{
	uint8_t hash[HASH];
	struct row_id id;

	hash_bytes(str_bytes(form), hash);
	memcpy(id.b, hash, sizeof id.b);
	return id;
}

/* What was typed late leaves no task that was over before it was made. Who has no key of the case
 * does not know when the walk began, and plans nothing. */
static enum err plan(struct ctx *c, struct person_id person, const struct questionnaire *q)
{
	struct row_id about = row_of(q->form.form->id);
	struct day day = q->when.day.n < c->today.n ? c->today : q->when.day;
	struct day due;
	struct episode e;
	enum err err = episode_now(c, person, &e);

	if (err == ERR_DENIED)
		return OK;
	TRY(err);
	TRY(task_close_about(c, person, about, TASK_QUESTIONNAIRE));
	due = wave_next(&e, q->form.form->instrument->schedule, WAVE_UNPLANNED, day);
	if (!day_known(due))
		return OK;
	return task_add_about(c, person, about, TASK_QUESTIONNAIRE, due, NULL, STR(""));
}

/* Nothing of it is kept beside the answers. What was called for once is not called for again by a
 * correction. */
static enum err call(struct ctx *c, struct person_id person, const struct questionnaire *q,
                     const struct questionnaire *before)
{
	const struct instrument *m = q->form.form->instrument;

	if (!score_calls(m, &q->answers) || (before->form.form && score_calls(m, &before->answers)))
		return OK;
	return event_harm_sign(c, person, HARM_IN_QUESTIONNAIRE);
}

enum err questionnaire_write(struct ctx *c, struct person_id person, struct row_id id,
                             const struct questionnaire_new *n)
{
	struct questionnaire before;
	struct questionnaire q = { .id = id, .when = n->when, .current = true };
	struct str json;
	bool waits;

	q.when.day = day_known(n->when.day) ? n->when.day : c->today;
	TRY(form_of(c, person, n, &q.form, &before));
	TRY(questionnaire_waits(c, person, &waits));
	if (waits || !questionnaire_may(c, person, &q.form))
		return ERR_DENIED;
	TRY(work_out(c, n, &q, &json));
	TRY(put_row(c, person, &q, n->replaces, json));
	TRY(questionnaire_count(c, person, &q, n->replaces));
	if (!n->replaces)
		TRY(plan(c, person, &q));
	TRY(call(c, person, &q, &before));
	return audit(c, n->replaces ? VERB_CORRECTED : VERB_ASSESSED, &person, REASON_CARE,
	             (struct str){ NULL, 0 });
}
