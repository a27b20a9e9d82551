/* Rows about a colleague, a team or the organisation, which are nobody's who walks with us. Each is
 * sealed with a key of its own, and that key with those of whoever may open it: of a colleague
 * herself and the managers, of a team the managers and its leads, of the organisation the managers
 * and every lead. */
#pragma once
#include "access/access.h"

/* subject is a colleague's id, a team's, or the organisation's own. */
bool house_about_org(const struct ctx *c, struct row_id subject);
/* The subject that a team is. */
struct row_id house_team(struct team_id team);
/* Policy, asked before a key is tried: managers all, leads what is about the organisation or a team
 * of theirs, everybody what is about herself. */
bool house_may(const struct ctx *c, struct row_id subject);

/* Seals; the wraps of the row's key are added to c->change. ERR_DENIED unless house_may; ERR_VAULT
 * when somebody's key is not certified, ERR_ABSENT without a manager's. */
enum err house_row_seal(struct ctx *c, struct row_id subject, enum seal_id seal, struct row_id row,
                        struct str plain, struct sealed *out) NODISCARD;
/* Opens. ERR_DENIED unless house_may and one of the actor's keys opens it. */
enum err house_row_open(struct ctx *c, struct row_id subject, enum seal_id seal, struct row_id row,
                        struct sealed value, struct str *out) NODISCARD;
/* Nobody opens the row any more: its wraps go, with c->change. The row itself is the caller's. */
void house_row_forget(struct ctx *c, struct row_id row);
