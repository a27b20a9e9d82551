/* Writing one assessment: what is gathered for it, its scores, what is counted, and when the next
 * is due. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/assessment_inside.h"
#include "care/assessment_many.h"
#include "care/assessment_sql.h"
#include "care/day.h"
#include "care/rating.h"
#include "care/words.h"

enum { BODY_ROOM = 256 * 1024, SCORE_ROOM = 16 * 1024, AGE_ROOM = 8 };

/* What is gathered for one assessment. */
struct sheet_of {
	struct form_kept rubric;
	struct episode episode;
	struct str age_group;
	struct str setting;
	struct day day;
	int wave;
	struct row_id score;
	struct str json;
	struct means means;
	struct str items;
	int64_t own;
};

struct str pack_age(struct arena *a, const char *group)
{
	struct str s = arena_str(a, str_z(group));
	char *copy = arena_alloc(a, AGE_ROOM);

	for (size_t i = 0; i < s.n && i + 1 < AGE_ROOM; i++)
		copy[i] = s.p[i] == '_' ? '-' : s.p[i];
	return str_z(copy);
}

/* A correction keeps the wording, the age group and the score row of what it corrects. */
static enum err begin(struct ctx *c, struct person_id person, const struct assessment_new *n,
                      struct sheet_of *s)
{
	struct assessment before;
	struct person p;

	s->day = day_known(n->day) ? n->day : c->today;
	s->wave = n->wave >= 0 && n->wave < OUTCOMES_WAVES ? n->wave : WAVE_UNPLANNED;
	s->setting = n->setting;
	TRY(episode_now(c, person, &s->episode));
	if (!n->replaces) {
		TRY(person_read(c, person, &p));
		s->age_group = n->age_group.n ? n->age_group
		                              : pack_age(c->arena, person_age_group(p.birth_year, s->day));
		id_random(s->score.b);
		return rubric_now(c, RUBRIC_PACK, &s->rubric);
	}
	TRY(assessment_exact(c, person, *n->replaces, &before));
	if (before.closed)
		return ERR_DENIED;
	s->age_group = before.age_group;
	s->score = before.score;
	s->own = before.own;
	return rubric_of(c, RUBRIC_PACK, before.form, &s->rubric);
}

static bool has_choice(const struct form_field *f, struct str name)
{
	return f && form_choice(f->list, name);
}

/* The answers to the two questions before the items; what was not said stays out, as "not asked
 * yet". */
static enum err first_answers(const struct sheet_of *s, struct answer *list, size_t *n)
{
	const struct form_def *f = s->rubric.form;
	const struct form_field *age = form_find(f, STR("age_group"));
	const struct form_field *place = f->instrument->setting;

	if (age && !has_choice(age, s->age_group))
		return ERR_INVALID;
	if (age)
		list[(*n)++] =
			(struct answer){ .path = age->path, .kind = ANSWER_TEXT, .text = s->age_group };
	if (!place || s->setting.n == 0)
		return OK;
	if (!has_choice(place, s->setting))
		return ERR_INVALID;
	list[(*n)++] = (struct answer){ .path = place->path, .kind = ANSWER_TEXT, .text = s->setting };
	return OK;
}

/* "safe_home=3;out_of_reach=not_known;...": codes only. */
static struct str items_line(struct ctx *c, const struct form_kept *r, const struct answers *in)
{
	const struct instrument *m = r->form->instrument;
	struct buf b = buf_new(c->arena, SCORE_ROOM);

	for (size_t i = 0; i < m->items_n; i++) {
		const struct answer *a = answers_find(in, m->items[i]->path);
		if (!a || a->kind == ANSWER_NOT_ASKED)
			continue;
		buf_fmt(&b, "%.*s=", (int)m->items[i]->name.n, m->items[i]->name.p);
		if (a->kind == ANSWER_INTEGER)
			buf_fmt(&b, "%lld;", (long long)a->n);
		else
			buf_fmt(&b, "%s;", answer_word(a->kind));
	}
	return buf_str(&b);
}

static enum err score(struct ctx *c, const struct assessment_item *items, size_t n,
                      struct sheet_of *s)
{
	struct answer *list = NEW_N(c->arena, struct answer, 2 * n + 2);
	struct answers in = { s->rubric.form->id, s->rubric.form->version, s->rubric.hash, list, 0 };
	struct answers sorted;

	TRY(first_answers(s, list, &in.n));
	TRY(items_answer(c, &s->rubric, items, n, list, &in.n));
	TRY(answers_write(c->arena, &in, &s->json));
	TRY(answers_read(c->arena, s->json, &sorted));
	s->items = items_line(c, &s->rubric, &sorted);
	return means_of(&s->rubric, &sorted, &s->means);
}

static struct str body_of(struct ctx *c, const struct sheet_of *s)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put_int(&b, "day", s->day.n);
	fields_put_int(&b, "wave", s->wave);
	fields_put(&b, "setting", s->setting);
	fields_put(&b, "age_group", s->age_group);
	fields_put_int(&b, "own", s->own);
	fields_put_id(&b, "score", s->score.b);
	means_put(&b, &s->means);
	fields_put(&b, "answers", s->json);
	return buf_str(&b);
}

enum outcomes_group rubric_group(struct str age_group)
{
	static const char *const names[OUTCOMES_GROUPS] = { [OUTCOMES_AGE_0_5] = "0-5",
		                                                [OUTCOMES_AGE_6_11] = "6-11",
		                                                [OUTCOMES_AGE_12_17] = "12-17",
		                                                [OUTCOMES_ADULT] = "adult" };

