#include "access/session.h"

#include "access/audit.h"
#include "access/holder_inside.h"
#include "access/holder_sql.h"
#include "access/keys.h"
#include "access/keys_sql.h"
#include "access/session_sql.h"
#include "base/buf.h"
#include "base/wipe.h"

static int nibble(char ch)
{
	return ch >= '0' && ch <= '9' ? ch - '0' : ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

bool token_read(struct str text, struct key *t)
{
	if (text.n != TOKEN_TEXT)
		return false;
	for (size_t i = 0; i < sizeof t->b; i++) {
		int high = nibble(text.p[2 * i]);
		int low = nibble(text.p[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		t->b[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

struct str token_write(struct arena *a, const struct key *t)
{
	struct buf b = buf_new(a, 2 * TOKEN_TEXT);

	for (size_t i = 0; i < sizeof t->b; i++)
		buf_fmt(&b, "%02x", t->b[i]);
	return buf_str(&b);
}

static struct bytes session_id(struct ctx *c, const struct key *t)
{
	struct key *id = NEW(c->arena, struct key);

	key_derive(t, "sid", (struct bytes){ c->house->org.b, ID_BYTES }, id);
	return (struct bytes){ id->b, sizeof id->b };
}

/* What lies in the blob and in each session_key: pairs ready for use, so that no page does
 * public-key work. */
struct own_blob {
	struct box_pair pair;
	struct sign_pair sign;
};

static struct bytes blob_context(struct ctx *c, struct bytes id, const uint8_t *of)
{
	uint8_t *p = arena_alloc(c->arena, 48);

	memcpy(p, id.p, 32);
	memcpy(p + 32, of, 16);
	return (struct bytes){ p, 48 };
}

static void key_for(const struct key *t, const char *label, const uint8_t *of, struct key *out)
{
	key_derive(t, label, (struct bytes){ of, ID_BYTES }, out);
}

static void pin_hash(const struct key *t, struct str pin, struct key *out)
{
	key_derive(t, "pin", str_bytes(pin), out);
}

static enum err open_own_blob(struct ctx *c, const struct key *t, struct bytes id,
                              const struct session_row *row, struct actor *a)
{
	struct own_blob own;
	struct bytes plain;
	struct key k;

	key_for(t, "wrap", row->staff.b, &k);
	TRY(unwrap_sym(c->arena, &k, blob_context(c, id, row->staff.b),
	               (struct sealed){ row->blob.p, row->blob.n }, &plain));
	if (plain.n != sizeof own)
		return ERR_VAULT;
	memcpy(&own, plain.p, sizeof own);
	a->own = (struct holder_key){ .id = holder_of(row->staff),
		                          .kind = HOLDER_USER,
		                          .keyver = 1,
		                          .active = true,
		                          .pair = own.pair };
	a->sign = own.sign;
	wipe(&own, sizeof own);
	wipe(&k, sizeof k);
	return OK;
}

static enum err open_held(struct ctx *c, const struct key *t, struct bytes id,
                          const struct session_key_row_list *rows, struct actor *a)
{
	struct holder_key *held = NEW_N(c->arena, struct holder_key, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++) {
		const struct session_key_row *r = &rows->at[i];
		struct bytes plain;
		struct key k;
		key_for(t, "key", r->holder.b, &k);
		TRY(unwrap_sym(c->arena, &k, blob_context(c, id, r->holder.b),
		               (struct sealed){ r->wrap.p, r->wrap.n }, &plain));
		if (plain.n != sizeof held[i].pair)
			return ERR_VAULT;
		held[i] = (struct holder_key){ .id = r->holder,
			                           .kind = (enum holder_kind)r->kind,
			                           .team = r->team,
			                           .keyver = (uint32_t)r->keyver,
			                           .active = r->state == HOLDER_ACTIVE };
		memcpy(&held[i].pair, plain.p, sizeof held[i].pair);
	}
	a->held = held;
	a->nheld = rows->n;
	return OK;
}

static enum session_state state_of(const struct ctx *c, const struct session_row *row)
{
	if (row->state != STAFF_ACTIVE || row->epoch != row->staff_epoch)
		return SESSION_NONE;
	if (c->now.s - row->made.s > SESSION_SECONDS || row->tries >= PIN_TRIES)
		return SESSION_NONE;
	return c->now.s - row->seen.s > IDLE_SECONDS ? SESSION_HIDDEN : SESSION_OPEN;
}

static enum err make_actor(struct ctx *c, const struct key *t, const struct session_row *row,
                           const struct session_key_row_list *keys,
                           const struct session_team_list *teams, struct session *out)
{
	struct actor *a = NEW(c->arena, struct actor);
	struct team_id *mine = NEW_N(c->arena, struct team_id, teams->n + 1);

	for (size_t i = 0; i < teams->n; i++)
		mine[i] = teams->at[i].team;
	*a = (struct actor){ .id = row->staff,
		                 .user_name = row->user_name,
		                 .roles = row->roles,
		                 .teams = mine,
		                 .nteams = teams->n,
		                 .session = out->id };
	TRY(open_own_blob(c, t, out->id, row, a));
	TRY(open_held(c, t, out->id, keys, a));
	out->actor = a;
	return OK;
}

enum { TOUCH_SECONDS = 60 };

enum err session_load(struct ctx *c, struct str token, struct session *out)
{
	const struct session_row *row;
	struct session_key_row_list keys;
	struct session_team_list teams;
	struct key t;

	*out = (struct session){ .state = SESSION_NONE };
	if (!token_read(token, &t))
		return OK;
	out->id = session_id(c, &t);
	session_row(c->read, c->house->org, out->id, &row);
	session_keys(c->read, c->house->org, out->id, &keys);
	session_teams(c->read, c->house->org, out->id, &teams);
	TRY(read_now(c->read));
	if (!row)
		return OK;
	out->state = state_of(c, row);
	out->user_name = row->user_name;
	out->language = row->language;
	out->has_pin = row->pin.p != NULL;
	out->stale = c->now.s - row->seen.s > TOUCH_SECONDS;
	if (out->state == SESSION_HIDDEN && !out->has_pin)
		out->state = SESSION_NONE;
	if (out->state == SESSION_OPEN)
		TRY(make_actor(c, &t, row, &keys, &teams, out));
	wipe(&t, sizeof t);
	return OK;
}

enum err session_reopen(struct ctx *c, struct str token, struct str pin, bool *ok)
{
	const struct session_row *row;
	struct bytes id;
	struct key t;
	struct key hash;

	*ok = false;
	if (!token_read(token, &t))
		return OK;
	id = session_id(c, &t);
	session_row(c->read, c->house->org, id, &row);
	TRY(read_now(c->read));
	if (!row || !row->pin.p || row->pin.n != sizeof hash.b || state_of(c, row) == SESSION_NONE)
		return OK;
	pin_hash(&t, pin, &hash);
	*ok = vault_equal(hash.b, row->pin.p, sizeof hash.b);
	if (*ok)
		session_seen(c->change, c->house->org, id, c->now);
	else
		session_tried(c->change, c->house->org, id);
	return OK;
}

void session_end(struct ctx *c, struct str token)
{
	struct key t;

	if (!token_read(token, &t))
		return;
	session_keys_delete(c->change, c->house->org, session_id(c, &t));
	session_delete(c->change, c->house->org, session_id(c, &t));
}

void session_hide_now(struct ctx *c, struct str token)
{
	struct key t;

	if (token_read(token, &t))
		session_hide(c->change, c->house->org, session_id(c, &t));
}

void session_touch(struct ctx *c, const struct session *s)
{
	session_seen(c->change, c->house->org, s->id, c->now);
}

enum err sign_in_find(struct ctx *c, struct sign_in *s)
{
	s->slot = NULL;
	staff_named(c->read, c->house->org, s->user_name, &s->staff);
	TRY(read_now(c->read));
	if (!s->staff || s->staff->state != STAFF_ACTIVE)
		return OK;
	slot_of(c->read, c->house->org, s->staff->id, SLOT_PASSPHRASE, &s->slot);
	return read_now(c->read);
}

void sign_in_hash(struct ctx *c, struct sign_in *s)
{
	uint8_t salt[16] = { 0 };

	if (s->slot && s->slot->salt.n == sizeof salt)
		memcpy(salt, s->slot->salt.p, sizeof salt);
	s->hashed = vault_passphrase(c->house->vault, s->passphrase, salt, &s->keys);
}

static enum err refused(struct ctx *c, const struct sign_in *s)
{
	TRY(audit_unknown(c, VERB_REFUSED_IN, s->staff ? &s->staff->id : NULL));
	return ERR_DENIED;
}

static enum err open_slot(struct ctx *c, const struct sign_in *s, struct own_blob *own)
{
	struct bytes context = { s->staff->id.b, ID_BYTES };
	struct bytes root;
	struct key k;

	TRY(unwrap_sym(c->arena, &s->keys.wrap, context,
	               (struct sealed){ s->slot->wrap.p, s->slot->wrap.n }, &root));
	if (root.n != sizeof k.b)
		return ERR_VAULT;
	memcpy(k.b, root.p, sizeof k.b);
	box_from(&k, &own->pair);
	sign_of(&k, &own->sign);
	wipe(&k, sizeof k);
	return OK;
}

/* Opens every shared key that was handed to her; one that came as a box is kept in the cheap form
 * from now on. A secret that does not belong to the certified public key was slipped in by somebody
 * and is left alone. */
static enum err open_shared(struct ctx *c, struct actor *a)
{
	struct holder_wrap_row_list rows;
	struct holder_key *held;

	holder_wraps_of(c->read, c->house->org, a->id, &rows);
	TRY(read_now(c->read));
	held = NEW_N(c->arena, struct holder_key, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct holder_wrap_row *r = &rows.at[i];
		struct holder_key *h = &held[a->nheld];
		struct bytes context = share_context(c->arena, c->house->org, a->id, r->holder);
		struct holder_public pub = { .id = r->holder,
			                         .kind = (enum holder_kind)r->kind,
			                         .team = r->team,
			                         .keyver = (uint32_t)r->keyver,
			                         .public_key = r->public_key,
			                         .certificate = r->certificate };
		struct bytes secret;
		struct key k;
		bool was_box;
		TRY(unwrap(c->arena, &a->own.pair, context, (struct sealed){ r->wrap.p, r->wrap.n },
		           &secret, &was_box));
		if (secret.n != sizeof k.b || r->public_key.n != sizeof k.b ||
		    !holder_certified(c->house, &pub))
			continue;
		memcpy(k.b, secret.p, sizeof k.b);
		*h = (struct holder_key){ .id = r->holder,
			                      .kind = pub.kind,
			                      .team = r->team,
			                      .keyver = pub.keyver,
			                      .active = r->state == HOLDER_ACTIVE };
		box_from(&k, &h->pair);
		if (!vault_equal(h->pair.pub.b, r->public_key.p, sizeof k.b))
			continue;
		a->nheld++;
		if (was_box) {
			struct sealed w = wrap_sym(c->arena, &a->own.pair.sym, context, secret);
			holder_wrap_put(c->change, c->house->org, a->id, r->holder, (struct bytes){ w.p, w.n });
		}
	}
	a->held = held;
	return OK;
}

enum err actor_renew(struct ctx *c)
{
	struct actor *a = NEW(c->arena, struct actor);

	*a = *c->actor;
	a->nheld = 0;
	TRY(open_shared(c, a));
	c->actor = a;
	return OK;
}

static void session_write(struct ctx *c, const struct key *t, const struct sign_in *s,
                          const struct own_blob *own)
{
	const struct actor *a = c->actor;
	struct bytes pin = { NULL, 0 };
	struct sealed blob;
	struct key k;

	key_for(t, "wrap", a->id.b, &k);
	blob = wrap_sym(c->arena, &k, blob_context(c, a->session, a->id.b),
	                bytes_copy(c->arena, own, sizeof *own));
	if (s->pin.n) {
		struct key hash;
		pin_hash(t, s->pin, &hash);
		pin = bytes_copy(c->arena, hash.b, sizeof hash.b);
	}
	session_insert(c->change, &(struct session_insert_args){ .org = c->house->org,
	                                                         .id = a->session,
	                                                         .staff = a->id,
	                                                         .epoch = s->staff->epoch,
	                                                         .made = c->now,
	                                                         .pin = pin,
	                                                         .blob = { blob.p, blob.n } });
	for (size_t i = 0; i < a->nheld; i++) {
		struct sealed w;
		key_for(t, "key", a->held[i].id.b, &k);
		w = wrap_sym(c->arena, &k, blob_context(c, a->session, a->held[i].id.b),
		             bytes_copy(c->arena, &a->held[i].pair, sizeof a->held[i].pair));
		session_key_insert(c->change, c->house->org, a->session, a->held[i].id,
		                   (struct bytes){ w.p, w.n });
	}
	wipe(&k, sizeof k);
}

static void sweep(struct ctx *c)
{
	struct instant old = { c->now.s - SESSION_SECONDS };
	struct instant month = { c->now.s - (int64_t)30 * 86400 };

	session_keys_delete_old(c->change, c->house->org, old);
	session_delete_old(c->change, c->house->org, old);
	draft_delete_old(c->change, c->house->org, month);
	wraps_delete_lapsed(c->change, c->house->org, c->actor->id, c->actor->own.id,
	                    leaving_before(c->now));
}

enum err sign_in_done(struct ctx *c, struct sign_in *s, struct str *token)
{
	struct actor *a = NEW(c->arena, struct actor);
	struct own_blob own;
	struct member_team_list teams;
	struct team_id *mine;
	struct key t;

	TRY(s->hashed);
	if (!s->slot || s->slot->verifier.n != sizeof s->keys.verifier ||
	    !vault_equal(s->slot->verifier.p, s->keys.verifier, sizeof s->keys.verifier))
		return refused(c, s);
	TRY(open_slot(c, s, &own));
	teams_of(c->read, c->house->org, s->staff->id, &teams);
	TRY(read_now(c->read));
	mine = NEW_N(c->arena, struct team_id, teams.n + 1);
	for (size_t i = 0; i < teams.n; i++)
		mine[i] = teams.at[i].team;
	key_fresh(&t);
	*a = (struct actor){ .id = s->staff->id,
		                 .user_name = s->staff->user_name,
		                 .roles = s->staff->roles,
		                 .teams = mine,
		                 .nteams = teams.n,
		                 .sign = own.sign,
		                 .session = session_id(c, &t) };
	a->own = (struct holder_key){
		.id = holder_of(a->id), .kind = HOLDER_USER, .keyver = 1, .active = true, .pair = own.pair
	};
	c->actor = a;
	TRY(open_shared(c, a));
	session_write(c, &t, s, &own);
	sweep(c);
	TRY(holders_hand_over(c));
	TRY(audit(c, VERB_SIGNED_IN, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	*token = token_write(c->arena, &t);
	wipe(&own, sizeof own);
	wipe(&t, sizeof t);
	return OK;
}
