#include "care/safety_html.h"
#include "care/safety_inside.h"

enum err safety_person(struct visit *v, struct person *out)
{
	TRY(person_read(&v->c, v->person, out));
	if (!out->name.p || !out->name.n)
		out->name = out->code;
	return OK;
}

/* --- everything --- */

static enum err safety_show(struct visit *v)
{
	const char *here = visit_path(v, "/people/%s/safety?", visit_id(v, v->person.b));
	struct safety_view w = { .today = v->c.today };
	struct safety_needs needs;

	TRY(safety_person(v, &w.person));
	TRY(safety_night_read(&v->c, v->person, &w.plan, &needs));
	w.pager = visit_pager(v, here, needs.n, SAFETY_NEEDS);
	w.needs = (struct safety_needs){ needs.at + w.pager.from, w.pager.n };
	TRY(digital_read(&v->c, v->person, &w.phone));
	TRY(safety_before_read(v, &w));
	w.may_write = can(&v->c, v->person, MAY_WRITE, IN_SAFETY);
	w.wider = !can(&v->c, v->person, MAY_READ, IN_IDENTITY) &&
	          can(&v->c, v->person, MAY_BREAK_GLASS, IN_SAFETY);
	safety_page(visit_page(v), visit_head(v, T("Safety"), "/people"), &w);
	return OK;
}

/* --- a need --- */

struct need_form {
	struct str kind, what, hours;
	struct user_id who;
};
static const struct field need_fields[] = {
	CHOICE(struct need_form, kind, CHOICE, OPTIONAL, &safety_kinds),
	FIELD(struct need_form, what, TEXT, OPTIONAL, 500),
	CHOICE(struct need_form, hours, CHOICE, OPTIONAL, &safety_hours),
	FIELD(struct need_form, who, ID, OPTIONAL, 0),
};

static enum err need_form_show(struct visit *v, const struct safety_need *now, const char *action)
{
	struct need_view w = { .action = action,
		                   .self = v->c.actor->id,
		                   .now = now,
		                   .today = v->c.today,
		                   .conflict = v->conflict };

	TRY(safety_person(v, &w.person));
	TRY(companions_of(&v->c, v->person, &w.who));
	need_page(
		visit_page(v),
		visit_head(v, now ? T("Correct what is needed") : T("What is needed now?"), "/people"),
		&v->form, &w);
	return OK;
}

static enum err need_new(struct visit *v)
{
	return need_form_show(v, NULL,
	                      visit_path(v, "/people/%s/safety/needs/new", visit_id(v, v->person.b)));
}

static enum err need_keep(struct visit *v, const struct row_id *replaces)
{
	const struct need_form *in = v->in;
	struct safety_need_new n = {
		.kind = in->kind, .what = in->what, .who = in->who, .replaces = replaces
	};
	enum err e;

	if (!in->kind.n && !in->what.n)
		return visit_problem(v, "kind", T("Please choose what is needed, or write it."));
	(void)str_int(in->hours, &n.hours);
	e = safety_need_write(&v->c, v->person, v->token, &n);
	if (e == ERR_INVALID)
		return visit_problem(v, "who", T("This colleague is no longer here."));
	TRY(e);
	return visit_saved(v, "/people/%s/safety", visit_id(v, v->person.b));
}

static enum err need_create(struct visit *v)
{
	return need_keep(v, NULL);
}

/* Of the path; as it stands now. */
static enum err need_of(struct visit *v, struct safety_need *out)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(need_now(&v->c, v->person, row, out));
	return out->closed ? ERR_DENIED : OK;
}

/* What was looked after meanwhile is shown as it is, without a form. */
static enum err need_correct(struct visit *v)
{
	static const struct user_id nobody;
	struct safety_need now;

	TRY(need_of(v, &now));
	visit_fill(v, "kind", now.kind);
	visit_fill(v, "what", now.what);
	if (!user_id_eq(now.who_id, nobody))
		visit_fill(v, "who", str_z(visit_id(v, now.who_id.b)));
	return need_form_show(v, &now,
	                      visit_path(v, "/people/%s/safety/needs/%s", visit_id(v, v->person.b),
	                                 visit_id(v, now.id.b)));
}

static enum err need_save(struct visit *v)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	return need_keep(v, &row);
}

struct done_form {
	struct str end, done;
	struct when when;
};
static const struct field done_fields[] = {
	CHOICE(struct done_form, end, CHOICE, OPTIONAL, &safety_ends),
	FIELD(struct done_form, done, LONG, REQUIRED, 4000),
	FIELDS_WHEN(struct done_form, when),
};

static enum err done_show(struct visit *v)
{
	struct need_view w = { .today = v->c.today, .conflict = v->conflict };
	struct safety_need now;

