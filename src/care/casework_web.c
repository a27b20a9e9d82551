#include "care/casework.h"

#include "care/casework_html.h"

static const struct choice said_by_list[] = {
	{ "herself", T("The person") },
	{ "team", T("Our team") },
	{ "authority", T("An authority") },
	{ "partner", T("A partner organisation") },
};
static const struct choice_list said_by = { said_by_list,
	                                        sizeof said_by_list / sizeof *said_by_list };

static const struct choice gender_list[] = {
	{ "woman", T("Woman or girl") },
	{ "man", T("Man or boy") },
	{ "another", T("Another") },
	{ "unsaid", T("Prefer not to say") },
};
const struct choice_list casework_genders = { gender_list,
	                                          sizeof gender_list / sizeof *gender_list };

struct casework_form {
	struct str said_by;
	struct str gender;
};
static const struct field casework_fields[] = {
	CHOICE(struct casework_form, said_by, CHOICE, OPTIONAL, &said_by),
	CHOICE(struct casework_form, gender, CHOICE, OPTIONAL, &casework_genders),
};

static enum err casework_show(struct visit *v)
{
	struct code_list types;
	struct casework now;

	TRY(casework_list(&v->c, &types));
	TRY(casework_read(&v->c, v->person, &now));
	visit_fill(v, "types", now.types);
	visit_fill(v, "said_by", now.said_by);
	visit_fill(v, "gender", now.gender);
	casework_page(visit_page(v), visit_head(v, T("Kinds of casework"), "/people"), &v->form,
	              v->person, &types, &said_by, &casework_genders);
	return OK;
}

/* The list is a pack's, so its check boxes are read by its names. */
static enum err chosen(struct visit *v, struct str *out)
{
	struct buf b = buf_new(v->c.arena, 2048);
	struct code_list types;

	TRY(casework_list(&v->c, &types));
	for (size_t i = 0; i < types.n; i++) {
		struct str name =
			arena_fmt(v->c.arena, "types-%.*s", (int)types.at[i].name.n, types.at[i].name.p);
		if (!str_eq(param(&v->x->request.form, name), STR("1")))
			continue;
		if (b.n)
			buf_byte(&b, ' ');
		buf_add(&b, types.at[i].name);
	}
	*out = buf_str(&b);
	return OK;
}

static enum err casework_save(struct visit *v)
{
	const struct casework_form *in = v->in;
	struct casework w = { .said_by = in->said_by, .gender = in->gender };

	TRY(chosen(v, &w.types));
	TRY(casework_write(&v->c, v->person, &w));
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

static const struct route routes[] = {
	PAGE("/people/:person/casework", PERSON(WRITE, CASE), casework_show),
	POST("/people/:person/casework", PERSON(WRITE, CASE), casework_save,
	     FORM(struct casework_form, casework_fields), casework_show),
};
const struct routes casework_routes = { routes, sizeof routes / sizeof *routes };
