#include "care/words_html.h"
#include "care/words_inside.h"

static const struct choice state_list[] = {
	{ "chose_not", T("Was asked and chose not to say") },
	{ "not_yet", T("Not yet possible") },
	{ "other_way", T("Given in another way") },
	{ "written", T("Written above") },
};
static const struct choice_list states = { state_list, sizeof state_list / sizeof *state_list };
static const struct choice pronoun_list[] = {
	{ "she", T("she") },
	{ "he", T("he") },
	{ "they", T("they") },
	{ "none", T("by name only") },
};
static const struct choice_list pronouns = { pronoun_list,
	                                         sizeof pronoun_list / sizeof *pronoun_list };
static const struct choice term_list[] = {
	{ "survivor", T("survivor") },
	{ "client", T("client") },
	{ "other", T("another word") },
	{ "none", T("none") },
};
static const struct choice_list terms = { term_list, sizeof term_list / sizeof *term_list };

struct words_form {
	struct str concerns, wishes, spoken, state, why, how, language, interpreter;
	struct str name, pronoun, term, term_other;
	struct day day;
	struct row_id before;
};
static const struct field words_fields[] = {
	FIELD(struct words_form, concerns, OWN, OPTIONAL, 8000),
	FIELD(struct words_form, wishes, OWN, OPTIONAL, 8000),
	FIELD(struct words_form, spoken, OWN, OPTIONAL, 8000),
	CHOICE(struct words_form, state, CHOICE, OPTIONAL, &states),
	FIELD(struct words_form, why, TEXT, OPTIONAL, 500),
	FIELD(struct words_form, how, TEXT, OPTIONAL, 500),
	FIELD(struct words_form, language, TEXT, OPTIONAL, 16),
	CHOICE(struct words_form, interpreter, CHOICE, OPTIONAL, &interpreters),
	FIELD(struct words_form, day, DAY, OPTIONAL, 0),
	FIELD(struct words_form, name, TEXT, OPTIONAL, 200),
	CHOICE(struct words_form, pronoun, CHOICE, OPTIONAL, &pronouns),
	CHOICE(struct words_form, term, CHOICE, OPTIONAL, &terms),
	FIELD(struct words_form, term_other, TEXT, OPTIONAL, 80),
	FIELD(struct words_form, before, ID, OPTIONAL, 0),
};

/* --- showing --- */

static const char *const pronoun_codes[] = {
	[VOICE_NONE] = "none", [VOICE_SHE] = "she", [VOICE_HE] = "he", [VOICE_THEY] = "they"
};

static bool term_listed(struct str term)
{
	return str_eq(term, STR("survivor")) || str_eq(term, STR("client"));
}

static void fill_called(struct visit *v, const struct person *p)
{
	visit_fill(v, "name", p->name);
	visit_fill(v, "pronoun", str_z(pronoun_codes[p->voice]));
	if (term_listed(p->term) || p->term.n == 0)
		visit_fill(v, "term", p->term.n ? p->term : STR("none"));
	else {
		visit_fill(v, "term", STR("other"));
		visit_fill(v, "term_other", p->term);
	}
}

/* What was not yet possible is asked anew; everything else comes back to be corrected. */
static void fill_words(struct visit *v, const struct words *w)
{
	if (!words_count(w))
		return;
	visit_fill(v, "concerns", w->concerns);
	visit_fill(v, "wishes", w->wishes);
	visit_fill(v, "spoken", w->spoken);
	visit_fill(v, "language", w->language);
	visit_fill(v, "interpreter", w->interpreter);
	visit_fill(v, "how", w->how);
	if (w->state != WORDS_WRITTEN)
		visit_fill(v, "state", str_z(words_state_code(w->state)));
}

static enum err view(struct visit *v, struct words_view *w)
{
	struct ctx *c = &v->c;
	struct welcome welcome;

	*w = (struct words_view){
		.states = &states, .pronouns = &pronouns, .terms = &terms, .conflict = v->conflict
	};
	TRY(welcome_path_read(c, v->person, &w->path));
	w->path.here = STEP_WORDS;
	TRY(words_read(c, v->person, &w->now));
	TRY(person_read(c, v->person, &w->person));
	TRY(welcome_languages(c, &w->languages));
	TRY(welcome_read(c, v->person, &welcome));
	w->welcomed = welcome.held;
	w->may_write = can(c, v->person, MAY_WRITE, IN_CASE);
	w->may_name = w->person.name.p && can(c, v->person, MAY_WRITE, IN_IDENTITY);
	w->before = v->again && !v->conflict ? ((const struct words_form *)v->in)->before : w->now.id;
	w->action = visit_path(v, "/people/%s/words", visit_id(v, v->person.b));
	return OK;
}

