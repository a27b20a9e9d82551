#include "learning/review.h"

#include "access/house_key.h"
#include "base/fields.h"
#include "learning/review_inside.h"
#include "learning/review_sql.h"

#include <stdlib.h>

enum { BODY_ROOM = 32 * 1024 };

static const struct choice second_list[] = {
	{ "third", T("A random third of them") },
	{ "all", T("All of them") },
	{ "none", T("None of them") },
};
const struct choice_list review_seconds = { second_list, sizeof second_list / sizeof *second_list };

static struct row_id about_house(const struct ctx *c)
{
	struct row_id subject;

	memcpy(subject.b, c->house->org.b, sizeof subject.b);
	return subject;
}

/* --- reading --- */

static enum err open_row(struct ctx *c, const struct review_row *r, struct review *out)
{
	struct str body;

	TRY(house_row_open(c, about_house(c), SEAL_REVIEW, r->id, r->body, &body));
	*out = (struct review){ .id = r->entry,
		                    .name = fields_get(body, "name"),
		                    .from = fields_day(body, "from", NO_DAY),
		                    .until = fields_day(body, "until", NO_DAY),
		                    .wanted = fields_int(body, "wanted", 0),
		                    .second = fields_get(body, "second"),
		                    .by_team = fields_int(body, "by_team", 0) == 1,
		                    .read_by = fields_day(body, "read_by", NO_DAY),
		                    .learned = fields_get(body, "learned"),
		                    .over = r->state == REVIEW_OVER,
		                    .pool = fields_int(body, "pool", 0),
		                    .drawn = fields_int(body, "drawn", 0),
		                    .may_end = actor_is(c->actor, ROLE_manager) ||
		                               user_id_eq(r->author, c->actor->id),
		                    .row = r->id,
		                    .author = r->user_name,
		                    .day = clock_day(r->hour, c->house->utc_offset) };
	return forms_get(c, fields_get(body, "form"), &out->form);
}

static void count_readings(struct review *r, const struct review_count_row_list *counts)
{
	for (size_t i = 0; i < counts->n; i++) {
		const struct review_count_row *k = &counts->at[i];
		if (!row_id_eq(k->review, r->id))
			continue;
		if (k->state == REVIEW_WAITS)
			r->waits += k->n;
		else if (k->state == REVIEW_IN)
			r->read += k->n;
	}
}

static int in_order(const void *x, const void *y)
{
	const struct review *a = x;
	const struct review *b = y;

	if (a->over != b->over)
		return a->over - b->over;
	return (a->day.n < b->day.n) - (a->day.n > b->day.n);
}

enum err reviews_read(struct ctx *c, struct reviews *out)
{
	struct review_count_row_list counts;
	struct review_row_list rows;
	struct review *list;

	if (!actor_is(c->actor, REVIEW_ROLES))
		return ERR_DENIED;
	reviews_now(c->read, c->house->org, &rows);
	review_progress(c->read, c->house->org, &counts);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct review, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		TRY(open_row(c, &rows.at[i], &list[i]));
		count_readings(&list[i], &counts);
	}
	if (rows.n)
		qsort(list, rows.n, sizeof *list, in_order);
	*out = (struct reviews){ list, rows.n };
	return OK;
}

enum err review_read(struct ctx *c, struct row_id id, struct review *out)
{
	struct review_count_row_list counts;
	const struct review_row *row;

	if (!actor_is(c->actor, REVIEW_ROLES))
		return ERR_DENIED;
	review_one(c->read, c->house->org, id, &row);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	review_standing(c->read, c->house->org, row->entry, &row);
	review_progress(c->read, c->house->org, &counts);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	TRY(open_row(c, row, out));
	count_readings(out, &counts);
	return OK;
}

enum err review_rubrics(struct ctx *c, struct form_kept_list *out)
{
	struct form_kept_list all;
	struct form_kept *list;
	size_t n = 0;

	TRY(forms_published(c, STR("review"), &all));
	list = NEW_N(c->arena, struct form_kept, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].form->instrument)
			list[n++] = all.at[i];
	*out = (struct form_kept_list){ list, n };
	return OK;
}

/* --- writing --- */

