/* Who may open a person: keys for a new one, walking beside her, leaving, emergencies. */
#include "access/grant_sql.h"
#include "access/holder_inside.h"
#include "access/holder_sql.h"
#include "access/keys.h"
#include "access/keys_sql.h"
#include "access/session_sql.h"
#include "base/wipe.h"

/* Gives a holder what is in mask: in the cheap form when the actor holds it too, else as a signed
 * box. */
static enum err give(struct ctx *c, struct person_access *p, const struct keyset *k, uint32_t mask,
                     const struct holder_public *to, const struct holder_key *mine)
{
	struct bytes context =
		wrap_context(c->arena, c->house->org, p->relation.person, to->id, k->keyver);
	struct bytes bundle = bundle_make(c->arena, k, mask);
	struct signature *s = NEW(c->arena, struct signature);
	struct bytes wrap;

	if (mine) {
		struct sealed w = wrap_sym(c->arena, &mine->pair.sym, context, bundle);
		wrap = (struct bytes){ w.p, w.n };
	} else {
		TRY(holder_wrap_to(c, to, context, bundle, &wrap));
	}
	sign_bytes(&c->actor->sign, "wrap", wrap_signed(c->arena, context, wrap), s);
	wrap_put(c->change, &(struct wrap_put_args){ .org = c->house->org,
	                                             .person = p->relation.person,
	                                             .holder = to->id,
	                                             .keyver = k->keyver,
	                                             .compartments = mask & k->mask,
	                                             .wrap = wrap,
	                                             .giver = c->actor->id,
	                                             .signature = { s->b, sizeof s->b } });
	return OK;
}

static uint32_t shared_mask(const struct holder_row *h, struct team_id team)
{
	bool here = h->has_team && team_id_eq(h->team, team);

	if (h->state != HOLDER_ACTIVE)
		return 0;
	switch ((enum holder_kind)h->kind) {
	case HOLDER_LEAD:
		return here ? role_compartments(ROLE_lead) : 0;
	case HOLDER_ON_CALL:
		return here ? role_compartments(ROLE_shelter) : 0;
	case HOLDER_MANAGER:
		return role_compartments(ROLE_manager);
	case HOLDER_SAFEGUARDING:
		return role_compartments(ROLE_safeguarding);
	case HOLDER_USER:
	case HOLDER_TEAM:
	case HOLDER_MEASURE:
	case HOLDER_AUDITOR:
	case HOLDER_SIGNING:
		return 0;
	}
	return 0;
}

static const struct holder_key *mine(const struct ctx *c, struct holder_id id)
{
	for (size_t i = 0; i < c->actor->nheld; i++)
		if (holder_id_eq(c->actor->held[i].id, id))
			return &c->actor->held[i];
	return holder_id_eq(c->actor->own.id, id) ? &c->actor->own : NULL;
}

/* Who is to be left out of a new version, wholly or in part. */
struct terms {
	const struct user_id *without;
	bool excluded; /* also from the offices */
	const struct withheld_row *closed;
	size_t nclosed;
};

static enum err terms_of(struct ctx *c, const struct person_access *p, struct terms *out)
{
	struct withheld_row_list rows;

	withheld_of(c->read, c->house->org, p->relation.person, &rows);
	TRY(read_now(c->read));
	*out = (struct terms){ .closed = rows.at, .nclosed = rows.n };
	return OK;
}

static uint32_t closed_to(const struct terms *t, struct user_id staff)
{
	for (size_t i = 0; i < t->nclosed; i++)
		if (user_id_eq(t->closed[i].staff, staff))
			return (uint32_t)t->closed[i].compartments;
	return 0;
}

static bool left_out(const struct terms *t, const struct excluded_row_list *excluded,
                     struct user_id staff)
{
	for (size_t i = 0; i < excluded->n; i++)
		if (user_id_eq(excluded->at[i].staff, staff))
			return true;
	return t->excluded && t->without && user_id_eq(*t->without, staff);
}

