#include "base/fields.h"
#include "care/day.h"
#include "care/questionnaire_inside.h"
#include "care/questionnaire_sql.h"
#include "care/words.h"

#include <stdlib.h>

/* Where answers of a questionnaire may lie. */
enum { ANYWHERE = ((1 << (IN_LAST_ + 1)) - 1) & ~1 };

/* The reader of the scoring sheet sees to it that all its questions lie in one. */
enum compartment questionnaire_in(const struct form_kept *form)
{
	return forms_compartment(form->form->instrument->items[0]);
}

/* --- which there are --- */

/* A workbook with a scoring sheet is one, whatever its settings sheet calls it. */
enum err questionnaire_forms(struct ctx *c, struct form_kept_list *out)
{
	struct form_kept_list own;
	struct form_kept_list others;
	struct form_kept *list;
	size_t n = 0;

	TRY(forms_published(c, STR("questionnaire"), &own));
	TRY(forms_published(c, STR("person"), &others));
	list = NEW_N(c->arena, struct form_kept, own.n + others.n + 1);
	for (size_t i = 0; i < own.n + others.n; i++) {
		const struct form_kept *one = i < own.n ? &own.at[i] : &others.at[i - own.n];
		if (one->form->instrument)
			list[n++] = *one;
	}
	*out = (struct form_kept_list){ list, n };
	return OK;
}

enum err questionnaire_form(struct ctx *c, struct str id, struct form_kept *out)
{
	struct form_kept_list all;

	TRY(questionnaire_forms(c, &all));
	for (size_t i = 0; i < all.n; i++) {
		if (!str_eq(all.at[i].form->id, id))
			continue;
		*out = all.at[i];
		return OK;
	}
	return ERR_ABSENT;
}

static bool role_may(const struct actor *a, struct str roles)
{
	bool any = roles.n == 0;

	while (roles.n) {
		struct str one = str_cut(roles, ' ', &roles);
		any = any || (one.n && actor_is(a, role_find(one)));
	}
	return any;
}

bool questionnaire_may(struct ctx *c, struct person_id person, const struct form_kept *form)
{
	return role_may(c->actor, form->form->instrument->roles) &&
	       can(c, person, MAY_WRITE, questionnaire_in(form));
}

enum err questionnaire_waits(struct ctx *c, struct person_id person, bool *out)
{
	struct words words;

	TRY(words_read(c, person, &words));
	*out = !words_count(&words);
	return words.closed ? task_wanted(c, person, TASK_WORDS, out) : OK;
}

/* --- reading --- */

/* The wording that was answered: most often the one in use. */
static enum err wording(struct ctx *c, const struct form_kept_list *now, struct str hash,
                        struct form_kept *out)
{
	for (size_t i = 0; i < now->n; i++)
		if (str_eq(now->at[i].hash, hash)) {
			*out = now->at[i];
			return OK;
		}
	TRY(forms_get(c, hash, out));
	return out->form->instrument ? OK : ERR_INVALID;
}

static enum err open_body(struct ctx *c, struct person_id person, const struct questionnaire_row *r,
                          struct str *body)
{
	enum err e = open_among(c, person, ANYWHERE, SEAL_QUESTIONNAIRE, r->id, r->body, body);

	return e == ERR_DENIED ? OK : e;
}

static enum err open_row(struct ctx *c, struct person_id person, const struct form_kept_list *now,
                         const struct questionnaire_row *r, struct questionnaire *out)
{
	struct str body;

	*out = (struct questionnaire){
		.id = r->id, .hour = r->hour, .author = r->user_name, .current = r->current
	};
	TRY(open_body(c, person, r, &body));
	out->closed = body.p == NULL;
	out->when = when_get(body, clock_day(r->hour, c->house->utc_offset));
	if (out->closed)
		return OK;
	TRY(wording(c, now, fields_get(body, "form"), &out->form));
	TRY(answers_read(c->arena, fields_get(body, "answers"), &out->answers));
	return score_answers(out->form.form->instrument, &out->answers, &out->score);
}

static int by_day(const void *a, const void *b)
{
	const struct questionnaire *x = a;
	const struct questionnaire *y = b;

	if (x->when.day.n != y->when.day.n)
		return x->when.day.n < y->when.day.n ? -1 : 1;
	return memcmp(x->id.b, y->id.b, ID_BYTES);
}

enum err questionnaires(struct ctx *c, struct person_id person, struct questionnaire_list *out)
{
	struct questionnaire_row_list rows;
	struct questionnaire *list;
	struct form_kept_list now;

	questionnaires_of(c->read, c->house->org, person, &rows);
	TRY(questionnaire_forms(c, &now));
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct questionnaire, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		TRY(open_row(c, person, &now, &rows.at[i], &list[i]));
	qsort(list, rows.n, sizeof *list, by_day);
	*out = (struct questionnaire_list){ list, rows.n };
	return OK;
}

static enum err one_row(struct ctx *c, struct person_id person, const struct questionnaire_row *row,
                        struct questionnaire *out)
{
	struct form_kept_list now;

	TRY(questionnaire_forms(c, &now));
	return row ? open_row(c, person, &now, row, out) : ERR_ABSENT;
}

enum err questionnaire_exact(struct ctx *c, struct person_id person, struct row_id id,
                             struct questionnaire *out)
{
	const struct questionnaire_row *row;

	questionnaire_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	return one_row(c, person, row, out);
}

enum err questionnaire_read(struct ctx *c, struct person_id person, struct row_id id,
                            struct questionnaire *out)
{
	const struct questionnaire_row *row;

	questionnaire_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	while (row && !row->current) {
		questionnaire_after(c->read, c->house->org, person, row->id, &row);
		TRY(read_now(c->read));
	}
	return one_row(c, person, row, out);
}

const struct questionnaire *questionnaire_before(const struct questionnaire_list *all,
                                                 const struct questionnaire *q)
{
	const struct questionnaire *last = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct questionnaire *one = &all->at[i];
		if (row_id_eq(one->id, q->id))
			return last;
		if (one->current && !one->closed && str_eq(one->form.form->id, q->form.form->id))
			last = one;
	}
	return NULL;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct questionnaire_row_list *rows = NEW(c->arena, struct questionnaire_row_list);

	questionnaires_of(c->read, c->house->org, person, rows);
	*state = rows;
}

/* Its name, and no figure: what it says stands on a page of its own. */
static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct questionnaire_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		const struct questionnaire_row *r = &rows->at[i];
		struct str body;
		struct when when;
		TRY(open_body(c, person, r, &body));
		when = when_get(body, clock_day(r->hour, c->house->utc_offset));
		page_moment(parts,
		            (struct moment){ .day = when.day,
		                             .hour = r->hour,
		                             .kind = "questionnaire",
		                             .title = T("A questionnaire"),
		                             .words = fields_get(body, "title"),
		                             .who = r->user_name,
		                             .row = r->id,
		                             .replaced = !r->current,
		                             .correct = body.p && r->current ? "questionnaires" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_AMONG("questionnaire.body", ANYWHERE, QUESTIONNAIRE, questionnaire_sealed),
};
const struct module questionnaire_module = {
	.name = "questionnaire",
	.link = { PLACE_WALK, "/questionnaires", T("Questionnaires"), IN_SAFETY },
	.routes = &questionnaire_routes,
	.ask = ask,
	.tell = tell,
	.queries = questionnaire_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
