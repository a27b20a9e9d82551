#include "access/directory.h"

#include "access/keys.h"
#include "access/keys_sql.h"
#include "base/fields.h"
#include "base/wipe.h"

/* The team's key in the version that sealed a value; the newest when keyver is 0. */
static const struct holder_key *team_key(const struct ctx *c, struct team_id team, uint32_t keyver)
{
	if (keyver == 0)
		return actor_holds(c->actor, HOLDER_TEAM, &team);
	for (size_t i = 0; i < c->actor->nheld; i++) {
		const struct holder_key *h = &c->actor->held[i];
		if (h->kind == HOLDER_TEAM && h->keyver == keyver && team_id_eq(h->team, team))
			return h;
	}
	return NULL;
}

static struct seal_at place(const struct team_id *team, enum seal_id seal, const uint8_t *row,
                            uint32_t keyver)
{
	return (struct seal_at){ SCOPE_TEAM, seal, team->b, row, keyver };
}

/* Mixing in the erasure value makes an erased person's entry unreadable in every old copy. */
static void entry_key(const struct holder_key *h, const struct key *erasure, struct key *out)
{
	key_derive(&h->pair.sym, "directory", (struct bytes){ erasure->b, sizeof erasure->b }, out);
}

static void rows_key(const struct holder_key *h, struct key *out)
{
	key_derive(&h->pair.sym, "team", (struct bytes){ h->team.b, sizeof h->team.b }, out);
}

static enum err seal_directory(struct ctx *c, struct team_id team, struct person_id person,
                               struct str plain, struct sealed *out)
{
	const struct holder_key *h = team_key(c, team, 0);
	struct person_access *p;
	struct key k;

	TRY(access_of(c, person, &p));
	if (!h || !p->has_erasure)
		return ERR_DENIED;
	entry_key(h, &p->erasure, &k);
	*out = vault_seal(c->house->vault, c->arena, &k,
	                  place(&team, SEAL_DIRECTORY, person.b, h->keyver), plain);
	wipe(&k, sizeof k);
	return OK;
}

enum err open_directory(struct ctx *c, struct team_id team, struct person_id person,
                        const struct key *erasure, struct sealed value, struct str *out)
{
	uint32_t keyver = vault_keyver(value);
	const struct holder_key *h = team_key(c, team, keyver);
	struct key k;
	enum err e;

	*out = (struct str){ NULL, 0 };
	if (!h || keyver == 0)
		return ERR_DENIED;
	entry_key(h, erasure, &k);
	e = vault_unseal(c->house->vault, c->arena, &k, place(&team, SEAL_DIRECTORY, person.b, keyver),
	                 value, out);
	wipe(&k, sizeof k);
	return e;
}

enum err seal_team(struct ctx *c, struct team_id team, enum seal_id seal, struct row_id row,
                   struct str plain, struct sealed *out)
{
	const struct holder_key *h = team_key(c, team, 0);
	struct key k;

	if (!h)
		return ERR_DENIED;
	rows_key(h, &k);
	*out = vault_seal(c->house->vault, c->arena, &k, place(&team, seal, row.b, h->keyver), plain);
	wipe(&k, sizeof k);
	return OK;
}

enum err open_team(struct ctx *c, struct team_id team, enum seal_id seal, struct row_id row,
                   struct sealed value, struct str *out)
{
	uint32_t keyver = vault_keyver(value);
	const struct holder_key *h = team_key(c, team, keyver);
	struct key k;
	enum err e;

	*out = (struct str){ NULL, 0 };
	if (!h || keyver == 0)
		return ERR_DENIED;
	rows_key(h, &k);
	e = vault_unseal(c->house->vault, c->arena, &k, place(&team, seal, row.b, keyver), value, out);
	wipe(&k, sizeof k);
	return e;
}

static void own_key(const struct ctx *c, struct key *out)
{
	key_derive(&c->actor->own.pair.sym, "own",
	           (struct bytes){ c->actor->id.b, sizeof c->actor->id.b }, out);
}

struct sealed seal_own(struct ctx *c, enum seal_id seal, struct row_id row, struct str plain)
{
	struct seal_at at = { SCOPE_USER, seal, c->actor->id.b, row.b, 1 };
	struct sealed out;
	struct key k;

	own_key(c, &k);
	out = vault_seal(c->house->vault, c->arena, &k, at, plain);
	wipe(&k, sizeof k);
	return out;
}

enum err open_own(struct ctx *c, enum seal_id seal, struct row_id row, struct sealed value,
                  struct str *out)
{
	struct seal_at at = { SCOPE_USER, seal, c->actor->id.b, row.b, 1 };
	struct key k;
	enum err e;