	TRY(need_of(v, &now));
	TRY(safety_person(v, &w.person));
	w.now = &now;
	w.action = visit_path(v, "/people/%s/safety/needs/%s/done", visit_id(v, v->person.b),
	                      visit_id(v, now.id.b));
	need_done_page(visit_page(v), visit_head(v, T("What was done"), "/people"), &v->form, &w);
	return OK;
}

static enum err done_save(struct visit *v)
{
	const struct done_form *in = v->in;
	struct row_id row;

	TRY(when_check(v, &in->when));
	TRY(visit_row(v, "row", &row));
	TRY(safety_need_done(&v->c, v->person, v->token, row, in->end, in->done, &in->when));
	return visit_saved(v, "/people/%s/safety", visit_id(v, v->person.b));
}

/* --- forms of the other pages --- */

static const struct field plan_fields[] = {
	{ .name = "signs",
	  .kind = FIELD_LONG,
	  .max = 4000,
	  .at = offsetof(struct plan_form, part[PART_SIGNS]) },
	{ .name = "helps",
	  .kind = FIELD_LONG,
	  .max = 4000,
	  .at = offsetof(struct plan_form, part[PART_HELPS]) },
	{ .name = "places",
	  .kind = FIELD_LONG,
	  .max = 4000,
	  .at = offsetof(struct plan_form, part[PART_PLACES]) },
	{ .name = "leave",
	  .kind = FIELD_LONG,
	  .max = 4000,
	  .at = offsetof(struct plan_form, part[PART_LEAVE]) },
	{ .name = "code",
	  .kind = FIELD_TEXT,
	  .max = 200,
	  .at = offsetof(struct plan_form, part[PART_CODE]) },
	{ .name = "staff",
	  .kind = FIELD_LONG,
	  .max = 4000,
	  .at = offsetof(struct plan_form, part[PART_STAFF]) },
	{ .name = "barred",
	  .kind = FIELD_LONG,
	  .max = 4000,
	  .at = offsetof(struct plan_form, part[PART_BARRED]) },
	{ .name = "medicines",
	  .kind = FIELD_LONG,
	  .max = 4000,
	  .at = offsetof(struct plan_form, part[PART_MEDICINES]) },
	{ .name = "night",
	  .kind = FIELD_LONG,
	  .max = 4000,
	  .at = offsetof(struct plan_form, part[PART_NIGHT]) },
	CHOICE(struct plan_form, how, CHOICE, OPTIONAL, &safety_plan_hows),
	FIELD(struct plan_form, review, DAY, OPTIONAL, 0),
	FIELD(struct plan_form, before, ID, OPTIONAL, 0),
	FIELDS_WHEN(struct plan_form, when),
};

static const struct field paper_fields[] = {
	CHOICE(struct paper_form, carry, CHOICE, REQUIRED, &paper_carries),
	CHOICE(struct paper_form, parts, FLAGS, OPTIONAL, &paper_parts),
	FIELD(struct paper_form, in, TEXT, OPTIONAL, 8),
};

#define SAFETY "/people/:person/safety"

static const struct route routes[] = {
	PAGE(SAFETY, PERSON(READ, SAFETY), safety_show),
	PAGE(SAFETY "/needs/new", PERSON(WRITE, SAFETY), need_new),
	POST(SAFETY "/needs/new", PERSON(WRITE, SAFETY), need_create,
	     FORM(struct need_form, need_fields), need_new),
	PAGE(SAFETY "/needs/:row", PERSON(WRITE, SAFETY), need_correct),
	POST(SAFETY "/needs/:row", PERSON(WRITE, SAFETY), need_save,
	     FORM(struct need_form, need_fields), need_correct),
	PAGE(SAFETY "/needs/:row/done", PERSON(WRITE, SAFETY), done_show),
	POST(SAFETY "/needs/:row/done", PERSON(WRITE, SAFETY), done_save,
	     FORM(struct done_form, done_fields), done_show),
	PAGE(SAFETY "/plan", PERSON(WRITE, SAFETY), safety_plan_show),
	POST(SAFETY "/plan", PERSON(WRITE, SAFETY), safety_plan_save,
	     FORM(struct plan_form, plan_fields), safety_plan_show),
	PAGE(SAFETY "/plans/:row", PERSON(READ, SAFETY), safety_plan_before_show),
	PAGE(SAFETY "/print", PERSON(READ, SAFETY), paper_ask),
	POST(SAFETY "/print", PERSON(READ, SAFETY), paper_choose, FORM(struct paper_form, paper_fields),
	     paper_ask),
	PAGE("/people/:person/sheet", PERSON(READ, SAFETY), paper_show),
};
const struct routes safety_routes = { routes, sizeof routes / sizeof *routes };
