/* Forms about a colleague or the organisation: the verbs of form.h for a subject who is nobody who
 * walks with us. Who may open them is access/house_key.h's; a form has no compartments here. */
#pragma once
#include "access/house_key.h"
#include "care/form.h"

/* All that was answered, newest first. ERR_DENIED unless house_may; what does not open is closed.
 */
enum err house_filled_all(struct ctx *c, struct row_id subject, struct filled_list *out) NODISCARD;
/* The one that row belongs to. ERR_ABSENT when there is none. */
enum err house_filled_read(struct ctx *c, struct row_id subject, struct row_id row,
                           struct filled *out) NODISCARD;
/* Writes it as row id; adds to c->change, counts and audits. about and again of n are not looked
 * at. ERR_INVALID while the form has a problem; ERR_DENIED unless house_may, or to correct what is
 * partly closed. Corrected meanwhile: the commit ends in ERR_CONFLICT. */
enum err house_filled_write(struct ctx *c, struct row_id subject, struct row_id id,
                            const struct filled_new *n) NODISCARD;
