#include "learning/practice.h"

#include "access/everybody.h"
#include "base/fields.h"
#include "learning/practice_sql.h"

#include <stdlib.h>

enum { BODY_ROOM = 32 * 1024, YEAR = 365 };

static const struct choice level_list[] = {
	{ "evidence", T("Evidence-based") },
	{ "informed", T("Evidence-informed") },
	{ "promising", T("Promising") },
};
const struct choice_list practice_levels = { level_list, sizeof level_list / sizeof *level_list };

static size_t rank(struct str level)
{
	size_t i = 0;

	while (i < practice_levels.n && !str_eq(level, str_z(level_list[i].value)))
		i++;
	return i;
}

bool practice_needs_source(struct str level)
{
	return !str_eq(level, STR("promising"));
}

bool practice_stale(const struct practice *p, struct day today)
{
	struct day last = day_known(p->reviewed) ? p->reviewed : p->day;

	return !p->stopped && last.n < today.n - YEAR;
}

/* --- writing --- */

static struct str body_of(struct ctx *c, const struct practice *p)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "name", p->name);
	fields_put(&b, "what", p->what);
	fields_put(&b, "whom", p->whom);
	fields_put(&b, "level", p->level);
	fields_put(&b, "source", p->source);
	fields_put(&b, "link", p->link);
	fields_put(&b, "used", p->used);
	fields_put_day(&b, "reviewed", p->reviewed);
	fields_put_int(&b, "stopped", p->stopped);
	return buf_str(&b);
}

static bool whole(const struct ctx *c, const struct practice *p)
{
	return p->name.n && p->what.n && rank(p->level) < practice_levels.n &&
	       (p->source.n || !practice_needs_source(p->level)) &&
	       (!day_known(p->reviewed) || p->reviewed.n <= c->today.n);
}

enum err practice_write(struct ctx *c, const struct practice *p, const struct row_id *replaces)
{
	const struct practice_row *before = NULL;
	struct sealed body;

	if (!actor_is(c->actor, PRACTICE_WRITERS))
		return ERR_DENIED;
	if (!whole(c, p))
		return ERR_INVALID;
	if (replaces) {
		practice_one(c->read, c->house->org, *replaces, &before);
		TRY(read_now(c->read));
		if (!before)
			return ERR_ABSENT;
		practice_replace(c->change, c->house->org, *replaces);
	}
	TRY(seal_everybody(c, SEAL_PRACTICE, p->id, body_of(c, p), &body));
	practice_insert(c->change,
	                &(struct practice_insert_args){ .org = c->house->org,
	                                                .id = p->id,
	                                                .entry = before ? before->entry : p->id,
	                                                .has_replaces = before != NULL,
	                                                .replaces = before ? before->id : p->id,
	                                                .author = c->actor->id,
	                                                .hour = clock_hour(c->now),
	                                                .body = body });
	return audit(c, before ? VERB_PRACTICE_CORRECTED : VERB_PRACTICE_WRITTEN, NULL, REASON_CARE,
	             (struct str){ NULL, 0 });
}

/* --- reading --- */

static enum err open_row(struct ctx *c, const struct practice_row *r, struct practice *out)
{
	struct str body;

	TRY(open_everybody(c, SEAL_PRACTICE, r->id, r->body, &body));
	*out = (struct practice){ .id = r->id,
		                      .name = fields_get(body, "name"),
		                      .what = fields_get(body, "what"),
		                      .whom = fields_get(body, "whom"),
		                      .level = fields_get(body, "level"),
		                      .source = fields_get(body, "source"),
		                      .link = fields_get(body, "link"),
		                      .used = fields_get(body, "used"),
		                      .stopped = fields_int(body, "stopped", 0) == 1,
		                      .author = r->user_name,
		                      .day = clock_day(r->hour, c->house->utc_offset),
		                      .current = r->current,
		                      .corrects = r->has_replaces,
		                      .replaces = r->replaces };
	out->reviewed = fields_day(body, "reviewed", NO_DAY);
	return OK;
}

static enum err open_rows(struct ctx *c, const struct practice_row_list *rows, struct practice *out)
{
	for (size_t i = 0; i < rows->n; i++)
		TRY(open_row(c, &rows->at[i], &out[i]));
	return OK;
}

static int in_order(const void *x, const void *y)
{
	const struct practice *a = x;
	const struct practice *b = y;

	if (a->stopped != b->stopped)
		return a->stopped - b->stopped;
	if (rank(a->level) != rank(b->level))
		return rank(a->level) < rank(b->level) ? -1 : 1;
	return str_cmp(a->name, b->name);
}

enum err practices_read(struct ctx *c, struct practices *out)
{
	struct practice_row_list rows;
	struct practice *list;

	practices_now(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct practice, rows.n + 1);
	TRY(open_rows(c, &rows, list));
	if (rows.n)
		qsort(list, rows.n, sizeof *list, in_order);
	*out = (struct practices){ list, rows.n };
	return OK;
}

/* Ids of one hour are in no order: what was replaced tells it. */
static size_t after(const struct practice *list, size_t n, const struct practice *p)
{
	size_t i = 0;

	while (i < n && !(p ? p->corrects && row_id_eq(list[i].id, p->replaces) : list[i].current))
		i++;
	return i;
}

enum err practice_history(struct ctx *c, struct row_id id, struct practices *out)
{
	const struct practice_row *any;
	struct practice_row_list rows;
	struct practice *list;
	struct practice *ordered;

	practice_one(c->read, c->house->org, id, &any);
	TRY(read_now(c->read));
	if (!any)
		return ERR_ABSENT;
	practice_entry(c->read, c->house->org, any->entry, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct practice, rows.n + 1);
	ordered = NEW_N(c->arena, struct practice, rows.n + 1);
	TRY(open_rows(c, &rows, list));
	*out = (struct practices){ ordered, 0 };
	while (out->n < rows.n) {
		size_t next = after(list, rows.n, out->n ? &ordered[out->n - 1] : NULL);
		if (next == rows.n)
			break;
		ordered[out->n++] = list[next];
	}
	return out->n ? OK : ERR_ABSENT;
}

const struct module practice_module = {
	.name = "practice",
	.routes = &practice_routes,
	.queries = practice_queries,
};
