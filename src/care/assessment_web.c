#include "care/assessment.h"

#include "care/assessment_html.h"
#include "care/assessment_inside.h"
#include "care/own_view.h"
#include "care/words.h"

enum { VALUE_MAX = 8, KIND_MAX = 20, PLACE_MAX = 40, BOWLS = 5, KEPT_FIRST = 3, FULL_WIDTH = 100, FULL_MEAN = 400 };

struct step_form {
	struct day day;
	struct str wave;
	int64_t at;
	struct str go;
};
static const struct field step_fields[] = {
	FIELD(struct step_form, day, DAY, OPTIONAL, 0),
	CHOICE(struct step_form, wave, CHOICE, OPTIONAL, &wave_choices),
	FIELD(struct step_form, at, INT, OPTIONAL, 0),
	FIELD(struct step_form, go, TEXT, OPTIONAL, VALUE_MAX),
};

/* What is being written: a new one, or a correction of `before`. */
struct writing {
	struct rubric rubric;
	struct str age_group;
	const char *action;
	struct assessment row;     /* the one that the address names; of a correction */
	struct assessment now;     /* the same in its latest correction */
	bool corrects;
};

/* --- what was posted --- */

static const char *field_name(struct visit *v, char kind, struct str item)
{
	return arena_fmt(v->c.arena, "%c_%.*s", kind, (int)item.n, item.p).p;
}

static bool level_of(const struct form_field *f, struct str said, int64_t *level)
{
	for (size_t i = 0; i < f->list->n; i++)
		if (str_eq(f->list->at[i].name, said))
			return str_int(said, level);
	return false;
}

/* A reason takes the place of a sentence: without script, a sentence cannot be taken back. */
static bool take_item(struct visit *v, const struct form_field *f, struct assessment_item *item)
{
	const char *value_name = field_name(v, 'i', f->name);
	const char *missing_name = field_name(v, 'm', f->name);
	struct str said = visit_posted(v, value_name, VALUE_MAX);
	struct str why = visit_posted(v, missing_name, KIND_MAX);
	const char *wrong = T("Please choose one of the answers that are offered.");
	bool sound = true;

	*item = (struct assessment_item){ .name = f->name, .kind = ANSWER_NOT_ASKED };
	item->evidence = visit_posted(v, field_name(v, 'e', f->name), ASSESSMENT_EVIDENCE);
	if (said.n && !level_of(f, said, &item->value))
		sound = visit_problem(v, value_name, wrong) == OK;
	if (why.n && !answer_kind_read(why, &item->kind))
		sound = visit_problem(v, missing_name, wrong) == OK;
	if (why.n)
		item->value = 0;
	return sound && (said.n || why.n || item->evidence.n);
}

/* Every item of the form, asked or not; *said counts those that say something. */
static enum err take(struct visit *v, const struct rubric *r, struct assessment_new *n, size_t *said)
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
		sound = visit_problem(v, "setting", T("Please choose one of the answers that are offered.")) == OK;
	n->items = items;
	n->n = m->items_n;
	n->day = in->day;
	n->wave = wave_find(in->wave);
	n->setting = place;
	return sound && form_problems(&v->form) == 0 ? OK : ERR_INVALID;
}

/* --- one step --- */

static int step_of(const struct rubric *r, const char *field)
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

static int within(int64_t step)
{
	return step >= 1 && step <= BOWL_DOMAINS ? (int)step - 1 : 0;
}

/* The first problem's step; else where one was; else what the address asks for. */
static int step_now(struct visit *v, const struct rubric *r)
{
	const struct step_form *in = v->in;
	int64_t asked = 1;

	for (size_t i = 0; v->again && i < v->form.n; i++)
		if (v->form.at[i].problem)
			return step_of(r, v->form.at[i].name);
	if (v->again)
		return within(in->at);
	(void)str_int(visit_query(v, "domain"), &asked);
	return within(asked);
}

static bool of_step(const struct rubric *r, const char *name, int step)
{
	static const char *const others[] = { "at", "go", "token" };
	static const char *const first[KEPT_FIRST] = { "day", "wave", "setting" };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq(str_z(name), str_z(others[i])))
			return true;
	for (size_t i = 0; i < KEPT_FIRST; i++)
		if (str_eq(str_z(name), str_z(first[i])))
			return step == 0;
	return step_of(r, name) == step;
}

static struct form_view kept_of(struct visit *v, const struct rubric *r, int step)
{
	struct field_view *list = NEW_N(v->c.arena, struct field_view, v->form.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < v->form.n; i++)
		if (v->form.at[i].value.n && !of_step(r, v->form.at[i].name, step))
			list[n++] = v->form.at[i];
	return (struct form_view){ list, n, NULL };
}

