/* Entries of the audit: what a page notes on its change, and what a person may read of it. The
 * chain itself is made in audit_node.c. */
#include "access/audit.h"

#include "access/audit_inside.h"
#include "access/audit_sql.h"

const char *verb_words(enum verb v)
{
	switch (v) {
#define VERB(number, name, words) \
	case VERB_##name: \
		return T(words);
#include "access/verbs.def"
#undef VERB
	}
	return "";
}

const char *reason_words(enum reason r)
{
	switch (r) {
	case REASON_CARE:
		return T("to care for this person");
	case REASON_EMERGENCY:
		return T("in an emergency");
	case REASON_SUPERVISION:
		return T("to support a colleague");
	case REASON_DUPLICATE_CHECK:
		return T("to see whether somebody is here already");
	case REASON_OWN_REQUEST:
		return T("because this person asked");
	case REASON_NIGHT_CARD:
		return T("on the night card");
	case REASON_REVIEW:
		return T("to see how well we work (a review of records)");
	}
	return "";
}

struct note *note_of(struct ctx *c)
{
	struct note *n = change_noted(c->change);

	if (!n) {
		n = NEW(c->arena, struct note);
		change_note(c->change, n);
	}
	return n;
}

static struct asker asker_of(const struct actor *a)
{
	struct asker out;

	memcpy(out.b, a->session.n >= sizeof out.b ? a->session.p : a->id.b, sizeof out.b);
	return out;
}

/* --- what was opened a moment ago --- */

/* Where an opening lies or would lie; ids and session ids are random in their last bytes. */
static struct opening *opening_set(struct node *n, const struct asker *who, struct person_id person)
{
	unsigned at =
		(unsigned)(who->b[14] ^ person.b[14]) << 8 | (unsigned)(who->b[15] ^ person.b[15]);

	return n->openings[at % OPENINGS_SETS];
}

/* Call with the lock held. */
static struct opening *opening_find(struct node *n, const struct asker *who,
                                    struct person_id person, int64_t reason)
{
	struct opening *set = opening_set(n, who, person);

	for (int i = 0; i < OPENINGS_WAYS; i++)
		if (set[i].at && set[i].reason == reason &&
		    memcmp(set[i].asker.b, who->b, sizeof who->b) == 0 &&
		    person_id_eq(set[i].person, person))
			return &set[i];
	return NULL;
}

/* Room for one more: a free place, else the oldest one that owes no repeats, else the oldest. */
static struct opening *opening_evict(struct node *n, const struct asker *who,
                                     struct person_id person)
{
	struct opening *set = opening_set(n, who, person);
	struct opening *best = set;

	for (int i = 1; i < OPENINGS_WAYS; i++) {
		bool owes = set[i].repeats > 0;
		bool best_owes = best->repeats > 0;
		if (owes == best_owes ? set[i].at < best->at : !owes)
			best = &set[i];
	}
	return best;
}

void openings_settle(struct node *n, const struct entry *e)
{
	struct opening *o;

	if (!e->has_person)
		return;
	pthread_mutex_lock(&n->lock);
	o = opening_find(n, &e->asker, e->person, e->reason);
	if (!o && e->verb == VERB_OPENED) {
		o = opening_evict(n, &e->asker, e->person);
		*o = (struct opening){ .asker = e->asker, .person = e->person, .reason = e->reason };
	}
	if (o)
		o->repeats = o->repeats > e->repeats ? o->repeats - e->repeats : 0;
	if (o && e->verb == VERB_OPENED)
		o->at = e->at.s;
	pthread_mutex_unlock(&n->lock);
}

/* True when the opening needs no entry of its own; then it was counted. */
static bool counted(struct node *n, const struct asker *who, struct person_id person,
                    enum reason why, struct instant now)
{
	struct opening *o;
	bool recent;

	pthread_mutex_lock(&n->lock);
	o = opening_find(n, who, person, why);
	recent = o && now.s - o->at < OPENING_SECONDS;
	if (recent)
		o->repeats++;
	pthread_mutex_unlock(&n->lock);
	return recent;
}

/* True when this session opened her for that reason within so many seconds. */
static bool opened_for(struct node *n, const struct asker *who, struct person_id person,
                       enum reason why, struct instant now, int64_t seconds)
{
	struct opening *o;
	bool recent;

	pthread_mutex_lock(&n->lock);
	o = opening_find(n, who, person, why);
	recent = o && now.s - o->at < seconds;
	pthread_mutex_unlock(&n->lock);
	return recent;
}

