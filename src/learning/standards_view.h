/* Private to learning/standards: its rows in words, for its page and its file. */
#pragma once
#include "html/form_view.h"
#include "learning/report_lines.h"
#include "learning/report_view.h"
#include "learning/standards_inside.h"

/* One figure of the page. */
struct standard_words {
	size_t i;
	const char *title; /* msgid */
	const char *among; /* msgid: whom it is counted among */
	const char *definition;
};
struct standards_list {
	const struct standard_words *at;
	size_t n;
};
struct standards_list standards_all(void);
struct str standards_link(struct html *h, const char *definition);
/* What no record says yet: msgids. */
struct standards_missing {
	const struct report_name *at;
	size_t n;
};
struct standards_missing standards_uncounted(void);
/* The rows of a report (struct standards_report). */
void standards_put(struct report_printer *p, const void *report);
