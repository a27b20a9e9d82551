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
/* An entry is a record of base/fields.h. This field is the name to use; the others are
 * care/person's. */
#define DIRECTORY_NAME "name"

/* One entry; p == NULL when it is closed to the actor. */
enum err directory_entry(struct ctx *c, struct person_id person, struct str *entry) NODISCARD;
/* The name to use, out of the entry; p == NULL when it is closed to the actor. */
enum err directory_name(struct ctx *c, struct person_id person, struct str *name) NODISCARD;
/* "K-7F3Q", in a: from the id, for paper and phones. */
struct str directory_code(struct arena *a, struct person_id person);
/* Writes an entry, adding to c->change. ERR_DENIED without the team's key. The commit ends in
 * ERR_CONFLICT when somebody else wrote it since it was read. */
enum err directory_write(struct ctx *c, struct team_id team, struct person_id person,
                         struct str entry) NODISCARD;
