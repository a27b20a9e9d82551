/* The four forms of the plan: a goal, a way that is offered, a step, an agreement. */
#include "care/plan_html.h"
#include "care/plan_inside.h"
#include "care/welcome.h"

static const struct {
	const char *begin; /* title of a new one */
	const char *change;
	const char *path;
	const char *save; /* on the button */
	enum err (*write)(struct ctx *c, struct person_id person, struct row_id id,
	                  const struct plan_new *n);
} kinds[] = {
	[PLAN_GOAL] = { T("A goal"), T("A goal: how it stands"), "goals", T("Save the goal"),
	                plan_goal_write },
	[PLAN_OPTION] = { T("Offer a way"), T("A way, and what was decided"), "options",
	                  T("Save the way"), plan_option_write },
	[PLAN_STEP] = { T("A step"), T("A step: how it stands"), "steps", T("Save the plan step"),
	                plan_step_write },
	[PLAN_AGREEMENT] = { T("Agree on the plan"), T("Correct what was agreed"), "agreements",
	                     T("Save what was agreed"), plan_agree },
};

/* --- showing --- */

static enum err show(struct visit *v, struct plan_form_view *view)
{
	const struct plan_form *in = v->in;

	TRY(plan_person(v, &view->person));
	TRY(welcome_languages(&v->c, &view->languages));
	if (v->again && !v->conflict)
		view->before = in->before;
	view->save = kinds[view->kind].save;
	plan_form_page(visit_page(v),
	               visit_head(v, view->changes ? kinds[view->kind].change : kinds[view->kind].begin,
	                          "/people"),
	               &v->form, view);
	return OK;
}

static void fill(struct visit *v, const struct plan_entry *e)
{
	visit_fill(v, "words", e->words);
	visit_fill(v, "state", e->state);
	visit_fill(v, "reason", e->reason);
	visit_fill(v, "length", e->length);
	visit_fill(v, "hardships", e->hardships);
	visit_fill(v, "no_promise", e->no_promise);
	visit_fill(v, "who", e->who);
	visit_fill(v, "name", e->name);
	visit_fill(v, "shorter", e->shorter);
	visit_fill(v, "language", e->language);
	visit_fill(v, "interpreter", e->interpreter);
	visit_fill(v, "paper", e->paper);
	visit_fill(v, "day", html_of_day(&v->html, e->day));
	visit_fill(v, "due", html_of_day(&v->html, e->due));
	if (e->domain >= 0)
		visit_fill(v, "domain", arena_fmt(v->c.arena, "%d", (int)e->domain));
}

/* The goal that an option or a step belongs to, and the quote of a goal. */
static enum err around(struct visit *v, const struct plan *plan, const struct plan_entry *e,
                       struct plan_form_view *view)
{
	const struct plan_entry *goal = plan_find(plan, e->goal);
	struct day said;

	if (goal)
		view->goal = *goal;
	return plan_quote(&v->c, v->person, e->from, e->source, &view->quote, &said);
}

/* The entry of the address, as it stands. */
static enum err entry_of(struct visit *v, enum plan_kind kind, struct plan *plan,
                         const struct plan_entry **out)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(plan_read(&v->c, v->person, plan));
	*out = plan_find(plan, row);
	return *out && (*out)->kind == kind ? OK : ERR_ABSENT;
}

/* What stands is filled in; when somebody was faster, it stands beside what was typed. */
static enum err change(struct visit *v, enum plan_kind kind)
{
	struct plan_form_view view = { .kind = kind, .changes = true };
	const struct plan_entry *e;
	struct plan plan;

	TRY(entry_of(v, kind, &plan, &e));
	TRY(around(v, &plan, e, &view));
	fill(v, e);
	view.before = e->id;
	view.now = v->conflict ? e : NULL;
	view.action = visit_path(v, "/people/%s/plan/%s/%s", visit_id(v, v->person.b), kinds[kind].path,
	                         visit_id(v, e->root.b));
	return show(v, &view);
}

enum err plan_goal_change(struct visit *v)
{
	return change(v, PLAN_GOAL);
}

enum err plan_option_change(struct visit *v)
{
	return change(v, PLAN_OPTION);
}

enum err plan_step_change(struct visit *v)
{
	return change(v, PLAN_STEP);
}

enum err plan_agree_change(struct visit *v)
{
	return change(v, PLAN_AGREEMENT);
}

/* --- new ones --- */

/* Out of what worries or is hoped for, it points at the words as they stand now. */
enum err plan_goal_new(struct visit *v)
{
	struct plan_form_view view = { .kind = PLAN_GOAL };
	struct str from = visit_query(v, "from");
	struct words words;
	struct day said;

	TRY(words_read(&v->c, v->person, &words));
	visit_fill(v, "from", from);
	visit_fill(v, "domain", visit_query(v, "domain"));
	visit_fill(v, "state", STR("chosen"));
	if (str_eq(from, STR("concern")) || str_eq(from, STR("wish")))
		visit_fill(v, "source", str_z(visit_id(v, words.id.b)));
	if (form_value(&v->form, "source").n)
		TRY(plan_quote(&v->c, v->person, form_value(&v->form, "from"), words.id, &view.quote,
		               &said));
	view.action = visit_path(v, "/people/%s/plan/goals/new", visit_id(v, v->person.b));
	return show(v, &view);
}

