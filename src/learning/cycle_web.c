#include "learning/cycle_html.h"
#include "learning/cycle_view.h"
#include "learning/review.h"

static const char path[] = "/reports/cycles";
static const char section[] = "/reports/outcomes";

static enum err list_show(struct visit *v)
{
	struct cycle_list_view w = { .today = v->c.today };
	struct cycles all;

	TRY(cycles_read(&v->c, &all));
	w.pager = visit_pager(v, "/reports/cycles?", all.n, CYCLES_SHOWN);
	w.all = (struct cycles){ all.at + w.pager.from, w.pager.n };
	cycles_page(visit_page(v), visit_head(v, T("Action research"), section), &w);
	return OK;
}

static enum err one_show(struct visit *v)
{
	struct row_id id;
	struct cycle k;

	TRY(visit_row(v, "row", &id));
	TRY(cycle_read(&v->c, id, &k));
	cycle_page(visit_page(v), visit_head(v, T("Action research"), section), &k, v->c.today);
	return OK;
}

/* --- writing --- */

struct cycle_form {
	struct str title;
	struct str plan;
	struct str who;
	struct str indicator;
	struct str baseline;
	struct day baseline_day;
	struct str act;
	struct day act_day;
	struct str result;
	struct day result_day;
	struct str learned;
	struct str next;
	struct day next_day;
	bool over;
};
static const struct field cycle_fields[] = {
	FIELD(struct cycle_form, title, TEXT, REQUIRED, 120),
	FIELD(struct cycle_form, plan, LONG, REQUIRED, 4000),
	FIELD(struct cycle_form, who, TEXT, OPTIONAL, 200),
	FIELD(struct cycle_form, indicator, TEXT, REQUIRED, 40),
	FIELD(struct cycle_form, baseline, TEXT, OPTIONAL, 200),
	FIELD(struct cycle_form, baseline_day, DAY, OPTIONAL, 0),
	FIELD(struct cycle_form, act, LONG, OPTIONAL, 4000),
	FIELD(struct cycle_form, act_day, DAY, OPTIONAL, 0),
	FIELD(struct cycle_form, result, TEXT, OPTIONAL, 200),
	FIELD(struct cycle_form, result_day, DAY, OPTIONAL, 0),
	FIELD(struct cycle_form, learned, LONG, OPTIONAL, 4000),
	FIELD(struct cycle_form, next, TEXT, OPTIONAL, 200),
	FIELD(struct cycle_form, next_day, DAY, OPTIONAL, 0),
	FIELD(struct cycle_form, over, FLAG, OPTIONAL, 0),
};

static void fill_day(struct visit *v, const char *name, struct day d)
{
	if (day_known(d))
		visit_fill(v, name, html_of_day(&v->html, d));
}

static void fill_plan(struct visit *v, const struct cycle *k)
{
	visit_fill(v, "title", k->title);
	visit_fill(v, "plan", k->plan);
	visit_fill(v, "who", k->who);
	visit_fill(v, "indicator", k->indicator);
}

/* Where one ended the next one begins. */
static enum err fill_after(struct visit *v)
{
	struct cycle before;
	struct row_id id;

	if (!id_read(visit_query(v, "after"), id.b))
		return OK;
	TRY(cycle_read(&v->c, id, &before));
	fill_plan(v, &before);
	if (before.next.n)
		visit_fill(v, "plan", before.next);
	visit_fill(v, "baseline", before.result);
	fill_day(v, "baseline_day", before.result_day);
	return OK;
}

/* What a review of records found can be what is to change. */
static enum err fill_found(struct visit *v)
{
	struct row_id id;
	struct str title;
	struct str figure;

	if (!id_read(visit_query(v, "review"), id.b))
		return OK;
	TRY(review_finding(&v->c, id, visit_query(v, "criterion"), &title, &figure));
	visit_fill(v, "title", title);
	visit_fill(v, "indicator", STR("record_review"));
	visit_fill(v, "baseline", figure);
	fill_day(v, "baseline_day", v->c.today);
	return OK;
}

