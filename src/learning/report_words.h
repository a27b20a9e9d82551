/* The words of the reports and what each means (measure/definitions.def). */
#pragma once
#include <stddef.h>

struct report_definition {
	const char *id;
	const char *title; /* msgid */
	const char *text;  /* msgid */
};
struct report_definitions {
	const struct report_definition *at;
	size_t n;
};
struct report_definitions report_definitions(void);
/* The one with this id, or NULL. */
const struct report_definition *report_definition_of(const char *id);
