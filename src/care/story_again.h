/* Why something that was told before is told again: for whatever asks it again. */
#pragma once
#include "html/form_view.h"

/* "raised", "needed", "other". */
extern const struct choice_list story_reasons;