	for (int i = 0; i < OUTCOMES_GROUPS; i++)
		if (str_eq(age_group, str_z(names[i])))
			return (enum outcomes_group)i;
	return OUTCOMES_ADULT;
}

enum err sheet_beside(struct ctx *c, const struct assessment *frame, struct day day,
                      const struct assessment_item *items, size_t n, struct scoring *out)
{
	struct sheet_of s = { .age_group = frame->age_group,
		                  .setting = frame->setting,
		                  .day = day,
		                  .wave = frame->wave,
		                  .own = OWN_UNKNOWN };

	TRY(rubric_of(c, RUBRIC_PACK, frame->form, &s.rubric));
	TRY(score(c, items, n, &s));
	*out = (struct scoring){ body_of(c, &s), s.items, s.means };
	return OK;
}

enum err sheet_stored(struct ctx *c, const struct assessment *a, struct scoring *out)
{
	struct form_kept r;
	struct answers in;

	TRY(rubric_of(c, RUBRIC_PACK, a->form, &r));
	TRY(answers_read(c->arena, a->json, &in));
	*out = (struct scoring){ .items = items_line(c, &r, &in), .means = a->means };
	return OK;
}

static int64_t setting_number(const struct sheet_of *s)
{
	if (s->setting.n && str_eq(s->setting, s->rubric.form->instrument->setting_counts))
		return SETTING_LIVES;
	return str_eq(s->setting, STR("shelter")) ? SETTING_SHELTER : SETTING_OTHER;
}

/* "row" stays the same over corrections, so that folding can put one in the other's place. */
static enum err count(struct ctx *c, const struct sheet_of *s)
{
	struct buf b = buf_new(c->arena, SCORE_ROOM + 4096);

	fields_put_int(&b, "days", s->day.n - s->episode.entry.n);
	fields_put_int(&b, "wave", s->wave);
	fields_put(&b, "form", s->rubric.hash);
	fields_put_int(&b, "age_group", rubric_group(s->age_group));
	fields_put_int(&b, "setting", setting_number(s));
	fields_put(&b, "items", s->items);
	fields_put_id(&b, "row", s->score.b);
	if (s->own != OWN_UNKNOWN)
		fields_put_int(&b, "own", s->own);
	means_put(&b, &s->means);
	return inbox_add(c, s->episode.pseudonym, s->episode.number, "score", buf_str(&b));
}

/* What was typed late leaves no task that was over before it was made. */
static enum err plan(struct ctx *c, struct person_id person, const struct sheet_of *s)
{
	struct day day = s->day.n < c->today.n ? c->today : s->day;
	struct day due = wave_next(&s->episode, s->rubric.form->instrument->schedule, s->wave, day);

	TRY(task_close(c, person, TASK_ASSESSMENT));
	if (!day_known(due))
		return OK;
	return task_add(c, person, TASK_ASSESSMENT, due, NULL, (struct str){ "", 0 });
}

/* The row, its wording and what is counted. */
static enum err write_one(struct ctx *c, struct person_id person, struct row_id id,
                          const struct assessment_new *n, struct sheet_of *s)
{
	struct sealed body;

	TRY(begin(c, person, n, s));
	TRY(score(c, n->items, n->n, s));
	TRY(seal_person(c, person, IN_CASE, SEAL_ASSESSMENT, id, body_of(c, s), &body));
	if (n->replaces)
		assessment_replace(c->change, c->house->org, person, *n->replaces);
	assessment_insert(c->change,
	                  &(struct assessment_insert_args){ .org = c->house->org,
	                                                    .person = person,
	                                                    .id = id,
	                                                    .has_replaces = n->replaces != NULL,
	                                                    .replaces = row_or_none(n->replaces),
	                                                    .author = c->actor->id,
	                                                    .hour = clock_hour(c->now),
	                                                    .form = s->rubric.hash,
	                                                    .body = body });
	TRY(forms_keep(c, &s->rubric));
	return count(c, s);
}

enum err assessment_write(struct ctx *c, struct person_id person, struct row_id id,
                          const struct assessment_new *n)
{
	struct sheet_of s = { .wave = WAVE_UNPLANNED };
	const struct relation *relation;
	struct words words;

	TRY(relation_of(c, person, &relation));
	s.own = relation->assigned;
	TRY(words_read(c, person, &words));
	if (!can(c, person, MAY_WRITE, IN_CASE) || !words_count(&words))
		return ERR_DENIED;
	TRY(write_one(c, person, id, n, &s));
	if (!n->replaces) {
		TRY(plan(c, person, &s));
		if (s.episode.state == PERSON_WITH_US)
			TRY(rating_draw(c, person, id, s.day));
	}
	return audit(c, n->replaces ? VERB_CORRECTED : VERB_ASSESSED, &person, REASON_CARE,
	             (struct str){ NULL, 0 });
}

enum err assessments_bring(struct ctx *c, struct person_id person, const struct row_id *ids,
                           const struct assessment_new *at, size_t n)
{
	struct sheet_of last = { .day = NO_DAY };

	if (!can(c, person, MAY_WRITE, IN_CASE))
		return ERR_DENIED;
	for (size_t i = 0; i < n; i++) {
		struct sheet_of s = { .wave = WAVE_UNPLANNED, .own = OWN_UNKNOWN };
		if (at[i].replaces)
			return ERR_INVALID;
		TRY(write_one(c, person, ids[i], &at[i], &s));
		last = s.day.n > last.day.n ? s : last;
	}
	if (n && last.episode.state == PERSON_WITH_US)
		TRY(plan(c, person, &last));
	return audit(c, VERB_ASSESSED, &person, REASON_CARE, (struct str){ NULL, 0 });
}