static int64_t repeats_of(struct node *n, const struct asker *who, struct person_id person,
                          enum reason why)
{
	struct opening *o;
	int64_t repeats;

	pthread_mutex_lock(&n->lock);
	o = opening_find(n, who, person, why);
	repeats = o ? o->repeats : 0;
	pthread_mutex_unlock(&n->lock);
	return repeats;
}

/* --- entries --- */

static struct entry *entry_add(struct ctx *c, enum verb verb)
{
	struct note *note = note_of(c);
	struct entry *e = NEW(c->arena, struct entry);

	*e = (struct entry){ .verb = verb, .at = c->now, .id = row_id_fresh(c->now) };
	if (note->last)
		note->last->next = e;
	else
		note->first = e;
	note->last = e;
	return e;
}

/* In what role: the one that the reason speaks of, when the actor has it. */
static int64_t acting_role(const struct actor *a, enum reason reason)
{
	int64_t role = a->roles;

	if (reason == REASON_EMERGENCY)
		role &= ROLE_shelter | ROLE_safeguarding;
	if (reason == REASON_SUPERVISION || reason == REASON_REVIEW)
		role &= ROLE_lead | ROLE_manager;
	return role ? role : a->roles;
}

enum err audit(struct ctx *c, enum verb verb, const struct person_id *person, enum reason reason,
               struct str words)
{
	struct row_id id;
	struct sealed sealed = { NULL, 0 };
	struct entry *e;

	if (!c->actor)
		return ERR_SIGN_IN;
	if (!c->house->node)
		return ERR_BUG;
	id = row_id_fresh(c->now);
	if (person && words.n) {
		enum err how = seal_person(c, *person, IN_CASE, SEAL_AUDIT_REASON, id, words, &sealed);
		if (how != OK && how != ERR_DENIED)
			return how;
	}
	e = entry_add(c, verb);
	e->id = id;
	e->reason = reason;
	e->role = acting_role(c->actor, reason);
	e->has_actor = true;
	e->actor = c->actor->id;
	e->words = sealed;
	e->asker = asker_of(c->actor);
	if (person) {
		e->has_person = true;
		e->person = *person;
		e->repeats = repeats_of(c->house->node, &e->asker, *person, reason);
	}
	return OK;
}

enum err audit_written(struct ctx *c, struct person_id person, const struct row_id *replaces)
{
	return audit(c, replaces ? VERB_CORRECTED : VERB_WROTE, &person, REASON_CARE,
	             (struct str){ NULL, 0 });
}

enum err audit_unknown(struct ctx *c, enum verb verb, const struct user_id *who)
{
	struct entry *e;

	if (!c->house->node)
		return ERR_BUG;
	e = entry_add(c, verb);
	if (who) {
		e->has_actor = true;
		e->actor = *who;
	}
	return OK;
}

static enum reason why_opened(struct ctx *c, const struct relation *r)
{
	enum { REVIEW_SECONDS = 3600 };
	struct asker who = asker_of(c->actor);

	if (r->glass_on_call || r->glass_safeguarding)
		return REASON_EMERGENCY;
	if (r->assigned || !actor_is(c->actor, ROLE_lead | ROLE_manager))
		return REASON_CARE;
	return opened_for(c->house->node, &who, r->person, REASON_REVIEW, c->now, REVIEW_SECONDS)
	           ? REASON_REVIEW
	           : REASON_SUPERVISION;
}

enum err audit_opening_for(struct ctx *c, struct person_id person, enum reason why)
{
	struct asker who;

	if (!c->actor)
		return ERR_SIGN_IN;
	if (!c->house->node)
		return ERR_BUG;
	who = asker_of(c->actor);
	if (counted(c->house->node, &who, person, why, c->now))
		return OK;
	return audit(c, VERB_OPENED, &person, why, (struct str){ NULL, 0 });
}

enum err audit_opening(struct ctx *c, struct person_id person)
{
	const struct relation *r;

	if (!c->actor)
		return ERR_SIGN_IN;
	if (!c->house->node)
		return ERR_BUG;
	TRY(relation_of(c, person, &r));
	return audit_opening_for(c, person, why_opened(c, r));
}

bool audit_overtaken(const struct ctx *c, enum err e)
{
	return e == ERR_CONFLICT && chain_overtaken(c->change);
}

enum err audit_commit(struct ctx *c)
{
	for (int tried = 0; tried < AUDIT_TRIES; tried++) {
		enum err e = store_commit(c->house->records, c->change);

		if (!audit_overtaken(c, e))
			return e;
	}
	return ERR_BUSY;
}
