/* The directory: what a team sees of everybody. There is no index of names; search opens it row by
 * row. */
#pragma once
#include "access/access.h"

/* Opens every entry of one of the actor's teams and calls row(arg, person, entry); entry lives
 * during the call only. ERR_DENIED without the team's key. People whom the actor is kept from are
 * left out. */
enum err directory_each(struct ctx *c, struct team_id team,
                        enum err (*row)(void *arg, struct person_id person, struct str entry),
                        void *arg) NODISCARD;
/* One entry; p == NULL when it is closed to the actor. */
enum err directory_entry(struct ctx *c, struct person_id person, struct str *entry) NODISCARD;
/* Writes an entry, adding to c->change. ERR_DENIED without the team's key. */
enum err directory_write(struct ctx *c, struct team_id team, struct person_id person,
                         struct str entry) NODISCARD;
