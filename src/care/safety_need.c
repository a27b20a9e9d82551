/* What is needed within hours: kinds and reading. */
#include "base/fields.h"
#include "care/safety_inside.h"

#include <stdlib.h>

/* Codes are sealed; final. Hours: within which a need of this kind is usually looked after. */
static const struct choice kind_list[] = {
	{ "injury", T("An injury or illness") },
	{ "medicine", T("Medicine") },
	{ "danger", T("Danger is near") },
	{ "child", T("A child with them needs something") },
	{ "shelter", T("A bed tonight") },
	{ "food", T("Food or clothes") },
	{ "phone", T("A phone") },
	{ "interpreter", T("An interpreter") },
	{ "papers", T("Papers") },
	{ "other", T("Something else") },
};
const struct choice_list safety_kinds = { kind_list, sizeof kind_list / sizeof *kind_list };
static const int usual_hours[] = { 1, 4, 1, 4, 4, 12, 24, 4, 72, 24 };

static const struct choice hours_list[] = {
	{ "1", T("within the hour") },  { "4", T("within 4 hours") }, { "12", T("within 12 hours") },
	{ "24", T("within 24 hours") }, { "72", T("within 3 days") },
};
const struct choice_list safety_hours = { hours_list, sizeof hours_list / sizeof *hours_list };

static const struct choice end_list[] = {
	{ "met", T("It was looked after") },
	{ "unwanted", T("It is not wanted any more") },
	{ "unmet", T("It could not be done") },
};
const struct choice_list safety_ends = { end_list, sizeof end_list / sizeof *end_list };

static const char *label_of(const struct choice_list *list, struct str value)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(value, str_z(list->at[i].value)))
			return list->at[i].label;
	return NULL;
}

const char *need_kind_words(struct str kind)
{
	const char *words = label_of(&safety_kinds, kind);

	return words ? words : T("Something else");
}

const char *need_end_words(struct str end)
{
	const char *words = label_of(&safety_ends, end);

	return words ? words : T("It was looked after");
}

int64_t need_hours(struct str kind)
{
	for (size_t i = 0; i < safety_kinds.n; i++)
		if (str_eq(kind, str_z(kind_list[i].value)))
			return usual_hours[i];
	return 0;
}

/* --- reading --- */

struct str need_clock(struct ctx *c, struct instant t)
{
	int64_t s = (t.s + c->house->utc_offset * 60) % 86400;

	return arena_fmt(c->arena, "%02d:%02d", (int)(s / 3600), (int)(s % 3600 / 60));
}

enum err need_open_row(struct ctx *c, struct person_id person, const struct safety_need_row *r,
                       struct safety_need *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_SAFETY, SEAL_SAFETY_NEED, r->id, r->body, &body));
	*out = (struct safety_need){ .id = r->id,
		                         .kind = fields_get(body, "kind"),
		                         .what = fields_get(body, "what"),
		                         .due = { fields_int(body, "due", r->hour.s) },
		                         .who = fields_get(body, "who"),
		                         .open = r->state == NEED_OPEN,
		                         .end = fields_get(body, "end"),
		                         .done = fields_get(body, "done"),
		                         .author = r->user_name,
		                         .closed = body.p == NULL };
	(void)fields_id(body, "who_id", out->who_id.b);
	out->due_day = clock_day(out->due, c->house->utc_offset);
	out->clock = need_clock(c, out->due);
	out->late = out->open && out->due.s < c->now.s;
	out->when = when_get(body, clock_day(r->hour, c->house->utc_offset));
	return OK;
}

enum err need_now(struct ctx *c, struct person_id person, struct row_id id, struct safety_need *out)
{
	const struct safety_need_row *row;

	safety_need_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	while (row && !row->current) {
		safety_need_after(c->read, c->house->org, person, row->id, &row);
		TRY(read_now(c->read));
	}
	return row ? need_open_row(c, person, row, out) : ERR_ABSENT;
}

static int soonest_first(const void *a, const void *b)
{
	const struct safety_need *x = a;
	const struct safety_need *y = b;

	return (x->due.s > y->due.s) - (x->due.s < y->due.s);
}

enum err needs_open(struct ctx *c, struct person_id person, const struct safety_need_row_list *rows,
                    struct safety_needs *out)
{
	struct safety_need *list = NEW_N(c->arena, struct safety_need, rows->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].current && rows->at[i].state == NEED_OPEN)
			TRY(need_open_row(c, person, &rows->at[i], &list[n++]));
	qsort(list, n, sizeof *list, soonest_first);
	*out = (struct safety_needs){ list, n };
	return OK;
}
