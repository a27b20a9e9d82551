/* What is said about a sheet that is brought in, and asked of it (care/import.h). */
#pragma once
#include "access/access.h"
#include "forms/typed.h"

/* Says who walks with the people who are brought, by user name. ERR_ABSENT: nobody of the team is
 * called so. Adds to c->change. */
enum err import_walk_with(struct ctx *c, struct row_id id, struct str user) NODISCARD;
/* Says for a column (by its heading, whatever its spelling) what it holds: a code of the fields
 * ("name", "day", "i_safe_home", "keep"), "" to leave it out. ERR_ABSENT: no such column;
 * ERR_INVALID: no such field. Adds to c->change. */
enum err import_column(struct ctx *c, struct row_id id, struct str heading,
                       struct str field) NODISCARD;
/* Looks at every row, in the background: import_sum tells when it is done. ERR_BUSY while other
 * work goes on; ERR_CONFLICT: it is not there to be looked at. Commits. */
enum err import_check(struct ctx *c, struct row_id id) NODISCARD;
/* Writes them, in the background, all or nothing. ERR_INVALID while something is undecided, or rows
 * are bad and not left out. Commits. */
enum err import_write(struct ctx *c, struct row_id id) NODISCARD;
/* Says how 03/04/2026 is meant. Adds to c->change. */
enum err import_order(struct ctx *c, struct row_id id, enum day_order order) NODISCARD;
/* Leaves out rows that cannot be read, and whoever is alike. Adds to c->change. */
enum err import_leave(struct ctx *c, struct row_id id) NODISCARD;
/* Throws it away. Adds to c->change. ERR_CONFLICT while it is at work. */
enum err import_drop(struct ctx *c, struct row_id id) NODISCARD;
/* Removes what nobody finished in IMPORT_DAYS. Commits. */
enum err import_sweep(struct ctx *c) NODISCARD;
