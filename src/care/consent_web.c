#include "care/consent_html.h"
#include "care/consent_inside.h"
#include "care/welcome.h"

static const struct choice answer_list[] = { { "given", T("Yes") }, { "refused", T("No") } };
const struct choice_list consent_answers = { answer_list, 2 };

struct consent_form {
	struct str purpose, answer, recipient, withheld, how, witness, language, interpreter;
	struct str by, ground, assent, instead;
	uint32_t groups;
	bool unsuspected;
	struct day until, day;
};
static const struct field consent_fields_in[] = {
	CHOICE(struct consent_form, purpose, CHOICE, REQUIRED, &consent_purposes),
	CHOICE(struct consent_form, answer, CHOICE, REQUIRED, &consent_answers),
	FIELD(struct consent_form, recipient, TEXT, OPTIONAL, 200),
	CHOICE(struct consent_form, groups, FLAGS, OPTIONAL, &consent_groups),
	FIELD(struct consent_form, withheld, TEXT, OPTIONAL, 500),
	FIELD(struct consent_form, until, DAY, OPTIONAL, 0),
	CHOICE(struct consent_form, how, CHOICE, OPTIONAL, &consent_hows),
	FIELD(struct consent_form, witness, TEXT, OPTIONAL, 200),
	FIELD(struct consent_form, language, TEXT, OPTIONAL, 16),
	CHOICE(struct consent_form, interpreter, CHOICE, OPTIONAL, &interpreters),
	CHOICE(struct consent_form, by, CHOICE, OPTIONAL, &consent_givers),
	FIELD(struct consent_form, ground, TEXT, OPTIONAL, 500),
	FIELD(struct consent_form, unsuspected, FLAG, OPTIONAL, 0),
	CHOICE(struct consent_form, assent, CHOICE, OPTIONAL, &consent_assents),
	FIELD(struct consent_form, instead, TEXT, OPTIONAL, 500),
	FIELD(struct consent_form, day, DAY, OPTIONAL, 0),
};

static const struct field back_fields[] = {
	CHOICE(struct back_form, how, CHOICE, OPTIONAL, &consent_back_hows),
	CHOICE(struct back_form, by, CHOICE, OPTIONAL, &consent_givers),
};
static const struct field print_fields[] = {
	CHOICE(struct print_form, carry, CHOICE, REQUIRED, &consent_carries),
};

/* --- one that is asked, corrected or renewed --- */

static enum err show_form(struct visit *v, const struct consent *now, const char *action)
{
	struct str purpose = form_value(&v->form, "purpose");
	struct consent_form_view view = { .action = action,
		                              .purpose = purpose_of(purpose),
		                              .now = now,
		                              .person = v->person,
		                              .house = v->c.house->name,
		                              .conflict = v->conflict };
	struct choice_list languages;

	if (!view.purpose)
		return ERR_ABSENT;
	TRY(welcome_languages(&v->c, &languages));
	view.title = consent_purpose_words(purpose);
	view.languages = &languages;
	consent_form_page(visit_page(v), visit_head(v, T("A consent"), "/people"), &v->form, &view);
	return OK;
}

static struct str day_text(struct visit *v, struct day d)
{
	return day_known(d) ? html_of_day(&v->html, d) : (struct str){ "", 0 };
}

static struct str group_codes(struct visit *v, uint32_t groups)
{
	struct buf b = buf_new(v->c.arena, 1024);

	for (size_t i = 0; i < consent_groups.n; i++)
		if (groups >> i & 1)
			buf_fmt(&b, "%s ", consent_groups.at[i].value);
	return str_trim(buf_str(&b));
}

static enum err consent_new_page(struct visit *v)
{
	struct str code = visit_query(v, "purpose");
	const struct purpose *q;
	struct person p;

	visit_fill(v, "purpose", code);
	q = purpose_of(form_value(&v->form, "purpose"));
	if (!q)
		return ERR_ABSENT;
	TRY(person_read(&v->c, v->person, &p));
	/* P4: what may leave the house is chosen by the person; nothing of it is ticked beforehand. */
	if (!consent_leaves(form_value(&v->form, "purpose")))
		visit_fill(v, "groups", group_codes(v, q->groups));
	visit_fill(v, "until", day_text(v, day_add(v->c.today, q->days)));
	visit_fill(v, "language", p.language);
	return show_form(v, NULL, visit_path(v, "/people/%s/consents/new", visit_id(v, v->person.b)));
}

/* Sentences beside the fields; consent_settle asks the same and more, without them. */
static enum err check(struct visit *v, const struct consent_form *in)
{
	const struct purpose *q = purpose_of(in->purpose);
	struct day until = in->until;