	own_key(c, &k);
	e = vault_unseal(c->house->vault, c->arena, &k, at, value, out);
	wipe(&k, sizeof k);
	return e;
}

/* All erasure values, in the order of persons, for one walk beside the directory. */
struct ring {
	struct arena *arena;
	struct erasure_all *at;
	size_t n;
	size_t room;
};

static enum err gather(void *arg, const struct erasure_all *row)
{
	struct ring *r = arg;

	if (row->value.n != sizeof(struct key))
		return OK;
	if (r->n == r->room) {
		size_t room = r->room ? 2 * r->room : 1024;
		struct erasure_all *more = NEW_N(r->arena, struct erasure_all, room);
		if (r->n)
			memcpy(more, r->at, r->n * sizeof *more);
		r->at = more;
		r->room = room;
	}
	r->at[r->n].person = row->person;
	r->at[r->n].value.p =
		(const uint8_t *)arena_str(r->arena, (struct str){ (const char *)row->value.p, 32 }).p;
	r->n++;
	return OK;
}

struct walk {
	struct ctx *c;
	struct team_id team;
	struct ring ring;
	size_t at;
	struct excluded_person_list kept_from;
	enum err (*row)(void *arg, struct person_id person, struct str entry);
	void *arg;
};

static bool kept_from(const struct walk *w, struct person_id person)
{
	for (size_t i = 0; i < w->kept_from.n; i++)
		if (person_id_eq(w->kept_from.at[i].person, person))
			return true;
	return false;
}

static enum err step(void *arg, const struct directory_row *row)
{
	struct walk *w = arg;
	size_t before = arena_mark(w->c->arena);
	size_t opened;
	struct key erasure;
	struct str entry;

	while (w->at < w->ring.n && memcmp(w->ring.at[w->at].person.b, row->person.b, ID_BYTES) < 0)
		w->at++;
	if (w->at == w->ring.n || !person_id_eq(w->ring.at[w->at].person, row->person) ||
	    kept_from(w, row->person))
		return OK;
	memcpy(erasure.b, w->ring.at[w->at].value.p, sizeof erasure.b);
	TRY(open_directory(w->c, w->team, row->person, &erasure, row->entry, &entry));
	opened = arena_mark(w->c->arena);
	TRY(w->row(w->arg, row->person, entry));
	/* Nothing was kept: a search over many thousands needs room for one. */
	if (arena_mark(w->c->arena) == opened)
		arena_back(w->c->arena, before);
	return OK;
}

enum err directory_each(struct ctx *c, struct team_id team,
                        enum err (*row)(void *arg, struct person_id person, struct str entry),
                        void *arg)
{
	struct walk w = { .c = c, .team = team, .ring = { .arena = c->arena }, .row = row, .arg = arg };
	struct read *ring;

	if (!team_key(c, team, 0))
		return ERR_DENIED;
	ring = read_begin(c->house->keyring, c->arena);
	if (!ring)
		return ERR_STORE;
	TRY(erasure_all(ring, c->house->org, gather, &w.ring));
	read_end(ring);
	excluded_from(c->read, c->house->org, c->actor->id, &w.kept_from);
	TRY(read_now(c->read));
	return directory_of_team(c->read, c->house->org, team, step, &w);
}

enum err directory_entry(struct ctx *c, struct person_id person, struct str *entry)
{
	struct person_access *p;
	enum err e;

	*entry = (struct str){ NULL, 0 };
	TRY(access_of(c, person, &p));
	if (!p->entry.p || !may(c->actor, MAY_SEE_NAME, &p->relation, IN_IDENTITY))
		return OK;
	e = open_directory(c, p->relation.team, person, &p->erasure, p->entry, entry);
	return e == ERR_DENIED ? OK : e;
}

enum err directory_name(struct ctx *c, struct person_id person, struct str *name)
{
	struct str entry;

	*name = (struct str){ NULL, 0 };
	TRY(directory_entry(c, person, &entry));
	if (entry.p)
		*name = fields_get(entry, DIRECTORY_NAME);
	return OK;
}

struct str directory_code(struct arena *a, struct person_id person)
{
	char code[ID_CODE + 1];

	id_code(person.b, code);
	return arena_fmt(a, "K-%s", code);
}

enum err directory_write(struct ctx *c, struct team_id team, struct person_id person,
                         struct str entry)
{
	struct person_access *p;
	struct sealed value;

	TRY(access_of(c, person, &p));
	TRY(seal_directory(c, team, person, entry, &value));
	if (p->entry.p)
		directory_update(c->change, c->house->org, team, person, p->entry, value);
	else
		directory_insert(c->change, c->house->org, team, person, value);
	/* What this task writes next is made from it. */
	p->entry = value;
	return OK;
}
