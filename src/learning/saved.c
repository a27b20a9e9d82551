#include "learning/saved.h"

#include "access/measured.h"
#include "base/fields.h"
#include "base/fold.h"
#include "learning/saved_inside.h"
#include "learning/saved_sql.h"

#include <stdlib.h>

enum { BODY_ROOM = 4096, READERS = ROLE_evaluation | ROLE_manager };

/* --- reading --- */

static struct row_id owner_of(const struct ctx *c, bool house)
{
	struct row_id owner;

	memcpy(owner.b, house ? c->house->org.b : c->actor->id.b, sizeof owner.b);
	return owner;
}

/* What a colleague can no longer open (a key that is gone) stays in the list, so that she can
 * delete it. */
static enum err open_body(struct ctx *c, const struct saved_row *r, bool house, struct str *out)
{
	enum err e = house ? open_measure(c, SEAL_VIEW, r->id, r->body, out)
	                   : open_own(c, SEAL_VIEW_OWN, r->id, r->body, out);

	if (e != OK)
		*out = (struct str){ NULL, 0 };
	return e == ERR_DENIED || e == ERR_VAULT ? OK : e;
}

static enum err open_row(struct ctx *c, const struct saved_row *r, bool house,
                         struct saved_view *out)
{
	struct str body;

	TRY(open_body(c, r, house, &body));
	*out = (struct saved_view){ .entry = r->entry,
		                        .row = r->id,
		                        .house = house,
		                        .closed = body.p == NULL,
		                        .name = fields_get(body, "name"),
		                        .page = saved_page_of(fields_get(body, "page")),
		                        .period = saved_period_of(fields_get(body, "period")),
		                        .author = r->user_name,
		                        .day = clock_day(r->hour, c->house->utc_offset) };
	for (int p = 0; p < SAVED_PARAMS; p++)
		out->param[p] = fields_get(body, saved_params[p]);
	return OK;
}

static int by_name(const void *x, const void *y)
{
	const struct saved_view *a = x;
	const struct saved_view *b = y;

	if (a->house != b->house)
		return a->house ? -1 : 1;
	if (!str_eq(a->name, b->name))
		return str_cmp(a->name, b->name);
	return memcmp(a->entry.b, b->entry.b, sizeof a->entry.b);
}

static enum err rows_of(struct ctx *c, bool house, struct saved_row_list *out)
{
	*out = (struct saved_row_list){ .n = 0 };
	if (house && !actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return OK;
	saved_of(c->read, c->house->org, owner_of(c, house), out);
	return read_now(c->read);
}

enum err saved_read(struct ctx *c, struct saved_views *out)
{
	struct saved_row_list rows[2];
	struct saved_view *list;
	size_t n = 0;

	if (!c->actor || !actor_is(c->actor, READERS))
		return ERR_DENIED;
	TRY(rows_of(c, true, &rows[0]));
	TRY(rows_of(c, false, &rows[1]));
	list = NEW_N(c->arena, struct saved_view, rows[0].n + rows[1].n + 1);
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < rows[k].n; i++)
			TRY(open_row(c, &rows[k].at[i], k == 0, &list[n++]));
	if (n)
		qsort(list, n, sizeof *list, by_name);
	*out = (struct saved_views){ list, n };
	return OK;
}

/* --- writing --- */

static bool same_name(struct arena *a, struct str x, struct str y)
{
	struct str folded = fold_name(a, x);

	return folded.n ? str_eq(folded, fold_name(a, y)) : str_eq(x, y);
}

enum saved_lack saved_lack(struct ctx *c, const struct saved_view *v, const struct saved_views *all)
{
	size_t others = 0;

	if (v->name.n == 0)
		return SAVED_LACKS_NAME;
	for (size_t i = 0; i < all->n; i++) {
		const struct saved_view *other = &all->at[i];

		if (other->house != v->house || row_id_eq(other->entry, v->entry))
			continue;
		others++;
		if (same_name(c->arena, other->name, v->name))
			return SAVED_NAME_TAKEN;
	}
	return others >= SAVED_MOST ? SAVED_TOO_MANY : SAVED_WHOLE;
}

static struct str body_of(struct ctx *c, const struct saved_view *v)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "name", v->name);
	fields_put(&b, "page", str_z(saved_page_code(v->page)));
	fields_put(&b, "period", str_z(saved_period_code(v->period)));
	for (int p = 0; p < SAVED_PARAMS; p++)
		if (v->param[p].n)
			fields_put(&b, saved_params[p], v->param[p]);
	return buf_str(&b);
}

static enum err seal_view(struct ctx *c, const struct saved_view *v, struct sealed *out)
{
	if (v->house)
		return seal_measure(c, SEAL_VIEW, v->row, body_of(c, v), out);
	*out = seal_own(c, SEAL_VIEW_OWN, v->row, body_of(c, v));
	return OK;
}

/* The lowest that nobody has; SAVED_MOST is one more than are ever kept, for one that is changed.
 */
static enum err free_slot(struct ctx *c, bool house, int64_t *out)
{
	struct saved_row_list rows;
	int64_t slot = 0;

	TRY(rows_of(c, house, &rows));
	for (size_t i = 0; i < rows.n && rows.at[i].slot == slot; i++)
		slot++;
	*out = slot;
	return slot <= SAVED_MOST ? OK : ERR_INVALID;
}

static enum err insert(struct ctx *c, const struct saved_view *v)
{
	struct sealed body;
	int64_t slot;

	TRY(seal_view(c, v, &body));
	TRY(free_slot(c, v->house, &slot));
	saved_insert(c->change, &(struct saved_insert_args){ .org = c->house->org,
	                                                     .id = v->row,
	                                                     .entry = v->entry,
	                                                     .owner = owner_of(c, v->house),
	                                                     .slot = slot,
	                                                     .author = c->actor->id,
	                                                     .hour = clock_hour(c->now),
	                                                     .body = body });
	return OK;
}

enum err saved_write(struct ctx *c, const struct saved_view *v, const struct saved_view *before)
{
	struct saved_views all;

	TRY(saved_read(c, &all));
	if (saved_lack(c, v, &all) != SAVED_WHOLE || !saved_period_fits(v))
		return ERR_INVALID;
	if (before)
		saved_remove(c->change, c->house->org, before->row);
	TRY(insert(c, v));
	return audit(c, VERB_VIEW_SAVED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err saved_delete(struct ctx *c, const struct saved_view *v)
{
	saved_remove(c->change, c->house->org, v->row);
	return audit(c, VERB_VIEW_DELETED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

const struct module saved_module = {
	.name = "saved",
	.routes = &saved_routes,
	.queries = saved_queries,
};
