/* Colleagues: who is here, what they may do, in which teams. Keys are handed over by
 * access/holder.h. */
#pragma once
#include "access/holder.h"
#include "access/module.h"

struct colleague {
	struct user_id id;
	struct str user_name;
	struct str roles;    /* words in the language of the page, with ", " between */
	struct str teams;    /* names of those that the actor shares, with ", " between */
	int64_t other_teams; /* how many more she is in, whose names are closed to the actor */
	bool active;
	bool self; /* the actor */
};
struct colleagues {
	const struct colleague *at;
	size_t n;
};

/* Everybody for a manager; for a lead the members of her teams. Active ones first, by name. */
enum err colleagues_read(struct ctx *c, struct colleagues *out) NODISCARD;
/* One of them. ERR_ABSENT when there is none, or none whom the actor may see. */
enum err colleague_read(struct ctx *c, struct user_id id, struct colleague *out) NODISCARD;
/* True when somebody here has, or had, this user name. */
enum err colleague_taken(struct ctx *c, struct str user_name, bool *taken) NODISCARD;
/* What is wrong with a user name (a msgid), or NULL: 2 to 40 of a-z, 0-9, dot, dash and underscore.
 */
const char *user_name_problem(struct str user_name);
/* What is wrong with the code of a team (a msgid), or NULL: letters a to z and digits. */
const char *team_code_problem(struct str code);

/*
 * Adds a colleague and hands her at once what she is entitled to, in two commits of its own (the
 * first with what c->change holds already); c goes on with a new read and an empty change. Slow,
 * since it hashes the passphrase: never on a page thread. ERR_DENIED without the signing key,
 * ERR_INVALID for a weak passphrase, ERR_CONFLICT when the name was taken.
 */
enum err colleague_add(struct ctx *c, const struct staff_new *staff) NODISCARD;
/*
 * Closes an account: every key it held is made anew, in a task and a commit of its own. Slow with
 * many people. The sessions of the actor end as well, since she has new keys too. Errors of
 * staff_leave.
 */
enum err colleague_leave(const struct ctx *c, struct user_id id) NODISCARD;
/* Makes a team, the actor its first member, and ends the actor's session: the new keys reach her at
 * her next sign-in. Adds to c->change. ERR_DENIED without the signing key. */
enum err team_add(struct ctx *c, struct str name, struct str code, bool assign_all) NODISCARD;
