/* Reading a record and marking it: whoever reads second does not see the first's marks until both
 * are in. */
#include "access/house_key.h"
#include "base/fields.h"
#include "forms/fill.h"
#include "learning/review_inside.h"
#include "learning/review_sql.h"

enum { BODY_ROOM = ANSWERS_BYTES + 4096 };

/* --- what is to be read --- */

enum err review_open_person(struct ctx *c, struct sealed body, struct review_reading *d)
{
	const struct relation *r;
	struct str fields;
	enum err e;

	if (!body.p)
		return OK;
	e = house_row_open(c, house_team(d->team), SEAL_REVIEW_RECORD, d->record, body, &fields);
	if (e == ERR_DENIED)
		return OK;
	TRY(e);
	if (!fields_id(fields, "person", d->person.b))
		return ERR_VAULT;
	TRY(relation_of(c, d->person, &r));
	d->open = can(c, d->person, MAY_READ, IN_CASE);
	d->walks = r->assigned;
	return OK;
}

struct review_reading review_reading_of(const struct review_reading_row *r)
{
	return (struct review_reading){ .id = r->id,
		                            .review = r->review,
		                            .record = r->record,
		                            .team = r->team,
		                            .place = r->place,
		                            .reader = r->reader,
		                            .reader_name = r->user_name,
		                            .state = (enum review_state)r->state };
}

enum err review_mine(struct ctx *c, struct review_readings *out)
{
	struct review_reading_row_list rows;
	struct review_reading *list;

	if (!actor_is(c->actor, REVIEW_ROLES))
		return ERR_DENIED;
	review_readings_of(c->read, c->house->org, c->actor->id, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct review_reading, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		list[i] = review_reading_of(&rows.at[i]);
		TRY(review_open_person(c, rows.at[i].body, &list[i]));
	}
	*out = (struct review_readings){ list, rows.n };
	return OK;
}

enum err review_waiting(struct ctx *c, int64_t *n)
{
	const struct review_waiting *row;

	*n = 0;
	if (!actor_is(c->actor, REVIEW_ROLES))
		return OK;
	review_readings_waiting(c->read, c->house->org, c->actor->id, &row);
	TRY(read_now(c->read));
	*n = row->n;
	return OK;
}

/* What the other reader of the record does decides what may still be changed. */
static enum err look_beside(struct ctx *c, struct review_reading *d)
{
	struct review_reading_row_list rows;

	review_readings(c->read, c->house->org, d->review, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++) {
		const struct review_reading_row *r = &rows.at[i];
		if (!row_id_eq(r->record, d->record) || row_id_eq(r->id, d->id))
			continue;
		d->alone = d->alone || r->state == REVIEW_WAITS;
		d->fixed = r->state == REVIEW_IN && d->state == REVIEW_IN;
	}
	return OK;
}

enum err review_reading(struct ctx *c, struct row_id id, struct review_reading *out)
{
	const struct review_reading_row *row;

	review_reading_one(c->read, c->house->org, id, &row);
	TRY(read_now(c->read));
	if (!row || !user_id_eq(row->reader, c->actor->id))
		return ERR_ABSENT;
	*out = review_reading_of(row);
	TRY(review_open_person(c, row->body, out));
	return look_beside(c, out);
}

/* --- marks --- */

/* Words stand apart: they go when the review is over. */
static bool is_words(const struct form_def *d, struct str path)
{
	for (size_t i = 0; i < d->fields_n; i++)
		if (str_eq(d->fields[i].path, path))
			return d->fields[i].type == FORM_TEXT;
	return false;
}

static enum err part_of(struct ctx *c, const struct form_def *d, const struct answers *all,
                        bool words, struct str *json, size_t *n)
{
	struct answers part = *all;
	struct answer *list = NEW_N(c->arena, struct answer, all->n + 1);

	*n = 0;
	for (size_t i = 0; i < all->n; i++)
		if (is_words(d, all->at[i].path) == words)
			list[(*n)++] = all->at[i];
	part.at = list;
	part.n = *n;
	return answers_write(c->arena, &part, json);
}

enum err review_open_marks(struct ctx *c, const struct form_def *form, struct team_id team,
                           const struct review_marks_row *r, struct review_marks *out)
{
	struct answers said = { .n = 0 };
	struct answers marks;
	struct answer *all;
	struct str body;

	TRY(house_row_open(c, house_team(team), SEAL_REVIEW_MARKS, r->id, r->body, &body));
	TRY(answers_read(c->arena, fields_get(body, "answers"), &marks));
	*out = (struct review_marks){ .row = r->id, .walks = fields_int(body, "walks", 0) == 1 };
	TRY(score_levels(form->instrument, &marks, out->levels));
	if (r->has_words) {
		TRY(house_row_open(c, house_team(team), SEAL_REVIEW_WORDS, r->words, r->said, &body));
		TRY(answers_read(c->arena, body, &said));
	}
	all = NEW_N(c->arena, struct answer, marks.n + said.n + 1);
	for (size_t i = 0; i < marks.n + said.n; i++)
		all[i] = i < marks.n ? marks.at[i] : said.at[i - marks.n];
	out->answers = marks;
	out->answers.at = all;
	out->answers.n = marks.n + said.n;
	return OK;
}

