#include "learning/sound_view.h"

#include <math.h>

struct str sound_number(struct html *h, double x)
{
	return arena_fmt(h->out->arena, "%.2f", x);
}

struct str sound_between(struct html *h, const struct sound_figure *f)
{
	if (isnan(f->ci.lo) || isnan(f->ci.hi))
		return STR("");
	return report_range(h, sound_number(h, f->ci.lo), sound_number(h, f->ci.hi));
}

struct str sound_people_about(struct html *h, size_t n)
{
	long long from = (long long)(n - n % DISCLOSE_CELL);

	return report_range(h, arena_fmt(h->out->arena, "%lld", from),
	                    arena_fmt(h->out->arena, "%lld", from + DISCLOSE_CELL - 1));
}

const char *sound_unsaid(const struct sound_figure *f)
{
	return f->said == SOUND_FEW ? T("too few to say") : T("cannot be worked out");
}

const char *sound_together(const struct sound_figure *alpha)
{
	if (alpha->said == SOUND_FEW)
		return T("Too few people to say.");
	if (alpha->said == SOUND_FLAT)
		return T("Cannot be worked out: the scores hardly differ.");
	if (alpha->x < 0.70)
		return T("Not well enough. Talk about how each question is understood.");
	return alpha->x <= 0.95 ? T("Yes, they move together.")
	                        : T("So much alike that fewer questions may do.");
}

const char *sound_answer(enum sound_answer a)
{
	return a == SOUND_YES ? T("Yes") : a == SOUND_NO ? T("No") : T("Cannot be said yet");
}

struct str sound_link(struct html *h, const struct sound_claim *c)
{
	return arena_fmt(h->out->arena, "/reports/definitions#%s", c->link);
}
