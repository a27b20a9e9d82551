/* Opening and sealing the rows of one person: relation, wraps, erasure value and directory entry
 * are read once a context, together. */
#include "access/keys.h"

#include "access/holder_inside.h"
#include "access/keys_sql.h"
#include "base/buf.h"

/* The bundle in a wrap: a bit mask of two bytes, then 32 bytes for each compartment in it, in
 * order. Only those in wanted are taken out. */
static void bundle_read(struct bytes bundle, uint32_t wanted, struct keyset *k)
{
	uint32_t mask;
	size_t at = 2;

	if (bundle.n < 2)
		return;
	mask = (uint32_t)bundle.p[0] << 8 | bundle.p[1];
	for (int c = 1; c <= IN_LAST_; c++) {
		if (!(mask >> c & 1))
			continue;
		if (bundle.n - at < sizeof k->secret[c].b)
			return;
		if (wanted >> c & 1) {
			memcpy(k->secret[c].b, bundle.p + at, sizeof k->secret[c].b);
			k->mask |= 1u << c;
		}
		at += sizeof k->secret[c].b;
	}
}

struct bytes bundle_make(struct arena *a, const struct keyset *k, uint32_t mask)
{
	struct buf b = buf_new(a, 512);

	mask &= k->mask;
	buf_byte(&b, (char)(unsigned char)(mask >> 8));
	buf_byte(&b, (char)(unsigned char)mask);
	for (int c = 1; c <= IN_LAST_; c++)
		if (mask >> c & 1)
			buf_add(&b, (struct str){ (const char *)k->secret[c].b, sizeof k->secret[c].b });
	return str_bytes(buf_str(&b));
}

struct bytes wrap_context(struct arena *a, struct org_id org, struct person_id person,
                          struct holder_id holder, uint32_t keyver)
{
	uint8_t *p = arena_alloc(a, 52);

	memcpy(p, org.b, 16);
	memcpy(p + 16, person.b, 16);
	memcpy(p + 32, holder.b, 16);
	for (int i = 0; i < 4; i++)
		p[48 + i] = (uint8_t)(keyver >> (24 - 8 * i));
	return (struct bytes){ p, 52 };
}

struct bytes wrap_signed(struct arena *a, struct bytes context, struct bytes wrap)
{
	struct buf b = buf_new(a, 1024);

	buf_add(&b, (struct str){ (const char *)context.p, context.n });
	buf_add(&b, (struct str){ (const char *)wrap.p, wrap.n });
	return str_bytes(buf_str(&b));
}

struct keyset *keyset_of(struct ctx *c, struct person_access *p, uint32_t keyver)
{
	struct keyset *k = p->sets;

	while (k && k->keyver != keyver)
		k = k->next;
	if (!k) {
		k = NEW(c->arena, struct keyset);
		k->keyver = keyver;
		k->next = p->sets;
		p->sets = k;
	}
	return k;
}

/* What the on-call key may open now: all that was wrapped to it in an emergency, else what a night
 * needs. */
static uint32_t on_call_opens(const struct actor *a, const struct relation *r)
{
	if (r->glass_on_call || r->glass_safeguarding)
		return UINT32_MAX;
	return watches(a, r) ? NIGHT_COMPARTMENTS : 0;
}

/* The key with which the actor may open a wrap of that holder: her own, or a shared one that she
 * leads by, is on call with, or that an emergency opening has unlocked. *wanted: what she may take
 * out of it. */
static const struct holder_key *usable(const struct ctx *c, const struct relation *r,
                                       struct holder_id holder, uint32_t *wanted)
{
	const struct actor *a = c->actor;

	*wanted = UINT32_MAX;
	if (holder_id_eq(a->own.id, holder))
		return &a->own;
	for (size_t i = 0; i < a->nheld; i++) {
		const struct holder_key *h = &a->held[i];
		if (!holder_id_eq(h->id, holder))
			continue;
		if (h->kind == HOLDER_ON_CALL)
			*wanted = on_call_opens(a, r);
		if (h->kind == HOLDER_SAFEGUARDING)
			return r->glass_safeguarding ? h : NULL;
		return *wanted ? h : NULL;
	}
	return NULL;
}

/* A sealed box met for the first time is wrapped anew with the symmetric half, so that no later
 * page pays for it. */
static void renew(struct ctx *c, struct person_id person, const struct holder_key *h,
                  uint32_t keyver, struct bytes bundle)
{
	struct bytes context = wrap_context(c->arena, c->house->org, person, h->id, keyver);
	struct sealed w = wrap_sym(c->arena, &h->pair.sym, context, bundle);

	wrap_renew(c->change, c->house->org, person, h->id, keyver, (struct bytes){ w.p, w.n });
}

/* A box could have been made by whoever can write to the database: it counts only with the
 * signature of a certified colleague. The symmetric form could only be made by the holder herself.
 */
