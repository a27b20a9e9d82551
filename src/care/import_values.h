/* Private to the module import: what a cell says. */
#pragma once
#include "care/import_inside.h"

/* How one column is read. */
struct reading {
	const struct import_column *column;
	const struct import_field *field;
	enum day_order order;
	struct import_codes codes;        /* of words */
	const struct import_code *folded; /* codes and their labels in every language, folded */
	size_t nfolded;
};
/* Why a cell cannot be taken: a msgid, or NULL. A word that is not known is none: *unknown is that
 * word then, folded. What it says is added to record under the field's code. */
const char *cell_take(struct ctx *c, const struct import_sheet *s, const struct reading *r,
                      struct str cell, struct buf *record, struct str *unknown);
/* The columns of a sheet that hold something, with what they need. */
enum err readings_of(struct ctx *c, const struct import_sheet *s, struct reading **out,
                     size_t *n) NODISCARD;
