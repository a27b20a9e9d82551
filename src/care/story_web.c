#include "care/story_html.h"
#include "care/story_inside.h"
#include "care/welcome.h"

struct story_form {
	struct when when;
	struct str words, spoken, language, interpreter, to, to_name, form, reason, reason_words;
	bool mistaken;
};
static const struct field story_fields[] = {
	FIELDS_WHEN(struct story_form, when),
	FIELD(struct story_form, words, OWN, OPTIONAL, 40000),
	FIELD(struct story_form, spoken, OWN, OPTIONAL, 40000),
	FIELD(struct story_form, language, TEXT, OPTIONAL, 16),
	CHOICE(struct story_form, interpreter, CHOICE, OPTIONAL, &interpreters),
	CHOICE(struct story_form, to, CHOICE, OPTIONAL, &story_tos),
	FIELD(struct story_form, to_name, TEXT, OPTIONAL, 100),
	CHOICE(struct story_form, form, CHOICE, OPTIONAL, &story_forms),
	CHOICE(struct story_form, reason, CHOICE, OPTIONAL, &story_reasons),
	FIELD(struct story_form, reason_words, TEXT, OPTIONAL, 300),
	FIELD(struct story_form, mistaken, FLAG, OPTIONAL, 0),
};

static const struct field again_fields[] = {
	FIELD(struct again_form, concept, TEXT, REQUIRED, 40),
	CHOICE(struct again_form, reason, CHOICE, REQUIRED, &story_reasons),
	FIELD(struct again_form, reason_words, TEXT, OPTIONAL, 300),
};

static const struct field reader_fields[] = {
	FIELD(struct reader_form, staff, ID, REQUIRED, 0),
	FIELD(struct reader_form, allow, FLAG, OPTIONAL, 0),
};

/* --- adding and correcting --- */

/* The list is a pack's, so its check boxes are read by its names. */
static struct str concepts_in(struct visit *v)
{
	struct code_list all = story_concepts(&v->c);
	struct buf b = buf_new(v->c.arena, 2048);

	for (size_t i = 0; i < all.n; i++) {
		struct str name =
			arena_fmt(v->c.arena, "concepts-%.*s", (int)all.at[i].name.n, all.at[i].name.p);
		if (visit_posted(v, name.p, 1).n)
			buf_fmt(&b, b.n ? " %.*s" : "%.*s", (int)all.at[i].name.n, all.at[i].name.p);
	}
	return buf_str(&b);
}

static enum err show_form(struct visit *v, const char *action, const struct story_entry *now)
{
	struct story_form_view view = { .action = action,
		                            .corrects = now != NULL,
		                            .now = v->conflict ? now : NULL };

	TRY(story_person(v, &view.person));
	TRY(welcome_languages(&v->c, &view.languages));
	TRY(tellings_of(&v->c, v->person, STR(""), &view.told));
	view.concepts = story_concepts(&v->c);
	story_form_page(visit_page(v),
	                visit_head(v, now ? T("Correct what was told") : T("What was told"), "/people"),
	                &v->form, &view);
	return OK;
}

static enum err story_new_page(struct visit *v)
{
	const char *action = visit_path(v, "/people/%s/story/new", visit_id(v, v->person.b));

	if (!visit_draft(v)) {
		visit_fill(v, "to", STR("us"));
		visit_fill(v, "form", STR("spoken"));
	}
	return show_form(v, action, NULL);
}

static struct telling told_in(struct visit *v)
{
	const struct story_form *in = v->in;

	return (struct telling){ .when = in->when,
		                     .to = in->to,
		                     .to_name = in->to_name,
		                     .form = in->form,
		                     .language = in->language,
		                     .interpreter = in->interpreter,
		                     .concepts = concepts_in(v),
		                     .reason = in->reason,
		                     .reason_words = in->reason_words,
		                     .mistaken = in->mistaken };
}

static enum err check(struct visit *v, const struct telling_new *n)
{
	const struct story_form *in = v->in;
	struct choice_list languages;
	struct telling_list all;

	TRY(when_check(v, &in->when));
	TRY(welcome_languages(&v->c, &languages));
	if (!welcome_language_known(&languages, in->language))
		return visit_problem(v, "language",
		                     T("Please choose one of the answers that are offered."));
	TRY(tellings_read(&v->c, v->person, &all));
	if (!story_reasoned(&all, n))
		return visit_problem(v, "reason",
		                     T("Some of this was told before. Please say why it is told again."));
	return OK;
}

