/* What the pages of people measure a change by (docs/decisions/0041). */
#include "learning/sound_inside.h"
#include "learning/sound_view.h"
#include "measure/change.h"

#include <math.h>

enum { TENS = 10 };

/* How alike two scores of one person are: scored again, or else by its questions. NULL: too few. */
static const struct sound_figure *alike(const struct sound_domain *d)
{
	if (d->again.said == SOUND_SAID && d->again.n >= SOUND_JUDGE)
		return &d->again;
	if (d->alpha.said == SOUND_SAID && d->alpha.n >= SOUND_JUDGE_ITEMS)
		return &d->alpha;
	return NULL;
}

static struct yardstick stick_of(const struct sound_domain *d)
{
	const struct sound_figure *r = alike(d);
	size_t people;

	if (!r || d->spread.said != SOUND_SAID || d->spread.n < SOUND_JUDGE ||
	    !isgreater(d->spread.x, 0.0) || isless(r->x, 0.0) || isgreaterequal(r->x, 1.0))
		return (struct yardstick){ .sd = 0 };
	people = r->n < d->spread.n ? r->n : d->spread.n;
	return (struct yardstick){ d->spread.x, r->x, (int64_t)(people - people % TENS) };
}

bool sound_sticks(const struct sound_report *r, struct yardsticks *out)
{
	bool any = false;

	*out = (struct yardsticks){ .form = r->form, .since = NO_DAY };
	for (size_t i = 0; r->worded && i < r->domains.n; i++) {
		out->domain[r->domains.at[i].i] = stick_of(&r->domains.at[i]);
		any |= isgreater(out->domain[r->domains.at[i].i].sd, 0.0);
	}
	return any;
}

static struct stick_line line_of(size_t domain, const struct yardstick *y)
{
	return (struct stick_line){
		.i = domain,
		.known = isgreater(y->sd, 0.0),
		.stick = *y,
		.least = reliable_least(&(struct reliable_rule){
			.sd = y->sd, .reliability = y->reliability, .level = 0.95, .cut = (double)NAN }),
	};
}

struct stick_lines sound_stick_lines(struct arena *a, const struct yardsticks *sticks)
{
	struct stick_line *list = NEW_N(a, struct stick_line, OUTCOMES_DOMAINS);

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		list[d] = line_of(d, &sticks->domain[d]);
	return (struct stick_lines){ list, OUTCOMES_DOMAINS };
}