	if (str_eq(in->answer, STR("refused")) || !q)
		return OK;
	if (!q->own && !in->recipient.n)
		return visit_problem(v, "recipient",
		                     T("Please name one person or place: a consent is for nobody else."));
	if (day_known(until) && until.n < v->c.today.n)
		return visit_problem(v, "until", T("This day is already over."));
	if (day_known(until) && until.n > v->c.today.n + CONSENT_MOST_DAYS)
		return visit_problem(v, "until",
		                     T("This is too far away: two years at most. It can be asked again."));
	if (str_eq(in->how, STR("spoken")) && !in->witness.n)
		return visit_problem(v, "witness", T("Please name the second person who heard it."));
	if (str_eq(in->by, STR("guardian")) && !in->ground.n)
		return visit_problem(v, "ground", T("Please say why this parent or guardian may answer."));
	if (str_eq(in->by, STR("guardian")) && !in->unsuspected)
		return visit_problem(
			v, "unsuspected",
			T("Without this the answer does not count. Help goes on all the same."));
	return OK;
}

static enum err save(struct visit *v, const struct row_id *replaces)
{
	const struct consent_form *in = v->in;
	struct consent_new n = { .refused = str_eq(in->answer, STR("refused")), .replaces = replaces };

	TRY(check(v, in));
	n.terms = (struct consent_terms){ .purpose = in->purpose,
		                              .recipient = in->recipient,
		                              .groups = in->groups,
		                              .withheld = in->withheld,
		                              .language = in->language,
		                              .interpreter = in->interpreter,
		                              .how = in->how,
		                              .witness = in->witness,
		                              .by = in->by,
		                              .ground = in->ground,
		                              .assent = in->assent,
		                              .instead = in->instead,
		                              .unsuspected = in->unsuspected,
		                              .day = in->day,
		                              .until = in->until };
	n.terms.told = purpose_told(&v->c, purpose_of(in->purpose));
	if (day_known(in->day) && in->day.n > v->c.today.n)
		return visit_problem(v, "day", T("This day is still to come."));
	TRY(consent_give(&v->c, v->person, v->token, &n));
	return visit_saved(v, "/people/%s/consents", visit_id(v, v->person.b));
}

static enum err consent_create(struct visit *v)
{
	return save(v, NULL);
}

static void fill(struct visit *v, const struct consent_terms *t, enum consent_state state)
{
	bool past = day_known(t->until) && t->until.n < v->c.today.n;
	const struct purpose *q = purpose_of(t->purpose);

	visit_fill(v, "purpose", t->purpose);
	visit_fill(v, "answer", state == CONSENT_REFUSED ? STR("refused") : STR("given"));
	visit_fill(v, "recipient", t->recipient);
	visit_fill(v, "groups", group_codes(v, t->groups));
	visit_fill(v, "withheld", t->withheld);
	visit_fill(v, "until", day_text(v, past && q ? day_add(v->c.today, q->days) : t->until));
	visit_fill(v, "how", t->how);
	visit_fill(v, "witness", t->witness);
	visit_fill(v, "language", t->language);
	visit_fill(v, "interpreter", t->interpreter);
	visit_fill(v, "by", t->by);
	visit_fill(v, "ground", t->ground);
	visit_fill(v, "unsuspected", t->unsuspected ? STR("1") : STR(""));
	visit_fill(v, "assent", t->assent);
	visit_fill(v, "instead", t->instead);
	visit_fill(v, "day", past ? STR("") : day_text(v, t->day));
}

static enum err consent_correct(struct visit *v)
{
	struct consent now;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(consent_read(&v->c, v->person, row, &now));
	if (now.closed)
		return ERR_DENIED;
	fill(v, &now.terms, now.state);
	return show_form(
		v, &now,
		visit_path(v, "/people/%s/consents/%s", visit_id(v, v->person.b), visit_id(v, now.id.b)));
}

static enum err consent_save(struct visit *v)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	return save(v, &row);
}

#define ONE "/people/:person/consents/:row"

static const struct route routes[] = {
	PAGE("/people/:person/consents", PERSON(READ, SAFETY), consents_show),
	PAGE("/people/:person/consents/new", PERSON(WRITE, CASE), consent_new_page),
	POST("/people/:person/consents/new", PERSON(WRITE, CASE), consent_create,
	     FORM(struct consent_form, consent_fields_in), consent_new_page),
	PAGE(ONE, PERSON(WRITE, CASE), consent_correct),
	POST(ONE, PERSON(WRITE, CASE), consent_save, FORM(struct consent_form, consent_fields_in),
	     consent_correct),
	PAGE(ONE "/withdraw", PERSON(WRITE, CASE), consent_back_show),
	POST(ONE "/withdraw", PERSON(WRITE, CASE), consent_back_save,
	     FORM(struct back_form, back_fields), consent_back_show),
	PAGE(ONE "/print", PERSON(READ, CASE), consent_print_show),
	POST(ONE "/print", PERSON(READ, CASE), consent_print_save,
	     FORM(struct print_form, print_fields), consent_print_show),
	PAGE(ONE "/paper", PERSON(READ, CASE), consent_paper_show),
};
const struct routes consent_routes = { routes, sizeof routes / sizeof *routes };
