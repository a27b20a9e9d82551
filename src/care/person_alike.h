/* Who might be known already: asked before somebody new is written down. */
#pragma once
#include "care/person.h"

/* People of the actor's teams who might be the same as p (names alike, birth year near), at most 5.
 * Shows those whom the actor may see; counts the search in the audit. */
enum err person_alike(struct ctx *c, const struct person *p, struct person_list *out) NODISCARD;
/* The same for n people, at most ALIKE_AT_ONCE, in one walk over the directory: out[i] belongs to
 * at[i]. Counted once. */
enum { ALIKE_AT_ONCE = 32 };
enum err person_alike_each(struct ctx *c, const struct person *at, size_t n,
                           struct person_list *out) NODISCARD;
