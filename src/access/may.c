#include "access/keys.h"

static const struct {
	int64_t bit;
	const char *name;
	const char *words;
	uint32_t compartments;
} roles[] = {
#define ROLE(bit, name, words, compartments) { ROLE_##name, #name, T(words), (compartments) },
#include "access/roles.def"
#undef ROLE
};
enum { ROLES_N = sizeof roles / sizeof *roles };

/* Roles whose key comes with walking beside a person. */
static const int64_t assigned_roles = ROLE_caseworker | ROLE_shelter | ROLE_health |
                                      ROLE_counsellor | ROLE_legal | ROLE_volunteer | ROLE_lead;

const char *role_name(int64_t set)
{
	for (int i = 0; i < ROLES_N; i++)
		if (set & roles[i].bit)
			return roles[i].name;
	return "nobody";
}

const char *role_words(int64_t set)
{
	for (int i = 0; i < ROLES_N; i++)
		if (set & roles[i].bit)
			return roles[i].words;
	return "";
}

int64_t role_find(struct str name)
{
	for (int i = 0; i < ROLES_N; i++)
		if (str_eq(name, str_z(roles[i].name)))
			return roles[i].bit;
	return 0;
}

uint32_t role_compartments(int64_t set)
{
	uint32_t mask = 0;

	for (int i = 0; i < ROLES_N; i++)
		if (set & roles[i].bit)
			mask |= roles[i].compartments;
	return mask;
}

bool actor_is(const struct actor *a, int64_t set)
{
	return a && (a->roles & set) != 0;
}

bool actor_in_team(const struct actor *a, struct team_id team)
{
	for (size_t i = 0; i < a->nteams; i++)
		if (team_id_eq(a->teams[i], team))
			return true;
	return false;
}

const struct holder_key *actor_holds(const struct actor *a, enum holder_kind kind,
                                     const struct team_id *team)
{
	const struct holder_key *best = NULL;

	for (size_t i = 0; i < a->nheld; i++) {
		const struct holder_key *h = &a->held[i];
		if (h->kind != kind || !h->active || (team && !team_id_eq(h->team, *team)))
			continue;
		if (!best || h->keyver > best->keyver)
			best = h;
	}
	return best;
}

bool watches(const struct actor *a, const struct relation *r)
{
	return r->in_team && actor_is(a, ROLE_shelter);
}

/* P6: compartments that stand open by role and relation, before any key is asked. */
static uint32_t readable(const struct actor *a, const struct relation *r)
{
	uint32_t mask = 0;

	if (r->assigned)
		mask |= role_compartments(a->roles & assigned_roles);
	if (r->in_team && actor_is(a, ROLE_lead))
		mask |= role_compartments(ROLE_lead);
	if (watches(a, r))
		mask |= NIGHT_COMPARTMENTS;
	if (actor_is(a, ROLE_manager))
		mask |= role_compartments(ROLE_manager);
	if (r->glass_on_call)
		mask |= role_compartments(ROLE_shelter);
	if (r->glass_safeguarding)
		mask |= role_compartments(ROLE_safeguarding);
	return mask;
}

static uint32_t writable(const struct actor *a, const struct relation *r)
{
	struct actor without = *a;

	without.roles &= ~(int64_t)ROLE_manager;
	return readable(&without, r);
}

static bool names(const struct actor *a)
{
	return (role_compartments(a->roles) & (1u << IN_IDENTITY)) != 0;
}

static bool may_break_glass(const struct actor *a, const struct relation *r)
{
	return watches(a, r) || actor_is(a, ROLE_safeguarding);
}

bool may(const struct actor *a, enum verb_wanted verb, const struct relation *r, enum compartment c)
{
	if (!a || !r || !r->known || r->excluded)
		return false;
	switch (verb) {
	case MAY_SEE_NAME:
		return r->assigned || (r->in_team && names(a));
	case MAY_READ:
		return ((readable(a, r) & ~r->closed) >> c) & 1;
	case MAY_WRITE:
		return r->arriving || (((writable(a, r) & ~r->closed) >> c) & 1);
	case MAY_ASSIGN:
		return (r->assigned && actor_is(a, ROLE_caseworker)) ||
		       (r->in_team && actor_is(a, ROLE_lead));
	case MAY_BREAK_GLASS:
		return may_break_glass(a, r);
	}
	return false;
}
