/* Setting up a house: its keys, its teams, its people. */
#include "access/holder_inside.h"
#include "access/holder_sql.h"
#include "access/keys.h"
#include "access/keys_sql.h"
#include "access/session_sql.h"
#include "base/buf.h"
#include "base/fields.h"
#include "base/random.h"
#include "base/wipe.h"

enum { PASSPHRASE_LEAST = 15 };

static bool repeats(struct str p)
{
	size_t different = 0;
	bool seen[256] = { false };

	for (size_t i = 0; i < p.n; i++)
		if (!seen[(unsigned char)p.p[i]]) {
			seen[(unsigned char)p.p[i]] = true;
			different++;
		}
	return different < 6;
}

static bool common(struct str p)
{
	static const char *const list[] = {
#define COMMON(text) text,
#include "access/common.def"
#undef COMMON
	};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (str_eq(p, str_z(list[i])))
			return true;
	return false;
}

const char *passphrase_problem(struct str p, struct str user_name)
{
	if (p.n < PASSPHRASE_LEAST)
		return T("Please use at least 15 characters: four or five words that only you would put "
		         "together.");
	if (repeats(p))
		return T("This repeats itself too much to be safe. Please use different words.");
	if (common(p) || (user_name.n > 3 && str_starts(p, user_name)))
		return T("Many people use this one, or it begins with the user name. Please choose other "
		         "words.");
	return NULL;
}

/* The actor's copy with one more shared key. */
static void actor_gains(struct ctx *c, const struct holder_key *key, bool in_trust_team)
{
	struct actor *a = NEW(c->arena, struct actor);
	struct holder_key *held = NEW_N(c->arena, struct holder_key, c->actor->nheld + 1);
	struct team_id *teams = NEW_N(c->arena, struct team_id, c->actor->nteams + 1);

	*a = *c->actor;
	if (a->nheld)
		memcpy(held, a->held, a->nheld * sizeof *held);
	held[a->nheld++] = *key;
	a->held = held;
	if (a->nteams)
		memcpy(teams, a->teams, a->nteams * sizeof *teams);
	if (in_trust_team)
		teams[a->nteams++] = key->team;
	a->teams = teams;
	c->actor = a;
}

/* Gives the actor herself a key that she has just made. */
static void keep(struct ctx *c, const struct holder_key *key)
{
	struct bytes context = share_context(c->arena, c->house->org, c->actor->id, key->id);
	struct sealed w = wrap_sym(c->arena, &c->actor->own.pair.sym, context,
	                           (struct bytes){ key->pair.secret.b, sizeof key->pair.secret.b });

	holder_wrap_put(c->change, c->house->org, c->actor->id, key->id, (struct bytes){ w.p, w.n });
	actor_gains(c, key, key->kind == HOLDER_TEAM);
}

static enum err make_and_keep(struct ctx *c, enum holder_kind kind, const struct team_id *team)
{
	struct holder_key key;

	TRY(holder_make(c, kind, team, 1, &key));
	keep(c, &key);
	return OK;
}

struct fresh_user {
	struct key root;
	struct box_pair pair;
	struct sign_pair sign;
	struct user_id id;
};

static void user_fresh(const struct ctx *c, struct fresh_user *u)
{
	key_fresh(&u->root);
	box_from(&u->root, &u->pair);
	sign_of(&u->root, &u->sign);
	u->id = user_id_fresh(c->now);
}

static enum err user_write(struct ctx *c, const struct staff_new *s, const struct fresh_user *u)
{
	struct holder_public h = { .id = holder_of(u->id),
		                       .kind = HOLDER_USER,
		                       .keyver = 1,
		                       .roles = s->roles,
		                       .public_key = bytes_copy(c->arena, u->pair.pub.b, 32),
		                       .sign_public = bytes_copy(c->arena, u->sign.pub.b, 32) };
	struct passphrase_keys keys;
	uint8_t salt[16];
	struct sealed w;

	random_bytes(salt, sizeof salt);
	TRY(vault_passphrase(c->house->vault, s->passphrase, salt, &keys));
	w = wrap_sym(c->arena, &keys.wrap, (struct bytes){ u->id.b, ID_BYTES },
	             (struct bytes){ u->root.b, sizeof u->root.b });
	TRY(holder_certify(c, &h));
	staff_insert(c->change, c->house->org, u->id, s->user_name, s->roles, s->language,
	             h.sign_public);
	holder_insert(c->change, &(struct holder_insert_args){ .org = c->house->org,
	                                                       .id = h.id,
	                                                       .kind = HOLDER_USER,
	                                                       .keyver = 1,
	                                                       .public_key = h.public_key,
	                                                       .certificate = h.certificate });
	slot_put(c->change, c->house->org, u->id, SLOT_PASSPHRASE,
	         bytes_copy(c->arena, salt, sizeof salt),
	         bytes_copy(c->arena, keys.verifier, sizeof keys.verifier), (struct bytes){ w.p, w.n });
	wipe(&keys, sizeof keys);
	return OK;
}