static enum err check_giver(struct ctx *c, const struct wrap_row *w, struct bytes context)
{
	const struct giver_row *g;
	struct holder_public giver;
	struct public_key pub;
	struct signature s;

	giver_of(c->read, c->house->org, w->giver, &g);
	TRY(read_now(c->read));
	if (!g || g->sign_public.n != sizeof pub.b || w->signature.n != sizeof s.b)
		return ERR_VAULT;
	giver = USER_PUBLIC(g, w->giver);
	if (!holder_certified(c->house, &giver))
		return ERR_VAULT;
	memcpy(pub.b, g->sign_public.p, sizeof pub.b);
	memcpy(s.b, w->signature.p, sizeof s.b);
	return sign_check(&pub, "wrap", wrap_signed(c->arena, context, w->wrap), &s) ? OK : ERR_VAULT;
}

static enum err open_wrap(struct ctx *c, struct person_access *p, const struct wrap_row *w)
{
	uint32_t wanted;
	const struct holder_key *h = usable(c, &p->relation, w->holder, &wanted);
	uint32_t keyver = (uint32_t)w->keyver;
	struct bytes context;
	struct bytes bundle;
	bool was_box;

	if (!h)
		return OK;
	context = wrap_context(c->arena, c->house->org, p->relation.person, h->id, keyver);
	TRY(unwrap(c->arena, &h->pair, context, (struct sealed){ w->wrap.p, w->wrap.n }, &bundle,
	           &was_box));
	if (was_box)
		TRY(check_giver(c, w, context));
	bundle_read(bundle, wanted, keyset_of(c, p, keyver));
	if (was_box)
		renew(c, p->relation.person, h, keyver, bundle);
	return OK;
}

static void relate(struct ctx *c, struct relation *r, const struct person_row *row,
                   const struct glass_running_list *glass)
{
	r->team = row->team;
	r->keyver = (uint32_t)row->keyver;
	r->state = row->state;
	r->known = true;
	r->in_team = actor_in_team(c->actor, r->team);
	r->closed = row->has_closed ? (uint32_t)row->closed : 0;
	r->assigned = row->has_assigned && walks_along(row->assigned, row->since, c->now);
	r->excluded = row->has_assigned && row->assigned == EXCLUDED;
	for (size_t i = 0; i < glass->n; i++) {
		const struct holder_key *h = NULL;
		for (size_t k = 0; k < c->actor->nheld; k++)
			if (holder_id_eq(c->actor->held[k].id, glass->at[i].holder))
				h = &c->actor->held[k];
		r->glass_on_call |= h && h->kind == HOLDER_ON_CALL;
		r->glass_safeguarding |= h && h->kind == HOLDER_SAFEGUARDING;
	}
}

static enum err load(struct ctx *c, struct person_access *p)
{
	struct relation *r = &p->relation;
	const struct person_row *row;
	const struct erasure_row *erasure;
	struct wrap_row_list wraps;
	struct glass_running_list glass;
	struct org_id org = c->house->org;
	struct read *ring = read_begin(c->house->keyring, c->arena);

	if (!ring)
		return ERR_STORE;
	person_row(c->read, org, r->person, c->actor->id, leaving_before(c->now), &row);
	wraps_of(c->read, org, r->person, &wraps);
	glass_running(c->read, org, r->person, c->actor->id, c->now, &glass);
	erasure_of(ring, org, r->person, &erasure);
	TRY(read_now(c->read));
	TRY(read_now(ring));
	read_end(ring);
	if (!row)
		return ERR_ABSENT;
	relate(c, r, row, &glass);
	p->entry = row->entry;
	if (erasure && erasure->value.n == sizeof p->erasure.b) {
		memcpy(p->erasure.b, erasure->value.p, sizeof p->erasure.b);
		p->has_erasure = true;
	}
	if (r->excluded)
		return OK;
	p->stale = row->lapsed > 0;
	for (size_t i = 0; i < wraps.n; i++) {
		p->stale |= wraps.at[i].state == HOLDER_RETIRED && wraps.at[i].keyver == row->keyver;
		TRY(open_wrap(c, p, &wraps.at[i]));
	}
	return OK;
}

enum err access_of(struct ctx *c, struct person_id person, struct person_access **out)
{
	struct person_access *p = c->persons;

	if (!c->actor)
		return ERR_SIGN_IN;
	while (p && !person_id_eq(p->relation.person, person))
		p = p->next;
	if (!p) {
		p = NEW(c->arena, struct person_access);
		p->relation.person = person;
		TRY(load(c, p));
		p->next = c->persons;
		c->persons = p;
	}
	*out = p;
	return OK;
}

enum err relation_of(struct ctx *c, struct person_id person, const struct relation **out)
{
	struct person_access *p;

