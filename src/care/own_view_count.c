/* What is counted of her own view: levels, as one sum, whatever was corrected meanwhile
 * (docs/decisions/0017-counts-arrive-as-whole-sums.md). */
#include "base/fields.h"
#include "care/own_view_inside.h"

enum { SUM_ROOM = 12 * 1024, LINE_MOST = 256 };

/* "120 form=9f.. safety=3 mental=2;": what was skipped is left out. */
static void put_line(struct buf *sum, struct str form, struct day day, struct day entry,
                     const int levels[BOWL_DOMAINS])
{
	if (day.n < entry.n || sum->n + LINE_MOST > SUM_ROOM)
		return;
	buf_fmt(sum, "%d form=%.*s", day.n - entry.n, (int)form.n, form.p);
	for (int d = 0; d < BOWL_DOMAINS; d++)
		if (levels[d] > 0)
			buf_fmt(sum, " %s=%d", domain_names[d], levels[d]);
	buf_byte(sum, ';');
}

static void put_earlier(struct buf *sum, const struct own_view *o, struct day entry)
{
	int levels[BOWL_DOMAINS];

	for (int d = 0; d < BOWL_DOMAINS; d++)
		levels[d] = o->domain[d].level;
	put_line(sum, o->form, o->day, entry, levels);
}

enum err own_view_count(struct ctx *c, struct person_id person, const struct own_view_new *n,
                        struct str form, const int levels[BOWL_DOMAINS])
{
	struct buf fields = buf_new(c->arena, SUM_ROOM + LINE_MOST);
	struct buf sum = buf_new(c->arena, SUM_ROOM);
	struct own_view_list all;
	struct episode e;
	enum err err = episode_now(c, person, &e);

	if (err == ERR_DENIED || err == ERR_ABSENT)
		return OK;
	TRY(err);
	TRY(own_views(c, person, &all));
	put_line(&sum, form, day_known(n->day) ? n->day : c->today, e.entry, levels);
	for (size_t i = all.n; i > 0; i--) {
		const struct own_view *o = &all.at[i - 1];

		if (o->current && !o->closed && !(n->replaces && row_id_eq(o->id, *n->replaces)))
			put_earlier(&sum, o, e.entry);
	}
	fields_put(&fields, "own_view", buf_str(&sum));
	return episode_count(c, person, "own_view", NO_DAY, &fields);
}