/* An office one of whose members is kept from this person, or from a part: all members get wraps of
 * their own instead, each of what is open to her. */
static enum err give_members(struct ctx *c, struct person_access *p, const struct keyset *k,
                             uint32_t mask, const struct holder_member_list *members,
                             const struct excluded_row_list *excluded, const struct terms *t)
{
	for (size_t i = 0; i < members->n; i++) {
		const struct holder_member *m = &members->at[i];
		struct holder_public to = USER_PUBLIC(m, m->staff);
		if (m->state == STAFF_ACTIVE && !left_out(t, excluded, m->staff))
			TRY(give(c, p, k, mask & ~closed_to(t, m->staff), &to, mine(c, to.id)));
	}
	return OK;
}

static enum err give_office(struct ctx *c, struct person_access *p, const struct keyset *k,
                            uint32_t mask, const struct holder_row *h, const struct terms *t)
{
	struct holder_public to = { .id = h->id,
		                        .kind = (enum holder_kind)h->kind,
		                        .team = h->team,
		                        .keyver = (uint32_t)h->keyver,
		                        .public_key = h->public_key,
		                        .certificate = h->certificate };
	struct excluded_row_list excluded;
	struct holder_member_list members = { NULL, 0 };
	bool apart;

	excluded_holding(c->read, c->house->org, p->relation.person, h->id, &excluded);
	holder_members(c->read, c->house->org, h->id, &members);
	TRY(read_now(c->read));
	apart = excluded.n > 0;
	for (size_t i = 0; i < members.n; i++)
		apart |= left_out(t, &excluded, members.at[i].staff) ||
		         (closed_to(t, members.at[i].staff) & mask) != 0;
	return apart ? give_members(c, p, k, mask, &members, &excluded, t)
	             : give(c, p, k, mask, &to, mine(c, h->id));
}

static enum err give_offices(struct ctx *c, struct person_access *p, const struct keyset *k,
                             const struct terms *t)
{
	struct holder_row_list all;

	holders_shared(c->read, c->house->org, &all);
	TRY(read_now(c->read));
	for (size_t i = 0; i < all.n; i++) {
		uint32_t mask = shared_mask(&all.at[i], p->relation.team);
		if (mask)
			TRY(give_office(c, p, k, mask, &all.at[i], t));
	}
	return OK;
}

static void fresh_secrets(struct keyset *k)
{
	for (int comp = 1; comp <= IN_LAST_; comp++)
		key_fresh(&k->secret[comp]);
	k->mask = ((1u << (IN_LAST_ + 1)) - 1) & ~1u;
	k->derived = 0;
}

static void assign_row(struct ctx *c, struct person_id person, struct user_id staff,
                       enum assignment_state state)
{
	assignment_put(c->change, c->house->org, person, staff, state, clock_hour(c->now));
}

/* The time to hand over has passed. */
static void lapse(struct ctx *c, struct person_id person, struct user_id staff)
{
	assign_row(c, person, staff, UNASSIGNED);
	wrap_delete(c->change, c->house->org, person, holder_of(staff));
}

/* The next version of all her secrets, for every office and everybody who walks with her, but not
 * for whom the terms leave out. Those who walk come last: their wrap holds what an office gave. */
static enum err raise_on(struct ctx *c, struct person_access *p, const struct terms *t)
{
	struct assigned_row_list rows;
	uint32_t keyver = p->relation.keyver + 1;
	struct keyset *k = keyset_of(c, p, keyver);