/* The organisation's signing key certifies itself: its public half is pinned in the configuration,
 * outside the database. */
static enum err signing_make(struct ctx *c)
{
	struct holder_key key = { .kind = HOLDER_SIGNING, .keyver = 1, .active = true };
	struct sign_pair os;
	struct holder_public h = { .kind = HOLDER_SIGNING, .keyver = 1 };

	id_fresh(key.id.b, c->now);
	box_fresh(&key.pair);
	sign_of(&key.pair.secret, &os);
	c->house->sign_public = os.pub;
	org_insert(c->change, c->house->org, bytes_copy(c->arena, os.pub.b, sizeof os.pub.b),
	           clock_hour(c->now));
	actor_gains(c, &key, false);
	h.id = key.id;
	h.public_key = bytes_copy(c->arena, key.pair.pub.b, 32);
	TRY(holder_certify(c, &h));
	holder_insert(c->change, &(struct holder_insert_args){ .org = c->house->org,
	                                                       .id = key.id,
	                                                       .kind = HOLDER_SIGNING,
	                                                       .keyver = 1,
	                                                       .public_key = h.public_key,
	                                                       .certificate = h.certificate });
	wipe(&os, sizeof os);
	return OK;
}

/* Wraps the signing key to the officer once she is certified; the other offices follow. */
static enum err offices_make(struct ctx *c)
{
	static const enum holder_kind offices[] = { HOLDER_MANAGER, HOLDER_SAFEGUARDING, HOLDER_MEASURE,
		                                        HOLDER_AUDITOR };
	const struct holder_key *signing = actor_holds(c->actor, HOLDER_SIGNING, NULL);
	struct bytes context = share_context(c->arena, c->house->org, c->actor->id, signing->id);
	struct sealed w =
		wrap_sym(c->arena, &c->actor->own.pair.sym, context,
	             (struct bytes){ signing->pair.secret.b, sizeof signing->pair.secret.b });

	holder_wrap_put(c->change, c->house->org, c->actor->id, signing->id,
	                (struct bytes){ w.p, w.n });
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
		TRY(make_and_keep(c, offices[i], NULL));
	return OK;
}

enum err house_found(struct ctx *c, const struct staff_new *officer, struct actor **actor)
{
	struct fresh_user u;
	struct actor *a = NEW(c->arena, struct actor);

	user_fresh(c, &u);
	*a = (struct actor){
		.id = u.id, .user_name = officer->user_name, .roles = officer->roles, .sign = u.sign
	};
	a->own = (struct holder_key){
		.id = holder_of(u.id), .kind = HOLDER_USER, .keyver = 1, .active = true, .pair = u.pair
	};
	c->actor = a;
	TRY(signing_make(c));
	TRY(user_write(c, officer, &u));
	TRY(offices_make(c));
	*actor = NEW(c->arena, struct actor);
	**actor = *c->actor;
	wipe(&u, sizeof u);
	return OK;
}

static struct str team_about(struct arena *a, struct str name, struct str code)
{
	struct buf b = buf_new(a, 1024);

	fields_put(&b, "name", name);
	fields_put(&b, "code", code);
	return buf_str(&b);
}

enum err team_make(struct ctx *c, struct str name, struct str code, bool assign_all,
                   struct team_id *out)
{
	struct team_id id = team_id_fresh(c->now);
	struct row_id row;
	struct sealed about;
	struct bytes certificate;

	memcpy(row.b, id.b, sizeof row.b);
	TRY(make_and_keep(c, HOLDER_TEAM, &id));
	TRY(make_and_keep(c, HOLDER_LEAD, &id));
	TRY(make_and_keep(c, HOLDER_ON_CALL, &id));
	TRY(seal_team(c, id, SEAL_TEAM_ABOUT, row, team_about(c->arena, name, code), &about));
	team_insert(c->change, c->house->org, id, 1, assign_all, about);
	TRY(member_certify(c, id, c->actor->id, &certificate));
	member_insert(c->change, c->house->org, id, c->actor->id, certificate);
	*out = id;
	return OK;
}

enum err staff_add(struct ctx *c, const struct staff_new *staff, struct user_id *out)
{
	struct fresh_user u;

	if (passphrase_problem(staff->passphrase, staff->user_name))
		return ERR_INVALID;
	user_fresh(c, &u);
	TRY(user_write(c, staff, &u));
	for (size_t i = 0; i < staff->nteams; i++) {
		struct bytes certificate;
		TRY(member_certify(c, staff->teams[i], u.id, &certificate));
		member_insert(c->change, c->house->org, staff->teams[i], u.id, certificate);
	}
	*out = u.id;
	wipe(&u, sizeof u);
	return OK;
}

/* Every shared key that she held is made anew for those who stay. */
static enum err renew_held(struct ctx *c, struct user_id staff)
{
	struct holder_wrap_row_list held;

