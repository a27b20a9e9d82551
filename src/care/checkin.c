#include "care/checkin_inside.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "care/checkin_sql.h"
#include "care/day.h"
#include "care/event.h"
#include "care/milestone.h"

#include <stdlib.h>

enum { BODY_ROOM = 24 * 1024 };

static const struct choice how_list[] = {
	{ "visit", T("In person") },
	{ "phone", T("By phone") },
	{ "message", T("By message") },
};
const struct choice_list checkin_hows = { how_list, sizeof how_list / sizeof *how_list };

static const struct choice level_list[] = {
	{ "1", T("Very hard") },  { "2", T("Hard") }, { "3", T("In between") },
	{ "4", T("Quite well") }, { "5", T("Good") },
};
const struct choice_list checkin_levels = { level_list, sizeof level_list / sizeof *level_list };

const char *checkin_level_words(int level)
{
	return level >= 1 && level <= CHECKIN_LEVELS ? level_list[level - 1].label : "";
}

/* --- reading --- */

static enum err open_row(struct ctx *c, struct person_id person, const struct checkin_row *r,
                         struct checkin *out)
{
	struct str body;
	int64_t level;

	TRY(open_if_may(c, person, IN_CASE, SEAL_CHECK_IN, r->id, r->body, &body));
	level = fields_int(body, "level", 0);
	*out = (struct checkin){ .id = r->id,
		                     .hour = r->hour,
		                     .author = r->user_name,
		                     .current = r->current,
		                     .when = when_get(body, clock_day(r->hour, c->house->utc_offset)),
		                     .how = fields_get(body, "how"),
		                     .words = fields_get(body, "words"),
		                     .helped = fields_get(body, "helped"),
		                     .hard = fields_get(body, "hard") };
	out->level = level >= 1 && level <= CHECKIN_LEVELS ? (int)level : 0;
	return OK;
}

static int newest(const void *a, const void *b)
{
	const struct checkin *x = a;
	const struct checkin *y = b;

	if (x->when.day.n != y->when.day.n)
		return x->when.day.n > y->when.day.n ? -1 : 1;
	return (x->hour.s < y->hour.s) - (x->hour.s > y->hour.s);
}

enum err checkins_read(struct ctx *c, struct person_id person, struct checkin_list *out)
{
	struct checkin_row_list rows;
	struct checkin *list;
	size_t n = 0;

	checkins_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct checkin, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		if (!rows.at[i].current)
			continue;
		TRY(open_row(c, person, &rows.at[i], &list[n]));
		n += list[n].words.p != NULL;
	}
	qsort(list, n, sizeof *list, newest);
	*out = (struct checkin_list){ list, n };
	return OK;
}

enum err checkin_read(struct ctx *c, struct person_id person, struct row_id id, struct checkin *out)
{
	const struct checkin_row *row;

	checkin_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	while (row && !row->current) {
		checkin_after(c->read, c->house->org, person, row->id, &row);
		TRY(read_now(c->read));
	}
	return row ? open_row(c, person, row, out) : ERR_ABSENT;
}

/* --- counting --- */

/* By its week: the day itself stands beside her in the list of what is due. */
void checkin_put_next(struct buf *b, struct day next)
{
	if (day_known(next))
		fields_put_int(b, "checkin_next", day_week(next));
	else
		fields_put(b, "checkin_next", STR(""));
}

/* The whole count anew, of the walk that goes on: what was corrected meanwhile falls right by
 * itself, and no date is told. */
static enum err count(struct ctx *c, struct person_id person, const struct checkin_new *n)
{
	struct buf b = buf_new(c->arena, 512);
	int64_t counts[CHECKIN_LEVELS + 1] = { 0 };
	struct checkin_list all;
	struct episode e;
	enum err err;