	fresh_secrets(k);
	assignments_of(c->read, c->house->org, p->relation.person, &rows);
	TRY(read_now(c->read));
	person_raise(c->change, c->house->org, p->relation.person, keyver);
	TRY(give_offices(c, p, k, t));
	for (size_t i = 0; i < rows.n; i++) {
		const struct assigned_row *r = &rows.at[i];
		struct holder_public to = USER_PUBLIC(r, r->staff);
		if (r->state == LEAVING && !walks_along(r->state, r->hour, c->now))
			lapse(c, p->relation.person, r->staff);
		if (!walks_along(r->state, r->hour, c->now) || r->staff_state != STAFF_ACTIVE ||
		    (t->without && user_id_eq(r->staff, *t->without)))
			continue;
		TRY(give(c, p, k, role_compartments(r->roles) & ~closed_to(t, r->staff), &to,
		         mine(c, to.id)));
	}
	p->relation.keyver = keyver;
	p->stale = false;
	return OK;
}

static enum err raise_without(struct ctx *c, struct person_access *p, const struct user_id *without,
                              bool excluded)
{
	struct terms t;

	TRY(terms_of(c, p, &t));
	t.without = without;
	t.excluded = excluded;
	return raise_on(c, p, &t);
}

enum err person_raise_keys(struct ctx *c, struct person_access *p)
{
	return raise_without(c, p, NULL, false);
}

enum err person_raise_without(struct ctx *c, struct person_access *p, struct user_id staff)
{
	return raise_without(c, p, &staff, false);
}

/* Another try of the same form left its value behind: it is used again. */
static enum err erasure_again(struct ctx *c, struct person_access *p, bool *found)
{
	const struct erasure_row *row;
	struct read *ring = read_begin(c->house->keyring, c->arena);

	erasure_of(ring, c->house->org, p->relation.person, &row);
	TRY(read_now(ring));
	*found = row && row->value.n == sizeof p->erasure.b;
	if (*found)
		memcpy(p->erasure.b, row->value.p, sizeof p->erasure.b);
	read_end(ring);
	return OK;
}

/* P6: the keyring row is there before the row that needs it; an orphan is harmless. */
static enum err erasure_make(struct ctx *c, struct person_access *p)
{
	struct change *ring = change_new(c->arena);
	bool found;

	p->has_erasure = true;
	TRY(erasure_again(c, p, &found));
	if (found)
		return OK;
	key_fresh(&p->erasure);
	erasure_insert(ring, c->house->org, p->relation.person,
	               (struct bytes){ p->erasure.b, sizeof p->erasure.b });
	return store_commit(c->house->keyring, ring);
}

enum err person_keys_ahead(struct ctx *c, const struct person_id *at, size_t n)
{
	struct change *ring = change_new(c->arena);
	struct key fresh;

	for (size_t i = 0; i < n; i++) {
		key_fresh(&fresh);
		erasure_insert(ring, c->house->org, at[i], (struct bytes){ fresh.b, sizeof fresh.b });
	}
	wipe(&fresh, sizeof fresh);
	return n ? store_commit(c->house->keyring, ring) : OK;
}

/* Small houses walk together: the whole team holds the key. */
static enum err give_team(struct ctx *c, struct person_access *p, const struct keyset *k)
{
	const struct team_row *team;
	struct staff_team_row_list staff;

	team_by_id(c->read, c->house->org, p->relation.team, &team);
	staff_of_team(c->read, c->house->org, p->relation.team, &staff);
	TRY(read_now(c->read));
	if (!team)
		return ERR_ABSENT;
	for (size_t i = 0; team->assign_all && i < staff.n; i++) {
		const struct staff_team_row *s = &staff.at[i];
		struct holder_public to = USER_PUBLIC(s, s->id);
		if (user_id_eq(s->id, c->actor->id) || !(s->roles & (ROLE_caseworker | ROLE_shelter)))
			continue;
		assign_row(c, p->relation.person, s->id, ASSIGNED);
		TRY(give(c, p, k, role_compartments(s->roles), &to, NULL));
	}
	return OK;
}

enum err person_keys_make(struct ctx *c, struct person_id person, struct team_id team)
{
	struct person_access *p = NEW(c->arena, struct person_access);
	struct holder_public self = { .id = c->actor->own.id };
	struct keyset *k;

