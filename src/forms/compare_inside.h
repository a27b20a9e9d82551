/* Inside the room only: what a comparison of forms says of lists. */
#pragma once
#include "forms/form.h"

/* The lists of a question before and after, either NULL for none, as "yes = Yes, no = No"; of long
 * ones, only what is not in both. Equal texts: nothing is different. */
void compare_choices(struct arena *a, const struct form_def *before, const struct form_list *x,
                     const struct form_def *after, const struct form_list *y, struct str *was,
                     struct str *is);
