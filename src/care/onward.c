#include "care/onward.h"

#include "base/fields.h"
#include "care/day.h"
#include "care/onward_inside.h"
#include "care/onward_sql.h"

#include <stdlib.h>

#define NOTHING ((struct str){ NULL, 0 })

enum { BODY_ROOM = 64 * 1024 };

/* --- reading --- */

static enum onward_kind kind_of(struct str name)
{
	for (int k = 0; k < ONWARD_KINDS; k++)
		if (str_eq(name, str_z(onward_about((enum onward_kind)k)->name)))
			return (enum onward_kind)k;
	return ONWARD_SAVINGS;
}

static enum err open_row(struct ctx *c, struct person_id person, const struct onward_row *r,
                         struct onward *out)
{
	const struct onward_about *about;
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_ONWARD, r->id, r->body, &body));
	*out = (struct onward){ .id = r->id,
		                    .replaces = r->replaces,
		                    .hour = r->hour,
		                    .author = r->user_name,
		                    .current = r->current,
		                    .closed = !body.p,
		                    .kind = kind_of(fields_get(body, "kind")) };
	about = onward_about(out->kind);
	for (size_t i = 0; i < about->n; i++)
		out->value[i] = fields_get(body, about->fields[i].name);
	out->when = when_get(body, clock_day(r->hour, c->house->utc_offset));
	out->checked = fields_day(body, "checked", NO_DAY);
	return OK;
}

static int newest_first(const void *a, const void *b)
{
	const struct onward *x = a;
	const struct onward *y = b;

	if (x->when.day.n != y->when.day.n)
		return x->when.day.n < y->when.day.n ? 1 : -1;
	return (x->hour.s < y->hour.s) - (x->hour.s > y->hour.s);
}

static enum err open_all(struct ctx *c, struct person_id person, const struct onward_row_list *rows,
                         struct onward_list *out)
{
	struct onward *list = NEW_N(c->arena, struct onward, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++)
		TRY(open_row(c, person, &rows->at[i], &list[i]));
	qsort(list, rows->n, sizeof *list, newest_first);
	*out = (struct onward_list){ list, rows->n };
	return OK;
}

enum err onward_read(struct ctx *c, struct person_id person, struct onward_list *out)
{
	struct onward_row_list rows;

	onwards_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return open_all(c, person, &rows, out);
}

/* --- writing --- */

static bool sound(const struct onward_new *n)
{
	const struct onward_about *about = onward_about(n->kind);

	for (size_t i = 0; i < about->n; i++)
		if (about->fields[i].choices && n->value[i].n &&
		    !*choice_label(about->fields[i].choices, n->value[i]))
			return false;
	return true;
}

static struct str body_of(struct ctx *c, const struct onward_new *n)
{
	const struct onward_about *about = onward_about(n->kind);
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "kind", str_z(about->name));
	for (size_t i = 0; i < about->n; i++)
		if (n->value[i].n)
			fields_put(&b, about->fields[i].name, n->value[i]);
	fields_put_day(&b, "checked", n->checked);
	when_put(&b, &n->when, c->today);
	return buf_str(&b);
}

/* Codes only; that somebody saves is counted, never how much. */
static enum err count(struct ctx *c, struct person_id person, const struct onward_new *n)
{
	const struct onward_about *about = onward_about(n->kind);
	struct buf b = buf_new(c->arena, 2048);

	fields_put_int(&b, about->name, 1);
	for (size_t i = 0; i < about->n; i++)
		if (about->fields[i].choices && n->value[i].n)
			fields_put(&b, arena_fmt(c->arena, "%s_%s", about->name, about->fields[i].name).p,
			           n->value[i]);
	return episode_count(c, person, about->name, day_known(n->when.day) ? n->when.day : c->today,
	                     &b);
}

/* One question at a time: asking again moves it. */
static enum err due(struct ctx *c, struct person_id person, const struct onward_new *n)
{
	if (n->kind != ONWARD_RETURN && n->kind != ONWARD_AFTER)
		return OK;
	if (n->kind == ONWARD_AFTER || day_known(n->next))
		TRY(task_close(c, person, TASK_RETURN));
	return day_known(n->next) ? task_add(c, person, TASK_RETURN, n->next, NULL, STR("")) : OK;
}

enum err onward_write(struct ctx *c, struct person_id person, struct row_id id,
                      const struct onward_new *n)
{
	struct sealed body;

	if (!sound(n))
		return ERR_INVALID;
	TRY(seal_person(c, person, IN_CASE, SEAL_ONWARD, id, body_of(c, n), &body));
	if (n->replaces)
		onward_replace(c->change, c->house->org, person, *n->replaces);
	onward_insert(c->change, &(struct onward_insert_args){ .org = c->house->org,
	                                                       .person = person,
	                                                       .id = id,
	                                                       .has_replaces = n->replaces != NULL,
	                                                       .replaces = row_or_none(n->replaces),
	                                                       .author = c->actor->id,
	                                                       .hour = clock_hour(c->now),
	                                                       .body = body });
	TRY(count(c, person, n));
	TRY(due(c, person, n));
	return audit_written(c, person, n->replaces);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct onward_row_list *rows = NEW(c->arena, struct onward_row_list);

	onwards_of(c->read, c->house->org, person, rows);
	*state = rows;
}

/* What says most about each kind, in the order in which it is looked for. */
static struct str words_of(struct ctx *c, const struct onward *o)
{
	static const int most[ONWARD_KINDS][2] = { [ONWARD_SAVINGS] = { SAVED_IN, SAVED_OUT },
		                                       [ONWARD_WORK] = { WORK_PLACE, WORK_WHAT },
		                                       [ONWARD_RETURN] = { RETURN_WORDS, RETURN_DECIDED },
		                                       [ONWARD_AFTER] = { AFTER_WORDS, AFTER_HOW } };
	struct str words = NOTHING;

	if (o->closed)
		return NOTHING;
	for (int i = 0; i < 2 && !words.n; i++)
		words = onward_answer(c, o, (size_t)most[o->kind][i]);
	return words.n ? words : STR("");
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	struct onward_list all;

	TRY(open_all(c, person, state, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct onward *o = &all.at[i];
		page_moment(parts,
		            (struct moment){ .day = o->when.day,
		                             .hour = o->hour,
		                             .kind = "onward",
		                             .title = o->closed ? T("A step onward")
		                                                : onward_about(o->kind)->moment,
		                             .words = words_of(c, o),
		                             .who = o->author,
		                             .replaced = !o->current,
		                             .row = o->id,
		                             .correct = o->current && !o->closed ? "onward" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("onward.body", CASE, ONWARD, onward_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/services/savings", .label = T("Savings"), .opens = IN_CASE },
	{ .path = "/services/work",
	  .label = T("Training and work: is the place safe?"),
	  .opens = IN_CASE },
	{ .path = "/services/return", .label = T("Going home"), .opens = IN_CASE },
	{ .path = "/services/after",
	  .label = T("After going home: how is it there?"),
	  .opens = IN_CASE },
};
const struct module onward_module = {
	.name = "onward",
	.routes = &onward_routes,
	.ask = ask,
	.tell = tell,
	.queries = onward_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
