/* A fact that is told again, and who must not read the story. */
#include "care/story_html.h"
#include "care/story_inside.h"

/* --- told again --- */

enum err story_again_show(struct visit *v)
{
	struct told_list told;
	struct person p;

	visit_fill(v, "concept", visit_query(v, "of"));
	TRY(story_person(v, &p));
	TRY(tellings_of(&v->c, v->person, form_value(&v->form, "concept"), &told));
	if (told.n != 1 && v->again)
		return ERR_INVALID;
	if (told.n != 1)
		return visit_go(v, "/people/%s/story", visit_id(v, v->person.b));
	story_again_page(visit_page(v), visit_head(v, T("Told again"), "/people"), &v->form, &p,
	                 told.at);
	return OK;
}

enum err story_again_save(struct visit *v)
{
	const struct again_form *in = v->in;
	struct told_list told;
	struct telling_new n = { .about = { .when = WHEN_TYPED,
		                                .to = STR("us"),
		                                .form = STR("spoken"),
		                                .concepts = in->concept,
		                                .reason = in->reason,
		                                .reason_words = in->reason_words } };

	if (str_eq(in->reason, STR("other")) && !in->reason_words.n)
		return visit_problem(v, "reason_words", T("Please say in a few words why."));
	TRY(tellings_of(&v->c, v->person, in->concept, &told));
	if (told.n != 1)
		return ERR_INVALID;
	TRY(telling_add(&v->c, v->person, v->token, &n));
	return visit_saved(v, "/people/%s/story", visit_id(v, v->person.b));
}

/* --- readers --- */

enum err story_reader_save(struct visit *v)
{
	const struct reader_form *in = v->in;

	TRY(story_keep_from(&v->c, v->person, in->staff, !in->allow));
	return visit_saved(v, "/people/%s/story", visit_id(v, v->person.b));
}

enum err story_back(struct visit *v)
{
	return visit_go(v, "/people/%s/story", visit_id(v, v->person.b));
}
