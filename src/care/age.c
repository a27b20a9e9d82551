#include "care/age.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "care/age_sql.h"
#include "care/consent.h"

static const struct choice source_list[] = {
	{ "herself", T("The person") },       { "papers", T("Papers") },
	{ "relative", T("A relative") },      { "health", T("A health worker") },
	{ "staff", T("Our own impression") },
};
const struct choice_list age_sources = { source_list, sizeof source_list / sizeof *source_list };

int age_years(const struct person *p, struct day today)
{
	int64_t years = day_date(today).year - p->birth_year;

	if (p->birth_year <= 0)
		return -1;
	return years > 0 ? (int)years : 0;
}

/* The age group at entry belongs to the year of birth: whoever is counted as a child because of a
 * first guess would stay one in the figures. */
static enum err count_again(struct ctx *c, struct person_id person, int64_t birth_year)
{
	struct buf b = buf_new(c->arena, 256);
	struct episode e;

	if (!can(c, person, MAY_WRITE, IN_CASE))
		return OK;
	TRY(episode_now(c, person, &e));
	e.age_group = str_z(person_age_group(birth_year, e.entry));
	TRY(episode_write(c, person, &e));
	fields_put(&b, "age_band", e.age_group);
	return inbox_add(c, e.pseudonym, e.number, "entry", buf_str(&b));
}

enum err age_write(struct ctx *c, struct person_id person, const struct age_new *a)
{
	struct person p;

	if (a->birth_year < 0 || a->birth_year > day_date(c->today).year ||
	    (a->said_by.n && !*consent_label(&age_sources, a->said_by)))
		return ERR_INVALID;
	TRY(person_read(c, person, &p));
	if (!p.name.p)
		return ERR_DENIED;
	p.birth_year = a->birth_year;
	p.estimated = a->birth_year && a->estimated;
	p.age_said_by = a->said_by;
	TRY(person_write(c, &p));
	TRY(count_again(c, person, a->birth_year));
	return audit(c, VERB_CORRECTED, &person, REASON_CARE, (struct str){ NULL, 0 });
}

const struct module age_module = {
	.name = "age",
	.link = { PLACE_WALK, "/age", T("Age, and who said so"), IN_IDENTITY },
	.routes = &age_routes,
	.queries = age_queries,
};
