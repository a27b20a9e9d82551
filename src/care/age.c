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

static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct age_new *a)
{
	struct buf b = buf_new(c->arena, 256);
	struct sealed body;

	fields_put_int(&b, "birth", a->birth_year);
	fields_put_int(&b, "birth_about", a->birth_year && a->estimated);
	fields_put(&b, "birth_by", a->said_by);
	TRY(seal_body(c, person, IN_IDENTITY, SEAL_AGE, id, &b, &body));
	if (a->replaces)
		age_replace(c->change, c->house->org, person, *a->replaces);
	age_insert(c->change, &(struct age_insert_args){ .org = c->house->org,
	                                                 .person = person,
	                                                 .id = id,
	                                                 .replaces = row_replaced(person, a->replaces),
	                                                 .author = c->actor->id,
	                                                 .hour = clock_hour(c->now),
	                                                 .body = body });
	return OK;
}

enum err age_write(struct ctx *c, struct person_id person, struct row_id id,
                   const struct age_new *a)
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
	TRY(put_row(c, person, id, a));
	TRY(person_write(c, &p));
	TRY(count_again(c, person, a->birth_year));
	return audit(c, VERB_CORRECTED, &person, REASON_CARE, (struct str){ NULL, 0 });
}

enum err age_now(struct ctx *c, struct person_id person, struct row_id *id, struct str *author)
{
	struct age_row_list rows;

	ages_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].current) {
			*id = rows.at[i].id;
			*author = rows.at[i].user_name;
			return OK;
		}
	return ERR_ABSENT;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct age_row_list *rows = NEW(c->arena, struct age_row_list);

	ages_of(c->read, c->house->org, person, rows);
	*state = rows;
}

/* The year alone: an age would be another one when it is read. */
static enum err tell_row(struct ctx *c, struct person_id person, const struct age_row *r,
                         struct page_parts *parts)
{
	struct str body;
	int64_t year;

	TRY(open_if_may(c, person, IN_IDENTITY, SEAL_AGE, r->id, r->body, &body));
	year = fields_int(body, "birth", 0);
	page_moment(parts,
	            (struct moment){ .day = clock_day(r->hour, c->house->utc_offset),
	                             .hour = r->hour,
	                             .kind = "age",
	                             .title = fields_int(body, "birth_about", 0)
	                                          ? T("Age, as it was estimated")
	                                          : T("Age, as it was said"),
	                             .words = !body.p ? body
	                                      : year  ? arena_fmt(c->arena, "%d", (int)year)
	                                              : str_z(lang_text(c->lang, T("Not known."))),
	                             .who = r->user_name,
	                             .replaced = !r->current,
	                             .row = r->id });
	return OK;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct age_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++)
		TRY(tell_row(c, person, &rows->at[i], parts));
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("age.body", IDENTITY, AGE, age_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/age", .label = T("Age"), .opens = IN_IDENTITY },
};
const struct module age_module = {
	.name = "age",
	.link = { PLACE_WALK, "/age", T("Age, and who said so"), IN_IDENTITY },
	.routes = &age_routes,
	.ask = ask,
	.tell = tell,
	.queries = age_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
