/* Private to forms.c and forms_text.c. */
#pragma once
#include "access/forms.h"

/* Sets canonical text and hash of out->form. ERR_INVALID when it cannot be published. */
enum err forms_finish(struct arena *a, const struct form_problems *problems,
                      struct form_kept *out) NODISCARD;
