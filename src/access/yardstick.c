#include "access/yardstick.h"

#include "access/audit.h"
#include "access/everybody.h"
#include "access/yardstick_sql.h"
#include "base/fields.h"

#include <math.h>

/* Figures are kept in ten thousandths. */
enum { BODY_ROOM = 16 * 1024, UNITS = 10000, SD_MOST = 3 };

/* "0_form", "0_3_sd": stored and final. */
static const char *field(struct ctx *c, enum outcomes_group group, const char *what)
{
	return arena_fmt(c->arena, "%d_%s", (int)group, what).p;
}

static const char *figure(struct ctx *c, enum outcomes_group group, int domain, const char *what)
{
	return arena_fmt(c->arena, "%d_%d_%s", (int)group, domain, what).p;
}

/* --- reading --- */

/* The row in use; NULL: none yet. */
static enum err row_now(struct ctx *c, const struct yardstick_row **out)
{
	struct yardstick_row_list rows;

	yardstick_now(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	*out = rows.n ? &rows.at[rows.n - 1] : NULL;
	return OK;
}

static enum err body_now(struct ctx *c, const struct yardstick_row *row, struct str *out)
{
	*out = (struct str){ "", 0 };
	return row ? open_everybody(c, SEAL_YARDSTICK, row->id, row->body, out) : OK;
}

static struct yardstick domain_of(struct ctx *c, struct str body, enum outcomes_group group, int d)
{
	return (struct yardstick){
		.sd = (double)fields_int(body, figure(c, group, d, "sd"), 0) / UNITS,
		.reliability = (double)fields_int(body, figure(c, group, d, "alike"), 0) / UNITS,
		.people = fields_int(body, figure(c, group, d, "n"), 0)
	};
}

enum err yardsticks_read(struct ctx *c, enum outcomes_group group, struct yardsticks *out)
{
	const struct yardstick_row *row;
	struct str body;

	TRY(row_now(c, &row));
	TRY(body_now(c, row, &body));
	*out = (struct yardsticks){ .form = fields_get(body, field(c, group, "form")) };
	out->since = fields_day(body, field(c, group, "since"), NO_DAY);
	for (int d = 0; d < OUTCOMES_DOMAINS; d++)
		out->domain[d] = domain_of(c, body, group, d);
	return OK;
}

/* --- writing --- */

static bool possible(const struct yardsticks *in)
{
	bool any = false;

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		const struct yardstick *y = &in->domain[d];
		bool known = isgreater(y->sd, 0.0);

		any |= known;
		if (known && !(isless(y->sd, SD_MOST) && isgreaterequal(y->reliability, 0.0) &&
		               isless(y->reliability, 1.0) && y->people > 0))
			return false;
	}
	return any && in->form.n;
}

/* The fields of other age groups. */
static void keep_others(struct ctx *c, struct str was, enum outcomes_group group, struct buf *b)
{
	struct str own = str_z(field(c, group, ""));
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(was, &at, &name, &value);)
		if (!str_starts(name, own))
			fields_put(b, arena_str(c->arena, name).p, value);
}

static struct str body_of(struct ctx *c, struct str was, enum outcomes_group group,
                          const struct yardsticks *in)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	keep_others(c, was, group, &b);
	fields_put(&b, field(c, group, "form"), in->form);
	fields_put_int(&b, field(c, group, "since"), c->today.n);
	for (int d = 0; d < OUTCOMES_DOMAINS; d++) {
		const struct yardstick *y = &in->domain[d];

		if (!isgreater(y->sd, 0.0))
			continue;
		fields_put_int(&b, figure(c, group, d, "sd"), lround(y->sd * UNITS));
		fields_put_int(&b, figure(c, group, d, "alike"), lround(y->reliability * UNITS));
		fields_put_int(&b, figure(c, group, d, "n"), y->people);
	}
	return buf_str(&b);
}

enum err yardsticks_write(struct ctx *c, struct row_id id, enum outcomes_group group,
                          const struct yardsticks *in)
{
	const struct yardstick_row *row;
	struct sealed body;
	struct str was;

	if (!c->actor || !actor_is(c->actor, ROLE_evaluation | ROLE_manager))
		return ERR_DENIED;
	if (!possible(in))
		return ERR_INVALID;
	TRY(row_now(c, &row));
	TRY(body_now(c, row, &was));
	if (row)
		yardstick_replace(c->change, c->house->org, row->id);
	TRY(seal_everybody(c, SEAL_YARDSTICK, id, body_of(c, was, group, in), &body));
	/* The first one replaces nobody's row: of two that are first at once, one is a conflict. */
	yardstick_insert(c->change, c->house->org, id, true, row_or_none(row ? &row->id : NULL),
	                 c->actor->id, clock_hour(c->now), body);
	return audit(c, VERB_YARDSTICK_SET, NULL, REASON_CARE, (struct str){ NULL, 0 });
}
