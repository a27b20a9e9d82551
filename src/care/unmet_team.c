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

enum err unmet_count_team(struct ctx *c, struct team_id team, struct row_id id,
                          const struct unmet_new *n)
{
	struct sealed body;

	TRY(seal_team(c, team, SEAL_TURNED_AWAY, id, team_body(c, n, true), &body));
	turned_away_count(c->change, c->house->org, team, id, body);
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

static enum err open_row(struct ctx *c, struct team_id team, const struct turned_away_row *r,
                         struct turned_away *out)
{
	struct str body;

	TRY(open_team(c, team, SEAL_TURNED_AWAY, r->id, r->body, &body));
	*out = (struct turned_away){ .id = r->id,
		                         .replaces = r->replaces,
		                         .current = r->current,
		                         .when = when_get(body, c->today),
		                         .known = fields_int(body, "known", 0) == 1,
		                         .asked = fields_get(body, "asked"),
		                         .why = fields_get(body, "why"),
		                         .which = fields_get(body, "which"),
		                         .words = fields_get(body, "words"),
		                         .pointed = fields_get(body, "pointed") };
	return OK;
}

static enum err open_all(struct ctx *c, struct team_id team, struct turned_away_list *out)
{
	struct turned_away_row_list rows;
	struct turned_away *list;

	turned_away_of(c->read, c->house->org, team, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct turned_away, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		TRY(open_row(c, team, &rows.at[i], &list[i]));
	*out = (struct turned_away_list){ list, rows.n };
	return OK;
}

/* --- of whom nothing is known --- */

static bool among(const struct turned_away_list *all, struct row_id id)
{
	for (size_t i = 0; i < all->n; i++)
		if (row_id_eq(all->at[i].id, id) && !all->at[i].known)
			return true;
	return false;
}

enum err unmet_turned_away(struct ctx *c, struct team_id team, struct row_id id,
                           const struct unmet_new *n)
{
	struct turned_away_list all;
	struct unmet_new full;
	struct sealed body;

	TRY(unmet_checked(c, n, &full));
	TRY(seal_team(c, team, SEAL_TURNED_AWAY, id, team_body(c, &full, false), &body));
	if (n->replaces) {
		TRY(open_all(c, team, &all));
		if (!among(&all, *n->replaces))
			return ERR_ABSENT;
		turned_away_replace(c->change, c->house->org, team, *n->replaces);
	}
	turned_away_insert(c->change, c->house->org, team, id, n->replaces != NULL,
	                   row_or_none(n->replaces), body);
	return audit(c, n->replaces ? VERB_CORRECTED : VERB_WROTE, NULL, REASON_CARE,
	             (struct str){ NULL, 0 });
}

/* What stands in the place of a row, or the row itself. */
static const struct turned_away *standing(const struct turned_away_list *all, struct row_id id)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct turned_away *t = &all->at[i];
		bool follows = row_id_eq(t->replaces, id);
		if (t->known || (!follows && !row_id_eq(t->id, id)))
			continue;
		if (t->current)
			return t;
		if (!follows)
			continue;
		id = t->id;
		i = SIZE_MAX;
	}
	return NULL;
}

enum err unmet_of_nobody(struct ctx *c, struct row_id id, struct team_id *team,
                         struct turned_away *out)
{
	struct team_views teams;

	TRY(teams_mine(c, &teams));
	for (size_t i = 0; i < teams.n; i++) {
		struct turned_away_list all;
		const struct turned_away *t;
		TRY(open_all(c, teams.at[i].id, &all));
		t = standing(&all, id);
		if (!t)
			continue;
		*team = teams.at[i].id;
		*out = *t;
		return OK;
	}
	return ERR_ABSENT;
}

/* --- the figures --- */

static int newest_first(const void *a, const void *b)
{
	const struct turned_away *x = a;
	const struct turned_away *y = b;

	return (x->when.day.n < y->when.day.n) - (x->when.day.n > y->when.day.n);
}

enum err unmet_of_team(struct ctx *c, struct team_id team, struct day since,
                       struct turned_away_list *out)
{
	struct turned_away_list all;
	struct turned_away *list;
	size_t n = 0;

	TRY(open_all(c, team, &all));
	list = NEW_N(c->arena, struct turned_away, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].current && all.at[i].when.day.n >= since.n)
			list[n++] = all.at[i];
	qsort(list, n, sizeof *list, newest_first);
	*out = (struct turned_away_list){ list, n };
	return OK;
}

void unmet_totals_of(struct ctx *c, const struct turned_away_list *all, bool by_why,
                     const struct choice_list *list, struct unmet_totals *out)
{
	struct unmet_total *at = NEW_N(c->arena, struct unmet_total, list->n + 1);

	*out = (struct unmet_totals){ at, 0 };
	for (size_t k = 0; k < list->n; k++) {
		struct str code = str_z(list->at[k].value);
		struct unmet_total t = { .label = str_z(lang_text(c->lang, list->at[k].label)) };
		for (size_t i = 0; i < all->n; i++) {
			bool same = str_eq(by_why ? all->at[i].why : all->at[i].asked, code);
			t.known += same && all->at[i].known;
			t.unknown += same && !all->at[i].known;
		}
		if (t.known + t.unknown)
			at[out->n++] = t;
	}
}

void unmet_lately_of(struct ctx *c, const struct turned_away_list *all,
                     struct turned_away_list *out)
{
	struct turned_away *some = NEW_N(c->arena, struct turned_away, UNMET_SHOWN);

	*out = (struct turned_away_list){ some, 0 };
	for (size_t i = 0; i < all->n && out->n < UNMET_SHOWN; i++)
		if (!all->at[i].known)
			some[out->n++] = all->at[i];
}