	if (!actor_in_team(c->actor, team) || !(role_compartments(c->actor->roles) >> IN_IDENTITY & 1))
		return ERR_DENIED;
	p->relation = (struct relation){ .person = person,
		                             .team = team,
		                             .keyver = 1,
		                             .state = 1,
		                             .known = true,
		                             .in_team = true,
		                             .assigned = true,
		                             .arriving = true };
	k = keyset_of(c, p, 1);
	fresh_secrets(k);
	TRY(erasure_make(c, p));
	assign_row(c, person, c->actor->id, ASSIGNED);
	TRY(give(c, p, k, role_compartments(c->actor->roles), &self, &c->actor->own));
	TRY(give_offices(c, p, k, &(struct terms){ .without = NULL }));
	TRY(give_team(c, p, k));
	p->next = c->persons;
	c->persons = p;
	return OK;
}

static enum err colleague(struct ctx *c, struct user_id staff, struct holder_public *out)
{
	const struct giver_row *g;

	giver_of(c->read, c->house->org, staff, &g);
	TRY(read_now(c->read));
	if (!g)
		return ERR_ABSENT;
	*out = USER_PUBLIC(g, staff);
	return OK;
}

/* True when the newest secrets that the actor holds are not all that a role works with: nobody else
 * can hand a counsellor or a legal worker theirs, so new ones are made. What was sealed before
 * stays with those who could open it. */
static bool lacks(struct ctx *c, struct person_access *p, uint32_t compartments)
{
	return (compartments & ~keyset_of(c, p, p->relation.keyver)->mask) != 0;
}

static uint32_t held_of(const struct person_access *p, uint32_t keyver)
{
	for (const struct keyset *k = p->sets; k; k = k->next)
		if (k->keyver == keyver)
			return k->mask;
	return 0;
}

enum err person_gaps(struct ctx *c, struct person_id person, int64_t roles, uint32_t *out)
{
	struct person_access *p;

	TRY(access_of(c, person, &p));
	*out = 0;
	for (uint32_t keyver = 1; keyver <= p->relation.keyver; keyver++)
		*out |= role_compartments(roles) & ~held_of(p, keyver);
	return OK;
}

/* What a colleague holds of a version already, by the column that tells it. */
static uint32_t holds_already(const struct wrap_row_list *rows, struct holder_id holder,
                              uint32_t keyver)
{
	for (size_t i = 0; i < rows->n; i++)
		if (holder_id_eq(rows->at[i].holder, holder) && (uint32_t)rows->at[i].keyver == keyver)
			return (uint32_t)rows->at[i].compartments;
	return 0;
}

/* Everything that the actor holds and the colleague may have. A wrap that holds a secret which the
 * actor lacks stays as it is: whoever walks along already loses nothing. */
static enum err give_all(struct ctx *c, struct person_access *p, const struct holder_public *to,
                         uint32_t mask)
{
	struct wrap_row_list rows;

	wraps_of(c->read, c->house->org, p->relation.person, &rows);
	TRY(read_now(c->read));
	for (const struct keyset *k = p->sets; k; k = k->next)
		if (!(holds_already(&rows, to->id, k->keyver) & mask & ~k->mask))
			TRY(give(c, p, k, mask, to, mine(c, to->id)));
	return OK;
}

enum err person_assign(struct ctx *c, struct person_id person, struct user_id staff)
{
	struct person_access *p;
	struct holder_public to;
	struct terms t;

	TRY(access_of(c, person, &p));
	if (!may(c->actor, MAY_ASSIGN, &p->relation, IN_IDENTITY))
		return ERR_DENIED;
	TRY(colleague(c, staff, &to));
	TRY(terms_of(c, p, &t));
	assign_row(c, person, staff, ASSIGNED);
	if (lacks(c, p, role_compartments(to.roles)))
		TRY(person_raise_keys(c, p));
	return give_all(c, p, &to, role_compartments(to.roles) & ~closed_to(&t, staff));
}

