/* From folded blobs to people with the days of their steps. */
#include "access/inbox.h"
#include "base/fields.h"
#include "learning/path_inside.h"

struct gathering {
	struct ctx *c;
	const struct report_set *set;
	struct path_people *out;
	struct pseudonym_id who;
	size_t walks; /* of who so far */
	size_t at;    /* in the episodes of set */
	bool in;      /* who is the last of out */
};

/* --- the first walk --- */

static int32_t day_in(struct str body, const char *name, bool known)
{
	int64_t n = fields_int(body, name, -1);

	if (n >= 0 && n <= INT32_MAX)
		return (int32_t)n;
	return known ? PATH_NOT : PATH_UNKNOWN;
}

static int32_t sooner(int32_t a, int32_t b)
{
	return b < 0 || (a >= 0 && a < b) ? a : b;
}

/* A no that was not counted yet is none that we know of. */
static int32_t first_no(struct str body)
{
	int32_t no = day_in(body, "no_words", true);

	no = sooner(no, day_in(body, "no_consent", true));
	return sooner(no, day_in(body, "no_plan", true));
}

static int32_t first_score(const struct report_set *set, const struct outcomes_episode *e)
{
	int32_t day = e->count ? set->in.scores[e->first].day : PATH_NOT;

	return e->count && day < 0 ? 0 : day;
}

static struct path_person person_of(const struct report_set *set, const struct outcomes_episode *e,
                                    struct str body)
{
	bool known = fields_int(body, "firsts_known", 0) == 1;
	struct path_person p = { .no = first_no(body),
		                     .last_service = day_in(body, "service_days", true),
		                     .days = set->params.as_of - e->entry,
		                     .types = e->types,
		                     .year = e->entry_year,
		                     .group = e->group,
		                     .reason = e->reason,
		                     .asked_at_end = fields_get(body, "exit_respected").p != NULL };

	p.first[STEP_WORDS] = day_in(body, "first_words", known);
	p.first[STEP_CONSENT] = day_in(body, "first_consent", known);
	p.first[STEP_ASSESSMENT] = first_score(set, e);
	p.first[STEP_PLAN] = day_in(body, "first_plan", known);
	p.first[STEP_SERVICE] = day_in(body, "first_service", known);
	p.first[STEP_END] = e->reason == CLOSED_NOT ? PATH_NOT : e->closed;
	return p;
}

/* The walks of set are those of the blobs, in the same order, without some. */
static void take_first(struct gathering *g, const struct folded *f)
{
	const struct report_input *in = &g->set->in;

	while (g->at < in->n_episodes && memcmp(in->pseudonyms[g->at].b, f->pseudonym.b, ID_BYTES) < 0)
		g->at++;
	g->in = g->at < in->n_episodes && pseudonym_id_eq(in->pseudonyms[g->at], f->pseudonym) &&
	        in->episodes[g->at].ordinal == 1 && in->episodes[g->at].entry <= g->set->params.as_of;
	if (g->in)
		g->out->at[g->out->n++] = person_of(g->set, &in->episodes[g->at], f->body);
}

/* --- all walks --- */

static int64_t next_checkin(struct str body)
{
	if (!fields_get(body, "checkin_next").p)
		return fields_int(body, "firsts_known", 0) == 1 ? PATH_NOT : PATH_UNKNOWN;
	return fields_int(body, "checkin_next", PATH_NOT);
}

static void take_any(struct path_person *p, struct str body)
{
	p->here = !fields_get(body, "closed_reason").n;
	p->next_checkin = next_checkin(body);
	p->told |= fields_int(body, "told", 0) > 0;
	p->reasked |= fields_int(body, "retold_other", 0) > 0;
}

static enum err take(void *arg, const struct folded *f)
{
	struct gathering *g = arg;

	if (g->walks == 0 || !pseudonym_id_eq(g->who, f->pseudonym)) {
		g->who = f->pseudonym;
		g->walks = 0;
		g->in = false;
	}
	if (g->walks++ == 0)
		take_first(g, f);
	if (g->in)
		take_any(&g->out->at[g->out->n - 1], f->body);
	return OK;
}

enum err path_gather(struct ctx *c, const struct report_set *set, struct path_people *out)
{
	struct gathering g = { .c = c, .set = set, .out = out };

	*out = (struct path_people){ NEW_N(c->arena, struct path_person, set->in.n_episodes + 1), 0 };
	return folded_each(c, take, &g);
}

/* --- who is chosen --- */

static bool in_years(const struct report_spans *spans, int32_t year, bool all, bool full)
{
	for (size_t i = 0; i < spans->n; i++) {
		const struct report_span *s = &spans->at[i];

		if (year >= s->first && year <= s->last)
			return s->full == full && (all || s->chosen);
	}
	return false;
}

static bool of_type(const struct report_filter *f, const struct path_person *p)
{
	return f->type == OUTCOMES_ALL_TYPES || (p->types >> f->type & 1) == 1;
}

struct path_chosen path_chosen(const struct outcomes_report *r)
{
	return (struct path_chosen){ r, r->filter.type == OUTCOMES_ALL_TYPES ? CHOICE_TYPES : CHOICES };
}

bool path_is_in(const struct path_chosen *c, enum path_choice i, const struct path_person *p)
{
	const struct report_filter *f = &c->r->filter;

	return p->group == f->group && in_years(&c->r->spans, p->year, i == CHOICE_YEARS, true) &&
	       (i == CHOICE_TYPES || of_type(f, p));
}

bool path_waits(const struct path_chosen *c, const struct path_person *p)
{
	return p->group == c->r->filter.group && of_type(&c->r->filter, p) &&
	       in_years(&c->r->spans, p->year, false, false);
}

static struct told_pair pair_in(const struct path_people *people, const struct path_chosen *c,
                                enum path_choice i,
                                bool (*of)(const struct path_person *p, int what),
                                bool (*so)(const struct path_person *p, int what), int what)
{
	struct told_pair out = { 0, 0 };

	for (size_t k = 0; k < people->n; k++) {
		const struct path_person *p = &people->at[k];

		if (!path_is_in(c, i, p) || !of(p, what))
			continue;
		out.n++;
		out.k += so(p, what);
	}
	return out;
}

struct told_pairs path_pairs(const struct path_people *people, const struct path_chosen *c,
                             bool (*of)(const struct path_person *p, int what),
                             bool (*so)(const struct path_person *p, int what), int what)
{
	struct told_pairs out = { .own = pair_in(people, c, CHOICE_ITSELF, of, so, what),
		                      .n = c->n - 1 };

	for (size_t i = 1; i < c->n; i++)
		out.around[i - 1] = pair_in(people, c, (enum path_choice)i, of, so, what);
	return out;
}
