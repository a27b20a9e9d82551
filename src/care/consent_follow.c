/* What follows from a yes, a no, or a taking back: it is counted, and tasks ask again in time. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/consent_inside.h"
#include "care/day.h"

/* A guardian's yes counts no longer than it holds. */
static struct day counted_until(const struct consent_terms *t)
{
	struct day last = day_of((int)t->born + 18, 12, 31);

	if (!consent_by_another(t) || t->born <= 0 || consent_majority(t->born, t->day) == AGE_ADULT)
		return t->until;
	return last.n < t->until.n ? last : t->until;
}

/* P1, P4: a yes or a no never waits for a measurement key. */
static enum err count_statistics(struct ctx *c, struct person_id person,
                                 const struct consent_terms *t, bool yes)
{
	struct buf b = buf_new(c->arena, 256);
	struct episode e;
	enum err err;

	TRY(episode_now(c, person, &e));
	fields_put_int(&b, "statistics", yes);
	if (yes)
		fields_put_int(&b, "until", counted_until(t).n);
	err = inbox_add(c, e.pseudonym, e.number, "consent", buf_str(&b));
	return err == ERR_ABSENT ? OK : err;
}

/* --- when one consent wants to be asked about again; NO_DAY: never --- */

static struct day renewal(struct ctx *c, struct person_id person, const struct consent_terms *t)
{
	const struct purpose *p = purpose_of(c, t->purpose);

	(void)person;
	return p && p->renewed ? day_add(t->until, -CONSENT_WARN_DAYS) : NO_DAY;
}

/* Only what still holds on that day: what ends before is asked anew before. So no task lies further
 * ahead than a consent lasts, and none tells a stranger who is a child. */
static struct day majority(struct ctx *c, struct person_id person, const struct consent_terms *t)
{
	struct day due = consent_majority_day(t->born, person);

	(void)c;
	if (!consent_by_another(t) || consent_majority(t->born, t->day) == AGE_ADULT)
		return NO_DAY;
	return day_known(due) && due.n <= t->until.n ? due : NO_DAY;
}

static struct day review(struct ctx *c, struct person_id person, const struct consent_terms *t)
{
	(void)c;
	(void)person;
	return t->review;
}

static const struct {
	enum task_kind kind;
	struct day (*due)(struct ctx *c, struct person_id person, const struct consent_terms *t);
} plans[] = {
	{ TASK_CONSENT, renewal },
	{ TASK_MAJORITY, majority },
	{ TASK_BEST_INTERESTS, review },
};
enum { PLANS = sizeof plans / sizeof *plans };

static struct day sooner(struct day a, struct day b)
{
	return !day_known(a) || (day_known(b) && b.n < a.n) ? b : a;
}

/* One task of each kind, for the consent that comes first: fresh may be NULL. */
static enum err plan(struct ctx *c, struct person_id person, const struct consent_terms *fresh,
                     const struct row_id *gone)
{
	struct consent_list all;

	TRY(consents_read(c, person, &all));
	for (size_t k = 0; k < PLANS; k++) {
		struct day due = fresh ? plans[k].due(c, person, fresh) : NO_DAY;
		for (size_t i = 0; i < all.n; i++)
			if (all.at[i].live && !(gone && row_id_eq(all.at[i].id, *gone)))
				due = sooner(due, plans[k].due(c, person, &all.at[i].terms));
		TRY(task_close(c, person, plans[k].kind));
		if (day_known(due))
			TRY(task_add(c, person, plans[k].kind, due.n < c->today.n ? c->today : due, NULL,
			             STR("")));
	}
	return OK;
}

enum err consent_follow(struct ctx *c, struct person_id person, const struct consent_terms *t,
                        bool yes, const struct row_id *gone)
{
	if (!yes && str_eq(t->purpose, STR("follow_up")))
		TRY(task_close(c, person, TASK_FOLLOW_UP));
	if (str_eq(t->purpose, STR("statistics")))
		TRY(count_statistics(c, person, t, yes));
	return plan(c, person, yes ? t : NULL, gone);
}
