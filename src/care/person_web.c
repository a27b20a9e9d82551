#include "care/arrival.h"
#include "care/import.h"
#include "care/person_html.h"
#include "care/person_inside.h"

#include <stdlib.h>

/* Everybody who walks with somebody. */
enum {
	WALKERS = ROLE_caseworker | ROLE_lead | ROLE_manager | ROLE_shelter | ROLE_health |
	          ROLE_counsellor | ROLE_legal | ROLE_volunteer | ROLE_safeguarding
};

/* --- search and list --- */

static int compare_ids(const void *a, const void *b)
{
	return memcmp(a, b, ID_BYTES);
}

/* Whether the page would open: the one decision, without loading the keys of fifty people. All that
 * a search finds are of the actor's teams. */
static bool opens(const struct ctx *c, const struct walks_with_list *mine, const struct person *p,
                  bool in_team)
{
	struct relation r = { .person = p->id, .known = true, .in_team = in_team };

	r.assigned =
		mine->n && bsearch(p->id.b, mine->at, mine->n, sizeof *mine->at, compare_ids) != NULL;
	return may(c->actor, MAY_READ, &r, IN_IDENTITY);
}

/* One page of what was found. */
static struct hits hits_of(struct visit *v, struct str text, const struct person_list *found,
                           const struct walks_with_list *mine)
{
	struct hits hits = { .text = text,
		                 .all = found->n,
		                 .pager = visit_pager(v, "/people?", found->n, HITS_PAGE) };
	struct hit *at = NEW_N(v->c.arena, struct hit, HITS_PAGE);

	for (; hits.n < hits.pager.n; hits.n++) {
		const struct person *p = &found->at[hits.pager.from + hits.n];
		at[hits.n] = (struct hit){ p, opens(&v->c, mine, p, text.n != 0) };
	}
	hits.at = at;
	return hits;
}

static enum err people(struct visit *v)
{
	struct str text = str_trim(visit_query(v, "q"));
	struct walks_with_list mine;
	struct person_list found;
	struct hits hits;

	walks_with(v->c.read, v->c.house->org, v->c.actor->id, &mine);
	TRY(person_search(&v->c, text, &found));
	/* When the actor has no team, nothing was read yet. */
	TRY(read_now(v->c.read));
	hits = hits_of(v, text, &found, &mine);
	people_page(visit_page(v), visit_head(v, T("People"), "/people"), &hits,
	            actor_is(v->c.actor, ARRIVAL_ROLES), actor_is(v->c.actor, IMPORTS));
	return OK;
}

/* --- a person --- */

static enum err person(struct visit *v)
{
	struct person_view view;

	TRY(person_view_read(&v->c, v->person, &view));
	person_page(visit_page(v), visit_head(v, T("A person"), "/people"), &view);
	return OK;
}

static const struct route routes[] = {
	PAGE("/people", ROLES(WALKERS), people),
	PAGE("/people/:person", PERSON(READ, IDENTITY), person),
};
const struct routes person_routes = { routes, sizeof routes / sizeof *routes };
