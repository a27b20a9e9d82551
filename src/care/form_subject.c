/* Whom and what a page of forms is about: the person, a stay or a service of hers, a colleague, the
 * organisation. */
#include "access/holder.h"
#include "care/form_house.h"
#include "care/form_inside.h"

#include <string.h>

static struct str part_of(const struct visit *v, const char *name)
{
	const struct params parts = { v->parts.at, v->parts.n };

	return param(&parts, str_z(name));
}

/* --- a person and her entries --- */

static enum err of_entry(struct visit *v, const char *kind, const char *path, struct subject *s)
{
	TRY(visit_row(v, kind, &s->about.row));
	s->about.about = s->name = str_z(kind);
	s->base = visit_path(v, "%s/%s/%s", s->answers, path, visit_id(v, s->about.row.b));
	TRY(about_find(&v->c, v->person, &s->about));
	return about_view(&v->c, v->person, &s->about, &s->of);
}

static enum err of_person(struct visit *v, struct subject *s)
{
	s->person = &v->person;
	s->section = "/people";
	s->answers = visit_path(v, "/people/%s", visit_id(v, v->person.b));
	if (part_of(v, "stay").n)
		TRY(of_entry(v, "stay", "stays", s));
	else if (part_of(v, "service").n)
		TRY(of_entry(v, "service", "services", s));
	else {
		s->name = STR("person");
		s->base = s->answers;
	}
	return OK;
}

/* --- a colleague, the organisation --- */

static enum err name_of(struct ctx *c, struct row_id subject, struct str *out)
{
	struct staff_views all;

	TRY(staff_list(c, &all));
	for (size_t i = 0; i < all.n; i++)
		if (memcmp(all.at[i].id.b, subject.b, sizeof subject.b) == 0) {
			*out = all.at[i].user_name;
			return OK;
		}
	return ERR_ABSENT;
}

/* "house" and "me" are links that need no id. */
static enum err of_house(struct visit *v, struct subject *s)
{
	struct str who = part_of(v, "subject");

	if (str_eq(who, STR("house")))
		memcpy(s->about.row.b, v->c.house->org.b, sizeof s->about.row.b);
	else if (str_eq(who, STR("me")))
		memcpy(s->about.row.b, v->c.actor->id.b, sizeof s->about.row.b);
	else
		TRY(visit_row(v, "subject", &s->about.row));
	s->section = "/team/forms";
	s->base = s->answers = visit_path(v, "/about/%s", visit_id(v, s->about.row.b));
	s->of.day = NO_DAY;
	s->name = STR("organisation");
	if (house_about_org(&v->c, s->about.row))
		s->of.words = v->c.house->name;
	else {
		s->name = STR("staff");
		TRY(name_of(&v->c, s->about.row, &s->of.words));
	}
	if (!house_may(&v->c, s->about.row))
		return ERR_DENIED;
	s->about.about = s->name;
	return OK;
}

enum err subject_of(struct visit *v, struct subject *out)
{
	*out = (struct subject){ .of = { .day = NO_DAY } };
	TRY(part_of(v, "subject").n ? of_house(v, out) : of_person(v, out));
	out->may_write = subject_writes(&v->c, out, &out->about);
	return OK;
}

/* --- what was filled in --- */

bool subject_writes(struct ctx *c, const struct subject *s, const struct filled_about *about)
{
	return s->person ? can(c, *s->person, MAY_WRITE, about->home ? about->home : IN_CASE)
	                 : house_may(c, s->about.row);
}

enum err subject_filled(struct ctx *c, const struct subject *s, struct filled_list *out)
{
	struct filled_list all;
	struct filled *some;
	size_t n = 0;

	if (!s->person)
		return house_filled_all(c, s->about.row, out);
	TRY(filled_all(c, *s->person, &all));
	some = NEW_N(c->arena, struct filled, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		if (!s->about.about.n || about_same(c, *s->person, &all.at[i], &s->about))
			some[n++] = all.at[i];
	*out = (struct filled_list){ some, n };
	return OK;
}

enum err subject_read(struct ctx *c, const struct subject *s, struct row_id row, struct filled *out)
{
	return s->person ? filled_read(c, *s->person, row, out)
	                 : house_filled_read(c, s->about.row, row, out);
}

enum err subject_write(struct ctx *c, const struct subject *s, struct row_id id,
                       const struct filled_new *n)
{
	return s->person ? filled_write(c, *s->person, id, n)
	                 : house_filled_write(c, s->about.row, id, n);
}