static size_t open_items(struct visit *v, const struct rubric *r)
{
	const struct instrument *m = r->form->instrument;
	size_t n = 0;

	for (size_t i = 0; i < m->items_n; i++)
		n += form_value(&v->form, field_name(v, 'i', m->items[i]->name)).n == 0 &&
		     form_value(&v->form, field_name(v, 'm', m->items[i]->name)).n == 0;
	return n;
}

static struct str note_of(struct visit *v, const struct rubric *r)
{
	for (size_t i = 0; i < r->form->fields_n; i++)
		if (r->form->fields[i].type == FORM_NOTE)
			return rubric_text(&v->c, r, &r->form->fields[i].label);
	return (struct str){ "", 0 };
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
static enum err last_of(struct visit *v, const struct writing *w, struct step_view *s, struct answers *room,
                        const struct answers **last)
{
	struct assessment_list all;
	const struct assessment *a;

	*last = NULL;
	s->last = NO_DAY;
	TRY(assessments(&v->c, v->person, &all));
	a = assessment_last(&all, w->corrects ? w->now.day : v->c.today, w->corrects ? &w->now.id : NULL);
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

static enum err show_step(struct visit *v, const struct writing *w, const char *title)
{
	const struct rubric *r = &w->rubric;
	struct step_view s = { .person = v->person, .action = w->action, .form = &v->form };
	struct assessment_new posted = { .n = 0 };
	const struct answers *last;
	struct answers room;
	size_t said;

	if (v->again)
		(void)take(v, r, &posted, &said);
	s.step = step_now(v, r);
	TRY(last_of(v, w, &s, &room, &last));
	TRY(other_of(v, w, &s));
	TRY(domain_of(&v->c, r, s.step, w->age_group, NULL, last, &s.domain));
	s.steps = steps_of(v, s.step);
	s.note = note_of(v, r);
	s.age = choice_words(&v->c, r, form_find(r->form, STR("age_group")), w->age_group);
	s.places = scored_places(&v->c, r);
	s.kept = kept_of(v, r, s.step);
	s.open = open_items(v, r);
	s.about = about_of(&v->c, r);
	assessment_step_page(visit_page(v), visit_head(v, title, "/people"), &s);
	return OK;
}

/* --- her own words first --- */

static enum err waits(struct visit *v, bool *out)
{
	struct words words;

	TRY(words_read(&v->c, v->person, &words));
	*out = !words_count(&words);
	if (*out)
		assessment_waits_page(visit_page(v), visit_head(v, T("The six domains, together"), "/people"), v->person,
		                      words.closed);
	return OK;
}

/* --- a new one --- */

static enum err new_writing(struct visit *v, struct writing *w)
{
	struct person p;

	*w = (struct writing){ .action = visit_path(v, "/people/%s/assessments/new", visit_id(v, v->person.b)) };
	TRY(person_read(&v->c, v->person, &p));
	w->age_group = pack_age(v->c.arena, person_age_group(p.birth_year, v->c.today));
	TRY(rubric_now(&v->c, RUBRIC_PACK, &w->rubric));
	return w->rubric.form->instrument->scales_n == BOWL_DOMAINS ? OK : ERR_INVALID;
}

static enum err propose(struct visit *v)
{
	struct assessment_list all;
	const struct assessment *last;
	struct episode e;

	TRY(assessments(&v->c, v->person, &all));
	TRY(episode_now(&v->c, v->person, &e));
	last = assessment_last(&all, v->c.today, NULL);
	visit_fill(v, "day", html_of_day(&v->html, v->c.today));
	visit_fill(v, "wave", str_z(wave_value(wave_of(&e, v->c.today, !last || last->day.n < e.entry.n))));
	if (last)
		visit_fill(v, "setting", last->setting);
	return OK;
}

static enum err assessment_new_show(struct visit *v)
{
	struct writing w;
	bool wait;

	TRY(waits(v, &wait));
	if (wait)
		return OK;
	TRY(new_writing(v, &w));
	if (!v->again && !visit_draft(v))
		TRY(propose(v));
	return show_step(v, &w, T("The six domains, together"));
}

/* A step keeps the whole form as a draft and goes on; only "save" writes. */
static bool goes_on(struct visit *v)
{
	const struct step_form *in = v->in;

	return in->go.n > 0 && !str_eq(in->go, STR("save"));
}

static enum err go_on(struct visit *v, const char *action)
{
	const struct step_form *in = v->in;
	int64_t step = 1;

	TRY(visit_draft_save(v, str_z(action)));
	if (str_eq(in->go, STR("leave")))
		return visit_go(v, "/people/%s", visit_id(v, v->person.b));
	(void)str_int(in->go, &step);
	return visit_go(v, "%s?domain=%d", action, within(step) + 1);
}

static enum err save(struct visit *v, const struct writing *w, const struct row_id *replaces)
{
	struct assessment_new n = { .replaces = replaces };
	size_t said;

	TRY(take(v, &w->rubric, &n, &said));
	if (goes_on(v))
		return go_on(v, v->x->request.path.p);
	if (said == 0)
		return visit_problem(v, field_name(v, 'i', n.items[0].name),
		                     T("Nothing is chosen yet. Keep it as a draft if this is not the right moment."));
	if (day_known(n.day) && n.day.n > v->c.today.n)
		return visit_problem(v, "day", T("This day has not come yet."));
	TRY(assessment_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

static enum err assessment_create(struct visit *v)
{
	struct words words;
	struct writing w;

	TRY(words_read(&v->c, v->person, &words));
	if (!words_count(&words))
		return visit_problem(v, "day", T("Their own words come first."));
	TRY(new_writing(v, &w));
	return save(v, &w, NULL);
}

/* --- a correction --- */

static enum err old_writing(struct visit *v, struct writing *w, struct row_id *row)
{
	*w = (struct writing){ .corrects = true };
	TRY(visit_row(v, "row", row));
	TRY(assessment_exact(&v->c, v->person, *row, &w->row));
	TRY(assessment_read(&v->c, v->person, *row, &w->now));
	if (w->now.closed)
		return ERR_DENIED;
	w->age_group = w->now.age_group;
	w->action = visit_path(v, "/people/%s/assessments/%s", visit_id(v, v->person.b), visit_id(v, w->now.id.b));
	return rubric_of(&v->c, RUBRIC_PACK, w->now.form, &w->rubric);
}

static void fill_item(struct visit *v, const struct form_field *f, const struct answers *in)
{
	const struct answer *a = answers_find(in, f->path);
	const struct answer *seen = answers_find(in, evidence_path(v->c.arena, f->path));

	if (a && a->kind == ANSWER_INTEGER)
		visit_fill(v, field_name(v, 'i', f->name), arena_fmt(v->c.arena, "%lld", (long long)a->n));
	else if (a && a->kind != ANSWER_NOT_ASKED)
		visit_fill(v, field_name(v, 'm', f->name), str_z(answer_word(a->kind)));
	if (seen)
		visit_fill(v, field_name(v, 'e', f->name), seen->text);
}

static enum err fill(struct visit *v, const struct writing *w)
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

static enum err assessment_correct(struct visit *v)
{
	struct writing w;
	struct row_id row;

	TRY(old_writing(v, &w, &row));
	if (!v->again && !visit_draft(v))
		TRY(fill(v, &w));
	return show_step(v, &w, T("Correct an assessment"));
}

static enum err assessment_save(struct visit *v)
{
	struct writing w;
	struct row_id row;

	TRY(old_writing(v, &w, &row));
	return save(v, &w, &row);
}

/* --- reading --- */

static enum err assessment_answers_show(struct visit *v)
{
	struct domain_view *domains = NEW_N(v->c.arena, struct domain_view, BOWL_DOMAINS);
	struct about_view about;
	struct assessment a;
	struct answers in;
	struct rubric r;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(assessment_exact(&v->c, v->person, row, &a));
	if (a.closed)
		return ERR_DENIED;
	TRY(rubric_of(&v->c, RUBRIC_PACK, a.form, &r));
	TRY(answers_read(v->c.arena, a.json, &in));
	for (int d = 0; d < BOWL_DOMAINS; d++)
		TRY(domain_of(&v->c, &r, d, a.age_group, &in, NULL, &domains[d]));
	about = about_of(&v->c, &r);
	assessment_answers_page(visit_page(v), visit_head(v, T("The six domains"), "/people"), v->person, &a,
	                        &(struct domain_views){ domains, BOWL_DOMAINS },
	                        choice_words(&v->c, &r, r.form->instrument->setting, a.setting),
	                        choice_words(&v->c, &r, form_find(r.form, STR("age_group")), a.age_group), &about);
	return OK;
}

/* --- the list, and both views side by side --- */

static int width_of(int mean)
{
	return mean > 0 ? mean * FULL_WIDTH / FULL_MEAN : 0;
}

static const struct own_view *latest_view(const struct own_view_list *all)
{
	for (size_t i = all->n; i > 0; i--)
		if (all->at[i - 1].current && !all->at[i - 1].closed)
			return &all->at[i - 1];
	return NULL;
}

static void put_sides(struct visit *v, const struct seams_list *seams, const struct own_view *hers, struct list_view *out)
{
	struct side_line *list = NEW_N(v->c.arena, struct side_line, BOWL_DOMAINS);
	const struct seams *now = seams->n ? &seams->at[seams->n - 1] : NULL;
	const struct seams *before = seams->n > 1 ? &seams->at[seams->n - 2] : NULL;

	for (int d = 0; d < BOWL_DOMAINS; d++) {
		struct side_line *l = &list[d];
		*l = (struct side_line){ .name = domain_words(d), .then = -1 };
		if (now)
			l->ours = now->bowl.domain[d];
		l->width = width_of(l->ours.state);
		l->state = state_words(l->ours, now && (now->stable >> d & 1) != 0);
		l->harder = state_harder(l->ours);
		if (before && before->bowl.domain[d].state)
			l->then = width_of(before->bowl.domain[d].state);
		if (hers) {
			l->hers = hers->domain[d].level;
			l->her_words = hers->domain[d].words;
			l->picture = hers->domain[d].picture;
		}
	}
	out->sides = (struct side_lines){ list, BOWL_DOMAINS };
	out->ours = now ? now->day : NO_DAY;
	out->hers = hers ? hers->day : NO_DAY;
}

/* Both lists are oldest first; the page begins with the newest. */
static void put_entries(struct visit *v, const struct assessment_list *ours, const struct own_view_list *hers,
                        struct list_view *out)
{
	struct entry_line *list = NEW_N(v->c.arena, struct entry_line, ours->n + hers->n + 1);
	size_t i = ours->n;
	size_t k = hers->n;
	size_t n = 0;

	while (i > 0 || k > 0) {
		bool first = k == 0 || (i > 0 && ours->at[i - 1].day.n >= hers->at[k - 1].day.n);
		if (first) {
			const struct assessment *a = &ours->at[--i];
			list[n++] = (struct entry_line){ a->id, a->day, wave_words(a->wave), a->author, true, a->current };
		} else {
			const struct own_view *o = &hers->at[--k];
			list[n++] = (struct entry_line){ o->id, o->day, T("Their own view of the six"), o->author, false, o->current };
		}
	}
	out->entries = (struct entry_lines){ list, n };
}

static enum err gather(struct visit *v, struct list_view *out)
{
	struct assessment_list ours;
	struct own_view_list hers;
	struct seams_list seams;
	struct words words;

	TRY(assessments(&v->c, v->person, &ours));
	TRY(own_views(&v->c, v->person, &hers));
	TRY(words_read(&v->c, v->person, &words));
	out->waits = !words_count(&words);
	seams = seams_of(v->c.arena, v->person, &ours);
	put_sides(v, &seams, latest_view(&hers), out);
	put_entries(v, &ours, &hers, out);
	out->over_time = seams;
	if (seams.n > BOWLS)
		out->over_time = (struct seams_list){ seams.at + seams.n - BOWLS, BOWLS };
	return OK;
}

static enum err assessment_list_show(struct visit *v)
{
	struct list_view l = { .person = v->person };
	struct rubric r;

	l.closed = !can(&v->c, v->person, MAY_READ, IN_CASE);
	l.may_write = can(&v->c, v->person, MAY_WRITE, IN_CASE);
	if (!l.closed)
		TRY(gather(v, &l));
	TRY(rubric_now(&v->c, RUBRIC_PACK, &r));
	l.about = about_of(&v->c, &r);
	assessment_list_page(visit_page(v), visit_head(v, T("The six domains"), "/people"), &l);
	return OK;
}

static const struct route routes[] = {
	PAGE("/people/:person/assessments", PERSON(READ, SAFETY), assessment_list_show),
	PAGE("/people/:person/assessments/new", PERSON(WRITE, CASE), assessment_new_show),
	POST("/people/:person/assessments/new", PERSON(WRITE, CASE), assessment_create, FORM(struct step_form, step_fields), assessment_new_show),
	PAGE("/people/:person/assessments/:row", PERSON(WRITE, CASE), assessment_correct),
	POST("/people/:person/assessments/:row", PERSON(WRITE, CASE), assessment_save, FORM(struct step_form, step_fields), assessment_correct),
	PAGE("/people/:person/assessments/:row/answers", PERSON(READ, CASE), assessment_answers_show),
};
const struct routes assessment_routes = { routes, sizeof routes / sizeof *routes };
