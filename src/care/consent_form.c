/* One consent that is asked, corrected or renewed. */
#include "care/consent_form_html.h"
#include "care/consent_view.h"
#include "care/welcome.h"

static const struct choice answer_list[] = { { "given", T("Yes") }, { "refused", T("No") } };
const struct choice_list consent_answers = { answer_list, 2 };

/* What is asked about a child opens by itself where there is one. */
static void about_child(struct visit *v, struct consent_form_view *view, int64_t born)
{
	enum majority age = consent_majority(born, v->c.today);

	view->child = age == AGE_CHILD;
	view->turning = age == AGE_TURNING;
	view->alone = view->child && consent_alone(view->purpose, born, v->c.today);
	view->another = str_eq(form_value(&v->form, "by"), STR("guardian")) ||
	                str_eq(form_value(&v->form, "by"), STR("best"));
	view->givers = (struct choice_list){ consent_givers.at,
		                                 consent_givers.n - !view->purpose->best_interests };
}

static enum err show_form(struct visit *v, const struct consent *now, const char *action)
{
	struct consent_form_view view = { .action = action,
		                              .purpose = purpose_of(&v->c, form_value(&v->form, "purpose")),
		                              .now = now,
		                              .person = v->person,
		                              .house = v->c.house->name,
		                              .conflict = v->conflict };
	struct choice_list languages;
	struct choice_list groups;
	struct person p;

	if (!view.purpose)
		return ERR_ABSENT;
	TRY(consent_person(v, &p));
	TRY(welcome_languages(&v->c, &languages));
	groups = consent_groups_of(&v->c, view.purpose->groups);
	view.languages = &languages;
	view.groups = &groups;
	view.last = day_add(v->c.today, view.purpose->longest);
	about_child(v, &view, p.birth_year);
	consent_form_page(visit_page(v), visit_head(v, T("A consent"), "/people"), &v->form, &view);
	return OK;
}

static struct str group_codes(struct visit *v, uint32_t groups)
{
	struct buf b = buf_new(v->c.arena, 1024);

	for (size_t i = 0; i < consent_groups.n; i++)
		if (groups >> i & 1)
			buf_fmt(&b, "%s ", consent_groups.at[i].value);
	return str_trim(buf_str(&b));
}

/* P4: the person chooses what may be given; nothing is ticked beforehand. */
enum err consent_new_page(struct visit *v)
{
	const struct purpose *q;
	struct person p;

	visit_fill(v, "purpose", visit_query(v, "purpose"));
	q = purpose_of(&v->c, form_value(&v->form, "purpose"));
	if (!q)
		return ERR_ABSENT;
	TRY(person_read(&v->c, v->person, &p));
	visit_fill(v, "until", html_of_day(&v->html, day_add(v->c.today, q->days)));
	visit_fill(v, "language", p.language);
	return show_form(v, NULL, visit_path(v, "/people/%s/consents/new", visit_id(v, v->person.b)));
}

static struct consent_terms terms_of(const struct consent_form *in)
{
	return (struct consent_terms){ .purpose = in->purpose,
		                           .recipient = in->recipient,
		                           .groups = in->groups,
		                           .withheld = in->withheld,
		                           .language = in->language,
		                           .interpreter = in->interpreter,
		                           .how = in->how,
		                           .witness = in->witness,
		                           .by = in->by,
		                           .standing = in->standing,
		                           .ground = in->ground,
		                           .assent = in->assent,
		                           .talked = in->talked,
		                           .deciders = in->deciders,
		                           .nobody = in->nobody,
		                           .weighed = in->weighed,
		                           .review = in->review,
		                           .instead = in->instead,
		                           .unsuspected = in->unsuspected,
		                           .day = in->day,
		                           .until = in->until };
}

static enum err save(struct visit *v, const struct row_id *replaces)
{
	const struct consent_form *in = v->in;
	const struct purpose *p = purpose_of(&v->c, in->purpose);
	struct consent_new n = { .terms = terms_of(in),
		                     .refused = str_eq(in->answer, STR("refused")),
		                     .replaces = replaces };
	const struct consent_fault *fault;
	enum err e;

	if (!p)
		return ERR_ABSENT;
	n.terms.told = purpose_told(&v->c, p);
	e = consent_settle(&v->c, v->person, &n.terms, n.refused, &fault);
	if (e == ERR_INVALID && fault)
		return visit_problem(v, fault->field, fault->words);
	TRY(e);
	TRY(consent_give(&v->c, v->person, v->token, &n));
	return visit_saved(v, "/people/%s/consents", visit_id(v, v->person.b));
}

enum err consent_create(struct visit *v)
{
	return save(v, NULL);
}

/* Who answered for a child, and what the child said. */
static void fill_child(struct visit *v, const struct consent_terms *t)
{
	visit_fill(v, "by", t->by);
	visit_fill(v, "standing", t->standing);
	visit_fill(v, "ground", t->ground);
	visit_fill(v, "unsuspected", t->unsuspected ? STR("1") : STR(""));
	visit_fill(v, "assent", t->assent);
	visit_fill(v, "talked", t->talked);
	visit_fill(v, "deciders", t->deciders);
	visit_fill(v, "nobody", t->nobody);
	visit_fill(v, "weighed", t->weighed);
	visit_fill(v, "review",
	           t->review.n > v->c.today.n ? html_of_day(&v->html, t->review) : STR(""));
}

/* What it asked again is said today; of an adult, by that person alone. */
static bool asked_anew(struct visit *v, const struct consent *k)
{
	struct day today = v->c.today;

	return k->outgrown || (day_known(k->until) && k->until.n < today.n) ||
	       (day_known(k->terms.review) && k->terms.review.n <= today.n);
}

static void fill(struct visit *v, const struct consent *k)
{
	const struct consent_terms *t = &k->terms;
	const struct purpose *q = purpose_of(&v->c, t->purpose);
	bool given = k->state == CONSENT_GIVEN;
	bool anew = asked_anew(v, k);
	struct day until = anew && q ? day_add(v->c.today, q->days) : t->until;

	visit_fill(v, "purpose", t->purpose);
	visit_fill(v, "answer", given ? STR("given") : STR("refused"));
	visit_fill(v, "recipient", t->recipient);
	visit_fill(v, "groups", given ? group_codes(v, t->groups) : STR(""));
	visit_fill(v, "withheld", t->withheld);
	visit_fill(v, "until", html_of_day(&v->html, until));
	visit_fill(v, "how", t->how);
	visit_fill(v, "witness", t->witness);
	visit_fill(v, "language", t->language);
	visit_fill(v, "interpreter", t->interpreter);
	visit_fill(v, "instead", t->instead);
	visit_fill(v, "day", anew ? STR("") : html_of_day(&v->html, t->day));
	if (!k->outgrown)
		fill_child(v, t);
}

enum err consent_correct(struct visit *v)
{
	struct consent now;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(consent_read(&v->c, v->person, row, &now));
	if (now.closed)
		return ERR_DENIED;
	fill(v, &now);
	return show_form(
		v, &now,
		visit_path(v, "/people/%s/consents/%s", visit_id(v, v->person.b), visit_id(v, now.id.b)));
}

enum err consent_save(struct visit *v)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	return save(v, &row);
}
