/* Calls: somebody is needed within hours, and says afterwards what was done. */
#include "base/fields.h"
#include "care/day_inside.h"

#include <stdlib.h>

static enum err add_call(struct ctx *c, struct person_id person, enum task_kind kind,
                         struct instant by, struct str words)
{
	struct buf body = buf_new(c->arena, TASK_ROOM);
	struct row_id id = row_id_fresh(c->now);
	struct sealed sealed;

	fields_put_int(&body, "kind", kind);
	fields_put(&body, "words", words);
	fields_put_int(&body, "by", by.s);
	TRY(task_seal(c, person, id, buf_str(&body), &sealed));
	call_insert(c->change, c->house->org, person, id, c->today, sealed);
	return OK;
}

/* Those of a kind that are open; list has room for all rows. */
static enum err open_calls(struct ctx *c, struct person_id person, enum task_kind kind,
                           struct tasks *out)
{
	struct task_row_list rows;
	struct task *list;
	size_t n = 0;

	tasks_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct task, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		TRY(task_open(c, &rows.at[i], &list[n]));
		n += list[n].call && list[n].open && list[n].kind == kind;
	}
	*out = (struct tasks){ .at = list, .n = n };
	return OK;
}

enum err task_call(struct ctx *c, struct person_id person, enum task_kind kind, struct instant by,
                   struct str words)
{
	struct tasks open;

	TRY(open_calls(c, person, kind, &open));
	return open.n ? OK : add_call(c, person, kind, by, words);
}

enum err task_called(struct ctx *c, struct person_id person, enum task_kind kind,
                     struct task_call *out)
{
	struct tasks open;

	*out = (struct task_call){ .open = false };
	TRY(open_calls(c, person, kind, &open));
	for (size_t i = 0; i < open.n; i++)
		if (!out->open || open.at[i].by.s < out->by.s)
			*out = (struct task_call){ open.at[i].id, open.at[i].by, open.at[i].words, true };
	return OK;
}

enum err task_answer(struct ctx *c, struct person_id person, enum task_kind kind,
                     struct row_id shown, struct instant again)
{
	struct tasks open;

	TRY(open_calls(c, person, kind, &open));
	call_expect(c->change, c->house->org, person, shown);
	for (size_t i = 0; i < open.n; i++)
		call_done(c->change, c->house->org, person, open.at[i].id);
	if (again.s == 0)
		return OK;
	return add_call(c, person, kind, again, open.n ? open.at[0].words : STR(""));
}

/* --- my day --- */

struct call_list {
	struct task *at;
	size_t n;
	size_t room;
};

/* A lead is told when nobody answered in time; whoever is on call at once. */
static bool shows(const struct ctx *c, const struct task *t)
{
	return t->open && (actor_is(c->actor, ROLE_shelter) || t->by.s < c->now.s);
}

static enum err take(struct ctx *c, const struct task_row_list *rows, bool mine,
                     struct call_list *to)
{
	for (size_t i = 0; i < rows->n && to->n < to->room; i++) {
		struct task *t = &to->at[to->n];
		TRY(task_open(c, &rows->at[i], t));
		if (!(mine ? t->open : shows(c, t)))
			continue;
		TRY(task_name(c, t));
		t->overdue = t->by.s < c->now.s;
		to->n++;
	}
	return OK;
}

static int soonest(const void *a, const void *b)
{
	const struct task *x = a;
	const struct task *y = b;

	return (x->by.s > y->by.s) - (x->by.s < y->by.s);
}

enum err day_calls(struct ctx *c, struct tasks *out)
{
	const struct actor *a = c->actor;
	size_t nteams = actor_is(a, ROLE_shelter | ROLE_lead) ? a->nteams : 0;
	struct task_row_list *teams = NEW_N(c->arena, struct task_row_list, nteams + 1);
	struct task_row_list mine;
	struct call_list list = { .room = 0 };

	calls_mine(c->read, c->house->org, a->id, &mine);
	for (size_t i = 0; i < nteams; i++)
		calls_of_team(c->read, c->house->org, a->teams[i], a->id, &teams[i]);
	TRY(read_now(c->read));
	list.room = mine.n;
	for (size_t i = 0; i < nteams; i++)
		list.room += teams[i].n;
	list.at = NEW_N(c->arena, struct task, list.room + 1);
	TRY(take(c, &mine, true, &list));
	for (size_t i = 0; i < nteams; i++)
		TRY(take(c, &teams[i], false, &list));
	qsort(list.at, list.n, sizeof *list.at, soonest);
	*out = (struct tasks){ .at = list.at, .n = list.n };
	return OK;
}

enum err calls_due(struct ctx *c, struct task_lines *out)
{
	struct task_line *lines;
	struct tasks all;

	TRY(day_calls(c, &all));
	lines = NEW_N(c->arena, struct task_line, all.n + 1);
	for (size_t i = 0; i < all.n; i++) {
		const struct task *t = &all.at[i];
		lines[i] =
			(struct task_line){ t->person, t->id, t->due, t->title, t->words, t->where, t->button };
	}
	*out = (struct task_lines){ lines, all.n };
	return OK;
}
