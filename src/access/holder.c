#include "access/holder.h"

#include "access/holder_inside.h"
#include "access/holder_sql.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/wipe.h"

void sign_of(const struct key *root, struct sign_pair *out)
{
	struct key seed;

	key_derive(root, "sign", (struct bytes){ NULL, 0 }, &seed);
	sign_from(&seed, out);
	wipe(&seed, sizeof seed);
}

struct holder_id holder_of(struct user_id user)
{
	struct holder_id h;

	memcpy(h.b, user.b, sizeof h.b);
	return h;
}

static void put_number(struct buf *b, int64_t n)
{
	for (int i = 0; i < 8; i++)
		buf_byte(b, (char)(unsigned char)((uint64_t)n >> (56 - 8 * i)));
}

static struct str id_view(const uint8_t id[ID_BYTES])
{
	return (struct str){ (const char *)id, ID_BYTES };
}

/* What the organisation signs of a holder: everything that decides who gets what. */
static struct bytes certified_text(struct arena *a, struct org_id org,
                                   const struct holder_public *h)
{
	struct buf b = buf_new(a, 256);

	buf_add(&b, id_view(org.b));
	buf_add(&b, id_view(h->id.b));
	put_number(&b, h->kind);
	buf_add(&b, id_view(h->team.b));
	put_number(&b, h->keyver);
	put_number(&b, h->roles);
	buf_add(&b, (struct str){ (const char *)h->public_key.p, h->public_key.n });
	buf_add(&b, (struct str){ (const char *)h->sign_public.p, h->sign_public.n });
	return str_bytes(buf_str(&b));
}

static struct bytes member_text(struct arena *a, struct org_id org, struct team_id team,
                                struct user_id staff)
{
	struct buf b = buf_new(a, 64);

	buf_add(&b, id_view(org.b));
	buf_add(&b, id_view(team.b));
	buf_add(&b, id_view(staff.b));
	return str_bytes(buf_str(&b));
}

static bool signed_by_house(const struct house *house, const char *label, struct bytes text,
                            struct bytes certificate)
{
	struct signature s;

	if (certificate.n != sizeof s.b)
		return false;
	memcpy(s.b, certificate.p, sizeof s.b);
	return sign_check(&house->sign_public, label, text, &s);
}

bool holder_certified(const struct house *house, const struct holder_public *h)
{
	struct arena *a = arena_new(8192);
	bool ok;

	if (!a)
		return false;
	ok = h->public_key.n == 32 &&
	     signed_by_house(house, "holder", certified_text(a, house->org, h), h->certificate);
	arena_free(a);
	return ok;
}

/* The organisation's signing key; only key officers hold it. */
static enum err signing(const struct ctx *c, struct sign_pair *out)
{
	const struct holder_key *h = actor_holds(c->actor, HOLDER_SIGNING, NULL);

	if (!h)
		return ERR_DENIED;
	sign_of(&h->pair.secret, out);
	return OK;
}

static enum err sign_with_house(struct ctx *c, const char *label, struct bytes text,
                                struct bytes *out)
{
	struct sign_pair os;
	struct signature *s = NEW(c->arena, struct signature);

	TRY(signing(c, &os));
	sign_bytes(&os, label, text, s);
	wipe(&os, sizeof os);
	*out = (struct bytes){ s->b, sizeof s->b };
	return OK;
}

enum err holder_certify(struct ctx *c, struct holder_public *h)
{
	return sign_with_house(c, "holder", certified_text(c->arena, c->house->org, h),
	                       &h->certificate);
}

enum err member_certify(struct ctx *c, struct team_id team, struct user_id staff, struct bytes *out)
{
	return sign_with_house(c, "member", member_text(c->arena, c->house->org, team, staff), out);
}

static bool is_certified(struct ctx *c, struct team_id team, struct user_id staff,
                         struct bytes certificate)
{
	return signed_by_house(c->house, "member", member_text(c->arena, c->house->org, team, staff),
	                       certificate);
}

enum err holder_wrap_to(struct ctx *c, const struct holder_public *to, struct bytes context,
                        struct bytes secret, struct bytes *wrap)
{
	struct public_key pub;
	struct sealed w;

	if (!holder_certified(c->house, to))
		return ERR_VAULT;
	memcpy(pub.b, to->public_key.p, sizeof pub.b);
	w = wrap_box(c->arena, &pub, context, secret);
	*wrap = (struct bytes){ w.p, w.n };
	return OK;
}

struct bytes share_context(struct arena *a, struct org_id org, struct user_id staff,
                           struct holder_id holder)
{
	uint8_t *p = arena_alloc(a, 48);

	memcpy(p, org.b, 16);
	memcpy(p + 16, staff.b, 16);
	memcpy(p + 32, holder.b, 16);
	return (struct bytes){ p, 48 };
}

/* Hands the secret of key to one user. */
static enum err share(struct ctx *c, const struct holder_key *key, const struct holder_public *to)
{
	struct user_id staff;
	struct bytes wrap;
	struct bytes secret = { key->pair.secret.b, sizeof key->pair.secret.b };

	memcpy(staff.b, to->id.b, sizeof staff.b);
	TRY(holder_wrap_to(c, to, share_context(c->arena, c->house->org, staff, key->id), secret,
	                   &wrap));
	holder_wrap_put(c->change, c->house->org, staff, key->id, wrap);
	return OK;
}