static enum err new_show(struct visit *v)
{
	const struct cycle_form_view w = { .indicators = cycle_indicators(v->c.arena),
		                               .action = "/reports/cycles/new" };

	if (!v->again) {
		TRY(fill_after(v));
		TRY(fill_found(v));
	}
	cycle_form_page(visit_page(v), visit_head(v, T("Plan a cycle"), section), &v->form, &w);
	return OK;
}

static enum err told(struct visit *v, const struct cycle *k)
{
	switch (cycle_lack(v->c.arena, k)) {
	case CYCLE_LACKS_WORDS:
		return visit_problem(v, "indicator",
		                     T("Please choose one of the answers that are offered."));
	case CYCLE_LACKS_NEXT_DAY:
		return visit_problem(v, "next_day", T("On which day do you look at this again?"));
	case CYCLE_LACKS_NEXT_STEP:
		return visit_problem(v, "next", T("What is done on that day?"));
	case CYCLE_LACKS_LEARNED:
		return visit_problem(v, "learned", T("Before it ends: what was learned?"));
	case CYCLE_WHOLE:
		break;
	}
	return OK;
}

static enum err cycle_save(struct visit *v)
{
	const struct cycle_form *in = v->in;
	const struct cycle k = { .id = v->token,
		                     .title = in->title,
		                     .plan = in->plan,
		                     .who = in->who,
		                     .indicator = in->indicator,
		                     .baseline = in->baseline,
		                     .baseline_day = in->baseline_day,
		                     .act = in->act,
		                     .act_day = in->act_day,
		                     .result = in->result,
		                     .result_day = in->result_day,
		                     .learned = in->learned,
		                     .next = in->next,
		                     .next_day = in->next_day,
		                     .over = in->over };

	TRY(told(v, &k));
	TRY(cycle_write(&v->c, &k, visit_replaced(v)));
	return visit_saved(v, "%s/%s", path, visit_id(v, k.id.b));
}

static enum err write_show(struct visit *v)
{
	struct cycle_form_view w = { .indicators = cycle_indicators(v->c.arena),
		                         .conflict = v->conflict };
	struct row_id id;
	struct cycle k;

	TRY(visit_row(v, "row", &id));
	TRY(cycle_read(&v->c, id, &k));
	w.now = &k;
	w.action = visit_path(v, "%s/%s/write", path, visit_id(v, k.id.b));
	fill_plan(v, &k);
	visit_fill(v, "baseline", k.baseline);
	fill_day(v, "baseline_day", k.baseline_day);
	visit_fill(v, "act", k.act);
	fill_day(v, "act_day", k.act_day);
	visit_fill(v, "result", k.result);
	fill_day(v, "result_day", k.result_day);
	visit_fill(v, "learned", k.learned);
	visit_fill(v, "next", k.next);
	fill_day(v, "next_day", k.next_day);
	if (k.over)
		visit_fill(v, "over", STR("1"));
	cycle_form_page(visit_page(v), visit_head(v, T("Write what comes next"), section), &v->form,
	                &w);
	return OK;
}

#define WHO ROLES(ROLE_evaluation | ROLE_manager)
static const struct route routes[] = {
	PAGE("/reports/cycles", WHO, list_show),
	PAGE("/reports/cycles/new", WHO, new_show),
	POST("/reports/cycles/new", WHO, cycle_save, FORM(struct cycle_form, cycle_fields), new_show),
	PAGE("/reports/cycles/:row", WHO, one_show),
	PAGE("/reports/cycles/:row/write", WHO, write_show),
	POST("/reports/cycles/:row/write", WHO, cycle_save, FORM(struct cycle_form, cycle_fields),
	     write_show),
};
const struct routes cycle_routes = { routes, sizeof routes / sizeof *routes };
