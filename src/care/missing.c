#include "care/missing.h"

#include "base/mark.h"

static const struct choice list[] = {
	{ "prefer_not", T("Prefers not to say") },
	{ "later", T("Asked later") },
	{ "not_known", T("Not known") },
	{ "not_applicable", T("Does not apply") },
};
const struct choice_list missing_choices = { list, sizeof list / sizeof *list };

const char *missing_words(enum answer_kind kind)
{
	const char *word = answer_word(kind);

	if (kind == ANSWER_NOT_ASKED)
		return T("Not asked yet");
	return word ? choice_label(&missing_choices, str_z(word)) : NULL;
}
