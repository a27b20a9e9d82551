/* What is due for those I walk with, a page at a time, and what colleagues changed lately. */
#include "care/day_inside.h"

/* Rows of one look: more than a page, because what others do is passed over. */
enum { LOOK_AHEAD_DAYS = 7, LOOK_ROWS = 200, LATELY_SECONDS = 7 * 86400 };

static enum err name_of(struct ctx *c, struct person_id id, struct str *name, struct str *code)
{
	struct person p;

	TRY(person_read(c, id, &p));
	*name = p.name;
	*code = p.code;
	return OK;
}

enum err task_name(struct ctx *c, struct task *t)
{
	return name_of(c, t->person, &t->name, &t->code);
}

/* Fills the page; *end is the first row that it did not need. */
static enum err list(struct ctx *c, const struct task_row_list *rows, struct tasks *out,
                     size_t *end)
{
	struct task *tasks = NEW_N(c->arena, struct task, DAY_TASKS_PAGE);
	size_t i;

	for (i = 0; i < rows->n && out->n < DAY_TASKS_PAGE; i++) {
		struct task *t = &tasks[out->n];
		TRY(task_open(c, &rows->at[i], t));
		if (!task_may_do(c, t))
			continue;
		TRY(task_name(c, t));
		out->n++;
	}
	out->at = tasks;
	*end = i;
	return OK;
}

/* Whose role does every kind: the rows themselves are the number, and none of them is opened. What
 * a person keeps from just this colleague is counted with them. */
static enum err count_rows(struct ctx *c, const struct task_row_list *rows, size_t end,
                           struct tasks *out)
{
	struct day until = day_add(c->today, LOOK_AHEAD_DAYS);
	const struct task_count *all;

	out->more = rows->n - end;
	if (rows->n == LOOK_ROWS) {
		tasks_mine_count(c->read, c->house->org, c->actor->id, until, &all);
		TRY(read_now(c->read));
		out->more = (size_t)all->n - out->from - end;
	}
	out->next = out->more ? out->from + end : 0;
	return OK;
}

/* All others: only what they may do is told to them, not even as a number. */
static enum err count_mine(struct ctx *c, const struct task_row_list *rows, size_t end,
                           struct tasks *out)
{
	for (size_t i = end; i < rows->n; i++) {
		struct task t;
		TRY(task_open(c, &rows->at[i], &t));
		if (!task_may_do(c, &t))
			continue;
		if (out->more++ == 0)
			out->next = out->from + i;
	}
	if (rows->n == LOOK_ROWS) {
		out->next = out->more ? out->next : out->from + LOOK_ROWS;
		out->more = 0;
	}
	return OK;
}

enum err day_tasks(struct ctx *c, size_t from, struct tasks *out)
{
	struct day until = day_add(c->today, LOOK_AHEAD_DAYS);
	struct task_row_list rows;
	size_t end;

	*out = (struct tasks){ .from = from };
	tasks_mine(c->read, c->house->org, c->actor->id, c->today, until, LOOK_ROWS, (int64_t)from,
	           &rows);
	TRY(read_now(c->read));
	TRY(list(c, &rows, out, &end));
	return task_role_does_all(c->actor->roles) ? count_rows(c, &rows, end, out)
	                                           : count_mine(c, &rows, end, out);
}

enum err day_changes(struct ctx *c, struct happenings *out)
{
	struct change_row_list rows;
	struct happening *list;

	changes_lately(c->read, c->house->org, c->actor->id,
	               (struct instant){ c->now.s - LATELY_SECONDS }, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct happening, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct change_row *r = &rows.at[i];
		list[i] = (struct happening){ .person = r->person,
			                          .day = clock_day(r->hour, c->house->utc_offset),
			                          .who = r->user_name,
			                          .did = verb_words((enum verb)r->verb) };
		TRY(name_of(c, r->person, &list[i].name, &list[i].code));
	}
	*out = (struct happenings){ list, rows.n };
	return OK;
}
