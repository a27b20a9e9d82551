/* Both readers of a record, side by side: nobody sees marks while somebody still reads. */
#include "access/house_key.h"
#include "learning/review_inside.h"
#include "learning/review_sql.h"

static struct review_reading of_result(const struct review_result_row *r)
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

/* One row after the other, by record and place. */
static void pair_up(const struct review_result_row_list *rows, struct review_record *list,
                    size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < rows->n; i++) {
		struct review_reading d = of_result(&rows->at[i]);
		if (d.place == REVIEW_FIRST)
			list[(*n)++] = (struct review_record){ .first = d };
		else if (*n && row_id_eq(list[*n - 1].first.record, d.record))
			list[*n - 1].second = d;
	}
}

static enum err take_marks(struct ctx *c, const struct form_def *form,
                           const struct review_reading *d, const struct review_marks **out)
{
	const struct review_marks_row *row;
	struct review_marks *marks;

	if (d->state != REVIEW_IN)
		return OK;
	review_marks_of(c->read, c->house->org, d->id, &row);
	TRY(read_now(c->read));
	if (!row)
		return ERR_VAULT;
	marks = NEW(c->arena, struct review_marks);
	*out = marks;
	return review_open_marks(c, form, d->team, row, marks);
}

/* Nobody sees marks while somebody still reads. */
static enum err fill_record(struct ctx *c, const struct form_def *form, struct review_record *r)
{
	if (r->first.state == REVIEW_WAITS || r->second.state == REVIEW_WAITS)
		return OK;
	r->open = true;
	TRY(take_marks(c, form, &r->first, &r->marks[0]));
	return r->second.place ? take_marks(c, form, &r->second, &r->marks[1]) : OK;
}

enum err review_records(struct ctx *c, const struct review *r, struct review_records *out)
{
	struct review_result_row_list rows;
	struct review_record *list;
	size_t n;
	size_t kept = 0;

	review_readings(c->read, c->house->org, r->id, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct review_record, rows.n + 1);
	pair_up(&rows, list, &n);
	*out = (struct review_records){ .at = list };
	for (size_t i = 0; i < n; i++) {
		if (!house_may(c, house_team(list[i].first.team))) {
			out->closed++;
			continue;
		}
		TRY(fill_record(c, r->form.form, &list[i]));
		list[kept++] = list[i];
	}
	out->n = kept;
	return OK;
}

enum err review_record(struct ctx *c, const struct review *r, struct row_id record,
                       struct review_record *out)
{
	struct review_result_row_list rows;
	struct review_record *list;
	size_t n;
	size_t i = 0;

	review_readings(c->read, c->house->org, r->id, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct review_record, rows.n + 1);
	pair_up(&rows, list, &n);
	while (i < n && !row_id_eq(list[i].first.record, record))
		i++;
	if (i == n)
		return ERR_ABSENT;
	for (size_t k = 0; k < rows.n; k++)
		if (row_id_eq(rows.at[k].id, list[i].first.id))
			TRY(review_open_person(c, rows.at[k].body, &list[i].first));
	if (!list[i].first.open)
		return ERR_ABSENT;
	TRY(fill_record(c, r->form.form, &list[i]));
	*out = list[i];
	return OK;
}