	holder_wraps_of(c->read, c->house->org, staff, &held);
	TRY(read_now(c->read));
	for (size_t i = 0; i < held.n; i++) {
		const struct holder_wrap_row *h = &held.at[i];
		/* The measurement, auditing and signing keys have a rotation of their own. */
		bool rotates = h->kind == HOLDER_TEAM || h->kind == HOLDER_LEAD ||
		               h->kind == HOLDER_MANAGER || h->kind == HOLDER_ON_CALL ||
		               h->kind == HOLDER_SAFEGUARDING;
		if (rotates && h->state == HOLDER_ACTIVE)
			TRY(holder_renew(c, h->holder, (enum holder_kind)h->kind, h->has_team ? &h->team : NULL,
			                 (uint32_t)h->keyver, staff));
	}
	return OK;
}

/* Nobody writes for her with a key that she may have kept: the people she walked with get new ones
 * at once. */
static enum err raise_her_people(struct ctx *c, struct user_id staff)
{
	struct wrap_person_list people;

	wraps_of_holder(c->read, c->house->org, holder_of(staff), &people);
	TRY(read_now(c->read));
	for (size_t i = 0; i < people.n; i++) {
		struct person_access *p;
		TRY(access_of(c, people.at[i].person, &p));
		assignment_put(c->change, c->house->org, people.at[i].person, staff, UNASSIGNED,
		               clock_hour(c->now));
		wrap_delete(c->change, c->house->org, people.at[i].person, holder_of(staff));
		TRY(person_raise_without(c, p, staff));
	}
	return OK;
}

enum err staff_leave(struct ctx *c, struct user_id staff)
{
	const struct staff_row *row;

	if (!actor_holds(c->actor, HOLDER_SIGNING, NULL) || user_id_eq(staff, c->actor->id))
		return ERR_DENIED;
	staff_by_id(c->read, c->house->org, staff, &row);
	TRY(read_now(c->read));
	if (!row || row->state != STAFF_ACTIVE)
		return ERR_ABSENT;
	TRY(renew_held(c, staff));
	TRY(raise_her_people(c, staff));
	slot_delete(c->change, c->house->org, staff);
	holder_wraps_delete_of(c->change, c->house->org, staff);
	member_delete(c->change, c->house->org, staff);
	session_keys_delete_of(c->change, c->house->org, staff);
	session_delete_of(c->change, c->house->org, staff);
	staff_set(c->change, c->house->org, staff, row->roles, STAFF_LEFT);
	staff_left_insert(c->change, c->house->org, staff, c->today);
	return OK;
}

/* Entries in the audit keep pointing at the closed account. */
static struct str name_until(struct ctx *c, struct str name)
{
	struct date d = day_date(c->today);
	int minute = (int)((c->now.s / 60 + c->house->utc_offset) % (24 * 60));

	return arena_fmt(c->arena, "%.*s (until %04d-%02d-%02d %02d:%02d)", (int)name.n, name.p, d.year,
	                 d.month, d.day, minute / 60, minute % 60);
}

enum err staff_reset(struct ctx *c, struct user_id staff, struct str passphrase,
                     struct user_id *out)
{
	const struct staff_row *row;
	struct member_team_list teams;
	struct team_id *mine;
	struct staff_new again;

	staff_by_id(c->read, c->house->org, staff, &row);
	teams_of(c->read, c->house->org, staff, &teams);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	mine = NEW_N(c->arena, struct team_id, teams.n + 1);
	for (size_t i = 0; i < teams.n; i++)
		mine[i] = teams.at[i].team;
	again = (struct staff_new){ .user_name = row->user_name,
		                        .passphrase = passphrase,
		                        .roles = row->roles,
		                        .teams = mine,
		                        .nteams = teams.n,
		                        .language = row->language };
	TRY(staff_leave(c, staff));
	staff_rename(c->change, c->house->org, staff, name_until(c, row->user_name));
	return staff_add(c, &again, out);
}

enum err staff_list(struct ctx *c, struct staff_views *out)
{
	struct staff_row_list rows;
	struct staff_view *views;

	staff_all(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	views = NEW_N(c->arena, struct staff_view, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		views[i] = (struct staff_view){ rows.at[i].id, rows.at[i].user_name, rows.at[i].roles,
			                            rows.at[i].state == STAFF_ACTIVE, rows.at[i].language };
	*out = (struct staff_views){ views, rows.n };
	return OK;
}

enum err teams_mine(struct ctx *c, struct team_views *out)
{
	struct team_row_list rows;
	struct team_view *views;
	size_t n = 0;

	teams_all(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	views = NEW_N(c->arena, struct team_view, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		struct row_id row;
		struct str about;
		if (!actor_in_team(c->actor, rows.at[i].id))
			continue;
		memcpy(row.b, rows.at[i].id.b, sizeof row.b);
		TRY(open_team(c, rows.at[i].id, SEAL_TEAM_ABOUT, row, rows.at[i].about, &about));
		views[n++] = (struct team_view){ rows.at[i].id, fields_get(about, "name"),
			                             fields_get(about, "code"), rows.at[i].assign_all };
	}
	*out = (struct team_views){ views, n };
	return OK;
}