static enum err under_goal(struct visit *v, enum plan_kind kind, const char *state,
                           const char *path)
{
	struct plan_form_view view = { .kind = kind };
	const struct plan_entry *goal;
	struct plan plan;

	TRY(entry_of(v, PLAN_GOAL, &plan, &goal));
	view.goal = *goal;
	visit_fill(v, "state", str_z(state));
	view.action = visit_path(v, "/people/%s/plan/goals/%s/%s", visit_id(v, v->person.b),
	                         visit_id(v, goal->root.b), path);
	return show(v, &view);
}

enum err plan_option_new(struct visit *v)
{
	return under_goal(v, PLAN_OPTION, "offered", "offer");
}

enum err plan_step_new(struct visit *v)
{
	return under_goal(v, PLAN_STEP, "open", "step");
}

enum err plan_agree_new(struct visit *v)
{
	struct plan_form_view view = { .kind = PLAN_AGREEMENT };

	visit_fill(v, "due", html_of_day(&v->html, day_add(v->c.today, PLAN_REVIEW_DAYS)));
	view.action = visit_path(v, "/people/%s/plan/agree", visit_id(v, v->person.b));
	return show(v, &view);
}

/* --- saving --- */

static struct plan_entry typed(const struct plan_form *in)
{
	struct plan_entry e = { .words = in->words,
		                    .state = in->state,
		                    .reason = in->reason,
		                    .length = in->length,
		                    .hardships = in->hardships,
		                    .no_promise = in->no_promise,
		                    .who = in->who,
		                    .name = in->name,
		                    .shorter = in->shorter,
		                    .language = in->language,
		                    .interpreter = in->interpreter,
		                    .paper = in->paper,
		                    .from = in->from,
		                    .source = in->source,
		                    .domain = -1,
		                    .day = in->day,
		                    .due = in->due,
		                    .ended = NO_DAY };

	(void)str_int(in->domain, &e.domain);
	return e;
}

/* Days of fields that a form does not ask are zero, not absent. */
static void no_days(struct plan_entry *e, enum plan_kind kind)
{
	if (kind == PLAN_STEP)
		e->day = NO_DAY;
	if (kind == PLAN_GOAL || kind == PLAN_OPTION)
		e->due = NO_DAY;
}

static enum err check(struct visit *v, enum plan_kind kind, const struct plan_entry *e)
{
	struct day day = day_known(e->day) ? e->day : v->c.today;

	if (day.n > v->c.today.n)
		return visit_problem(v, "day", T("This day is still to come."));
	TRY(welcome_language_check(v, e->language));
	if (kind == PLAN_AGREEMENT && day_known(e->due) && e->due.n > day.n + PLAN_REVIEW_DAYS)
		return visit_problem(v, "due", T("Please look at it together within three months."));
	return OK;
}

static enum err save(struct visit *v, enum plan_kind kind, const char *otherwise)
{
	const struct plan_form *in = v->in;
	struct plan_new n = { typed(in), row_unless_none(&in->before) };
	bool changes = strcmp(strrchr(v->route->pattern, '/'), "/:row") == 0;
	const struct plan_entry *e;
	struct plan plan;

	no_days(&n.what, kind);
	if (!n.what.state.n)
		n.what.state = str_z(otherwise);
	if (changes) {
		TRY(entry_of(v, kind, &plan, &e));
		n.replaces = row_is_none(in->before) ? &e->root : &in->before;
	} else if (kind == PLAN_OPTION || kind == PLAN_STEP) {
		TRY(visit_row(v, "row", &n.what.goal));
	}
	TRY(check(v, kind, &n.what));
	TRY(kinds[kind].write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/plan", visit_id(v, v->person.b));
}

enum err plan_goal_save(struct visit *v)
{
	return save(v, PLAN_GOAL, "chosen");
}

enum err plan_option_save(struct visit *v)
{
	return save(v, PLAN_OPTION, "offered");
}

enum err plan_step_save(struct visit *v)
{
	return save(v, PLAN_STEP, "open");
}

enum err plan_agree_save(struct visit *v)
{
	return save(v, PLAN_AGREEMENT, "");
}

/* One tap; how it was can be added afterwards. */
enum err plan_done_save(struct visit *v)
{
	const struct plan_form *in = v->in;
	struct plan_entry e;
	struct plan plan;
	struct plan_new n;
	const struct plan_entry *row;

	TRY(plan_read(&v->c, v->person, &plan));
	row = plan_row_of(&plan, in->before);
	if (!row || row->kind != PLAN_STEP)
		return ERR_ABSENT;
	e = *row;
	e.state = STR("done");
	e.ended = v->c.today;
	n = (struct plan_new){ e, &row->id };
	TRY(plan_step_write(&v->c, v->person, v->token, &n));
	return visit_saved(v, "/people/%s/plan", visit_id(v, v->person.b));
}
