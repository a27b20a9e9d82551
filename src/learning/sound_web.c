#include "learning/report_filter.h"
#include "learning/sound_html.h"
#include "learning/sound_view.h"

static const char section[] = "/reports/outcomes";

struct stick_form {
	struct str age;
};
static const struct field stick_fields[] = {
	FIELD(struct stick_form, age, TEXT, OPTIONAL, 16),
};

static enum err sticks_of(struct visit *v, const struct sound_report *r, struct sticks_view *out)
{
	struct yardsticks now;
	struct yardsticks used;

	TRY(yardsticks_read(&v->c, r->group, &used));
	*out = (struct sticks_view){ .any = sound_sticks(r, &now),
		                         .in_use = used.form.n ? used.since : NO_DAY,
		                         .age = str_z(report_group_codes[r->group]) };
	out->lines = sound_stick_lines(v->c.arena, &now);
	return OK;
}

static enum err show_after(struct visit *v, int64_t folded)
{
	enum outcomes_group group = report_group_of(visit_query(v, "age"));
	struct filter_options ages = report_age_options(v, group);
	struct sticks_view sticks;
	struct saved_bar saved;
	struct sound_report r;

	TRY(sound_figures(&v->c, group, folded, &r));
	TRY(sticks_of(v, &r, &sticks));
	TRY(saved_bar_read(v, SAVED_SOUND, &saved));
	sound_page(visit_page(v), visit_head(v, T("Is the instrument sound here?"), section), &r, &ages,
	           &sticks, &v->form, &saved);
	return OK;
}

static enum err sound_then(struct visit *v)
{
	int64_t folded;

	TRY(report_was_folded(v, &folded));
	return show_after(v, folded);
}

static enum err sound_show(struct visit *v)
{
	return report_after_folding(v, sound_then);
}

static enum err sound_again(struct visit *v)
{
	return show_after(v, 0);
}

static enum err sticks_save(struct visit *v)
{
	const struct stick_form *in = v->in;
	enum outcomes_group group = report_group_of(in->age);
	enum err e = sound_put_in_use(&v->c, v->token, group);

	if (e == ERR_INVALID)
		return visit_problem(v, "age", T("Too few people stand behind these figures yet."));
	TRY(e);
	return visit_saved(v, "/reports/sound?age=%s", report_group_codes[group]);
}

static const struct route routes[] = {
	PAGE("/reports/sound", ROLES(ROLE_evaluation | ROLE_manager), sound_show),
	POST("/reports/sound", ROLES(ROLE_evaluation | ROLE_manager), sticks_save,
	     FORM(struct stick_form, stick_fields), sound_again),
};
const struct routes sound_routes = { routes, sizeof routes / sizeof *routes };