enum err holder_make(struct ctx *c, enum holder_kind kind, const struct team_id *team,
                     uint32_t keyver, struct holder_key *out)
{
	struct holder_public h = { .kind = kind, .keyver = keyver };

	*out = (struct holder_key){ .kind = kind, .keyver = keyver, .active = true };
	id_fresh(out->id.b, c->now);
	if (team)
		out->team = *team;
	box_fresh(&out->pair);
	h.id = out->id;
	h.team = out->team;
	h.public_key = bytes_copy(c->arena, out->pair.pub.b, 32);
	TRY(holder_certify(c, &h));
	holder_insert(c->change, &(struct holder_insert_args){ .org = c->house->org,
	                                                       .id = h.id,
	                                                       .kind = kind,
	                                                       .has_team = team != NULL,
	                                                       .team = h.team,
	                                                       .keyver = keyver,
	                                                       .public_key = h.public_key,
	                                                       .certificate = h.certificate });
	return OK;
}

/* Who is entitled to a shared key by role and team. The organisation has certified both. */
static bool entitled(enum holder_kind kind, int64_t roles, bool member)
{
	switch (kind) {
	case HOLDER_TEAM:
		return member && (role_compartments(roles) >> IN_IDENTITY & 1);
	case HOLDER_LEAD:
		return member && (roles & ROLE_lead);
	case HOLDER_ON_CALL:
		return member && (roles & ROLE_shelter);
	case HOLDER_SAFEGUARDING:
		return roles & ROLE_safeguarding;
	case HOLDER_MEASURE:
		return roles & (ROLE_manager | ROLE_evaluation);
	case HOLDER_MANAGER:
	case HOLDER_AUDITOR:
	case HOLDER_SIGNING:
		return roles & ROLE_manager;
	case HOLDER_USER:
		return false;
	}
	return false;
}

struct house_staff {
	struct staff_key_row_list staff;
	struct member_row_list members;
	struct holder_wrap_pair_list wraps;
};

static enum err staff_load(struct ctx *c, struct house_staff *s)
{
	staff_keys(c->read, c->house->org, &s->staff);
	members_all(c->read, c->house->org, &s->members);
	holder_wraps_all(c->read, c->house->org, &s->wraps);
	return read_now(c->read);
}

static bool is_member(struct ctx *c, const struct house_staff *s, struct team_id team,
                      struct user_id staff)
{
	for (size_t i = 0; i < s->members.n; i++) {
		const struct member_row *m = &s->members.at[i];
		if (team_id_eq(m->team, team) && user_id_eq(m->staff, staff))
			return is_certified(c, team, staff, m->certificate);
	}
	return false;
}

static bool has_wrap(const struct house_staff *s, struct user_id staff, struct holder_id holder)
{
	for (size_t i = 0; i < s->wraps.n; i++)
		if (user_id_eq(s->wraps.at[i].staff, staff) && holder_id_eq(s->wraps.at[i].holder, holder))
			return true;
	return false;
}

/* Whether somebody, whose public half is to, is entitled to a key. Whoever's row was changed by
 * another hand than a key officer's gets nothing, and keeps nobody else from signing in. */
static bool may_have(struct ctx *c, const struct house_staff *s, const struct holder_key *key,
                     const struct staff_key_row *r, const struct holder_public *to)
{
	if (!entitled(key->kind, r->roles, is_member(c, s, key->team, r->id)))
		return false;
	if (holder_certified(c->house, to))
		return true;
	log_event("staff-not-certified", LOG_ID("user", r->id));
	return false;
}

/* Hands one key to everybody who lacks it. *others: somebody else who is entitled has it, or gets
 * it now. */
static enum err hand_over(struct ctx *c, const struct house_staff *s, const struct holder_key *key,
                          bool *others)
{
	*others = false;
	for (size_t i = 0; i < s->staff.n; i++) {
		const struct staff_key_row *r = &s->staff.at[i];
		struct holder_public to = USER_PUBLIC(r, r->id);
		if (user_id_eq(r->id, c->actor->id) || !may_have(c, s, key, r, &to))
			continue;
		*others = true;
		if (!has_wrap(s, r->id, key->id))
			TRY(share(c, key, &to));
	}
	return OK;
}

enum err holders_hand_over(struct ctx *c)
{
	struct house_staff s;

	TRY(staff_load(c, &s));
	for (size_t i = 0; i < c->actor->nheld; i++) {
		const struct holder_key *key = &c->actor->held[i];
		bool mine = entitled(key->kind, c->actor->roles, is_member(c, &s, key->team, c->actor->id));
		bool others;
		TRY(hand_over(c, &s, key, &others));
		if (!mine && others)
			holder_wrap_delete(c->change, c->house->org, c->actor->id, key->id);
	}
	return OK;
}

enum err holder_renew(struct ctx *c, struct holder_id old, enum holder_kind kind,
                      const struct team_id *team, uint32_t keyver, struct user_id without)
{
	struct house_staff s;
	struct holder_key key;
	struct holder_public self = { .id = c->actor->own.id };
	bool anybody = false;

	TRY(staff_load(c, &s));
	TRY(holder_make(c, kind, team, keyver + 1, &key));
	holder_retire(c->change, c->house->org, old);
	for (size_t i = 0; i < s.staff.n; i++) {
		const struct staff_key_row *r = &s.staff.at[i];
		struct holder_public to = USER_PUBLIC(r, r->id);
		if (!user_id_eq(r->id, without) && may_have(c, &s, &key, r, &to)) {
			TRY(share(c, &key, &to));
			anybody = true;
		}
		if (user_id_eq(r->id, c->actor->id))
			self = to;
		/* A session opened its keys when it began: whoever has the old one signs in again to get
		 * the new. */
		if (!user_id_eq(r->id, without) && has_wrap(&s, r->id, old))
			staff_epoch(c->change, c->house->org, r->id);
	}
	/* In trust, until somebody entitled to it is there. */
	if (!anybody)
		TRY(share(c, &key, &self));
	if (kind == HOLDER_TEAM)
		team_raise(c->change, c->house->org, key.team, key.keyver);
	wipe(&key.pair, sizeof key.pair);
	return OK;
}
