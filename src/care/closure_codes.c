/* Why walks end and what is found afterwards, and what that is to the figures. */
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
static const struct choice followup_choices[] = {
	{ "seen", T("Met or spoken with") },
	{ "not_found", T("Looked for and not found") },
	{ "did_not_wish", T("Did not wish to be asked") },
	{ "died", T("Died") },
};
const struct choice_list closure_followups = { followup_choices,
	                                           sizeof followup_choices / sizeof *followup_choices };
static const struct choice after_list[] = {
	{ "yes", T("Yes") },
	{ "no", T("No") },
	{ "how", T("Only in this way:") },
};
const struct choice_list closure_afters = { after_list, sizeof after_list / sizeof *after_list };

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

enum outcomes_followup closure_followup(struct str code)
{
	if (str_eq(code, STR("not_found")))
		return FOLLOWUP_NOT_FOUND;
	if (str_eq(code, STR("did_not_wish")))
		return FOLLOWUP_NOT_WISHED;
	return str_eq(code, STR("died")) ? FOLLOWUP_DIED : FOLLOWUP_NONE;
}
