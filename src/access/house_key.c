#include "access/house_key.h"

#include "access/audit_inside.h"
#include "access/holder_inside.h"
#include "access/holder_sql.h"
#include "access/house_key_sql.h"
#include "base/wipe.h"

enum { CONTEXT = 3 * ID_BYTES, FIRST = 1 };

bool house_about_org(const struct ctx *c, struct row_id subject)
{
	return memcmp(subject.b, c->house->org.b, ID_BYTES) == 0;
}

static bool about_self(const struct ctx *c, struct row_id subject)
{
	return memcmp(subject.b, c->actor->id.b, ID_BYTES) == 0;
}

struct row_id house_team(struct team_id team)
{
	struct row_id subject;

	memcpy(subject.b, team.b, sizeof subject.b);
	return subject;
}

static bool of_team(struct team_id team, struct row_id subject)
{
	return row_id_eq(house_team(team), subject);
}

static bool leads_team(const struct actor *a, struct row_id subject)
{
	bool found = false;

	for (size_t i = 0; i < a->nteams; i++)
		found = found || of_team(a->teams[i], subject);
	return found && actor_is(a, ROLE_lead);
}

bool house_may(const struct ctx *c, struct row_id subject)
{
	if (!c->actor)
		return false;
	return actor_is(c->actor, ROLE_manager) || about_self(c, subject) ||
	       (house_about_org(c, subject) && actor_is(c->actor, ROLE_lead)) ||
	       leads_team(c->actor, subject);
}

static struct bytes context(struct ctx *c, const struct row_id *row, const struct holder_id *holder)
{
	uint8_t *p = arena_alloc(c->arena, CONTEXT);

	memcpy(p, c->house->org.b, ID_BYTES);
	memcpy(p + ID_BYTES, row->b, ID_BYTES);
	memcpy(p + 2 * (size_t)ID_BYTES, holder->b, ID_BYTES);
	return (struct bytes){ p, CONTEXT };
}

static struct seal_at place(const struct ctx *c, enum seal_id seal, const struct row_id *row)
{
	return (struct seal_at){ SCOPE_ORG, seal, c->house->org.b, row->b, FIRST };
}

/* --- sealing --- */

static enum err hand(struct ctx *c, const struct holder_public *to, const struct row_id *row,
                     const struct key *k)
{
	struct bytes wrap;

	TRY(holder_wrap_to(c, to, context(c, row, &to->id), (struct bytes){ k->b, sizeof k->b },
	                   &wrap));
	if (wrap.n == 0)
		return ERR_VAULT;
	house_key_put(c->change, c->house->org, *row, to->id, wrap);
	return OK;
}

/* To the leads of one team, or of every team when it is about the organisation. */
static enum err hand_leads(struct ctx *c, struct row_id subject, const struct row_id *row,
                           const struct key *k)
{
	struct holder_row_list all;

	holders_shared(c->read, c->house->org, &all);
	TRY(read_now(c->read));
	for (size_t i = 0; i < all.n; i++) {
		const struct holder_row *r = &all.at[i];
		if (r->kind != HOLDER_LEAD || r->state != HOLDER_ACTIVE ||
		    (!house_about_org(c, subject) && !of_team(r->team, subject)))
			continue;
		TRY(hand(c,
		         &(struct holder_public){ .id = r->id,
		                                  .kind = HOLDER_LEAD,
		                                  .team = r->team,
		                                  .keyver = (uint32_t)r->keyver,
		                                  .public_key = r->public_key,
		                                  .certificate = r->certificate },
		         row, k));
	}
	return OK;
}

/* Whoever has left opens nothing any more. */
static enum err hand_colleague(struct ctx *c, struct row_id subject, const struct row_id *row,
                               const struct key *k)
{
	struct staff_key_row_list all;

	staff_keys(c->read, c->house->org, &all);
	TRY(read_now(c->read));
	for (size_t i = 0; i < all.n; i++)
		if (memcmp(all.at[i].id.b, subject.b, ID_BYTES) == 0)
			return hand(c, &USER_PUBLIC(&all.at[i], all.at[i].id), row, k);
	return OK;
}

enum err house_row_seal(struct ctx *c, struct row_id subject, enum seal_id seal, struct row_id row,
                        struct str plain, struct sealed *out)
{
	struct holder_public manager;
	struct key k;
	enum err e;

	if (!house_may(c, subject))
		return ERR_DENIED;
	TRY(office_public(c->house, c->read, HOLDER_MANAGER, &manager));
	key_fresh(&k);
	*out = vault_seal(c->house->vault, c->arena, &k, place(c, seal, &row), plain);
	e = hand(c, &manager, &row, &k);
	if (e == OK)
		e = hand_leads(c, subject, &row, &k);
	if (e == OK && !house_about_org(c, subject))
		e = hand_colleague(c, subject, &row, &k);
	wipe(&k, sizeof k);
	return e;
}

/* --- opening --- */

static const struct box_pair *pair_of(const struct actor *a, struct holder_id holder)
{
	if (holder_id_eq(a->own.id, holder))
		return &a->own.pair;
	for (size_t i = 0; i < a->nheld; i++)
		if (holder_id_eq(a->held[i].id, holder))
			return &a->held[i].pair;
	return NULL;
}

static enum err key_of(struct ctx *c, const struct row_id *row, struct key *out)
{
	struct house_key_row_list all;

	house_keys_of(c->read, c->house->org, *row, &all);
	TRY(read_now(c->read));
	for (size_t i = 0; i < all.n; i++) {
		const struct house_key_row *r = &all.at[i];
		const struct box_pair *pair = pair_of(c->actor, r->holder);
		struct bytes secret;
		bool was_box;
		if (!pair)
			continue;
		TRY(unwrap(c->arena, pair, context(c, row, &r->holder),
		           (struct sealed){ r->wrap.p, r->wrap.n }, &secret, &was_box));
		if (secret.n != sizeof out->b)
			return ERR_VAULT;
		memcpy(out->b, secret.p, sizeof out->b);
		return OK;
	}
	return ERR_DENIED;
}

enum err house_row_open(struct ctx *c, struct row_id subject, enum seal_id seal, struct row_id row,
                        struct sealed value, struct str *out)
{
	struct key k;
	enum err e;

	*out = (struct str){ NULL, 0 };
	if (!house_may(c, subject))
		return ERR_DENIED;
	TRY(key_of(c, &row, &k));
	e = vault_unseal(c->house->vault, c->arena, &k, place(c, seal, &row), value, out);
	wipe(&k, sizeof k);
	return e;
}

void house_row_forget(struct ctx *c, struct row_id row)
{
	house_keys_forget(c->change, c->house->org, row);
}