enum err person_arrive_with(struct ctx *c, struct person_id person, struct user_id staff)
{
	struct person_access *p;
	struct holder_public to;

	TRY(access_of(c, person, &p));
	if (!p->relation.arriving)
		return ERR_DENIED;
	if (user_id_eq(staff, c->actor->id))
		return OK;
	TRY(colleague(c, staff, &to));
	lapse(c, person, c->actor->id);
	assign_row(c, person, staff, ASSIGNED);
	return give(c, p, keyset_of(c, p, p->relation.keyver), role_compartments(to.roles), &to, NULL);
}

enum err person_unassign(struct ctx *c, struct person_id person, struct user_id staff,
                         bool excluded)
{
	struct person_access *p;

	TRY(access_of(c, person, &p));
	if (!may(c->actor, MAY_ASSIGN, &p->relation, IN_IDENTITY))
		return ERR_DENIED;
	assign_row(c, person, staff, excluded ? EXCLUDED : UNASSIGNED);
	wrap_delete(c->change, c->house->org, person, holder_of(staff));
	TRY(raise_without(c, p, &staff, excluded));
	session_keys_delete_of(c->change, c->house->org, staff);
	session_delete_of(c->change, c->house->org, staff);
	staff_epoch(c->change, c->house->org, staff);
	return OK;
}

enum err person_hand_over(struct ctx *c, struct person_id person, struct user_id from,
                          struct user_id to)
{
	TRY(person_assign(c, person, to));
	assign_row(c, person, from, LEAVING);
	return OK;
}

/* The terms with one line set anew. */
static void close_to(struct ctx *c, struct terms *t, struct user_id staff, uint32_t compartments)
{
	struct withheld_row *rows = NEW_N(c->arena, struct withheld_row, t->nclosed + 1);
	size_t n = 0;

	for (size_t i = 0; i < t->nclosed; i++)
		if (!user_id_eq(t->closed[i].staff, staff))
			rows[n++] = t->closed[i];
	rows[n++] = (struct withheld_row){ .staff = staff, .compartments = compartments };
	t->closed = rows;
	t->nclosed = n;
}

/* What was wrapped to a colleague before, made anew by what is open to her now. A wrap that holds a
 * secret which the actor lacks stays as it is: there, policy alone stands before the rest. */
static enum err cut_wraps(struct ctx *c, struct person_access *p, const struct holder_public *to,
                          uint32_t closed)
{
	struct wrap_row_list rows;

	wraps_of(c->read, c->house->org, p->relation.person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++) {
		const struct keyset *k = keyset_of(c, p, (uint32_t)rows.at[i].keyver);
		uint32_t open =
			(uint32_t)rows.at[i].compartments | (role_compartments(to->roles) & k->mask);
		if (holder_id_eq(rows.at[i].holder, to->id) && !(open & ~closed & ~k->mask))
			TRY(give(c, p, k, open & ~closed, to, NULL));
	}
	return OK;
}

enum err person_withhold(struct ctx *c, struct person_id person, struct user_id staff,
                         uint32_t compartments)
{
	struct person_access *p;
	struct holder_public to;
	struct terms t;

	TRY(access_of(c, person, &p));
	if (user_id_eq(staff, c->actor->id))
		return ERR_INVALID;
	for (int comp = 1; comp <= IN_LAST_; comp++)
		if ((compartments >> comp & 1) && !may(c->actor, MAY_ASSIGN, &p->relation, IN_IDENTITY) &&
		    !may(c->actor, MAY_WRITE, &p->relation, (enum compartment)comp))
			return ERR_DENIED;
	if (!compartments && !may(c->actor, MAY_ASSIGN, &p->relation, IN_IDENTITY))
		return ERR_DENIED;
	TRY(colleague(c, staff, &to));
	TRY(terms_of(c, p, &t));
	close_to(c, &t, staff, compartments);
	withheld_put(c->change, c->house->org, person, staff, compartments, clock_hour(c->now));
	TRY(cut_wraps(c, p, &to, compartments));
	return raise_on(c, p, &t);
}

