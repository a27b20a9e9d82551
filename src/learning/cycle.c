#include "learning/cycle.h"

#include "access/measured.h"
#include "base/fields.h"
#include "learning/cycle_sql.h"

#include <stdlib.h>

enum { BODY_ROOM = 64 * 1024 };

/* --- the figures --- */

static const struct choice defined[] = {
#define DEF(id, title, text) { #id, title },
#include "measure/definitions.def"
#undef DEF
};
static const struct choice_list definitions = { defined, sizeof defined / sizeof *defined };

/* Those that tell whether something is better; the others say how they are counted. */
static const char *const indicators[] = {
	"complete",       "domain_mean", "share_stable",  "share_all_six",        "stable_at_closure",
	"closure_reason", "sustained",   "reopened",      "cumulative_incidence", "median_time",
	"new_harm",       "consented",   "record_review",
};
enum { INDICATORS = sizeof indicators / sizeof *indicators };

const char *cycle_indicator_title(struct str id)
{
	return choice_label(&definitions, id);
}

struct choice_list cycle_indicators(struct arena *a)
{
	struct choice *at = NEW_N(a, struct choice, INDICATORS);

	for (size_t i = 0; i < INDICATORS; i++)
		at[i] = (struct choice){ indicators[i], cycle_indicator_title(str_z(indicators[i])) };
	return (struct choice_list){ at, INDICATORS };
}

enum cycle_stage cycle_stage(const struct cycle *k)
{
	if (k->over)
		return CYCLE_OVER;
	if (k->act.n == 0)
		return CYCLE_ACT;
	if (k->result.n == 0)
		return CYCLE_OBSERVE;
	return k->learned.n == 0 ? CYCLE_REFLECT : CYCLE_GOES_ON;
}

enum cycle_lack cycle_lack(struct arena *a, const struct cycle *k)
{
	const struct choice_list offered = cycle_indicators(a);

	if (!k->title.n || !k->plan.n || !*choice_label(&offered, k->indicator))
		return CYCLE_LACKS_WORDS;
	if (k->over)
		return k->learned.n ? CYCLE_WHOLE : CYCLE_LACKS_LEARNED;
	if (!day_known(k->next_day))
		return CYCLE_LACKS_NEXT_DAY;
	return k->next.n ? CYCLE_WHOLE : CYCLE_LACKS_NEXT_STEP;
}

/* --- writing --- */

/* What was written down on no day was written down today. */
static struct day dated(const struct ctx *c, struct str words, struct day d)
{
	return words.n && !day_known(d) ? c->today : d;
}

static struct str body_of(struct ctx *c, const struct cycle *k)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "title", k->title);
	fields_put(&b, "plan", k->plan);
	fields_put(&b, "indicator", k->indicator);
	fields_put(&b, "baseline", k->baseline);
	fields_put_day(&b, "baseline_day", dated(c, k->baseline, k->baseline_day));
	fields_put(&b, "who", k->who);
	fields_put(&b, "act", k->act);
	fields_put_day(&b, "act_day", dated(c, k->act, k->act_day));
	fields_put(&b, "result", k->result);
	fields_put_day(&b, "result_day", dated(c, k->result, k->result_day));
	fields_put(&b, "learned", k->learned);
	fields_put(&b, "next", k->next);
	fields_put_day(&b, "next_day", k->next_day);
	fields_put_int(&b, "over", k->over);
	return buf_str(&b);
}

enum err cycle_write(struct ctx *c, const struct cycle *k, const struct row_id *replaces)
{
	const struct cycle_row *before = NULL;
	struct sealed body;

	TRY(seal_measure(c, SEAL_CYCLE, k->id, body_of(c, k), &body));
	if (cycle_lack(c->arena, k) != CYCLE_WHOLE)
		return ERR_INVALID;
	if (replaces) {
		cycle_one(c->read, c->house->org, *replaces, &before);
		TRY(read_now(c->read));
		if (!before)
			return ERR_ABSENT;
		cycle_replace(c->change, c->house->org, *replaces);
	}
	cycle_insert(c->change, &(struct cycle_insert_args){ .org = c->house->org,
	                                                     .id = k->id,
	                                                     .entry = before ? before->entry : k->id,
	                                                     .has_replaces = before != NULL,
	                                                     .replaces = before ? before->id : k->id,
	                                                     .author = c->actor->id,
	                                                     .hour = clock_hour(c->now),
	                                                     .body = body });
	return audit(c, before ? VERB_CYCLE_WRITTEN : VERB_CYCLE_BEGUN, NULL, REASON_CARE,
	             (struct str){ NULL, 0 });
}

/* --- reading --- */

static enum err open_row(struct ctx *c, const struct cycle_row *r, struct cycle *out)
{
	struct str body;

	TRY(open_measure(c, SEAL_CYCLE, r->id, r->body, &body));
	*out = (struct cycle){ .id = r->id,
		                   .title = fields_get(body, "title"),
		                   .plan = fields_get(body, "plan"),
		                   .indicator = fields_get(body, "indicator"),
		                   .baseline = fields_get(body, "baseline"),
		                   .baseline_day = fields_day(body, "baseline_day", NO_DAY),
		                   .who = fields_get(body, "who"),
		                   .act = fields_get(body, "act"),
		                   .act_day = fields_day(body, "act_day", NO_DAY),
		                   .result = fields_get(body, "result"),
		                   .result_day = fields_day(body, "result_day", NO_DAY),
		                   .learned = fields_get(body, "learned"),
		                   .next = fields_get(body, "next"),
		                   .next_day = fields_day(body, "next_day", NO_DAY),
		                   .over = fields_int(body, "over", 0) == 1,
		                   .author = r->user_name,
		                   .day = clock_day(r->hour, c->house->utc_offset) };
	return OK;
}

static int in_order(const void *x, const void *y)
{
	const struct cycle *a = x;
	const struct cycle *b = y;

	if (a->over != b->over)
		return a->over - b->over;
	if (a->over)
		return (a->day.n < b->day.n) - (a->day.n > b->day.n);
	return (a->next_day.n > b->next_day.n) - (a->next_day.n < b->next_day.n);
}

enum err cycles_read(struct ctx *c, struct cycles *out)
{
	struct cycle_row_list rows;
	struct cycle *list;

	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	cycles_now(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct cycle, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		TRY(open_row(c, &rows.at[i], &list[i]));
	if (rows.n)
		qsort(list, rows.n, sizeof *list, in_order);
	*out = (struct cycles){ list, rows.n };
	return OK;
}

enum err cycle_read(struct ctx *c, struct row_id id, struct cycle *out)
{
	const struct cycle_row *row;

	cycle_one(c->read, c->house->org, id, &row);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	cycle_standing(c->read, c->house->org, row->entry, &row);
	TRY(read_now(c->read));
	return row ? open_row(c, row, out) : ERR_ABSENT;
}

const struct module cycle_module = {
	.name = "cycle",
	.routes = &cycle_routes,
	.queries = cycle_queries,
};
