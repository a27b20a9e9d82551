#include "care/arrival_html.h"
#include "care/arrival_inside.h"
#include "care/arrival_sql.h"
#include "care/person_alike.h"
#include "care/welcome.h"

struct arrival_form {
	struct team_id team;
	struct str checked;
	struct str label, urgent_words, language, channel, contact, place, age;
	uint32_t urgent;
	int64_t birth_year;
};
static const struct field arrival_fields[] = {
	FIELD(struct arrival_form, team, ID, OPTIONAL, 0),
	FIELD(struct arrival_form, checked, TEXT, OPTIONAL, 200),
	FIELD(struct arrival_form, label, TEXT, REQUIRED, 200),
	CHOICE(struct arrival_form, urgent, FLAGS, OPTIONAL, &arrival_urgent),
	FIELD(struct arrival_form, urgent_words, TEXT, OPTIONAL, 500),
	FIELD(struct arrival_form, language, TEXT, OPTIONAL, 16),
	CHOICE(struct arrival_form, channel, CHOICE, OPTIONAL, &arrival_contacts),
	FIELD(struct arrival_form, contact, TEXT, OPTIONAL, 200),
	FIELD(struct arrival_form, place, TEXT, OPTIONAL, 300),
	FIELD(struct arrival_form, birth_year, INT, OPTIONAL, 0),
	CHOICE(struct arrival_form, age, CHOICE, OPTIONAL, &arrival_ages),
};

enum err arrival_view(struct visit *v, struct arrival_view *out)
{
	*out = (struct arrival_view){ .checked = { "", 0 } };
	TRY(teams_mine(&v->c, &out->teams));
	return welcome_languages(&v->c, &out->languages);
}

enum err arrival_team(struct visit *v, struct team_id chosen, struct team_id *out)
{
	static const struct team_id none;
	const struct actor *a = v->c.actor;

	if (a->nteams == 0)
		return ERR_DENIED;
	*out = team_id_eq(chosen, none) ? a->teams[0] : chosen;
	return actor_in_team(a, *out) ? OK
	                              : visit_problem(v, "team", T("Please choose one of your teams."));
}

static struct arrival card_of(const struct arrival_form *in)
{
	return (struct arrival){ .label = in->label,
		                     .urgent = in->urgent,
		                     .urgent_words = in->urgent_words,
		                     .language = in->language,
		                     .channel = in->channel,
		                     .contact = in->contact,
		                     .place = in->place,
		                     .birth_year = in->birth_year > 0 ? in->birth_year : 0,
		                     .age = in->age };
}

static struct person_id own_id(const struct visit *v)
{
	struct person_id id;

	memcpy(id.b, v->token.b, sizeof id.b);
	return id;
}

/* People with names alike, unless they were shown for this very label before. */
static enum err find_alike(struct visit *v, struct person_list *out)
{
	const struct arrival_form *in = v->in;
	struct arrival card = card_of(in);
	struct person p;

	*out = (struct person_list){ NULL, 0 };
	if (!in->label.n || str_eq(in->checked, in->label))
		return OK;
	arrival_person(&v->c, own_id(v), &card, &p);
	return person_alike(&v->c, &p, out);
}

static enum err arrival_show(struct visit *v)
{
	struct arrival_view w;

	TRY(arrival_view(v, &w));
	if (v->again) {
		TRY(find_alike(v, &w.alike));
		w.checked = w.alike.n ? ((const struct arrival_form *)v->in)->label : w.checked;
	} else
		(void)visit_draft(v);
	arrival_page(visit_page(v), visit_head(v, T("Somebody arrives"), "/people"), &v->form, &w);
	return OK;
}

static enum err check(struct visit *v)
{
	const struct arrival_form *in = v->in;
	int64_t year = in->birth_year;
	struct choice_list languages;

	TRY(welcome_languages(&v->c, &languages));
	if (!welcome_language_known(&languages, in->language))
		return visit_problem(v, "language",
		                     T("Please choose one of the answers that are offered."));
	if (year != INT64_MIN && (year < 1900 || year > day_date(v->c.today).year))
		return visit_problem(v, "birth_year",
		                     T("Please write a year with four digits, or leave it empty."));
	return OK;
}

/* The person has the token's id, so a card that is sent twice is one person: the second time leads
 * to the first. */
static bool saved_before(struct visit *v)
{
	const struct relation *r;

	return relation_of(&v->c, own_id(v), &r) == OK;
}

/* Both clicks of a double click may come here before either is saved: then the keys are there
 * already, and the commit tells whether the first one was kept. */
static enum err write_card(struct visit *v, struct team_id team)
{
	struct arrival card = card_of(v->in);
	enum err e = arrival_write(&v->c, own_id(v), team, &card);

	if (e != ERR_CONFLICT)
		return e;
	arrived_expect(v->c.change, v->c.house->org, own_id(v));
	return OK;
}

static enum err arrival_save(struct visit *v)
{
	struct person_list alike;
	struct person_id id = own_id(v);
	struct team_id team;

	if (saved_before(v))
		return visit_saved(v, "/people/%s/welcome", visit_id(v, id.b));
	TRY(check(v));
	TRY(arrival_team(v, ((const struct arrival_form *)v->in)->team, &team));
	TRY(find_alike(v, &alike));
	if (alike.n)
		return visit_problem(v, "label", T("Is this one of the people named above?"));
	TRY(write_card(v, team));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/welcome", visit_id(v, id.b));
}

static const struct route routes[] = {
	PAGE("/people/new", ROLES(ARRIVAL_ROLES), arrival_show),
	POST("/people/new", ROLES(ARRIVAL_ROLES), arrival_save,
	     FORM(struct arrival_form, arrival_fields), arrival_show),
	PAGE("/people/new/many", ROLES(ARRIVAL_ROLES), arrival_many_show),
	POST("/people/new/many", ROLES(ARRIVAL_ROLES), arrival_many_save,
	     FORM(struct arrival_many_form, arrival_many_fields), arrival_many_show),
};
const struct routes arrival_routes = { routes, sizeof routes / sizeof *routes };
