#include "care/companion_html.h"
#include "care/companion_inside.h"
#include "care/companion_sql.h"
#include "care/timeline.h"

/* --- who walks along --- */

static const struct choice action_list[] = {
	{ "walk", T("Walks along") },
	{ "stop", T("Stops walking along") },
	{ "keep", T("Keep from this record") },
};
static const struct choice_list actions = { action_list, sizeof action_list / sizeof *action_list };

struct companion_form {
	struct user_id staff;
	struct str action;
};
static const struct field companion_fields[] = {
	FIELD(struct companion_form, staff, ID, REQUIRED, 0),
	CHOICE(struct companion_form, action, CHOICE, REQUIRED, &actions),
};

/* Those who walk come first. */
static void part_kept(const struct companions *all, struct companions_view *view)
{
	size_t n = 0;

	while (n < all->n && !all->at[n].excluded)
		n++;
	view->walking = (struct companions){ all->at, n };
	view->kept = (struct companions){ all->at + n, all->n - n };
}

static enum err companions_show(struct visit *v)
{
	struct companions_view view = { .opens = can(&v->c, v->person, MAY_READ, IN_IDENTITY),
		                            .decides = can(&v->c, v->person, MAY_ASSIGN, IN_IDENTITY) };
	struct companions all;

	view.emergency = !view.opens && can(&v->c, v->person, MAY_BREAK_GLASS, IN_SAFETY);
	view.safety = !view.opens && can(&v->c, v->person, MAY_READ, IN_SAFETY);
	TRY(person_read(&v->c, v->person, &view.person));
	TRY(companions_of(&v->c, v->person, &all));
	part_kept(&all, &view);
	if (view.decides)
		TRY(companions_possible(&v->c, v->person, &view.possible));
	companions_page(visit_page(v), visit_head(v, T("Who walks along"), "/people"), &v->form, &view);
	return OK;
}

static enum err companions_save(struct visit *v)
{
	const struct companion_form *in = v->in;
	enum err e;

	if (str_eq(in->action, STR("walk")))
		e = companion_begin(&v->c, v->person, in->staff);
	else if (str_eq(in->action, STR("stop")))
		e = companion_stop(&v->c, v->person, in->staff);
	else
		e = companion_keep_out(&v->c, v->person, in->staff);
	if (e == ERR_INVALID)
		return visit_problem(v, "staff",
		                     T("Somebody has to walk along: please ask a colleague first."));
	if (e == ERR_ABSENT)
		return visit_problem(v, "staff", T("This colleague is no longer of the team."));
	TRY(e);
	return visit_saved(v, "/people/%s/companions", visit_id(v, v->person.b));
}

/* --- in an emergency --- */

struct emergency_form {
	struct str reason;
};
static const struct field emergency_fields[] = {
	FIELD(struct emergency_form, reason, TEXT, REQUIRED, 300),
};

static enum err emergency_show(struct visit *v)
{
	struct companion_glass_row_list running;
	struct person person;

	companion_glass(v->c.read, v->c.house->org, v->person, v->c.actor->id, v->c.now, &running);
	TRY(person_read(&v->c, v->person, &person));
	TRY(read_now(v->c.read));
	emergency_page(visit_page(v), visit_head(v, T("Open in an emergency"), "/people"), &v->form,
	               &person, running.n ? local_hour(&v->c, running.at->until).p : NULL);
	return OK;
}

static enum err emergency_save(struct visit *v)
{
	const struct emergency_form *in = v->in;

	TRY(companion_emergency(&v->c, v->person, in->reason));
	return visit_go(v, "/people/%s", visit_id(v, v->person.b));
}

/* --- looking at it afterwards --- */

struct review_form {
	struct person_id person;
	struct row_id glass;
};
static const struct field review_fields[] = {
	FIELD(struct review_form, person, ID, REQUIRED, 0),
	FIELD(struct review_form, glass, ID, REQUIRED, 0),
};

static enum err review_show(struct visit *v)
{
	struct glass_lines lines;
	struct glass_seen *seen;
	struct pager pager;

	TRY(glass_to_review(&v->c, &lines));
	pager = visit_pager(v, "/companions/review?", lines.n, GLASS_SHOWN);
	seen = NEW_N(v->c.arena, struct glass_seen, GLASS_SHOWN);
	for (size_t i = 0; i < pager.n; i++) {
		const struct glass_line *g = &lines.at[pager.from + i];
		struct person p;
		TRY(person_read(&v->c, g->person, &p));
		seen[i] = (struct glass_seen){ *g, p.name.n ? p.name : p.code,
			                           clock_day(g->hour, v->c.house->utc_offset),
			                           local_hour(&v->c, g->hour) };
	}
	glass_page(visit_page(v), visit_head(v, T("Opened in an emergency"), "/people"), &v->form,
	           &(struct glass_all){ seen, pager.n, pager });
	return OK;
}

static enum err review_save(struct visit *v)
{
	const struct review_form *in = v->in;

	TRY(companion_reviewed(&v->c, in->person, in->glass));
	return visit_saved(v, "/companions/review");
}

static const struct route routes[] = {
	PAGE("/people/:person/companions", PERSON(SEE_NAME, IDENTITY), companions_show),
	POST("/people/:person/companions", PERSON(ASSIGN, IDENTITY), companions_save,
	     FORM(struct companion_form, companion_fields), companions_show),
	PAGE("/people/:person/emergency", PERSON(BREAK_GLASS, SAFETY), emergency_show),
	POST("/people/:person/emergency", PERSON(BREAK_GLASS, SAFETY), emergency_save,
	     FORM(struct emergency_form, emergency_fields), emergency_show),
	PAGE("/companions/review", ROLES(ROLE_lead), review_show),
	POST("/companions/review", ROLES(ROLE_lead), review_save,
	     FORM(struct review_form, review_fields), review_show),
};
const struct routes companion_routes = { routes, sizeof routes / sizeof *routes };
