/* Who was turned away, as a team counts it: rows that name nobody. */
#include "base/fields.h"
#include "care/unmet_inside.h"
#include "care/unmet_sql.h"

#include <stdlib.h>

enum { BODY_ROOM = 16 * 1024 };

static const struct choice why_list[] = {
	{ "full", T("We were full") },          { "no_service", T("Nobody here offers it") },
	{ "rule", T("A rule left them out") },  { "language", T("No language in common") },
	{ "distance", T("Too far away") },      { "cost", T("There was no money for it") },
	{ "papers", T("Papers were missing") }, { "safety", T("It would not have been safe here") },
	{ "other", T("Another reason") },
};
const struct choice_list unmet_whys = { why_list, sizeof why_list / sizeof *why_list };

static struct str team_body(struct ctx *c, const struct unmet_new *n, bool known)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct when when = n->when;

	/* Of somebody known only what is counted, and no day that could be laid beside the record. */
	if (known)
		when = (struct when){ { n->when.day.n - day_date(n->when.day).day + 1 }, NO_DAY, STR("") };
	fields_put(&b, "asked", n->asked);
	fields_put(&b, "why", n->why);
	when_put(&b, &when, c->today);
	fields_put_int(&b, "known", known);
	if (!known) {
		fields_put(&b, "which", n->which);
		fields_put(&b, "words", n->words);
		fields_put(&b, "pointed", n->pointed);
	}
	return buf_str(&b);
}

enum err unmet_put_team(struct ctx *c, struct team_id team, struct row_id id,
                        const struct unmet_new *n, bool known)
{
	struct sealed body;

	TRY(seal_team(c, team, SEAL_TURNED_AWAY, id, team_body(c, n, known), &body));
	turned_away_put(c->change, c->house->org, team, id, body);
	return OK;
}

enum err unmet_checked(struct ctx *c, const struct unmet_new *n, struct unmet_new *out)
{
	struct code_list types;

	*out = *n;
	if (!day_known(out->when.day))
		out->when.day = c->today;
	TRY(service_types(c, &types));
	return service_known(&types, n->asked) && *choice_label(&unmet_whys, n->why) ? OK : ERR_INVALID;
}

enum err unmet_turned_away(struct ctx *c, struct team_id team, struct row_id id,
                           const struct unmet_new *n)
{
	struct unmet_new full;

	TRY(unmet_checked(c, n, &full));
	TRY(unmet_put_team(c, team, id, &full, false));
	return audit(c, VERB_WROTE, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

static int newest_first(const void *a, const void *b)
{
	const struct turned_away *x = a;
	const struct turned_away *y = b;

	return (x->day.n < y->day.n) - (x->day.n > y->day.n);
}

enum err unmet_of_team(struct ctx *c, struct team_id team, struct day since,
                       struct turned_away_list *out)
{
	struct turned_away_row_list rows;
	struct turned_away *list;
	size_t n = 0;

	turned_away_of(c->read, c->house->org, team, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct turned_away, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		struct turned_away t = { .id = rows.at[i].id };
		struct str body;
		TRY(open_team(c, team, SEAL_TURNED_AWAY, t.id, rows.at[i].body, &body));
		t.day = when_get(body, c->today).day;
		t.known = fields_int(body, "known", 0) == 1;
		t.asked = fields_get(body, "asked");
		t.why = fields_get(body, "why");
		t.which = fields_get(body, "which");
		t.words = fields_get(body, "words");
		t.pointed = fields_get(body, "pointed");
		if (t.day.n >= since.n)
			list[n++] = t;
	}
	qsort(list, n, sizeof *list, newest_first);
	*out = (struct turned_away_list){ list, n };
	return OK;
}
