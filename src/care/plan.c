#include "base/fields.h"
#include "care/plan_inside.h"
#include "care/plan_sql.h"

#include <stdlib.h>

enum { BODY_ROOM = 64 * 1024 };

/* --- codes: stored and final --- */

static const struct choice goal_list[] = {
	{ "chosen", T("Chosen now") },
	{ "later", T("Later, perhaps") },
	{ "reached", T("Reached") },
	{ "let_go", T("Let go") },
};
static const struct choice option_list[] = {
	{ "offered", T("Offered, not decided yet") },
	{ "chosen", T("Chosen") },
	{ "declined", T("Declined") },
	{ "later", T("Later, perhaps") },
};
static const struct choice step_list[] = {
	{ "open", T("Still to do") },
	{ "done", T("Done") },
	{ "changed", T("No longer needed, or done another way") },
};
static const struct choice agreed_list[] = {
	{ "signature", T("By signature") },
	{ "mark", T("By a mark or thumbprint") },
	{ "word", T("By word") },
	{ "not", T("Not signed") },
};
#define LIST(rows) \
	{ \
		(rows), sizeof(rows) / sizeof *(rows) \
	}
const struct choice_list plan_goal_states = LIST(goal_list);
const struct choice_list plan_option_states = LIST(option_list);
const struct choice_list plan_step_states = LIST(step_list);
const struct choice_list plan_agreed = LIST(agreed_list);
#undef LIST

const struct choice_list *plan_states(enum plan_kind kind)
{
	switch (kind) {
	case PLAN_GOAL:
		return &plan_goal_states;
	case PLAN_OPTION:
		return &plan_option_states;
	case PLAN_STEP:
		return &plan_step_states;
	case PLAN_AGREEMENT:
		return &plan_agreed;
	}
	return &plan_goal_states;
}

const char *plan_label(const struct choice_list *list, struct str code)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(code, str_z(list->at[i].value)))
			return list->at[i].label;
	return "";
}

bool plan_is(const struct plan_entry *e, const char *state)
{
	return str_eq(e->state, str_z(state));
}

/* --- one entry in a sealed value --- */

#define TEXT(member) \
	{ \
#member, offsetof(struct plan_entry, member) \
	}
static const struct {
	const char *name;
	size_t at;
} texts[] = {
	TEXT(from),      TEXT(words),       TEXT(state), TEXT(reason), TEXT(length),
	TEXT(hardships), TEXT(no_promise),  TEXT(who),   TEXT(name),   TEXT(shorter),
	TEXT(language),  TEXT(interpreter), TEXT(paper),
};
#undef TEXT

struct str plan_body(struct ctx *c, const struct plan_entry *e)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put_int(&b, "kind", e->kind);
	fields_put_id(&b, "root", e->root.b);
	fields_put_id(&b, "goal", e->goal.b);
	fields_put_id(&b, "source", e->source.b);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		fields_put(&b, texts[i].name,
		           *(const struct str *)(const void *)((const char *)e + texts[i].at));
	fields_put_int(&b, "domain", e->domain);
	fields_put_int(&b, "day", e->day.n);
	fields_put_int(&b, "due", e->due.n);
	fields_put_int(&b, "ended", e->ended.n);
	return buf_str(&b);
}

static void entry_of(const struct plan_row *r, struct str body, struct plan_entry *e)
{
	*e = (struct plan_entry){
		.id = r->id, .author = r->user_name, .hour = r->hour, .current = r->current
	};
	e->kind = (enum plan_kind)fields_int(body, "kind", 0);
	(void)fields_id(body, "root", e->root.b);
	(void)fields_id(body, "goal", e->goal.b);
	(void)fields_id(body, "source", e->source.b);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*(struct str *)(void *)((char *)e + texts[i].at) = fields_get(body, texts[i].name);
	e->domain = fields_int(body, "domain", -1);
	e->day = fields_day(body, "day", NO_DAY);
	e->due = fields_day(body, "due", NO_DAY);
	e->ended = fields_day(body, "ended", NO_DAY);
}

/* --- reading --- */

/* As they were said; steps of one day by when they are due, those without a day last. */
static int by_day(const void *a, const void *b)
{
	const struct plan_entry *x = a;
	const struct plan_entry *y = b;
	int32_t due_x = day_known(x->due) ? x->due.n : INT32_MAX;
	int32_t due_y = day_known(y->due) ? y->due.n : INT32_MAX;
	int order = memcmp(x->root.b, y->root.b, ID_BYTES);

	if (x->day.n != y->day.n)
		return x->day.n < y->day.n ? -1 : 1;
	if (due_x != due_y)
		return due_x < due_y ? -1 : 1;
	return order ? order : memcmp(x->id.b, y->id.b, ID_BYTES);
}

enum err plan_open(struct ctx *c, struct person_id person, const struct plan_row_list *rows,
                   struct plan *out)
{
	struct plan_entry *list = NEW_N(c->arena, struct plan_entry, rows->n + 1);
	size_t n = 0;

	*out = (struct plan){ list, 0, !can(c, person, MAY_READ, IN_CASE) };
	for (size_t i = 0; i < rows->n && !out->closed; i++) {
		struct str body;
		TRY(open_if_may(c, person, IN_CASE, SEAL_PLAN, rows->at[i].id, rows->at[i].body, &body));
		if (body.p)
			entry_of(&rows->at[i], body, &list[n++]);
	}
	qsort(list, n, sizeof *list, by_day);
	out->n = n;
	return OK;
}

enum err plan_read(struct ctx *c, struct person_id person, struct plan *out)
{
	struct plan_row_list rows;

	plan_all(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return plan_open(c, person, &rows, out);
}

const struct plan_entry *plan_row_of(const struct plan *plan, struct row_id id)
{
	for (size_t i = 0; i < plan->n; i++)
		if (row_id_eq(plan->at[i].id, id))
			return &plan->at[i];
	return NULL;
}

const struct plan_entry *plan_find(const struct plan *plan, struct row_id row)
{
	const struct plan_entry *any = plan_row_of(plan, row);
	struct row_id root = any ? any->root : row;

	for (size_t i = 0; i < plan->n; i++)
		if (plan->at[i].current && row_id_eq(plan->at[i].root, root))
			return &plan->at[i];
	return NULL;
}
