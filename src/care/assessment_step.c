/* One step of the form: what was posted, and what its page shows. */
#include "care/assessment_inside.h"

enum { VALUE_MAX = 8, KIND_MAX = 20, PLACE_MAX = 40, KEPT_FIRST = 3 };

/* --- what was posted --- */

const char *item_input(struct visit *v, char kind, struct str item)
{
	return arena_fmt(v->c.arena, "%c_%.*s", kind, (int)item.n, item.p).p;
}

/* A reason takes the place of a sentence: without script, a sentence cannot be taken back. */
static bool take_item(struct visit *v, const struct form_field *f, struct assessment_item *item)
{
	const char *value_name = item_input(v, 'i', f->name);
	const char *missing_name = item_input(v, 'm', f->name);
	struct str said = visit_posted(v, value_name, VALUE_MAX);
	struct str why = visit_posted(v, missing_name, KIND_MAX);
	const char *wrong = T("Please choose one of the answers that are offered.");
	bool sound = true;

	*item = (struct assessment_item){ .name = f->name, .kind = ANSWER_NOT_ASKED };
	item->evidence = visit_posted(v, item_input(v, 'e', f->name), ASSESSMENT_EVIDENCE);
	if (said.n && !item_level(f, said, &item->value))
		sound = visit_problem(v, value_name, wrong) == OK;
	if (why.n && !answer_kind_read(why, &item->kind))
		sound = visit_problem(v, missing_name, wrong) == OK;
	if (why.n)
		item->value = 0;
	return sound && (said.n || why.n || item->evidence.n);
}

/* Every item of the form, asked or not; *said counts those that say something. */
enum err step_take(struct visit *v, const struct form_kept *r, struct assessment_new *n,
                   size_t *said)
{
	const struct instrument *m = r->form->instrument;
	struct assessment_item *items = NEW_N(v->c.arena, struct assessment_item, m->items_n + 1);
	const struct step_form *in = v->in;
	struct str place = visit_posted(v, "setting", PLACE_MAX);
	bool sound = true;

	*said = 0;
	for (size_t i = 0; i < m->items_n; i++)
		*said += take_item(v, m->items[i], &items[i]);
	if (place.n && choice_words(&v->c, r, m->setting, place).n == 0)
		sound = visit_problem(v, "setting",
		                      T("Please choose one of the answers that are offered.")) == OK;
	n->items = items;
	n->n = m->items_n;
	n->day = in->day;
	n->wave = wave_find(in->wave);
	n->setting = place;
	return sound && form_problems(&v->form) == 0 ? OK : ERR_INVALID;
}

/* --- one step --- */

static int step_of(const struct form_kept *r, const char *field)
{
	const struct instrument *m = r->form->instrument;

	for (size_t d = 0; d < m->scales_n; d++)
		for (size_t i = 0; i < m->scales[d].n; i++) {
			struct str name = m->items[m->scales[d].items[i]]->name;
			if (field[0] && field[1] == '_' && str_eq(str_z(field + 2), name))
				return (int)d;
		}
	return 0;
}

/* 1..6 as an index; the first for anything else. */
static int within(int64_t step)
{
	return step >= 1 && step <= BOWL_DOMAINS ? (int)step - 1 : 0;
}

/* The first problem's step; else where one was; else what the address asks for. */
static int step_now(struct visit *v, const struct form_kept *r, bool sound)
{
	const struct step_form *in = v->in;
	int64_t asked = 1;

	for (size_t i = 0; !sound && i < v->form.n; i++)
		if (v->form.at[i].problem)
			return step_of(r, v->form.at[i].name);
	if (v->again)
		return within(in->at);
	(void)str_int(visit_query(v, "domain"), &asked);
	return within(asked);
}

static bool of_step(const struct form_kept *r, const char *name, int step)
{
	static const char *const others[] = { "at", "go", "token", "before" };
	static const char *const first[KEPT_FIRST] = { "day", "wave", "setting" };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq(str_z(name), str_z(others[i])))
			return true;
	for (size_t i = 0; i < KEPT_FIRST; i++)
		if (str_eq(str_z(name), str_z(first[i])))
			return step == 0;
	return step_of(r, name) == step;
}

static struct form_view kept_of(struct visit *v, const struct form_kept *r, int step)
{
	struct field_view *list = NEW_N(v->c.arena, struct field_view, v->form.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < v->form.n; i++)
		if (v->form.at[i].value.n && !of_step(r, v->form.at[i].name, step))
			list[n++] = v->form.at[i];
	return (struct form_view){ list, n, NULL };
}

static size_t open_items(struct visit *v, const struct form_kept *r)
{
	const struct instrument *m = r->form->instrument;
	size_t n = 0;

	for (size_t i = 0; i < m->items_n; i++)
		n += form_value(&v->form, item_input(v, 'i', m->items[i]->name)).n == 0 &&
		     form_value(&v->form, item_input(v, 'm', m->items[i]->name)).n == 0;
	return n;
}