	TRY(access_of(c, person, &p));
	*out = &p->relation;
	return OK;
}

/* The key of a compartment and version, derived at its first use. */
static enum err key_of(struct person_access *p, enum compartment comp, uint32_t keyver,
                       const struct key **out)
{
	struct keyset *k = p->sets;

	while (k && k->keyver != keyver)
		k = k->next;
	if (!k || !(k->mask >> comp & 1) || !p->has_erasure)
		return ERR_DENIED;
	if (!(k->derived >> comp & 1)) {
		key_person(&k->secret[comp], &p->erasure, comp, keyver, &k->key[comp]);
		k->derived |= 1u << comp;
	}
	*out = &k->key[comp];
	return OK;
}

bool can(struct ctx *c, struct person_id person, enum verb_wanted verb, enum compartment comp)
{
	struct person_access *p;
	const struct key *k;

	if (access_of(c, person, &p) != OK || !may(c->actor, verb, &p->relation, comp))
		return false;
	return (verb != MAY_READ && verb != MAY_WRITE) || key_of(p, comp, p->relation.keyver, &k) == OK;
}

static struct seal_at place(const struct person_access *p, enum seal_id seal,
                            const struct row_id *row, uint32_t keyver)
{
	return (struct seal_at){ SCOPE_PERSON, seal, p->relation.person.b, row->b, keyver };
}

enum err seal_person(struct ctx *c, struct person_id person, enum compartment comp,
                     enum seal_id seal, struct row_id row, struct str plain, struct sealed *out)
{
	struct person_access *p;
	const struct key *k;

	TRY(access_of(c, person, &p));
	if (!may(c->actor, MAY_WRITE, &p->relation, comp))
		return ERR_DENIED;
	if (p->stale)
		TRY(person_raise_keys(c, p));
	TRY(key_of(p, comp, p->relation.keyver, &k));
	*out =
		vault_seal(c->house->vault, c->arena, k, place(p, seal, &row, p->relation.keyver), plain);
	return OK;
}

enum err seal_body(struct ctx *c, struct person_id person, enum compartment comp, enum seal_id seal,
                   struct row_id row, const struct buf *body, struct sealed *out)
{
	return body->full ? ERR_TOO_BIG : seal_person(c, person, comp, seal, row, buf_str(body), out);
}

enum err open_person(struct ctx *c, struct person_id person, enum compartment comp,
                     enum seal_id seal, struct row_id row, struct sealed value, struct str *out)
{
	struct person_access *p;
	const struct key *k;
	uint32_t keyver = vault_keyver(value);

	*out = (struct str){ NULL, 0 };
	TRY(access_of(c, person, &p));
	if (!may(c->actor, MAY_READ, &p->relation, comp))
		return ERR_DENIED;
	TRY(key_of(p, comp, keyver, &k));
	return vault_unseal(c->house->vault, c->arena, k, place(p, seal, &row, keyver), value, out);
}

enum err open_if_may(struct ctx *c, struct person_id person, enum compartment comp,
                     enum seal_id seal, struct row_id row, struct sealed value, struct str *out)
{
	enum err e = value.p ? open_person(c, person, comp, seal, row, value, out) : ERR_DENIED;

	if (e == ERR_DENIED) {
		*out = (struct str){ NULL, 0 };
		return OK;
	}
	return e;
}

enum err seal_if_may(struct ctx *c, struct person_id person, enum compartment comp,
                     enum seal_id seal, struct row_id row, struct str plain, struct sealed *out)
{
	enum err e = seal_person(c, person, comp, seal, row, plain, out);

	if (e == ERR_DENIED)
		*out = (struct sealed){ NULL, 0 };
	return e == ERR_DENIED ? OK : e;
}

enum err open_among(struct ctx *c, struct person_id person, uint32_t mask, enum seal_id seal,
                    struct row_id row, struct sealed value, struct str *out)
{
	enum err worst = ERR_VAULT;

	for (int comp = 1; comp <= IN_LAST_; comp++) {
		enum err e;
		if (!(mask >> comp & 1))
			continue;
		e = open_person(c, person, (enum compartment)comp, seal, row, value, out);
		if (e != ERR_VAULT && e != ERR_DENIED)
			return e;
		if (e == ERR_DENIED)
			worst = ERR_DENIED;
	}
	*out = (struct str){ NULL, 0 };
	return worst;
}

enum err ctx_begin(struct ctx *c, struct arena *a, struct house *house, const struct actor *actor,
                   struct instant now)
{
	*c = (struct ctx){ .arena = a,
		               .house = house,
		               .actor = actor,
		               .now = now,
		               .today = clock_day(now, house->utc_offset),
		               .lang = lang_find(STR("en")) };
	c->change = change_new(a);
	c->read = read_begin(house->records, a);
	return c->read ? OK : ERR_STORE;
}