static enum err words_show(struct visit *v)
{
	struct words_view w;

	TRY(view(v, &w));
	if (!visit_draft(v)) {
		fill_words(v, &w.now);
		fill_called(v, &w.person);
	}
	words_page(visit_page(v), visit_head(v, T("In their own words"), "/people"), &v->form, &w);
	return OK;
}

/* --- saving --- */

static enum err check(struct visit *v, enum words_state state)
{
	const struct words_form *in = v->in;

	if (state == WORDS_NOT_YET && !in->why.n)
		return visit_problem(v, "why", T("Please say in a few words why it is not possible yet."));
	if (state == WORDS_OTHER_WAY && !in->how.n)
		return visit_problem(v, "how", T("Please say in which way it was given."));
	if (state == WORDS_WRITTEN && !str_trim(in->concerns).n && !str_trim(in->wishes).n)
		return visit_problem(v, "concerns",
		                     T("Nothing is written here yet. Below are answers for that, too."));
	return OK;
}

/* Words that are there count as written, whatever was not chosen. */
static enum words_state chosen(const struct words_form *in)
{
	enum words_state s = words_state_find(in->state);

	if (s == WORDS_NONE && (str_trim(in->concerns).n || str_trim(in->wishes).n))
		return WORDS_WRITTEN;
	return s;
}

static enum err save_words(struct visit *v, enum words_state state)
{
	const struct words_form *in = v->in;
	struct words w = { .state = state,
		               .concerns = in->concerns,
		               .wishes = in->wishes,
		               .spoken = in->spoken,
		               .language = in->language,
		               .interpreter = in->interpreter,
		               .day = in->day };

	if (state == WORDS_NOT_YET)
		w.why = in->why;
	if (state == WORDS_OTHER_WAY)
		w.how = in->how;
	return words_write(&v->c, v->person, v->token, &w, row_unless_none(&in->before));
}

static enum voice voice_of(struct str code)
{
	return str_eq(code, STR("she"))    ? VOICE_SHE
	       : str_eq(code, STR("he"))   ? VOICE_HE
	       : str_eq(code, STR("they")) ? VOICE_THEY
	                                   : VOICE_NONE;
}

/* The entry with what was chosen; what was left empty stays as it is. */
static struct person called(const struct words_form *in, struct person p)
{
	if (in->name.n)
		p.name = in->name;
	if (in->pronoun.n)
		p.voice = voice_of(in->pronoun);
	if (term_listed(in->term))
		p.term = in->term;
	else if (str_eq(in->term, STR("none")))
		p.term = (struct str){ "", 0 };
	else if (in->term_other.n)
		p.term = in->term_other;
	return p;
}

/* *changed tells whether there was anything to write. */
static enum err save_called(struct visit *v, bool *changed)
{
	struct person before;
	struct person p;

	*changed = false;
	TRY(person_read(&v->c, v->person, &before));
	if (!before.name.p || !can(&v->c, v->person, MAY_WRITE, IN_IDENTITY))
		return OK;
	p = called(v->in, before);
	*changed =
		!str_eq(p.name, before.name) || p.voice != before.voice || !str_eq(p.term, before.term);
	if (!*changed)
		return OK;
	TRY(person_write(&v->c, &p));
	return audit(&v->c, VERB_CORRECTED, &v->person, REASON_CARE, (struct str){ NULL, 0 });
}

static enum err words_save(struct visit *v)
{
	const struct words_form *in = v->in;
	enum words_state state = chosen(in);
	const char *next;
	bool renamed;

	TRY(check(v, state));
	TRY(welcome_language_check(v, in->language));
	TRY(save_called(v, &renamed));
	if (state != WORDS_NONE)
		TRY(save_words(v, state));
	else if (!renamed)
		return visit_problem(v, "concerns",
		                     T("Nothing is written here yet. Below are answers for that, too."));
	visit_draft_done(v, v->x->request.path.p);
	TRY(welcome_next(&v->c, v->person, STEP_WORDS, &next));
	return visit_saved(v, "%s", next);
}

static const struct route routes[] = {
	PAGE("/people/:person/words", PERSON(READ, SAFETY), words_show),
	POST("/people/:person/words", PERSON(WRITE, CASE), words_save,
	     FORM(struct words_form, words_fields), words_show),
};
const struct routes words_routes = { routes, sizeof routes / sizeof *routes };
