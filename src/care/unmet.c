#include "care/unmet.h"

#include "base/fields.h"
#include "care/unmet_inside.h"
#include "care/unmet_sql.h"

#include <stdlib.h>

#define NOTHING ((struct str){ NULL, 0 })

enum { BODY_ROOM = 16 * 1024 };

static enum err open_row(struct ctx *c, struct person_id person, const struct unmet_row *r,
                         struct unmet *out, struct row_id *total)
{
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_UNMET, r->id, r->body, &body));
	*out = (struct unmet){ .id = r->id,
		                   .hour = r->hour,
		                   .author = r->user_name,
		                   .replaces = r->replaces,
		                   .current = r->current,
		                   .closed = !body.p,
		                   .asked = fields_get(body, "asked"),
		                   .why = fields_get(body, "why"),
		                   .which = fields_get(body, "which"),
		                   .words = fields_get(body, "words"),
		                   .pointed = fields_get(body, "pointed") };
	out->when = when_get(body, clock_day(r->hour, c->house->utc_offset));
	if (!fields_id(body, "total", total->b))
		id_random(total->b);
	return OK;
}

static int newest_first(const void *a, const void *b)
{
	const struct unmet *x = a;
	const struct unmet *y = b;

	return (x->when.day.n < y->when.day.n) - (x->when.day.n > y->when.day.n);
}

/* total: the team's row that was counted from the one of this id, or a fresh one. */
static enum err open_all(struct ctx *c, struct person_id person, const struct unmet_row_list *rows,
                         const struct row_id *of, struct unmet_list *out, struct row_id *total)
{
	struct unmet *list = NEW_N(c->arena, struct unmet, rows->n + 1);

	id_random(total->b);
	for (size_t i = 0; i < rows->n; i++) {
		struct row_id counted;
		TRY(open_row(c, person, &rows->at[i], &list[i], &counted));
		if (of && row_id_eq(*of, list[i].id))
			*total = counted;
	}
	qsort(list, rows->n, sizeof *list, newest_first);
	*out = (struct unmet_list){ list, rows->n };
	return OK;
}

static enum err read_all(struct ctx *c, struct person_id person, const struct row_id *of,
                         struct unmet_list *out, struct row_id *total)
{
	struct unmet_row_list rows;

	unmets_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return open_all(c, person, &rows, of, out, total);
}

enum err unmet_read(struct ctx *c, struct person_id person, struct unmet_list *out)
{
	struct row_id total;

	return read_all(c, person, NULL, out, &total);
}

static struct str body_of(struct ctx *c, const struct unmet_new *n, struct row_id total)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "asked", n->asked);
	fields_put(&b, "why", n->why);
	fields_put(&b, "which", n->which);
	fields_put(&b, "words", n->words);
	fields_put(&b, "pointed", n->pointed);
	fields_put_id(&b, "total", total.b);
	when_put(&b, &n->when, c->today);
	return buf_str(&b);
}

static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct unmet_new *n, struct row_id total)
{
	struct sealed body;

	TRY(seal_person(c, person, IN_CASE, SEAL_UNMET, id, body_of(c, n, total), &body));
	if (n->replaces)
		unmet_replace(c->change, c->house->org, person, *n->replaces);
	unmet_insert(c->change, &(struct unmet_insert_args){ .org = c->house->org,
	                                                     .person = person,
	                                                     .id = id,
	                                                     .has_replaces = n->replaces != NULL,
	                                                     .replaces = row_or_none(n->replaces),
	                                                     .author = c->actor->id,
	                                                     .hour = clock_hour(c->now),
	                                                     .body = body });
	return OK;
}

/* How often for each reason, all that stand: later records replace earlier ones. */
static enum err count(struct ctx *c, struct person_id person, const struct unmet_list *all,
                      const struct unmet_new *n)
{
	struct buf b = buf_new(c->arena, 1024);

	for (size_t w = 0; w < unmet_whys.n; w++) {
		struct str why = str_z(unmet_whys.at[w].value);
		int64_t times = str_eq(n->why, why);
		for (size_t i = 0; i < all->n; i++)
			times += all->at[i].current && str_eq(all->at[i].why, why) &&
			         !(n->replaces && row_id_eq(all->at[i].id, *n->replaces));
		if (times)
			fields_put_int(&b, arena_fmt(c->arena, "unmet_%s", unmet_whys.at[w].value).p, times);
	}
	return episode_count(c, person, "unmet", n->when.day, &b);
}

enum err unmet_write(struct ctx *c, struct person_id person, struct row_id id,
                     const struct unmet_new *n)
{
	const struct relation *r;
	struct unmet_new full;
	struct unmet_list all;
	struct row_id total;

	TRY(unmet_checked(c, n, &full));
	TRY(relation_of(c, person, &r));
	TRY(read_all(c, person, n->replaces, &all, &total));
	TRY(put_row(c, person, id, &full, total));
	TRY(unmet_count_team(c, r->team, total, &full));
	TRY(count(c, person, &all, &full));
	return audit_written(c, person, n->replaces);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct unmet_row_list *rows = NEW(c->arena, struct unmet_row_list);

	unmets_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	struct unmet_list all;
	struct row_id total;

	TRY(open_all(c, person, state, NULL, &all, &total));
	for (size_t i = 0; i < all.n; i++) {
		const struct unmet *u = &all.at[i];
		const char *why = lang_text(c->lang, choice_label(&unmet_whys, u->why));
		page_moment(parts, (struct moment){ .day = u->when.day,
		                                    .hour = u->hour,
		                                    .kind = "unmet",
		                                    .title = T("Something was not possible"),
		                                    .words = u->closed    ? NOTHING
		                                             : u->words.n ? u->words
		                                                          : str_z(why),
		                                    .who = u->author,
		                                    .replaced = !u->current,
		                                    .row = u->id,
		                                    .correct = u->current && !u->closed ? "unmet" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("unmet.body", CASE, UNMET, unmet_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/services/unmet", .label = T("What was not possible"), .opens = IN_CASE },
};
const struct module unmet_module = {
	.name = "unmet",
	.routes = &unmet_routes,
	.ask = ask,
	.tell = tell,
	.queries = unmet_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
