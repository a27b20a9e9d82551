#include "care/disclosure_html.h"
#include "care/disclosure_inside.h"

struct disclosure_form {
	struct str ground, recipient, words, by, told, wait, protect;
	uint32_t groups;
	struct day day, review;
};
static const struct field disclosure_fields[] = {
	CHOICE(struct disclosure_form, ground, CHOICE, REQUIRED, &disclosure_grounds),
	FIELD(struct disclosure_form, recipient, TEXT, REQUIRED, 200),
	CHOICE(struct disclosure_form, groups, FLAGS, OPTIONAL, &consent_groups),
	FIELD(struct disclosure_form, words, LONG, OPTIONAL, 4000),
	FIELD(struct disclosure_form, day, DAY, OPTIONAL, 0),
	FIELD(struct disclosure_form, by, TEXT, OPTIONAL, 200),
	CHOICE(struct disclosure_form, told, CHOICE, OPTIONAL, &disclosure_tolds),
	FIELD(struct disclosure_form, wait, TEXT, OPTIONAL, 500),
	FIELD(struct disclosure_form, review, DAY, OPTIONAL, 0),
	FIELD(struct disclosure_form, protect, LONG, OPTIONAL, 2000),
};
static const struct field share_fields[] = {
	CHOICE(struct share_form, groups, FLAGS, OPTIONAL, &consent_groups),
	FIELD(struct share_form, words, LONG, OPTIONAL, 4000),
	CHOICE(struct share_form, carry, CHOICE, REQUIRED, &disclosure_carries),
};
struct told_form {
	struct str told, wait;
	struct day review;
};
static const struct field told_fields[] = {
	CHOICE(struct told_form, told, CHOICE, REQUIRED, &disclosure_tolds),
	FIELD(struct told_form, wait, TEXT, OPTIONAL, 500),
	FIELD(struct told_form, review, DAY, OPTIONAL, 0),
};
/* One button; a form must have a table for its token to count. */
struct seen_form {
	struct str words;
};
static const struct field seen_fields[] = { FIELD(struct seen_form, words, TEXT, OPTIONAL, 0) };

/* What still wants a look or a word stands before what does not. */
static void page_of(struct visit *v, const struct disclosure_list *all,
                    struct disclosures_view *view)
{
	const char *here = visit_path(v, "/people/%s/disclosures?", visit_id(v, v->person.b));
	struct disclosure *at = NEW_N(v->c.arena, struct disclosure, all->n + 1);
	size_t n = 0;

	for (int waits = 1; waits >= 0; waits--)
		for (size_t i = 0; i < all->n; i++)
			if (!all->at[i].closed && disclosure_waits(&all->at[i]) == waits)
				at[n++] = all->at[i];
	view->closed = all->n - n;
	view->pager = visit_pager(v, here, n, DISCLOSURES_SHOWN);
	view->all = (struct disclosure_list){ at + view->pager.from, view->pager.n };
}

static enum err disclosures_show(struct visit *v)
{
	struct disclosures_view view = { .person = v->person };
	struct disclosure_list all;

	TRY(disclosures_read(&v->c, v->person, &all));
	page_of(v, &all, &view);
	view.may_write = can(&v->c, v->person, MAY_WRITE, IN_CASE);
	disclosures_page(visit_page(v), visit_head(v, T("What was given out"), "/people"), &view);
	return OK;
}

/* --- without consent --- */

static enum err disclosure_new_show(struct visit *v)
{
	struct disclosure_view view = { .person = v->person };

	view.action = visit_path(v, "/people/%s/disclosures/new", visit_id(v, v->person.b));
	(void)visit_draft(v);
	disclosure_new_page(visit_page(v), visit_head(v, T("Given without consent"), "/people"),
	                    &v->form, &view);
	return OK;
}

static enum err check_days(struct visit *v, struct day day, struct day review)
{
	if (day_known(day) && day.n > v->c.today.n)
		return visit_problem(v, "day", T("This day is still to come."));
	if (day_known(review) && review.n < v->c.today.n)
		return visit_problem(v, "review", T("This day is already over."));
	return OK;
}

static enum err disclosure_create(struct visit *v)
{
	const struct disclosure_form *in = v->in;
	const struct disclosure_new n = { .ground = in->ground,
		                              .recipient = in->recipient,
		                              .groups = in->groups,
		                              .words = in->words,
		                              .by = in->by,
		                              .told = in->told,
		                              .wait = in->wait,
		                              .protect = in->protect,
		                              .day = in->day,
		                              .review = in->review };

	TRY(check_days(v, in->day, in->review));
	TRY(disclosure_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/disclosures", visit_id(v, v->person.b));
}

/* --- what comes after it --- */

static enum err one(struct visit *v, struct disclosure_view *view)
{
	struct disclosure *d = NEW(v->c.arena, struct disclosure);
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(disclosure_read(&v->c, v->person, row, d));
	if (d->closed)
		return ERR_DENIED;
	*view = (struct disclosure_view){ .it = d, .person = v->person, .conflict = v->conflict };
	return OK;
}

static enum err seen_show(struct visit *v)
{
	struct disclosure_view view;

	TRY(one(v, &view));
	disclosure_seen_page(visit_page(v), visit_head(v, T("A second pair of eyes"), "/people"),
	                     &v->form, &view);
	return OK;
}

static enum err seen_save(struct visit *v)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(disclosure_seen(&v->c, v->person, row));
	return visit_saved(v, "/people/%s/disclosures", visit_id(v, v->person.b));
}

static enum err told_show(struct visit *v)
{
	struct disclosure_view view;

	TRY(one(v, &view));
	if (str_eq(view.it->ground, STR("consent")))
		return ERR_ABSENT;
	disclosure_told_page(visit_page(v), visit_head(v, T("Can this person be told now?"), "/people"),
	                     &v->form, &view);
	return OK;
}

static enum err told_save(struct visit *v)
{
	const struct told_form *in = v->in;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(check_days(v, NO_DAY, in->review));
	TRY(disclosure_tell(&v->c, v->person, v->token, row, in->told, in->wait, in->review));
	return visit_saved(v, "/people/%s/disclosures", visit_id(v, v->person.b));
}

#define SHARE "/people/:person/consents/:row/share"
#define ONE "/people/:person/disclosures/:row"

static const struct route routes[] = {
	PAGE(SHARE, PERSON(WRITE, CASE), disclosure_share_show),
	POST(SHARE, PERSON(WRITE, CASE), disclosure_share_save, FORM(struct share_form, share_fields),
	     disclosure_share_show),
	PAGE("/people/:person/disclosures", PERSON(READ, SAFETY), disclosures_show),
	PAGE("/people/:person/disclosures/new", PERSON(WRITE, CASE), disclosure_new_show),
	POST("/people/:person/disclosures/new", PERSON(WRITE, CASE), disclosure_create,
	     FORM(struct disclosure_form, disclosure_fields), disclosure_new_show),
	PAGE(ONE "/print", PERSON(READ, CASE), disclosure_print_show),
	PAGE(ONE "/file", PERSON(READ, CASE), disclosure_file_take),
	PAGE(ONE "/seen", PERSON(READ, CASE), seen_show),
	POST(ONE "/seen", PERSON(READ, CASE), seen_save, FORM(struct seen_form, seen_fields),
	     seen_show),
	PAGE(ONE "/told", PERSON(WRITE, CASE), told_show),
	POST(ONE "/told", PERSON(WRITE, CASE), told_save, FORM(struct told_form, told_fields),
	     told_show),
};
const struct routes disclosure_routes = { routes, sizeof routes / sizeof *routes };
