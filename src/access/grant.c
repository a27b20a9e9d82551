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

/* An office one of whose members is kept from this person: its other members get wraps of their own
 * instead. */
static enum err give_members(struct ctx *c, struct person_access *p, const struct keyset *k,
                             uint32_t mask, struct holder_id office,
                             const struct excluded_row_list *excluded)
{
	struct holder_member_list members;

	holder_members(c->read, c->house->org, office, &members);
	TRY(read_now(c->read));
	for (size_t i = 0; i < members.n; i++) {
		const struct holder_member *m = &members.at[i];
		struct holder_public to = USER_PUBLIC(m, m->staff);
		bool out = m->state != STAFF_ACTIVE;
		for (size_t j = 0; j < excluded->n; j++)
			out |= user_id_eq(excluded->at[j].staff, m->staff);
		if (!out)
			TRY(give(c, p, k, mask, &to, mine(c, to.id)));
	}
	return OK;
}

static enum err give_offices(struct ctx *c, struct person_access *p, const struct keyset *k,
                             const struct user_id *without)
{
	struct holder_row_list all;

	holders_shared(c->read, c->house->org, &all);
	TRY(read_now(c->read));
	for (size_t i = 0; i < all.n; i++) {
		const struct holder_row *h = &all.at[i];
		struct holder_public to = { .id = h->id,
			                        .kind = (enum holder_kind)h->kind,
			                        .team = h->team,
			                        .keyver = (uint32_t)h->keyver,
			                        .public_key = h->public_key,
			                        .certificate = h->certificate };
		uint32_t mask = shared_mask(h, p->relation.team);
		struct excluded_row_list excluded;
		if (mask == 0)
			continue;
		excluded_holding(c->read, c->house->org, p->relation.person, h->id, &excluded);
		TRY(read_now(c->read));
		if (without && excluded.n == 0) {
			struct excluded_row *one = NEW(c->arena, struct excluded_row);
			struct holder_member_list members;
			holder_members(c->read, c->house->org, h->id, &members);
			TRY(read_now(c->read));
			for (size_t m = 0; m < members.n; m++)
				if (user_id_eq(members.at[m].staff, *without)) {
					one->staff = *without;
					excluded = (struct excluded_row_list){ one, 1 };
				}
		}
		if (excluded.n)
			TRY(give_members(c, p, k, mask, h->id, &excluded));
		else
			TRY(give(c, p, k, mask, &to, mine(c, h->id)));
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

/* The next version of all her secrets, for everybody who walks with her and every office, but not
 * for one. */
static enum err raise_without(struct ctx *c, struct person_access *p, const struct user_id *without,
                              bool excluded)
{
	struct assigned_row_list rows;
	uint32_t keyver = p->relation.keyver + 1;
	struct keyset *k = keyset_of(c, p, keyver);

	fresh_secrets(k);
	assignments_of(c->read, c->house->org, p->relation.person, &rows);
	TRY(read_now(c->read));
	person_raise(c->change, c->house->org, p->relation.person, keyver);
	for (size_t i = 0; i < rows.n; i++) {
		const struct assigned_row *r = &rows.at[i];
		struct holder_public to = USER_PUBLIC(r, r->staff);
		if (r->state == LEAVING && !walks_along(r->state, r->hour, c->now))
			lapse(c, p->relation.person, r->staff);
		if (!walks_along(r->state, r->hour, c->now) || r->staff_state != STAFF_ACTIVE ||
		    (without && user_id_eq(r->staff, *without)))
			continue;
		TRY(give(c, p, k, role_compartments(r->roles), &to, mine(c, to.id)));
	}
	TRY(give_offices(c, p, k, excluded ? without : NULL));
	p->relation.keyver = keyver;
	p->stale = false;
	return OK;
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
	TRY(give_offices(c, p, k, NULL));
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

enum err person_assign(struct ctx *c, struct person_id person, struct user_id staff)
{
	struct person_access *p;
	struct holder_public to;

	TRY(access_of(c, person, &p));
	if (!may(c->actor, MAY_ASSIGN, &p->relation, IN_IDENTITY))
		return ERR_DENIED;
	TRY(colleague(c, staff, &to));
	assign_row(c, person, staff, ASSIGNED);
	for (const struct keyset *k = p->sets; k; k = k->next)
		TRY(give(c, p, k, role_compartments(to.roles), &to, mine(c, to.id)));
	return OK;
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
