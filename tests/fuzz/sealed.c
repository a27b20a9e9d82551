/* Arbitrary bytes as sealed values and wraps. Nothing forged may open; nothing may be read or
 * written out of bounds. The first byte picks the door; with a bit set, a true value is damaged by
 * the input instead of replaced. */
#include "vault/vault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct arena *life;
static struct arena *arena;
static struct vault *vault;
static struct box_pair pair;
static const uint8_t id[16] = { 1, 2, 3 };

static void must(bool held)
{
	if (!held)
		abort();
}

static void start(void)
{
	const struct key secret = { { 9, 8, 7 } };
	const struct org_id org = { { 5 } };
	char folder[] = "/tmp/kintsugi-fuzz-XXXXXX";
	struct str path;

	life = arena_new(1 << 20);
	must(life && vault_start() == OK && mkdtemp(folder));
	path = arena_fmt(life, "%s/pepper", folder);
	must(vault_make_pepper(path.p) == OK);
	must(vault_open(life, path.p, org, &vault) == OK);
	must(remove(path.p) == 0 && remove(folder) == 0);
	box_from(&secret, &pair);
	arena = arena_new(16 << 20);
	must(arena != NULL);
}

/* truth with the input laid over it by exclusive or; the same length. */
static struct sealed damaged(struct sealed truth, struct bytes in)
{
	uint8_t *p = arena_alloc(arena, truth.n);

	memcpy(p, truth.p, truth.n);
	for (size_t i = 0; i < in.n && i < truth.n; i++)
		p[i] ^= in.p[i];
	return (struct sealed){ p, truth.n };
}

/* Not memcmp: the fuzzer learns its operands, and would replay the true values of earlier runs. */
static bool same(struct sealed a, struct sealed b)
{
	return a.n == b.n && vault_equal(a.p, b.p, a.n);
}

static void try_seal(struct bytes in, bool damage)
{
	const struct seal_at at = { SCOPE_PERSON, SEAL_DIRECTORY, id, id, 1 };
	struct sealed truth = vault_seal(vault, arena, &pair.sym, at, STR("a name"));
	struct sealed s = damage ? damaged(truth, in) : (struct sealed){ in.p, in.n };
	struct str out;
	bool opened = vault_unseal(vault, arena, &pair.sym, at, s, &out) == OK;

	(void)vault_keyver(s);
	must(opened == same(s, truth));
}

static void try_wrap(struct bytes in, bool damage, bool box)
{
	const struct bytes context = { id, sizeof id };
	const struct bytes secret = { id, sizeof id };
	struct sealed truth = box ? wrap_box(arena, &pair.pub, context, secret)
	                          : wrap_sym(arena, &pair.sym, context, secret);
	struct sealed w = damage ? damaged(truth, in) : (struct sealed){ in.p, in.n };
	struct bytes out;
	bool was_box;
	bool opened = unwrap(arena, &pair, context, w, &out, &was_box) == OK;

	must(opened == same(w, truth));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes in;
	bool damage;

	if (!vault)
		start();
	if (n == 0 || n > 1 << 16)
		return 0;
	in = (struct bytes){ data + 1, n - 1 };
	damage = data[0] & 4;
	if (data[0] & 1)
		try_seal(in, damage);
	else
		try_wrap(in, damage, (data[0] & 2) != 0);
	arena_reset(arena);
	return 0;
}
