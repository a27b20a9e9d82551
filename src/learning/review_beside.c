/* Both readers of a record, side by side: nobody sees marks while somebody still reads. */
#include "access/house_key.h"
#include "learning/review_inside.h"
#include "learning/review_sql.h"

/* Both readers of a record, and the sealed name of whose it is. */
struct pair {
	struct review_record record;
	struct sealed body;
};

/* Rows come by record and place. */
static enum err pairs_of(struct ctx *c, struct row_id review, struct pair **out, size_t *n)
{
	struct review_reading_row_list rows;
	struct pair *list;

	review_readings(c->read, c->house->org, review, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct pair, rows.n + 1);
	*out = list;
	*n = 0;
	for (size_t i = 0; i < rows.n; i++) {
		struct review_reading d = review_reading_of(&rows.at[i]);
		if (d.place == REVIEW_FIRST)
			list[(*n)++] = (struct pair){ { .first = d }, rows.at[i].body };
		else if (*n && row_id_eq(list[*n - 1].record.first.record, d.record))
			list[*n - 1].record.second = d;
	}
	return OK;
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
	struct review_record *list;
	struct pair *all;
	size_t kept = 0;
	size_t n;

	TRY(pairs_of(c, r->id, &all, &n));
	list = NEW_N(c->arena, struct review_record, n + 1);
	*out = (struct review_records){ .at = list };
	for (size_t i = 0; i < n; i++) {
		if (!house_may(c, house_team(all[i].record.first.team))) {
			out->closed++;
			continue;
		}
		list[kept] = all[i].record;
		TRY(fill_record(c, r->form.form, &list[kept++]));
	}
	out->n = kept;
	return OK;
}

enum err review_record(struct ctx *c, const struct review *r, struct row_id record,
                       struct review_record *out)
{
	struct pair *all;
	size_t i = 0;
	size_t n;

	TRY(pairs_of(c, r->id, &all, &n));
	while (i < n && !row_id_eq(all[i].record.first.record, record))
		i++;
	if (i == n)
		return ERR_ABSENT;
	*out = all[i].record;
	TRY(review_open_person(c, all[i].body, &out->first));
	return out->first.open ? fill_record(c, r->form.form, out) : ERR_ABSENT;
}