enum err person_withheld(struct ctx *c, struct person_id person, struct withheld_list *out)
{
	struct withheld_row_list rows;
	struct withheld *list;

	withheld_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct withheld, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		list[i] = (struct withheld){ rows.at[i].staff, rows.at[i].user_name,
			                         (uint32_t)rows.at[i].compartments };
	*out = (struct withheld_list){ list, rows.n };
	return OK;
}

enum { GLASS_HOURS = 8 };

enum err person_break_glass(struct ctx *c, struct person_id person, struct str reason)
{
	struct person_access *p;
	const struct holder_key *h;
	struct row_id id = row_id_fresh(c->now);
	struct instant until = { c->now.s + GLASS_HOURS * 3600 };
	struct sealed words;

	TRY(access_of(c, person, &p));
	if (!may(c->actor, MAY_BREAK_GLASS, &p->relation, IN_SAFETY))
		return ERR_DENIED;
	h = actor_is(c->actor, ROLE_safeguarding)
	        ? actor_holds(c->actor, HOLDER_SAFEGUARDING, NULL)
	        : actor_holds(c->actor, HOLDER_ON_CALL, &p->relation.team);
	if (!h)
		return ERR_DENIED;
	TRY(seal_team(c, p->relation.team, SEAL_GLASS_REASON, id, reason, &words));
	glass_insert(c->change, &(struct glass_insert_args){ .org = c->house->org,
	                                                     .person = person,
	                                                     .id = id,
	                                                     .staff = c->actor->id,
	                                                     .holder = h->id,
	                                                     .hour = clock_hour(c->now),
	                                                     .until = until,
	                                                     .reason = words });
	return OK;
}

enum err person_review_glass(struct ctx *c, struct person_id person, struct row_id glass)
{
	const struct relation *r;

	TRY(relation_of(c, person, &r));
	if (!r->in_team || !actor_is(c->actor, ROLE_lead) || r->excluded)
		return ERR_DENIED;
	glass_review(c->change, c->house->org, person, glass, c->actor->id);
	return OK;
}

static enum err glass_line(struct ctx *c, struct team_id team, const struct glass_open *g,
                           struct glass_line *out)
{
	enum err e;

	*out = (struct glass_line){ .person = g->person,
		                        .id = g->id,
		                        .who = g->user_name,
		                        .hour = g->hour,
		                        .until = g->until,
		                        .own = user_id_eq(g->staff, c->actor->id) };
	e = open_team(c, team, SEAL_GLASS_REASON, g->id, g->reason, &out->reason);
	return e == ERR_DENIED ? OK : e;
}

enum err glass_to_review(struct ctx *c, struct glass_lines *out)
{
	size_t nteams = actor_is(c->actor, ROLE_lead) ? c->actor->nteams : 0;
	struct glass_open_list *rows = NEW_N(c->arena, struct glass_open_list, nteams + 1);
	struct glass_line *lines;
	size_t most = 0;
	size_t n = 0;

	for (size_t i = 0; i < nteams; i++)
		glass_unreviewed(c->read, c->house->org, c->actor->teams[i], &rows[i]);
	TRY(read_now(c->read));
	for (size_t i = 0; i < nteams; i++)
		most += rows[i].n;
	lines = NEW_N(c->arena, struct glass_line, most + 1);
	for (size_t i = 0; i < nteams; i++)
		for (size_t k = 0; k < rows[i].n; k++) {
			const struct relation *r;
			TRY(relation_of(c, rows[i].at[k].person, &r));
			if (!r->excluded)
				TRY(glass_line(c, c->actor->teams[i], &rows[i].at[k], &lines[n++]));
		}
	*out = (struct glass_lines){ lines, n };
	return OK;
}
