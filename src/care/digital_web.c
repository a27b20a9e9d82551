#include "care/digital_html.h"
#include "care/digital_inside.h"

struct digital_form {
	struct digital_answer item[DIGITAL_ITEMS];
	struct str noticed, wish, changed, safer;
	struct day again;
	struct when when;
	struct row_id before;
};
#define ITEM(i, name_) \
	{ .name = name_, \
	  .kind = FIELD_CHOICE, \
	  .at = offsetof(struct digital_form, item[i].answer), \
	  .choices = &digital_answers }, \
	{ \
		.name = name_ "_words", .kind = FIELD_TEXT, .max = 500, \
		.at = offsetof(struct digital_form, item[i].words) \
	}
static const struct field digital_fields[] = {
	ITEM(0, "shared"),
	ITEM(1, "watched"),
	ITEM(2, "location"),
	ITEM(3, "accounts"),
	ITEM(4, "social"),
	CHOICE(struct digital_form, noticed, CHOICE, OPTIONAL, &digital_answers),
	CHOICE(struct digital_form, wish, CHOICE, OPTIONAL, &digital_wishes),
	FIELD(struct digital_form, changed, LONG, OPTIONAL, 4000),
	FIELD(struct digital_form, safer, TEXT, OPTIONAL, 500),
	FIELD(struct digital_form, again, DAY, OPTIONAL, 0),
	FIELD(struct digital_form, before, ID, OPTIONAL, 0),
	FIELDS_WHEN(struct digital_form, when),
};

static const struct row_id none;

static void fill(struct visit *v, const struct digital *p)
{
	for (int i = 0; i < DIGITAL_ITEMS; i++) {
		visit_fill(v, digital_items.at[i].name, p->item[i].answer);
		visit_fill(v, digital_items.at[i].words, p->item[i].words);
	}
	visit_fill(v, "noticed", p->noticed);
	visit_fill(v, "wish", p->wish);
	visit_fill(v, "changed", p->changed);
	visit_fill(v, "safer", p->safer);
	if (day_known(p->again) && p->again.n > v->c.today.n)
		visit_fill(v, "again", html_of_day(&v->html, p->again));
}

static enum err digital_show(struct visit *v)
{
	struct digital_view w = { .conflict = v->conflict };
	const struct digital_form *in = v->in;
	struct digital now;

	TRY(person_read(&v->c, v->person, &w.person));
	TRY(digital_read(&v->c, v->person, &now));
	if (now.closed)
		return ERR_DENIED;
	w.now = &now;
	w.before = v->again && !v->conflict ? in->before : now.held ? now.id : none;
	w.action = visit_path(v, "/people/%s/safety/phone", visit_id(v, v->person.b));
	if (!visit_draft(v) && now.held)
		fill(v, &now);
	digital_page(visit_page(v), visit_head(v, T("Phone and accounts"), "/people"), &v->form, &w);
	return OK;
}

static enum err digital_save(struct visit *v)
{
	const struct digital_form *in = v->in;
	struct digital p = { .noticed = in->noticed,
		                 .wish = in->wish,
		                 .changed = in->changed,
		                 .safer = in->safer,
		                 .when = in->when,
		                 .again = in->again };

	TRY(when_check(v, &in->when));
	if (day_known(in->again) && in->again.n <= v->c.today.n)
		return visit_problem(v, "again", T("Please choose a day that is still to come."));
	memcpy(p.item, in->item, sizeof p.item);
	TRY(digital_write(&v->c, v->person, v->token, &p, row_unless_none(&in->before)));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/safety", visit_id(v, v->person.b));
}

#define DIGITAL "/people/:person/safety/phone"

static const struct route routes[] = {
	PAGE(DIGITAL, PERSON(WRITE, SAFETY), digital_show),
	POST(DIGITAL, PERSON(WRITE, SAFETY), digital_save, FORM(struct digital_form, digital_fields),
	     digital_show),
};
const struct routes digital_routes = { routes, sizeof routes / sizeof *routes };
