/* Private to the module welcome: what its page shows. */
#pragma once
#include "care/welcome.h"

/* The form's fields in a shape that {% each %} takes: its groups and what is said in them. */
struct welcome_lines {
	const struct form_field *at;
	size_t n;
};
struct welcome_said {
	const struct form_lang *at;
	size_t n;
};

struct welcome_view {
	struct welcome_path path;
	struct welcome held;
	const struct form_def *form; /* NULL: the pack could not be read */
	struct welcome_lines lines;
	struct welcome_said said; /* the languages it is written in */
	struct str code;          /* the one that is shown */
	bool rtl;
	bool may_write;
	bool conflict;
	struct choice_list languages;
	struct row_id before; /* zeros: nothing was noted yet */
	const char *action;
};
