/* From folded blobs and score rows to people with their scores, for one age group's rubric. */
#include "access/inbox.h"
#include "base/fields.h"
#include "learning/sound_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORDINGS = 16, DAY_MOST = 32000 };

struct gathering {
	struct arena *arena;
	enum outcomes_group group;
	struct sound_people *out;
	size_t room;
	size_t n_looks;
	size_t looks_room;
	size_t at; /* where the walk over the scores stands */
	struct str wordings[WORDINGS];
	size_t used[WORDINGS];
	size_t n_wordings;
};

/* --- people --- */

static const char *const sums[SOUND_OTHERS] = { [OTHER_WHO5] = "q_who-5",
	                                            [OTHER_PHQ4] = "q_phq-4",
	                                            [OTHER_CRIES8] = "q_cries-8",
	                                            [OTHER_OWN] = "own_view" };

static uint8_t reason_of(struct str word)
{
	for (uint8_t i = 0; i < OUTCOMES_REASONS; i++)
		if (report_reason_codes[i] && str_eq(word, str_z(report_reason_codes[i])))
			return i;
	return CLOSED_NOT;
}

static enum err take_folded(void *arg, const struct folded *f)
{
	struct gathering *g = arg;
	struct sound_people *p = g->out;
	struct sound_person *one;

	if (p->n && pseudonym_id_eq(p->at[p->n - 1].pseudonym, f->pseudonym)) {
		p->at[p->n - 1].reopened = true;
		return OK;
	}
	if (p->n == g->room)
		p->at = array_grown(g->arena, p->at, p->n, &g->room, sizeof *p->at);
	one = &p->at[p->n++];
	*one = (struct sound_person){ .pseudonym = f->pseudonym,
		                          .episode = f->episode,
		                          .reason = reason_of(fields_get(f->body, "closed_reason")) };
	for (size_t i = 0; i < SOUND_OTHERS; i++)
		one->others[i] = arena_str(g->arena, fields_get(f->body, sums[i]));
	return OK;
}

/* --- scores --- */

/* The index of a word, which is added when it is new; most when there is no room. */
static size_t index_of(struct arena *a, struct str *list, size_t *n, size_t most, struct str word)
{
	size_t i = 0;

	while (i < *n && !str_eq(list[i], word))
		i++;
	if (i == *n && *n < most)
		list[(*n)++] = arena_str(a, word);
	return i;
}

void sound_levels(struct arena *a, struct sound_people *p, struct str items,
                  int8_t level[SCORE_ITEMS])
{
	while (items.n) {
		struct str value = str_cut(items, ';', &items);
		struct str name = str_cut(value, '=', &value);
		size_t i = index_of(a, p->names, &p->n_names, SCORE_ITEMS, name);
		int64_t n;

		if (i < SCORE_ITEMS && str_int(value, &n) && n > 0 && n <= INT8_MAX)
			level[i] = (int8_t)n;
	}
}

/* NULL: of another walk than the person's first one, or of nobody. */
static struct sound_person *person_of(struct gathering *g, const struct scored *s)
{
	struct sound_people *p = g->out;

	while (g->at < p->n && memcmp(p->at[g->at].pseudonym.b, s->pseudonym.b, ID_BYTES) < 0)
		g->at++;
	if (g->at == p->n || !pseudonym_id_eq(p->at[g->at].pseudonym, s->pseudonym) ||
	    p->at[g->at].episode != s->episode)
		return NULL;
	return &p->at[g->at];
}

static enum err take_score(void *arg, const struct scored *s)
{
	struct gathering *g = arg;
	struct sound_person *one = person_of(g, s);
	size_t wording;
	struct sound_look *look;

