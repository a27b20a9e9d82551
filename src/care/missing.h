/* Why there is no answer, in words. */
#pragma once
#include "forms/answers.h"
#include "html/form_view.h"

/* What can be chosen in place of an answer, "prefer not to say" first. */
extern const struct choice_list missing_choices;
/* A msgid; NULL: there is an answer. */
const char *missing_words(enum answer_kind kind);