	TRY(episode_now(c, person, &e));
	TRY(checkins_read(c, person, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct checkin *k = &all.at[i];
		bool gone = n->replaces && row_id_eq(k->id, *n->replaces);
		counts[k->level] += !gone && k->when.day.n >= e.entry.n;
	}
	counts[n->level]++;
	if (!n->replaces || day_known(n->next))
		checkin_put_next(&b, n->next);
	for (int i = 0; i <= CHECKIN_LEVELS; i++)
		fields_put_int(&b, arena_fmt(c->arena, "checkin_%d", i).p, counts[i]);
	err = inbox_add(c, e.pseudonym, e.number, "checkin", buf_str(&b));
	/* P1: a check-in is written whether or not it can be counted. */
	return err == ERR_ABSENT ? OK : err;
}

/* --- writing --- */

static struct buf body_of(struct ctx *c, const struct checkin_new *n)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	when_put(&b, &n->when, c->today);
	fields_put(&b, "how", n->how);
	fields_put_int(&b, "level", n->level);
	fields_put(&b, "words", n->words);
	fields_put(&b, "helped", n->helped);
	fields_put(&b, "hard", n->hard);
	return b;
}

static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct checkin_new *n)
{
	struct checkin_insert_args row = { .org = c->house->org,
		                               .person = person,
		                               .id = id,
		                               .author = c->actor->id,
		                               .hour = clock_hour(c->now) };
	struct buf body = body_of(c, n);

	TRY(seal_body(c, person, IN_CASE, SEAL_CHECK_IN, id, &body, &row.body));
	if (n->replaces) {
		checkin_replace(c->change, c->house->org, person, *n->replaces);
		row.has_replaces = true;
		row.replaces = *n->replaces;
	}
	checkin_insert(c->change, &row);
	return OK;
}

/* A check-in was what was due; a correction leaves what is planned unless it says another day. */
static enum err plan(struct ctx *c, struct person_id person, const struct checkin_new *n)
{
	if (!n->replaces || day_known(n->next))
		TRY(task_close(c, person, TASK_CHECK_IN));
	if (day_known(n->next))
		TRY(task_add(c, person, TASK_CHECK_IN, n->next, NULL, STR("")));
	return n->worried ? event_harm_sign(c, person, HARM_IN_CHECK_IN) : OK;
}

enum err checkin_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct checkin_new *n)
{
	if (n->level < 0 || n->level > CHECKIN_LEVELS)
		return ERR_INVALID;
	TRY(put_row(c, person, id, n));
	TRY(count(c, person, n));
	TRY(milestones_count(c, person));
	TRY(plan(c, person, n));
	return audit_written(c, person, n->replaces);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct checkin_row_list *rows = NEW(c->arena, struct checkin_row_list);

	checkins_of(c->read, c->house->org, person, rows);
	*state = rows;
}

/* The picture's words, then what was said. */
static struct str told(struct ctx *c, const struct checkin *k)
{
	const char *level = lang_text(c->lang, checkin_level_words(k->level));

	if (!k->words.p || !k->level)
		return k->words;
	if (!k->words.n)
		return str_z(level);
	return arena_fmt(c->arena, "%s. %.*s", level, (int)k->words.n, k->words.p);
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct checkin_row_list *rows = state;
	bool writes = rows->n && can(c, person, MAY_WRITE, IN_CASE);

	for (size_t i = 0; i < rows->n; i++) {
		struct checkin k;
		TRY(open_row(c, person, &rows->at[i], &k));
		page_moment(parts, (struct moment){ .day = k.when.day,
		                                    .hour = k.hour,
		                                    .kind = "checkin",
		                                    .title = T("A check-in"),
		                                    .words = told(c, &k),
		                                    .who = k.author,
		                                    .replaced = !k.current,
		                                    .row = k.id,
		                                    .correct = writes && k.current ? "check-ins" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("checkin.body", CASE, CHECK_IN, checkin_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/check-ins/new", .label = T("A check-in"), .opens = IN_CASE },
};
const struct module checkin_module = {
	.name = "checkin",
	.link = { PLACE_WALK, "/check-ins", T("Check-ins"), IN_CASE },
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
	.routes = &checkin_routes,
	.ask = ask,
	.tell = tell,
	.queries = checkin_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
