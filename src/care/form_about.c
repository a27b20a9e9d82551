/* Forms about an entry of a person: a stay, a service. The entry may have been corrected since; the
 * form stays with it. */
#include "care/form_inside.h"
#include "care/service.h"
#include "care/stay.h"

static bool about_stay(const struct filled_about *a)
{
	return str_eq(a->about, STR("stay"));
}

static bool about_service(const struct filled_about *a)
{
	return str_eq(a->about, STR("service"));
}

static enum err find_stay(struct ctx *c, struct person_id person, struct filled_about *about)
{
	struct stay s;

	TRY(stay_read(c, person, about->row, &s));
	about->home = IN_CASE;
	return s.closed ? ERR_DENIED : OK;
}

/* What is asked about an hour of counselling opens to whom the note on it opens. */
static enum err find_service(struct ctx *c, struct person_id person, struct filled_about *about)
{
	struct code_list types;
	struct service s;

	TRY(service_read(c, person, about->row, &s));
	TRY(service_types(c, &types));
	about->home = service_compartment(&types, s.type);
	return s.closed ? ERR_DENIED : OK;
}

enum err about_find(struct ctx *c, struct person_id person, struct filled_about *about)
{
	enum compartment before = about->home;
	enum err e = ERR_ABSENT;

	if (about->about.n == 0)
		return OK;
	if (about_stay(about))
		e = find_stay(c, person, about);
	else if (about_service(about))
		e = find_service(c, person, about);
	/* Where answers lie already they stay, whatever the entry has become. */
	if (before)
		about->home = before;
	return e;
}

bool about_same(struct ctx *c, struct person_id person, const struct filled *f,
                const struct filled_about *about)
{
	struct service was;
	struct service is;
	struct stay slept;
	struct stay sleeps;

	if (!str_eq(f->about.about, about->about))
		return false;
	if (row_id_eq(f->about.row, about->row))
		return true;
	if (about_stay(about))
		return stay_read(c, person, f->about.row, &slept) == OK &&
		       stay_read(c, person, about->row, &sleeps) == OK && row_id_eq(slept.id, sleeps.id);
	return about_service(about) && service_read(c, person, f->about.row, &was) == OK &&
	       service_read(c, person, about->row, &is) == OK && row_id_eq(was.id, is.id);
}

static enum err stay_words(struct ctx *c, struct person_id person, struct row_id row,
                           struct entry_view *out)
{
	struct stay s;

	TRY(stay_read(c, person, row, &s));
	out->closed = s.closed;
	out->words = str_z(lang_text(c->lang, s.closed ? T("A stay") : stay_kind_words(s.kind)));
	out->day = s.since.day;
	return OK;
}

static enum err service_words(struct ctx *c, struct person_id person, struct row_id row,
                              struct entry_view *out)
{
	struct code_list types;
	struct service s;

	TRY(service_read(c, person, row, &s));
	TRY(service_types(c, &types));
	out->closed = s.closed;
	out->words =
		s.closed ? str_z(lang_text(c->lang, T("A service"))) : service_label(&types, s.type);
	out->day = s.when.day;
	return OK;
}

enum err about_view(struct ctx *c, struct person_id person, const struct filled_about *about,
                    struct entry_view *out)
{
	*out = (struct entry_view){ .day = NO_DAY };
	if (about_stay(about))
		return stay_words(c, person, about->row, out);
	if (about_service(about))
		return service_words(c, person, about->row, out);
	return OK;
}
