#include "access/measured.h"

#include "access/inbox_inside.h"
#include "base/wipe.h"

static struct seal_at place(const struct ctx *c, enum seal_id seal, const struct row_id *row,
                            uint32_t keyver)
{
	return (struct seal_at){ SCOPE_MEASURE, seal, c->house->org.b, row->b, keyver };
}

static void key_of(const struct ctx *c, const struct holder_key *mk, struct key *out)
{
	key_derive(&mk->pair.sym, "measured", (struct bytes){ c->house->org.b, ID_BYTES }, out);
}

enum err seal_measure(struct ctx *c, enum seal_id seal, struct row_id row, struct str plain,
                      struct sealed *out)
{
	const struct holder_key *mk = actor_holds(c->actor, HOLDER_MEASURE, NULL);
	struct key k;

	if (!mk)
		return ERR_DENIED;
	key_of(c, mk, &k);
	*out = vault_seal(c->house->vault, c->arena, &k, place(c, seal, &row, mk->keyver), plain);
	wipe(&k, sizeof k);
	return OK;
}

enum err open_measure(struct ctx *c, enum seal_id seal, struct row_id row, struct sealed value,
                      struct str *out)
{
	uint32_t keyver = vault_keyver(value);
	const struct holder_key *mk = measure_key(c->actor, keyver);
	struct key k;
	enum err e;

	if (keyver == 0)
		return ERR_VAULT;
	if (!mk)
		return ERR_DENIED;
	key_of(c, mk, &k);
	e = vault_unseal(c->house->vault, c->arena, &k, place(c, seal, &row, keyver), value, out);
	wipe(&k, sizeof k);
	return e;
}