static struct str body_of(struct ctx *c, const struct review *r)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "name", r->name);
	fields_put_int(&b, "from", r->from.n);
	fields_put_int(&b, "until", r->until.n);
	fields_put_int(&b, "wanted", r->wanted);
	fields_put(&b, "second", r->second);
	fields_put_int(&b, "by_team", r->by_team);
	fields_put_day(&b, "read_by", r->read_by);
	fields_put(&b, "form", r->form.hash);
	fields_put_int(&b, "pool", r->pool);
	fields_put_int(&b, "drawn", r->drawn);
	fields_put(&b, "learned", r->learned);
	return buf_str(&b);
}

static enum err put_row(struct ctx *c, const struct review *r, const struct row_id *replaces)
{
	struct sealed body;

	TRY(house_row_seal(c, about_house(c), SEAL_REVIEW, r->row, body_of(c, r), &body));
	review_insert(c->change,
	              &(struct review_insert_args){ .org = c->house->org,
	                                            .id = r->row,
	                                            .entry = r->id,
	                                            .has_replaces = replaces != NULL,
	                                            .replaces = replaces ? *replaces : r->row,
	                                            .author = c->actor->id,
	                                            .hour = clock_hour(c->now),
	                                            .state = r->over ? REVIEW_OVER : REVIEW_GOES_ON,
	                                            .body = body });
	return OK;
}

static bool whole(const struct ctx *c, const struct review_new *n)
{
	return n->name.n && day_known(n->from) && day_known(n->until) && n->from.n <= n->until.n &&
	       n->until.n <= c->today.n && n->wanted >= 1 && n->wanted <= REVIEW_MOST && n->nreaders &&
	       n->nreaders <= REVIEW_READERS && *choice_label(&review_seconds, n->second);
}

static enum err rubric(struct ctx *c, struct str id, struct form_kept *out)
{
	struct form_kept_list all;

	TRY(review_rubrics(c, &all));
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.at[i].form->id, id)) {
			*out = all.at[i];
			return OK;
		}
	return ERR_ABSENT;
}

enum err review_begin(struct ctx *c, struct row_id id, const struct review_new *n, int64_t *drawn)
{
	struct review r = { .id = id,
		                .row = id,
		                .name = n->name,
		                .from = n->from,
		                .until = n->until,
		                .wanted = n->wanted,
		                .second = n->second,
		                .by_team = n->by_team,
		                .read_by = n->read_by };

	*drawn = 0;
	if (!actor_is(c->actor, REVIEW_ROLES))
		return ERR_DENIED;
	if (!whole(c, n))
		return ERR_INVALID;
	TRY(rubric(c, n->form, &r.form));
	TRY(review_draw(c, &r, n->readers, n->nreaders));
	if (r.drawn == 0)
		return OK;
	*drawn = r.drawn;
	TRY(forms_keep(c, &r.form));
	TRY(put_row(c, &r, NULL));
	return audit(c, VERB_REVIEW_BEGUN, NULL, REASON_REVIEW, (struct str){ NULL, 0 });
}

/* What only led from marks to people, and what was written about single records, goes for good:
 * rows and keys. Records are those that were drawn; somebody may write words at this moment. */
static enum err forget(struct ctx *c, struct row_id review)
{
	struct review_sealed_id_list records;

	review_record_ids(c->read, c->house->org, review, &records);
	TRY(read_now(c->read));
	for (size_t i = 0; i < records.n; i++)
		house_row_forget(c, records.at[i].id);
	review_words_keys_delete(c->change, c->house->org, review);
	review_records_delete(c->change, c->house->org, review);
	review_words_delete(c->change, c->house->org, review);
	return OK;
}

enum err review_end(struct ctx *c, struct row_id id, struct row_id row, struct str learned)
{
	struct row_id before;
	struct review r;

	TRY(review_read(c, id, &r));
	if (!r.may_end)
		return ERR_DENIED;
	/* The same form, sent twice, ended it the first time. */
	if (r.over)
		return row_id_eq(r.row, row) ? OK : ERR_ABSENT;
	before = r.row;
	r.row = row;
	r.over = true;
	r.learned = learned;
	review_replace(c->change, c->house->org, before);
	TRY(put_row(c, &r, &before));
	TRY(forget(c, r.id));
	return audit(c, VERB_REVIEW_ENDED, NULL, REASON_REVIEW, (struct str){ NULL, 0 });
}

const struct module review_module = {
	.name = "review",
	.routes = &review_routes,
	.queries = review_queries,
};
