/* What a consent must hold before it can stand, and when one that was given for a child ends. */
#include "care/consent_inside.h"

/* --- age: only the year of birth is known --- */

enum majority consent_majority(int64_t born, struct day on)
{
	int64_t years = day_date(on).year - born;

	if (born <= 0 || years < 0)
		return AGE_UNKNOWN;
	return years < 18 ? AGE_CHILD : years == 18 ? AGE_TURNING : AGE_ADULT;
}

struct day consent_majority_day(int64_t born, struct person_id person)
{
	enum { SPREAD_DAYS = 91 };

	if (born <= 0)
		return NO_DAY;
	return day_add(day_of((int)born + 18, 7, 1), person.b[sizeof person.b - 1] % SPREAD_DAYS);
}

static bool by(const struct consent_terms *t, const char *who)
{
	return str_eq(t->by, str_z(who));
}

bool consent_by_another(const struct consent_terms *t)
{
	return by(t, "guardian") || by(t, "best");
}

bool consent_alone(const struct purpose *p, int64_t born, struct day on)
{
	/* The birthday of this year may still be to come. */
	return p->alone && born > 0 && day_date(on).year - born - 1 >= p->alone;
}

bool consent_outgrown(const struct consent_terms *t, int64_t born_now, struct day today)
{
	int64_t born = born_now > 0 ? born_now : t->born;

	return consent_by_another(t) && consent_majority(born, t->day) != AGE_ADULT &&
	       consent_majority(born, today) == AGE_ADULT;
}

/* --- rules: each says what is broken --- */

struct asked {
	const struct consent_terms *t;
	const struct purpose *p;
	struct day today;
	enum majority age;
};

static bool still_to_come(const struct asked *a)
{
	return a->t->day.n > a->today.n;
}

static bool for_nobody(const struct asked *a)
{
	return !a->t->recipient.n;
}

static bool too_much(const struct asked *a)
{
	return (a->t->groups & ~a->p->groups) != 0;
}

static bool over(const struct asked *a)
{
	return a->t->until.n < a->t->day.n || a->t->until.n < a->today.n;
}

static bool too_long(const struct asked *a)
{
	return a->t->until.n > a->t->day.n + a->p->longest;
}

static bool unheard(const struct asked *a)
{
	return str_eq(a->t->how, STR("spoken")) && !a->t->witness.n;
}

static bool child_alone(const struct asked *a)
{
	return !consent_by_another(a->t) && a->age == AGE_CHILD &&
	       !consent_alone(a->p, a->t->born, a->t->day);
}

static bool no_standing(const struct asked *a)
{
	return by(a->t, "guardian") && !consent_label(&consent_standings, a->t->standing)[0];
}

static bool suspected(const struct asked *a)
{
	return by(a->t, "guardian") && !a->t->unsuspected;
}

/* Of an adult, a court alone can let somebody else answer. */
static bool of_age(const struct asked *a)
{
	bool court = by(a->t, "guardian") && str_eq(a->t->standing, STR("court"));

	return consent_by_another(a->t) && a->age == AGE_ADULT && !court;
}

static bool no_stands(const struct asked *a)
{
	return consent_by_another(a->t) && str_eq(a->t->assent, STR("no")) && !a->p->best_interests;
}

static bool no_unheard(const struct asked *a)
{
	return consent_by_another(a->t) && str_eq(a->t->assent, STR("no")) && !a->t->talked.n;
}

static bool undecidable(const struct asked *a)
{
	return by(a->t, "best") && !a->p->best_interests;
}

static bool undecided(const struct asked *a)
{
	return by(a->t, "best") && !a->t->deciders.n;
}

static bool no_nobody(const struct asked *a)
{
	return by(a->t, "best") && !a->t->nobody.n;
}

static bool unweighed(const struct asked *a)
{
	return by(a->t, "best") && !a->t->weighed.n;
}

static bool unreviewed(const struct asked *a)
{
	struct day d = a->t->review;

	return by(a->t, "best") &&
	       (!day_known(d) || d.n <= a->today.n || d.n > a->today.n + CONSENT_REVIEW_DAYS);
}

static const struct {
	bool (*broken)(const struct asked *a);
	bool of_a_no; /* a no, too, must keep it */
	struct consent_fault fault;
} rules[] = {
	{ still_to_come, true, { "day", T("This day is still to come.") } },
	{ for_nobody,
	  false,
	  { "recipient", T("Please name one person or place: a consent is for nobody else.") } },
	{ too_much, false, { "groups", T("Please tick only what is offered here for this.") } },
	{ over, false, { "until", T("This day is already over.") } },
	{ too_long,
	  false,
	  { "until", T("This is too far away for this. It can be asked again when it ends.") } },
	{ unheard, false, { "witness", T("Please name the second person who heard it.") } },
	{ child_alone,
	  false,
	  { "by", T("A child does not answer this alone here. Please ask a parent or guardian who is "
	            "safe. Help goes on all the same.") } },
	{ of_age,
	  false,
	  { "by", T("This person is an adult now and answers alone, unless a court appointed somebody "
	            "for an adult.") } },
	{ no_standing, false, { "standing", T("Please say why this parent or guardian may answer.") } },
	{ suspected,
	  false,
	  { "unsuspected", T("Without this the answer does not count. Help goes on all the same.") } },
	{ undecidable,
	  false,
	  { "by",
	    T("Nobody decides this in a child's place. Without a safe parent or guardian it waits; "
	      "help goes on all the same.") } },
	{ undecided, false, { "deciders", T("Please write who decided: two people at least.") } },
	{ no_nobody,
	  false,
	  { "nobody", T("Please write why no safe parent or guardian can answer.") } },
	{ unweighed, false, { "weighed", T("Please write what was weighed.") } },
	{ unreviewed,
	  false,
	  { "review",
	    T("Please choose a day in the next three months on which it is looked at again.") } },
	{ no_stands,
	  false,
	  { "assent",
	    T("The child says no. For this, that is the answer: please write it down as a no.") } },
	{ no_unheard,
	  false,
	  { "talked",
	    T("The child says no. Please write what was talked about and what is done so that "
	      "it is heard, or write the answer down as a no.") } },
};

static const struct consent_fault *first_broken(const struct asked *a, bool refused)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if ((!refused || rules[i].of_a_no) && rules[i].broken(a))
			return &rules[i].fault;
	return NULL;
}

enum err consent_settle(struct ctx *c, struct person_id person, struct consent_terms *t,
                        bool refused, const struct consent_fault **fault)
{
	struct asked a = { .t = t, .p = purpose_of(c, t->purpose), .today = c->today };
	struct person p;

	*fault = NULL;
	if (!a.p)
		return ERR_INVALID;
	TRY(person_read(c, person, &p));
	t->born = p.birth_year;
	if (!day_known(t->day))
		t->day = c->today;
	if (!t->by.n)
		t->by = STR("self");
	if (!by(t, "best"))
		t->review = NO_DAY;
	if (!a.p->leaves && !t->recipient.n)
		t->recipient = c->house->name;
	if (refused)
		t->until = NO_DAY;
	else if (!day_known(t->until))
		t->until = day_add(t->day, a.p->days);
	a.age = consent_majority(t->born, t->day);
	*fault = first_broken(&a, refused);
	return *fault ? ERR_INVALID : OK;
}
