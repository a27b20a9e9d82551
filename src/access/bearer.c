#include "access/bearer.h"

#include "access/session.h"
#include "base/wipe.h"

/* So that whoever finds one lying about knows what it is. */
static const char prefix[] = "kin_";

static struct bytes hash_of(struct ctx *c, const struct key *token)
{
	struct key *hash = NEW(c->arena, struct key);

	key_derive(token, "bearer", (struct bytes){ c->house->org.b, ID_BYTES }, hash);
	return (struct bytes){ hash->b, BEARER_HASH };
}

void bearer_fresh(struct ctx *c, struct bearer *out, struct str *text)
{
	struct str digits;

	key_fresh(&out->token);
	out->hash = hash_of(c, &out->token);
	digits = token_write(c->arena, &out->token);
	*text = arena_fmt(c->arena, "%s%.*s", prefix, (int)digits.n, digits.p);
}

enum err bearer_read(struct ctx *c, struct str authorization, struct bearer *out)
{
	struct str text;
	struct str scheme = str_cut(authorization, ' ', &text);

	text = str_trim(text);
	if (!str_eq(scheme, STR("Bearer")) || !str_starts(text, str_z(prefix)))
		return ERR_SIGN_IN;
	text = (struct str){ text.p + sizeof prefix - 1, text.n - (sizeof prefix - 1) };
	if (!token_read(text, &out->token))
		return ERR_SIGN_IN;
	out->hash = hash_of(c, &out->token);
	return OK;
}

/* Two keys of one token have nothing in common. */
static void wrapping(const struct bearer *b, const struct row_id *of, struct key *out)
{
	key_derive(&b->token, "bearer-wrap", (struct bytes){ of->b, ID_BYTES }, out);
}

struct bytes bearer_wrap(struct ctx *c, const struct bearer *b, struct row_id of,
                         const struct key *secret)
{
	struct sealed w;
	struct key k;

	wrapping(b, &of, &k);
	w = wrap_sym(c->arena, &k, (struct bytes){ of.b, ID_BYTES },
	             (struct bytes){ secret->b, sizeof secret->b });
	wipe(&k, sizeof k);
	return (struct bytes){ w.p, w.n };
}

enum err bearer_unwrap(struct ctx *c, const struct bearer *b, struct row_id of, struct bytes wrap,
                       struct key *secret)
{
	struct bytes plain;
	struct key k;
	enum err e;

	wrapping(b, &of, &k);
	e = unwrap_sym(c->arena, &k, (struct bytes){ of.b, ID_BYTES },
	               (struct sealed){ wrap.p, wrap.n }, &plain);
	wipe(&k, sizeof k);
	if (e != OK || plain.n != sizeof secret->b)
		return ERR_VAULT;
	memcpy(secret->b, plain.p, sizeof secret->b);
	return OK;
}

static struct seal_at place(const struct ctx *c, enum seal_id seal, const struct row_id *row)
{
	return (struct seal_at){ SCOPE_ORG, seal, c->house->org.b, row->b, 1 };
}

struct sealed seal_outside(struct ctx *c, const struct key *secret, enum seal_id seal,
                           struct row_id row, struct str plain)
{
	return vault_seal(c->house->vault, c->arena, secret, place(c, seal, &row), plain);
}

enum err open_outside(struct ctx *c, const struct key *secret, enum seal_id seal, struct row_id row,
                      struct sealed value, struct str *out)
{
	return vault_unseal(c->house->vault, c->arena, secret, place(c, seal, &row), value, out);
}
