#include "learning/sound.h"

#include "learning/sound_inside.h"
#include "learning/sound_sql.h"

enum { MEMORY = 1 << 30, CLAIMS_LEAST = 4 };
static const double alpha_least = 0.70;
static const double alpha_most = 0.95;
static const double raters_least = 0.70;

/* --- the limits (docs/decisions/0031; the second one since 0036) --- */

/* A domain's answer: no when it is judged and does not hold. */
static enum sound_answer within(const struct sound_figure *f, size_t people, double least,
                                double most)
{
	if (f->said != SOUND_SAID || f->n < people)
		return SOUND_CANNOT_SAY;
	return f->x >= least && f->x <= most ? SOUND_YES : SOUND_NO;
}

static enum sound_answer alpha_holds(const struct sound_domain *d)
{
	return within(&d->alpha, SOUND_JUDGE_ITEMS, alpha_least, alpha_most);
}

static enum sound_answer raters_agree(const struct sound_domain *d)
{
	return within(&d->raters, SOUND_JUDGE, raters_least, 1);
}

static enum sound_answer room_holds(const struct sound_domain *d)
{
	if (d->scored.n < SOUND_JUDGE)
		return SOUND_CANNOT_SAY;
	return d->has_room ? SOUND_YES : SOUND_NO;
}

/* It holds when it does in all six; one that does not is enough for a no. */
static enum sound_answer in_all(const struct sound_domains *all,
                                enum sound_answer (*holds)(const struct sound_domain *))
{
	enum sound_answer out = SOUND_YES;

	for (size_t i = 0; i < all->n && out != SOUND_NO; i++) {
		enum sound_answer one = holds(&all->at[i]);

		out = one == SOUND_YES ? out : one;
	}
	return out;
}

/* Three of four, of four at least. */
static enum sound_answer as_expected(const struct sound_claims *all)
{
	size_t judged = 0;
	size_t yes = 0;

	for (size_t i = 0; i < all->n; i++) {
		judged += all->at[i].judged && all->at[i].answer != SOUND_CANNOT_SAY;
		yes += all->at[i].judged && all->at[i].answer == SOUND_YES;
	}
	if (judged < CLAIMS_LEAST)
		return SOUND_CANNOT_SAY;
	return 4 * yes >= 3 * judged ? SOUND_YES : SOUND_NO;
}

static void judge(struct arena *a, struct sound_report *r)
{
	struct sound_criterion *at = NEW_N(a, struct sound_criterion, 4);
	size_t n = 0;

	at[n++] = (struct sound_criterion){
		T("The questions of each domain move together: alpha from 0.70 to 0.95, of 100 people."),
		in_all(&r->domains, alpha_holds)
	};
	at[n++] = (struct sound_criterion){
		T("Two workers who do not see each other's score come out alike in each domain: 0.70 or "
		  "more, of 50 people."),
		in_all(&r->domains, raters_agree)
	};
	at[n++] = (struct sound_criterion){
		T("There is room at both ends of each domain: at most 15 % at the lowest and the highest "
		  "score, of 50 people."),
		in_all(&r->domains, room_holds)
	};
	at[n++] = (struct sound_criterion){
		T("It shows what it should: three of four claims hold, and at least four could be looked "
		  "at, each with 50 people."),
		as_expected(&r->claims)
	};
	r->criteria = (struct sound_criteria){ at, n };
	r->validated = true;
	for (size_t i = 0; i < n; i++)
		r->validated &= at[i].answer == SOUND_YES;
}

/* --- the report --- */

static void forget(void *arena)
{
	arena_free(arena);
}

static enum err look(struct ctx *c, enum outcomes_group group, struct sound_report *out)
{
	struct arena *a = arena_new(MEMORY);
	struct sound_domain *domains = NEW_N(c->arena, struct sound_domain, OUTCOMES_DOMAINS);
	struct sound_people people;

	if (!a)
		return ERR_BUSY;
	arena_defer(c->arena, forget, a);
	TRY(sound_gather(c, a, group, &people));
	*out = (struct sound_report){ .group = group, .people = people.n, .worded = people.worded };
	if (people.worded)
		out->form = people.form.hash;
	if (people.n < SOUND_TELL)
		return OK;
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		domains[d] = sound_domain_of(c, a, &people, d);
	out->domains = (struct sound_domains){ domains, OUTCOMES_DOMAINS };
	out->others = sound_others(&people);
	out->claims = sound_claims_of(c->arena, a, &people);
	judge(c->arena, out);
	return OK;
}

enum err sound_figures(struct ctx *c, enum outcomes_group group, int64_t folded,
                       struct sound_report *out)
{
	int64_t waiting;

	TRY(report_opened(c, folded, &waiting));
	TRY(look(c, group, out));
	out->waiting = waiting;
	return OK;
}

enum err sound_validated(struct ctx *c, const struct report_set *set, enum outcomes_group group,
                         bool *out)
{
	struct sound_report r;
	size_t n = 0;

	*out = false;
	for (size_t i = 0; i < set->in.n_episodes; i++)
		n += set->in.episodes[i].group == group && set->in.episodes[i].count > 0;
	if (n < SOUND_JUDGE_ITEMS)
		return OK;
	TRY(look(c, group, &r));
	*out = r.validated;
	return OK;
}

enum err sound_put_in_use(struct ctx *c, struct row_id id, enum outcomes_group group)
{
	struct yardsticks sticks;
	struct sound_report r;

	TRY(sound_figures(c, group, 0, &r));
	return sound_sticks(&r, &sticks) ? yardsticks_write(c, id, group, &sticks) : ERR_INVALID;
}

const struct module sound_module = {
	.name = "sound",
	.routes = &sound_routes,
	.queries = sound_queries,
};
