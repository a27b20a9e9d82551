#include "access/everybody.h"

#include "base/wipe.h"

enum { FIRST = 1 };

static struct seal_at place(const struct ctx *c, enum seal_id seal, const struct row_id *row)
{
	return (struct seal_at){ SCOPE_ORG, seal, c->house->org.b, row->b, FIRST };
}

enum err seal_everybody(struct ctx *c, enum seal_id seal, struct row_id row, struct str plain,
                        struct sealed *out)
{
	struct key k;

	if (!c->actor)
		return ERR_DENIED;
	key_house(c->house->vault, &k);
	*out = vault_seal(c->house->vault, c->arena, &k, place(c, seal, &row), plain);
	wipe(&k, sizeof k);
	return OK;
}

enum err open_everybody(struct ctx *c, enum seal_id seal, struct row_id row, struct sealed value,
                        struct str *out)
{
	struct key k;
	enum err e;

	*out = (struct str){ NULL, 0 };
	if (!c->actor)
		return ERR_DENIED;
	key_house(c->house->vault, &k);
	e = vault_unseal(c->house->vault, c->arena, &k, place(c, seal, &row), value, out);
	wipe(&k, sizeof k);
	return e;
}
