/* The safety plan: made together, in their words, looked at again. */
#include "base/fields.h"
#include "care/day.h"
#include "care/safety_inside.h"

/* Names are sealed; final. */
const struct plan_part plan_parts[SAFETY_PARTS] = {
	[PART_SIGNS] = { "signs", T("How it shows that something is not safe"),
	                 T("What this person notices first: outside, or inside."),
	                 T("So that everybody here notices early and nobody has to explain it in the "
	                   "moment. Those who walk along and the night colleagues see it."),
	                 T("What I notice first") },
	[PART_HELPS] = { "helps", T("What helps"), T("Alone, and with somebody there."),
	                 T("So that we do what does good, and not what we think does good."),
	                 T("What does me good") },
	[PART_PLACES] = { "places", T("Safe people and places"),
	                  T("Whom to go to or call, and where it is all right to be."),
	                  T("So that there is a way out that this person chose. Nobody named here is "
	                    "called without asking."),
	                  T("People and places I like") },
	[PART_LEAVE] = { "leave", T("How to leave"),
	                 T("Which way, with whom, what to take along, who keeps a copy of the papers."),
	                 T("So that leaving is thought of before it is needed."), NULL },
	[PART_CODE] = { "code", T("The code word"),
	                T("A word that means: please help me now, without asking here."),
	                T("So that help can be asked for in front of others. The night card shows it "
	                  "to those on duty."),
	                NULL },
	[PART_STAFF] = { "staff", T("What we do"), T("What was promised, and by whom."),
	                 T("So that a promise holds also when another colleague is here."), NULL },
	[PART_BARRED] = { "barred", T("Who may not be let in"),
	                  T("How the person may be recognised, and what to say at the door."),
	                  T("So that whoever opens the door knows. We say to nobody at the door or on "
	                    "the phone that this person is here."),
	                  NULL },
	[PART_MEDICINES] = { "medicines", T("Allergies and medicines"),
	                     T("What, how much, when; what must never be given; where it is kept."),
	                     T("So that a doctor or a night colleague does no harm. Only what a night "
	                       "needs: not the story of an illness."),
	                     T("Allergies and medicines") },
	[PART_NIGHT] = { "night", T("What to do at night"),
	                 T("For instance: light on, do not knock twice, tea, call K."),
	                 T("So that a bad night is met by somebody who knows what helps."),
	                 T("Evenings and nights") },
};

static const struct choice how_list[] = {
	{ "together", T("Made together") },
	{ "interpreter", T("Together, with an interpreter") },
	{ "caregiver", T("With a child and a caregiver the child trusts") },
	{ "ours", T("By us, until it can be made together") },
};
const struct choice_list safety_plan_hows = { how_list, sizeof how_list / sizeof *how_list };

/* --- reading --- */

enum err safety_plan_open_row(struct ctx *c, struct person_id person,
                              const struct safety_plan_row *r, struct safety_plan *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_SAFETY, SEAL_SAFETY_PLAN, r->id, r->body, &body));
	*out = (struct safety_plan){ .id = r->id,
		                         .held = true,
		                         .closed = body.p == NULL,
		                         .current = r->current,
		                         .how = fields_get(body, "how"),
		                         .when = when_get(body, clock_day(r->hour, c->house->utc_offset)),
		                         .author = r->user_name };
	out->review = fields_day(body, "review", NO_DAY);
	for (int i = 0; i < SAFETY_PARTS; i++)
		out->part[i] = fields_get(body, plan_parts[i].name);
	return OK;
}

enum err safety_plan_read(struct ctx *c, struct person_id person, struct safety_plan *out)
{
	const struct safety_plan_row *row;

	*out = (struct safety_plan){ .review = NO_DAY };
	safety_plan_now(c->read, c->house->org, person, &row);
	TRY(read_now(c->read));
	return row ? safety_plan_open_row(c, person, row, out) : OK;
}

enum err safety_plan_read_row(struct ctx *c, struct person_id person, struct row_id id,
                              struct safety_plan *out)
{
	const struct safety_plan_row *row;

	safety_plan_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	return row ? safety_plan_open_row(c, person, row, out) : ERR_ABSENT;
}

enum err safety_night_read(struct ctx *c, struct person_id person, struct safety_plan *plan,
                           struct safety_needs *needs)
{
	const struct safety_plan_row *row;
	struct safety_need_row_list rows;

	*plan = (struct safety_plan){ .review = NO_DAY };
	safety_plan_now(c->read, c->house->org, person, &row);
	safety_needs_open(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	if (row)
		TRY(safety_plan_open_row(c, person, row, plan));
	return needs_open(c, person, &rows, needs);
}

/* --- writing --- */

static struct buf body_of(struct ctx *c, const struct safety_plan *p, struct day review)
{
	struct buf b = buf_new(c->arena, SAFETY_ROOM);

	for (int i = 0; i < SAFETY_PARTS; i++)
		if (p->part[i].n)
			fields_put(&b, plan_parts[i].name, p->part[i]);
	fields_put(&b, "how", p->how);
	fields_put_int(&b, "review", review.n);
	when_put(&b, &p->when, c->today);
	return b;
}

enum err safety_plan_write(struct ctx *c, struct person_id person, struct row_id id,
                           const struct safety_plan *p, const struct row_id *before)
{
	struct day review = day_known(p->review) ? p->review : day_add(c->today, REVIEW_DAYS);
	struct buf body = body_of(c, p, review);
	struct safety_plan_insert_args row = { .org = c->house->org,
		                                   .person = person,
		                                   .id = id,
		                                   .author = c->actor->id,
		                                   .hour = clock_hour(c->now) };

	TRY(seal_body(c, person, IN_SAFETY, SEAL_SAFETY_PLAN, id, &body, &row.body));
	row.replaces = row_replaced(person, before);
	if (before) {
		safety_plan_replace(c->change, c->house->org, person, *before);
		TRY(task_close_about(c, person, *before, TASK_SAFETY_PLAN));
	}
	safety_plan_insert(c->change, &row);
	TRY(task_add_about(c, person, id, TASK_SAFETY_PLAN, review, NULL, STR("")));
	return audit_written(c, person, before);
}