static enum err save(struct visit *v, const struct row_id *replaces, bool had_words)
{
	const struct story_form *in = v->in;
	struct story_new n = { .told = { told_in(v), replaces },
		                   .words = in->words,
		                   .spoken = in->spoken };
	bool words = str_trim(in->words).n || str_trim(in->spoken).n;

	if (!words && !n.told.about.mistaken && (had_words || !n.told.about.concepts.n))
		return visit_problem(v, "words", T("Nothing is written here yet."));
	TRY(check(v, &n.told));
	TRY(words ? story_add(&v->c, v->person, v->token, &n)
	          : telling_add(&v->c, v->person, v->token, &n.told));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/story", visit_id(v, v->person.b));
}

static enum err story_create(struct visit *v)
{
	return save(v, NULL, false);
}

/* The one to correct, as it stands now: with its words, and so it counts as read when it has any.
 */
static enum err entry_of(struct visit *v, struct story_entry *out)
{
	const struct telling *t;
	struct telling_list all;
	struct story story;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(tellings_read(&v->c, v->person, &all));
	t = story_latest(&all, row);
	if (!t)
		return ERR_ABSENT;
	out->about = *t;
	if (!t->has_words)
		return OK;
	TRY(story_read(&v->c, v->person, &story));
	for (size_t i = 0; i < story.n; i++)
		if (row_id_eq(story.at[i].about.id, t->id))
			*out = story.at[i];
	return OK;
}

static void fill(struct visit *v, const struct story_entry *now)
{
	const struct telling *t = &now->about;

	when_fill(v, &t->when);
	visit_fill(v, "words", now->words);
	visit_fill(v, "spoken", now->spoken);
	visit_fill(v, "language", t->language);
	visit_fill(v, "interpreter", t->interpreter);
	visit_fill(v, "to", t->to);
	visit_fill(v, "to_name", t->to_name);
	visit_fill(v, "form", t->form);
	visit_fill(v, "concepts", t->concepts);
	visit_fill(v, "reason", t->reason);
	visit_fill(v, "reason_words", t->reason_words);
}

static enum err story_correct(struct visit *v)
{
	struct story_entry now = { .words = { NULL, 0 } };
	const char *person = visit_id(v, v->person.b);

	TRY(entry_of(v, &now));
	if (!now.about.current && !v->conflict)
		return visit_go(v, "/people/%s/story", person);
	fill(v, &now);
	return show_form(v, visit_path(v, "/people/%s/story/%s", person, visit_id(v, now.about.id.b)),
	                 &now);
}

static enum err story_save(struct visit *v)
{
	struct telling_list all;
	struct row_id row;
	bool words = false;

	TRY(visit_row(v, "row", &row));
	TRY(tellings_read(&v->c, v->person, &all));
	for (size_t i = 0; i < all.n; i++)
		words |= row_id_eq(all.at[i].id, row) && all.at[i].has_words;
	return save(v, &row, words);
}

#define STORY "/people/:person/story"
#define NO_FORM \
	{ \
		NULL, 0, 0 \
	}

static const struct route routes[] = {
	PAGE(STORY, PERSON(READ, CASE), story_show),
	PAGE(STORY "/read", PERSON(READ, CASE), story_back),
	POST(STORY "/read", PERSON(READ, STORY), story_open, NO_FORM, NULL),
	PAGE(STORY "/readers", PERSON(READ, CASE), story_back),
	POST(STORY "/readers", PERSON(ASSIGN, IDENTITY), story_reader_save,
	     FORM(struct reader_form, reader_fields), story_show),
	PAGE(STORY "/again", PERSON(WRITE, CASE), story_again_show),
	POST(STORY "/again", PERSON(WRITE, CASE), story_again_save,
	     FORM(struct again_form, again_fields), story_again_show),
	PAGE(STORY "/new", PERSON(WRITE, STORY), story_new_page),
	POST(STORY "/new", PERSON(WRITE, STORY), story_create, FORM(struct story_form, story_fields),
	     story_new_page),
	PAGE(STORY "/:row", PERSON(WRITE, STORY), story_correct),
	POST(STORY "/:row", PERSON(WRITE, STORY), story_save, FORM(struct story_form, story_fields),
	     story_correct),
};
const struct routes story_routes = { routes, sizeof routes / sizeof *routes };
