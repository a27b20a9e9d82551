#include "access/measured.h"

#include "access/inbox_inside.h"

static const char measured[] = "measured";

static struct seal_at place(const struct ctx *c, enum seal_id seal, const struct row_id *row)
{
	return (struct seal_at){ SCOPE_MEASURE, seal, c->house->org.b, row->b, 0 };
}

enum err seal_measure(struct ctx *c, enum seal_id seal, struct row_id row, struct str plain,
                      struct sealed *out)
{
	return measure_seal(c, c->arena, measured, place(c, seal, &row), plain, out);
}

enum err open_measure(struct ctx *c, enum seal_id seal, struct row_id row, struct sealed value,
                      struct str *out)
{
	return measure_open(c, c->arena, measured, place(c, seal, &row), value, out);
}
