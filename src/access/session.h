/* Sign-in and sessions. The cookie holds 32 random bytes; the database row is useless without them.
 */
#pragma once
#include "access/holder.h"

enum { IDLE_SECONDS = 15 * 60, SESSION_SECONDS = 8 * 3600, PIN_TRIES = 5, TOKEN_TEXT = 64 };

enum session_state {
	SESSION_NONE,
	SESSION_OPEN,
	SESSION_HIDDEN /* idle too long: a PIN on this machine reopens it */
};
struct session {
	enum session_state state;
	struct actor *actor; /* of an open one */
	struct str user_name;
	struct str language;
	bool has_pin;
	bool stale; /* seen long enough ago to be written down again */
	struct bytes id;
};
/* A token as text, TOKEN_TEXT hexadecimal digits, and back; false when text is anything else. */
bool token_read(struct str text, struct key *t);
struct str token_write(struct arena *a, const struct key *t);
/* Finds what a cookie's token stands for. A session whose user's epoch has moved on is none. */
enum err session_load(struct ctx *c, struct str token, struct session *out) NODISCARD;
/* Reopens a hidden session, adding to c->change. *ok false: a wrong PIN; after five the session is
 * gone. */
enum err session_reopen(struct ctx *c, struct str token, struct str pin, bool *ok) NODISCARD;
/* Ends it; adds to c->change. */
void session_end(struct ctx *c, struct str token);
/* Hides it at once (quick change of user); adds to c->change. */
void session_hide_now(struct ctx *c, struct str token);
/* Notes that it was used; adds to c->change. */
void session_touch(struct ctx *c, const struct session *s);

/* Sign-in in three steps, because the middle one is slow. The same time and answer for an unknown
 * user. */
struct sign_in {
	struct str user_name;
	struct str passphrase;
	struct str pin; /* four to eight digits, or empty */
	const struct staff_row *staff;
	const struct slot_row *slot;
	struct passphrase_keys keys;
	enum err hashed;
};
enum err sign_in_find(struct ctx *c, struct sign_in *s) NODISCARD;
void sign_in_hash(struct ctx *c, struct sign_in *s);
/* Sets c->actor and adds the session to c->change; *token is for the cookie. ERR_DENIED: the name
 * or the passphrase is not right; then an entry in the audit is added instead. */
enum err sign_in_done(struct ctx *c, struct sign_in *s, struct str *token) NODISCARD;
/* Opens again every shared key that was handed to the actor, as a sign-in does: after a change that
 * made some anew. The actor of c is replaced. */
enum err actor_renew(struct ctx *c) NODISCARD;