	if (!one || s->age_group != (int64_t)g->group || s->days < -DAY_MOST || s->days > DAY_MOST)
		return OK;
	wording = index_of(g->arena, g->wordings, &g->n_wordings, WORDINGS, s->form);
	if (wording == WORDINGS)
		return OK;
	if (g->n_looks == g->looks_room)
		g->out->looks =
			array_grown(g->arena, g->out->looks, g->n_looks, &g->looks_room, sizeof *g->out->looks);
	if (one->n++ == 0)
		one->first = g->n_looks;
	g->used[wording]++;
	look = &g->out->looks[g->n_looks++];
	*look = (struct sound_look){ .day = (int32_t)s->days,
		                         .setting = (uint8_t)s->setting,
		                         .wording = (uint8_t)wording,
		                         .own = (int8_t)s->own };
	memcpy(look->domain, s->domain, sizeof look->domain);
	sound_levels(g->arena, g->out, s->items, look->level);
	return OK;
}

/* --- one wording --- */

static size_t most_used(const struct gathering *g)
{
	size_t best = 0;

	for (size_t i = 1; i < g->n_wordings; i++)
		if (g->used[i] > g->used[best])
			best = i;
	return best;
}

/* Leaves those people who have a score in the wording, with these scores. */
static void keep_wording(struct sound_people *p, size_t wording)
{
	size_t people = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct sound_person one = p->at[i];
		size_t n = 0;

		for (size_t k = 0; k < one.n; k++)
			if (p->looks[one.first + k].wording == wording)
				p->looks[one.first + n++] = p->looks[one.first + k];
		one.n = n;
		if (n)
			p->at[people++] = one;
	}
	p->n = people;
}

enum err sound_gather(struct ctx *c, struct arena *a, enum outcomes_group group,
                      struct sound_people *out)
{
	struct gathering g = { .arena = a, .group = group, .out = out };
	size_t wording;
	enum err e;

	*out = (struct sound_people){ .n = 0 };
	TRY(folded_each(c, take_folded, &g));
	TRY(scores_each(c, take_score, &g));
	wording = most_used(&g);
	keep_wording(out, wording);
	if (out->n == 0)
		return OK;
	TRY(sound_pairs(c, a, group, g.wordings[wording], out));
	e = forms_get(c, g.wordings[wording], &out->form);
	out->worded = e == OK && out->form.form->instrument &&
	              out->form.form->instrument->scales_n >= OUTCOMES_DOMAINS;
	return e == ERR_ABSENT ? OK : e;
}

/* --- what stands beside --- */

/* "11.00", "300" */
static double number_of(struct str s)
{
	struct str rest = { NULL, 0 };
	struct str whole = str_cut(s, '.', &rest);
	int64_t n;
	int64_t hundredths = 0;

	if (!str_int(whole, &n) || (rest.n && !str_int(rest, &hundredths)))
		return (double)NAN;
	return (double)n + (double)hundredths / 100;
}

static double named(struct str words, const char *name)
{
	while (words.n) {
		struct str value = str_cut(words, ' ', &words);
		struct str word = str_cut(value, '=', &value);

		if (str_eq(word, STR("gate")) && str_eq(value, STR("shut")))
			return (double)NAN;
		if (str_eq(word, str_z(name)))
			return number_of(value);
	}
	return (double)NAN;
}

static const struct sound_look *close_look(const struct sound_people *p,
                                           const struct sound_person *one, int64_t day)
{
	const struct sound_look *best = NULL;

	for (size_t i = 0; i < one->n; i++) {
		const struct sound_look *l = &p->looks[one->first + i];

		if (llabs(l->day - day) <= SOUND_CLOSE &&
		    (!best || llabs(l->day - day) < llabs(best->day - day)))
			best = l;
	}
	return best;
}

double sound_beside(const struct sound_people *p, const struct sound_person *one,
                    enum sound_other other, const char *name, const struct sound_look **look)
{
	double found = (double)NAN;
	int64_t latest = 0;

	for (struct str lines = one->others[other]; lines.n;) {
		struct str words = str_cut(lines, ';', &lines);
		int64_t day;
		double x;
		const struct sound_look *close;

		if (!str_int(str_cut(words, ' ', &words), &day) || (!isnan(found) && day <= latest))
			continue;
		x = named(words, name);
		close = close_look(p, one, day);
		if (isnan(x) || !close)
			continue;
		found = x;
		latest = day;
		*look = close;
	}
	return found;
}