static struct step_lines steps_of(struct visit *v, int step)
{
	struct step_line *list = NEW_N(v->c.arena, struct step_line, BOWL_DOMAINS);

	for (int i = 0; i < BOWL_DOMAINS; i++)
		list[i] = (struct step_line){ domain_words(i), i == step };
	return (struct step_lines){ list, BOWL_DOMAINS };
}

static enum err other_of(struct visit *v, const struct writing *w, struct step_view *s)
{
	struct answers was;
	struct answers now;

	if (!v->conflict)
		return OK;
	TRY(answers_read(v->c.arena, w->row.json, &was));
	TRY(answers_read(v->c.arena, w->now.json, &now));
	s->other = &w->now;
	s->changes = changes_of(&v->c, &w->rubric, &was, &now);
	return OK;
}

/* The one before, when its sentences were for the same age. */
static enum err last_of(struct visit *v, const struct writing *w, struct step_view *s,
                        struct answers *room, const struct answers **last)
{
	struct assessment_list all;
	const struct assessment *a;

	*last = NULL;
	s->last = NO_DAY;
	if (w->alone)
		return OK;
	TRY(assessments(&v->c, v->person, &all));
	a = assessment_last(&all, w->corrects ? w->now.day : v->c.today,
	                    w->corrects ? &w->now.id : NULL);
	if (!a)
		return OK;
	s->last = a->day;
	s->last_other_age = !str_eq(a->age_group, w->age_group);
	if (s->last_other_age)
		return OK;
	TRY(answers_read(v->c.arena, a->json, room));
	*last = room;
	return OK;
}

/* What was posted joins v->form with its problems; false when there are some. */
static bool posted_sound(struct visit *v, const struct form_kept *r)
{
	struct assessment_new posted = { .n = 0 };
	size_t said;

	return !v->again || step_take(v, r, &posted, &said) == OK;
}

enum err step_of_visit(struct visit *v, const struct writing *w, struct step_view *s)
{
	const struct form_kept *r = &w->rubric;
	const struct answers *last;
	struct answers room;
	bool sound = posted_sound(v, r);

	*s = (struct step_view){ .person = v->person, .action = w->action, .form = &v->form };
	s->step = step_now(v, r, sound);
	TRY(last_of(v, w, s, &room, &last));
	TRY(other_of(v, w, s));
	TRY(domain_of(&v->c, r, s->step, w->age_group, NULL, last, &s->domain));
	s->steps = steps_of(v, s->step);
	s->note = rubric_note(&v->c, r);
	s->age = choice_words(&v->c, r, form_find(r->form, STR("age_group")), w->age_group);
	s->places = scored_places(&v->c, r);
	s->kept = kept_of(v, r, s->step);
	s->open = open_items(v, r);
	s->about = about_of(&v->c, r);
	return OK;
}

/* --- a step keeps the whole form as a draft and goes on; only "save" writes --- */

bool step_goes_on(struct visit *v)
{
	const struct step_form *in = v->in;

	return in->go.n > 0 && !str_eq(in->go, STR("save"));
}

enum err step_go_on(struct visit *v, const char *action)
{
	const struct step_form *in = v->in;
	int64_t step = 1;

	TRY(visit_draft_save(v, str_z(action)));
	if (str_eq(in->go, STR("leave")))
		return visit_go(v, "/people/%s", visit_id(v, v->person.b));
	(void)str_int(in->go, &step);
	return visit_go(v, "%s?domain=%d", action, within(step) + 1);
}

/* --- a correction begins with what is stored --- */

static void fill_item(struct visit *v, const struct form_field *f, const struct answers *in)
{
	const struct answer *a = answers_find(in, f->path);
	const struct answer *seen = answers_find(in, evidence_path(v->c.arena, f->path));

	if (a && a->kind == ANSWER_INTEGER)
		visit_fill(v, item_input(v, 'i', f->name), arena_fmt(v->c.arena, "%lld", (long long)a->n));
	else if (a && a->kind != ANSWER_NOT_ASKED)
		visit_fill(v, item_input(v, 'm', f->name), str_z(answer_word(a->kind)));
	if (seen)
		visit_fill(v, item_input(v, 'e', f->name), seen->text);
}

enum err step_fill(struct visit *v, const struct writing *w)
{
	const struct instrument *m = w->rubric.form->instrument;
	struct answers in;

	TRY(answers_read(v->c.arena, w->now.json, &in));
	visit_fill(v, "day", html_of_day(&v->html, w->now.day));
	visit_fill(v, "wave", str_z(wave_value(w->now.wave)));
	visit_fill(v, "setting", w->now.setting);
	for (size_t i = 0; i < m->items_n; i++)
		fill_item(v, m->items[i], &in);
	return OK;
}
