#include "care/age_html.h"
#include "care/age_inside.h"

static const struct choice how_list[] = {
	{ "known", T("Known") },
	{ "estimated", T("Estimated") },
	{ "unknown", T("Not known") },
};
static const struct choice_list hows = { how_list, sizeof how_list / sizeof *how_list };

struct age_form {
	struct str how, said_by;
	int64_t year;
	int64_t age;
	struct row_id before;
};
static const struct field age_fields[] = {
	CHOICE(struct age_form, how, CHOICE, REQUIRED, &hows),
	FIELD(struct age_form, year, INT, OPTIONAL, 0),
	FIELD(struct age_form, age, INT, OPTIONAL, 0),
	CHOICE(struct age_form, said_by, CHOICE, OPTIONAL, &age_sources),
	FIELD(struct age_form, before, ID, OPTIONAL, 0),
};

static void fill(struct visit *v, const struct person *p)
{
	const char *how = p->birth_year <= 0 ? "unknown" : p->estimated ? "estimated" : "known";

	/* A guess that nobody has made yet is not offered as one. */
	if (p->birth_year <= 0 && !p->age_said_by.n)
		return;
	visit_fill(v, "how", str_z(how));
	if (p->birth_year > 0)
		visit_fill(v, "year", arena_fmt(v->c.arena, "%d", (int)p->birth_year));
	visit_fill(v, "said_by", p->age_said_by);
}

static enum err age_show(struct visit *v)
{
	struct age_view w = { .hows = &hows, .today = v->c.today, .conflict = v->conflict };
	enum err e = age_now(&v->c, v->person, &w.before, &w.author);

	if (e != OK && e != ERR_ABSENT)
		return e;
	if (v->again && !v->conflict)
		w.before = ((const struct age_form *)v->in)->before;
	TRY(person_read(&v->c, v->person, &w.person));
	w.writes = w.person.name.p && can(&v->c, v->person, MAY_WRITE, IN_IDENTITY);
	fill(v, &w.person);
	age_page(visit_page(v), visit_head(v, T("Age"), "/people"), &v->form, &w);
	return OK;
}

enum { OLDEST = 120 };

/* A year that was typed counts more than an age. */
static enum err check(struct visit *v, int64_t *year)
{
	const struct age_form *in = v->in;
	int now = day_date(v->c.today).year;
	bool estimated = str_eq(in->how, STR("estimated"));

	*year = 0;
	if (str_eq(in->how, STR("unknown")))
		return OK;
	if (in->year == INT64_MIN && estimated && in->age != INT64_MIN) {
		if (in->age < 0 || in->age > OLDEST)
			return visit_problem(v, "age", T("Please write the years of age, or leave it empty."));
		*year = now - in->age;
		return OK;
	}
	if (in->year < now - OLDEST || in->year > now)
		return visit_problem(v, "year",
		                     T("Please write a year with four digits, or choose another answer."));
	*year = in->year;
	return OK;
}

static enum err age_save(struct visit *v)
{
	const struct age_form *in = v->in;
	struct age_new a = { .estimated = str_eq(in->how, STR("estimated")), .said_by = in->said_by };

	TRY(check(v, &a.birth_year));
	if (!row_is_none(in->before))
		a.replaces = &in->before;
	TRY(age_write(&v->c, v->person, v->token, &a));
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

static const struct route routes[] = {
	PAGE("/people/:person/age", PERSON(READ, IDENTITY), age_show),
	POST("/people/:person/age", PERSON(WRITE, IDENTITY), age_save,
	     FORM(struct age_form, age_fields), age_show),
};
const struct routes age_routes = { routes, sizeof routes / sizeof *routes };
