/* What a change is, in words. */
#include "care/course_inside.h"

const char *course_short(enum course_told told)
{
	switch (told) {
	case COURSE_NOTHING:
		return T("Not known");
	case COURSE_ONCE:
		return T("Scored once");
	case COURSE_OTHER_AGE:
		return T("Not comparable: the sentences of another age");
	case COURSE_OTHER_PLACE:
		return T("Not comparable: another place");
	case COURSE_SAME:
		return T("Too close to tell");
	case COURSE_STEADIER:
		return T("Clearly steadier");
	case COURSE_HARDER:
		return T("Clearly harder");
	}
	return "";
}

static const char *since_first(enum course_told told)
{
	switch (told) {
	case COURSE_NOTHING:
		return T("The newest assessment says too little about this domain to compare it.");
	case COURSE_ONCE:
		return T("This domain was scored once. There is nothing yet to compare it with.");
	case COURSE_OTHER_AGE:
		return T("Not comparable: before, the sentences of another age were used. Their steps "
		         "are not the same.");
	case COURSE_OTHER_PLACE:
		return T("Not comparable: before, another place was described. Life in a shelter says "
		         "little about life after it.");
	case COURSE_SAME:
		return T("From {1} on {2} to {3} on {4}: too close to tell whether something has "
		         "changed, so ask and look.");
	case COURSE_STEADIER:
		return T("From {1} on {2} to {3} on {4}: clearly steadier.");
	case COURSE_HARDER:
		return T("From {1} on {2} to {3} on {4}: clearly harder. Talk about what has become "
		         "heavy.");
	}
	return "";
}

static struct str on_scale(struct html *h, double x)
{
	return arena_fmt(h->out->arena, "%.1f", x);
}

struct str course_sentence(struct html *h, const struct course_change *ch)
{
	struct str args[4] = { { "", 0 }, { "", 0 }, { "", 0 }, { "", 0 } };

	if (ch->from) {
		args[0] = on_scale(h, ch->from->mean / 100.0);
		args[1] = day_words(h, ch->from->day);
		args[2] = on_scale(h, ch->to->mean / 100.0);
		args[3] = day_words(h, ch->to->day);
	}
	return html_fill_bare(h, lang_text(h->lang, since_first(ch->told)), args, ch->from ? 4 : 0);
}

struct str course_assumed(struct html *h, const struct course_rule *rule)
{
	static const char *const words[] = {
		[BASIS_PUBLISHED] = T("Whoever made this instrument says that a change of {4} or more "
		                      "is a clear one."),
		[BASIS_HOUSE] = T("Among the people of this house ({3} of them at least), first scores "
		                  "spread by {1} (standard deviation), and two scores of one person "
		                  "agree to {2} (reliability; 1 is wholly). A change of more than {4}, on "
		                  "the scale from 1 to 4, is then a clear one."),
		[BASIS_ASSUMED] = T("Nobody has measured yet how far this rubric errs. We assume that "
		                    "first scores spread by {1} (standard deviation) and that two scores "
		                    "of one person agree to {2} (reliability; 1 is wholly). A change of "
		                    "more than {4}, on the scale from 1 to 4, is then a clear one.")
	};
	const struct str args[4] = { arena_fmt(h->out->arena, "%.2f", rule->stick.sd),
		                         arena_fmt(h->out->arena, "%.2f", rule->stick.reliability),
		                         html_of_int(h, rule->stick.people), on_scale(h, rule->least) };

	return html_fill_bare(h, lang_text(h->lang, words[rule->basis]), args, 4);
}
