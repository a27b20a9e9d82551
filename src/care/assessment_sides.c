/* The list of assessments, and both views of the six side by side. */
#include "care/assessment_inside.h"
#include "care/own_view.h"
#include "care/rating.h"
#include "care/words.h"

enum { BOWLS = 5, FULL_WIDTH = 100, FULL_MEAN = 400 };

static int width_of(int mean)
{
	return mean > 0 ? mean * FULL_WIDTH / FULL_MEAN : 0;
}

static const struct own_view *latest_view(const struct own_view_list *all)
{
	for (size_t i = all->n; i > 0; i--)
		if (all->at[i - 1].current && !all->at[i - 1].closed)
			return &all->at[i - 1];
	return NULL;
}

static void put_sides(struct visit *v, const struct seams_list *seams, const struct own_view *hers,
                      struct list_view *out)
{
	struct side_line *list = NEW_N(v->c.arena, struct side_line, BOWL_DOMAINS);
	const struct seams *now = seams->n ? &seams->at[seams->n - 1] : NULL;
	const struct seams *before = seams->n > 1 ? &seams->at[seams->n - 2] : NULL;

	for (int d = 0; d < BOWL_DOMAINS; d++) {
		struct side_line *l = &list[d];
		*l = (struct side_line){ .name = domain_words(d), .then = -1 };
		if (now)
			l->ours = now->bowl.domain[d];
		l->width = width_of(l->ours.state);
		l->state = state_words(l->ours, now && (now->stable >> d & 1) != 0);
		l->harder = state_harder(l->ours);
		if (before && before->bowl.domain[d].state)
			l->then = width_of(before->bowl.domain[d].state);
		if (hers) {
			l->hers = hers->domain[d].level;
			l->her_words = hers->domain[d].words;
			l->picture = hers->domain[d].picture;
		}
	}
	out->sides = (struct side_lines){ list, BOWL_DOMAINS };
	out->ours = now ? now->day : NO_DAY;
	out->hers = hers ? hers->day : NO_DAY;
}

/* Both lists are oldest first; the page begins with the newest. */
static void put_entries(struct visit *v, const struct assessment_list *ours,
                        const struct own_view_list *hers, struct list_view *out)
{
	const char *here = visit_path(v, "/people/%s/assessments?", visit_id(v, v->person.b));
	struct entry_line *list = NEW_N(v->c.arena, struct entry_line, ours->n + hers->n + 1);
	size_t i = ours->n;
	size_t k = hers->n;
	size_t n = 0;

	while (i > 0 || k > 0) {
		bool first = k == 0 || (i > 0 && ours->at[i - 1].day.n >= hers->at[k - 1].day.n);
		if (first) {
			const struct assessment *a = &ours->at[--i];
			list[n++] =
				(struct entry_line){ a->id,      a->day,   wave_words(a->wave), a->author, true,
				                     a->current, a->closed };
		} else {
			const struct own_view *o = &hers->at[--k];
			list[n++] = (struct entry_line){ o->id,     o->day, T("Their own view of the six"),
				                             o->author, false,  o->current,
				                             o->closed };
		}
	}
	out->pager = visit_pager(v, here, n, ASSESSMENTS_SHOWN);
	out->entries = (struct entry_lines){ list + out->pager.from, out->pager.n };
}

enum err sides_of(struct visit *v, struct list_view *out)
{
	struct assessment_list ours;
	struct own_view_list hers;
	struct seams_list seams;
	struct words words;

	TRY(rating_blind(&v->c, v->person, &out->alone));
	TRY(assessments(&v->c, v->person, &ours));
	TRY(own_views(&v->c, v->person, &hers));
	TRY(words_read(&v->c, v->person, &words));
	out->waits = !words_count(&words);
	seams = seams_of(v->c.arena, v->person, &ours);
	put_sides(v, &seams, latest_view(&hers), out);
	put_entries(v, &ours, &hers, out);
	out->over_time = seams;
	if (seams.n > BOWLS)
		out->over_time = (struct seams_list){ seams.at + seams.n - BOWLS, BOWLS };
	return OK;
}
