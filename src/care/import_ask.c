/* What the pages do with a sheet, for commands, demonstrations and tests. */
#include "care/import_inside.h"
#include "care/import_sql.h"

#include "access/audit.h"
#include "base/fold.h"

enum err import_column(struct ctx *c, struct row_id id, struct str heading, struct str field)
{
	struct str wanted = fold_name(c->arena, heading);
	struct import_fields fields;
	struct import_sheet s;

	TRY(sheet_of(c, id, &s));
	TRY(fields_of(c, s.kind, &fields));
	if (field.n && !import_field_of(&fields, field))
		return ERR_INVALID;
	for (size_t i = 0; i < s.n; i++) {
		if (!str_eq(fold_name(c->arena, s.columns[i].heading), wanted))
			continue;
		s.columns[i].field = field;
		return plan_put(c, &s);
	}
	return ERR_ABSENT;
}

enum err import_order(struct ctx *c, struct row_id id, enum day_order order)
{
	struct import_sheet s;

	TRY(sheet_of(c, id, &s));
	s.order = order;
	return plan_put(c, &s);
}

enum err import_check(struct ctx *c, struct row_id id)
{
	enum import_state state;
	struct team_id team;

	TRY(import_state_of(c, id, &state, &team));
	if (state != IMPORT_READ && state != IMPORT_CHECKED)
		return ERR_CONFLICT;
	return job_begin(c, id, state, IMPORT_CHECKING, &check_job);
}

enum err import_write(struct ctx *c, struct row_id id)
{
	struct import_result r;
	enum import_state state;
	struct import_sheet s;
	struct team_id team;

	TRY(import_state_of(c, id, &state, &team));
	TRY(sheet_of(c, id, &s));
	TRY(result_of(c, id, &r));
	if (state != IMPORT_CHECKED)
		return ERR_CONFLICT;
	if (import_objection(&s, &r.sum))
		return ERR_INVALID;
	return job_begin(c, id, IMPORT_CHECKED, IMPORT_WRITING, &write_job);
}

enum err import_drop(struct ctx *c, struct row_id id)
{
	enum import_state state;
	struct team_id team;
	int64_t done;
	int64_t all;

	TRY(import_state_of(c, id, &state, &team));
	if (background_look(c->house, id, &done, &all))
		return ERR_CONFLICT;
	import_parts_drop(c->change, c->house->org, id, PART_HEAD);
	import_delete(c->change, c->house->org, id);
	return audit(c, VERB_IMPORT_GONE, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err import_leave(struct ctx *c, struct row_id id)
{
	struct import_sheet s;

	TRY(sheet_of(c, id, &s));
	s.leave_bad = true;
	s.rest = DECIDED_LEFT;
	return plan_put(c, &s);
}

enum err import_walk_with(struct ctx *c, struct row_id id, struct str user)
{
	struct import_sheet s;
	struct walkers all;

	TRY(sheet_of(c, id, &s));
	TRY(walkers_of(c, s.team, &all));
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.at[i].user_name, user)) {
			s.walker = user;
			return plan_put(c, &s);
		}
	return ERR_ABSENT;
}
