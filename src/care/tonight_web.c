#include "care/tonight_html.h"
#include "care/tonight_inside.h"

/* Who may see it at all; of whom is asked for each person. Volunteers see those they walk with. */
enum {
	WATCHERS = ROLE_shelter | ROLE_caseworker | ROLE_lead | ROLE_safeguarding | ROLE_health |
	           ROLE_volunteer
};

/* To these, the safety of everybody of their team stands open. */
enum { WHOLE_SITE = ROLE_shelter | ROLE_lead };

static size_t place(const struct visit *v)
{
	return visit_place(v) - visit_place(v) % TONIGHT_PAGE;
}

/* The team of the address, or the first of the actor's; NULL: those the actor walks with. */
static enum err choose_site(struct visit *v, struct tonight_view *w, const struct team_view **site)
{
	const struct actor *a = v->c.actor;

	*site = NULL;
	if (!w->on_call || a->nteams == 0)
		return OK;
	if (!id_read(visit_query(v, "site"), w->site.b) || !actor_in_team(a, w->site))
		w->site = a->teams[0];
	TRY(teams_mine(&v->c, &w->sites));
	for (size_t i = 0; i < w->sites.n; i++)
		if (team_id_eq(w->sites.at[i].id, w->site))
			*site = &w->sites.at[i];
	w->site_name = *site ? (*site)->name : w->site_name;
	return OK;
}

static enum err tonight_show(struct visit *v)
{
	struct tonight_view w = { .today = v->c.today,
		                      .on_call = actor_is(v->c.actor, WHOLE_SITE),
		                      .safeguarding = actor_is(v->c.actor, ROLE_safeguarding) };
	const struct team_view *site;
	size_t from = place(v);

	TRY(choose_site(v, &w, &site));
	TRY(tonight_read(&v->c, site, from, &w.card));
	w.newer = from > TONIGHT_PAGE ? from - TONIGHT_PAGE : 0;
	w.older = w.card.more ? from + TONIGHT_PAGE : 0;
	tonight_page(visit_page(v), visit_head(v, T("Tonight"), "/tonight"), &w);
	return OK;
}

static const struct route routes[] = {
	PAGE("/tonight", ROLES(WATCHERS), tonight_show),
};
const struct routes tonight_routes = { routes, sizeof routes / sizeof *routes };