static enum err form_of(struct ctx *c, struct row_id review, struct form_kept *out)
{
	struct review r;

	TRY(review_read(c, review, &r));
	*out = r.form;
	return r.over ? ERR_ABSENT : OK;
}

enum err review_own_marks(struct ctx *c, const struct review_reading *d, struct review_marks *out)
{
	const struct review_marks_row *row;
	struct form_kept form;

	TRY(form_of(c, d->review, &form));
	review_marks_of(c->read, c->house->org, d->id, &row);
	TRY(read_now(c->read));
	return row ? review_open_marks(c, form.form, d->team, row, out) : ERR_ABSENT;
}

/* --- writing --- */

static bool marked(const struct instrument *m, const int *levels)
{
	for (size_t i = 0; i < m->items_n; i++)
		if (levels[i] != SCORE_MISSING)
			return true;
	return false;
}

/* What was given, in its canonical form. */
static enum err work_out(struct ctx *c, const struct form_kept *form, const struct answers *given,
                         struct answers *out)
{
	int levels[SCORE_ITEMS];
	struct fill *fill;
	size_t kept;
	size_t problems;

	TRY(forms_fill(c, form, given, &fill));
	(void)fill_problems(fill, &kept, &problems);
	if (problems)
		return ERR_INVALID;
	TRY(fill_answers(fill, out));
	out->hash = form->hash;
	TRY(score_levels(form->form->instrument, out, levels));
	return marked(form->form->instrument, levels) ? OK : ERR_INVALID;
}

static enum err put_words(struct ctx *c, const struct review_reading *d, struct row_id marks,
                          struct str json)
{
	struct row_id id = row_id_fresh(c->now);
	struct sealed body;

	TRY(house_row_seal(c, house_team(d->team), SEAL_REVIEW_WORDS, id, json, &body));
	review_words_insert(c->change, c->house->org, d->review, id, marks, body);
	return OK;
}

static enum err put_marks(struct ctx *c, const struct review_reading *d,
                          const struct form_def *form, struct row_id row, const struct answers *all,
                          const struct row_id *replaces)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct sealed body;
	struct str marks;
	struct str words;
	size_t nwords;
	size_t n;

	TRY(part_of(c, form, all, false, &marks, &n));
	TRY(part_of(c, form, all, true, &words, &nwords));
	fields_put(&b, "answers", marks);
	fields_put_int(&b, "walks", d->walks);
	TRY(house_row_seal(c, house_team(d->team), SEAL_REVIEW_MARKS, row, buf_str(&b), &body));
	review_marks_insert(c->change, c->house->org, d->id, row, replaces ? *replaces : d->id,
	                    clock_hour(c->now), body);
	return nwords ? put_words(c, d, row, words) : OK;
}

enum err review_mark(struct ctx *c, const struct review_reading *d, struct row_id row,
                     const struct answers *given, const struct row_id *replaces)
{
	struct instant hour = clock_hour(c->now);
	struct form_kept form;
	struct answers all;

	if (!d->open || !user_id_eq(d->reader, c->actor->id))
		return ERR_DENIED;
	TRY(form_of(c, d->review, &form));
	TRY(work_out(c, &form, given, &all));
	review_goes_on(c->change, c->house->org, d->review);
	if (replaces) {
		review_reading_again(c->change, c->house->org, d->id, c->actor->id, hour);
		review_marks_replace(c->change, c->house->org, d->id, *replaces);
	} else {
		review_reading_in(c->change, c->house->org, d->id, c->actor->id, hour, REVIEW_IN);
	}
	TRY(put_marks(c, d, form.form, row, &all, replaces));
	return audit(c, VERB_REVIEW_READ, &d->person, REASON_REVIEW, (struct str){ NULL, 0 });
}

enum err review_give_back(struct ctx *c, const struct review_reading *d)
{
	if (!user_id_eq(d->reader, c->actor->id))
		return ERR_DENIED;
	review_goes_on(c->change, c->house->org, d->review);
	review_reading_in(c->change, c->house->org, d->id, c->actor->id, clock_hour(c->now),
	                  REVIEW_BACK);
	return audit(c, VERB_REVIEW_BACK, NULL, REASON_REVIEW, (struct str){ NULL, 0 });
}
