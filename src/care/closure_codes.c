/* Why walks end, what that is to the figures, and what is looked at before. */
#include "care/closure.h"

/* Codes are sealed and final, and in the order of enum outcomes_reason. */
static const struct choice reason_list[] = {
	{ "plan_completed", T("The plan is completed") },
	{ "moved", T("Moved away") },
	{ "own_wish", T("Wanted to end it") },
	{ "transferred", T("Goes on with another team or place") },
	{ "returned", T("Went back to where the harm was") },
	{ "lost", T("We lost touch") },
	{ "died", T("Died") },
};
const struct choice_list closure_reasons = { reason_list,
	                                         sizeof reason_list / sizeof *reason_list };
/* Codes and order are sealed and final. */
static const struct choice check_list[] = {
	{ "plan", T("The plan was looked at together: what was reached, what goes on") },
	{ "safety", T("The safety plan goes along, in a way that is safe to carry") },
	{ "papers", T("Papers, money and things are back in their own hands") },
	{ "place", T("A place to sleep after the last day is known") },
	{ "people", T("There is somebody to turn to, by name") },
	{ "services", T("Other services know, as far as was agreed") },
	{ "contact", T("How to reach us again was explained") },
	{ "record", T("What is kept, and for how long, was explained") },
};
const struct choice_list closure_checks = { check_list, sizeof check_list / sizeof *check_list };

enum outcomes_reason closure_reason(struct str code)
{
	static const enum outcomes_reason reasons[] = {
		CLOSED_PLAN_COMPLETED, CLOSED_MOVED, CLOSED_HER_WISH, CLOSED_TRANSFERRED,
		CLOSED_RETURNED,       CLOSED_LOST,  CLOSED_DIED
	};

	for (size_t i = 0; i < closure_reasons.n; i++)
		if (str_eq(code, str_z(closure_reasons.at[i].value)))
			return reasons[i];
	return CLOSED_NOT;
}
