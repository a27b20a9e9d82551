#include "learning/review_html.h"
#include "learning/review_view.h"

static const char section[] = "/practices";

/* --- beginning one --- */

struct review_form {
	struct str name;
	struct str form;
	struct day from;
	struct day until;
	int64_t wanted;
	bool by_team;
	struct str reader; /* never posted itself: room for the boxes reader-ID */
	struct str second;
	struct day read_by;
};
static const struct field review_fields[] = {
	FIELD(struct review_form, name, TEXT, REQUIRED, 120),
	FIELD(struct review_form, form, TEXT, REQUIRED, 100),
	FIELD(struct review_form, from, DAY, REQUIRED, 0),
	FIELD(struct review_form, until, DAY, REQUIRED, 0),
	FIELD(struct review_form, wanted, INT, REQUIRED, 0),
	FIELD(struct review_form, by_team, FLAG, OPTIONAL, 0),
	FIELD(struct review_form, reader, TEXT, OPTIONAL, 0),
	CHOICE(struct review_form, second, CHOICE, REQUIRED, &review_seconds),
	FIELD(struct review_form, read_by, DAY, OPTIONAL, 0),
};

/* Who may read as boxes, and in *n those that the form has ticked. */
static enum err reader_boxes(struct visit *v, struct choice_list *out, struct review_new *n)
{
	struct review_readers all;
	struct choice *boxes;
	struct user_id *readers;
	struct ticked t;

	TRY(review_readers(&v->c, &all));
	boxes = NEW_N(v->c.arena, struct choice, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		boxes[i] = (struct choice){ visit_id(v, all.at[i].id.b),
			                        arena_str(v->c.arena, all.at[i].user_name).p };
	*out = (struct choice_list){ boxes, all.n };
	t = visit_ticked(v, "reader", out);
	readers = NEW_N(v->c.arena, struct user_id, t.n + 1);
	for (size_t i = 0; i < t.n; i++)
		readers[i] = all.at[t.at[i]].id;
	n->readers = readers;
	n->nreaders = t.n;
	return OK;
}

static enum err rubric_choices(struct visit *v, struct choice_list *out)
{
	struct form_kept_list all;
	struct choice *list;

	TRY(review_rubrics(&v->c, &all));
	list = NEW_N(v->c.arena, struct choice, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		list[i] = (struct choice){
			arena_str(v->c.arena, all.at[i].form->id).p,
			arena_str(v->c.arena, forms_text(&v->c, &all.at[i], &all.at[i].form->title)).p,
		};
	*out = (struct choice_list){ list, all.n };
	return OK;
}

/* The quarter of a year that ended last is offered. */
static void offer(struct visit *v, const struct choice_list *rubrics)
{
	struct date today = day_date(v->c.today);
	struct day quarter = day_of(today.year, today.month - (today.month - 1) % 3, 1);

	visit_fill(v, "from", html_of_day(&v->html, day_add_months(quarter, -3)));
	visit_fill(v, "until", html_of_day(&v->html, day_add(quarter, -1)));
	visit_fill(v, "wanted", STR("20"));
	visit_fill(v, "second", STR("third"));
	if (rubrics->n == 1)
		visit_fill(v, "form", str_z(rubrics->at[0].value));
}

static enum err new_show(struct visit *v)
{
	struct review_new_view w = { .all_teams = actor_is(v->c.actor, ROLE_manager) };
	struct review_new n;

	TRY(reader_boxes(v, &w.readers, &n));
	TRY(rubric_choices(v, &w.rubrics));
	if (!v->again)
		offer(v, &w.rubrics);
	review_new_page(visit_page(v), visit_head(v, T("Begin a review"), section), &v->form, &w);
	return OK;
}

static enum err told(struct visit *v, const struct review_form *in, size_t readers)
{
	if (in->until.n < in->from.n)
		return visit_problem(v, "until", T("The last day comes before the first."));
	if (in->until.n > v->c.today.n)
		return visit_problem(v, "until", T("This day is still to come."));
	if (in->wanted < 1 || in->wanted > REVIEW_MOST)
		return visit_problem(v, "wanted", T("Please write a number from 1 to 100."));
	if (readers == 0)
		return visit_problem(v, "reader", T("Please choose at least one colleague who reads."));
	if (readers == 1 && !str_eq(in->second, STR("none")))
		return visit_problem(v, "reader",
		                     T("A second reader is somebody else: please choose two, or more."));
	return OK;
}

static enum err new_save(struct visit *v)
{
	const struct review_form *in = v->in;
	struct review_new n = { .name = in->name,
		                    .form = in->form,
		                    .from = in->from,
		                    .until = in->until,
		                    .wanted = in->wanted,
		                    .by_team = in->by_team,
		                    .second = in->second,
		                    .read_by = in->read_by };
	struct choice_list boxes;
	int64_t drawn;
	enum err e;

	TRY(reader_boxes(v, &boxes, &n));
	TRY(told(v, in, n.nreaders));
	e = review_begin(&v->c, v->token, &n, &drawn);
	if (e == ERR_ABSENT)
		return visit_problem(v, "form", T("Please choose one of the answers that are offered."));
	TRY(e);
	if (drawn == 0)
		return visit_problem(v, "from",
		                     T("In these days nothing was written that these colleagues may read. "
		                       "Choose other days, or other readers."));
	return visit_saved(v, "/reviews/%s", visit_id(v, v->token.b));
}

/* --- the end --- */

struct end_form {
	struct str learned;
};
static const struct field end_fields[] = {
	FIELD(struct end_form, learned, LONG, OPTIONAL, 4000),
};

static enum err end_save(struct visit *v)
{
	const struct end_form *in = v->in;
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(review_end(&v->c, id, v->token, in->learned));
	return visit_saved(v, "/reviews/%s", visit_id(v, id.b));
}

static const struct field read_fields[] = {
	FIELD(struct review_read_form, replaces, ID, OPTIONAL, 0),
};

#define WHO ROLES(REVIEW_ROLES)
static const struct route routes[] = {
	PAGE("/reviews", WHO, review_list_show),
	PAGE("/reviews/new", WHO, new_show),
	POST("/reviews/new", WHO, new_save, FORM(struct review_form, review_fields), new_show),
	PAGE("/reviews/mine", WHO, review_mine_show),
	PAGE("/reviews/read/:reading", WHO, review_read_show),
	POST("/reviews/read/:reading", WHO, review_read_save,
	     FORM(struct review_read_form, read_fields), review_read_show),
	POST("/reviews/read/:reading/back", WHO, review_back_save, { 0 }, review_read_show),
	PAGE("/reviews/:row", WHO, review_result_show),
	PAGE("/reviews/:row/records/:record", WHO, review_record_show),
	PAGE("/reviews/:row/end", WHO, review_end_show),
	POST("/reviews/:row/end", WHO, end_save, FORM(struct end_form, end_fields), review_end_show),
};
const struct routes review_routes = { routes, sizeof routes / sizeof *routes };
