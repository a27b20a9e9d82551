/* Care standards (04-measure.md, group 6): what the records can say about how care is given. What
 * they cannot say yet is said in words, never as a number. Of people only pseudonyms are read. */
#pragma once
#include "learning/report.h"

/* Its shape is standards_inside.h's. */
struct standards_report;

/* As path_figures. */
enum err standards_figures(struct ctx *c, const struct report_filter *f, int64_t folded,
                           struct standards_report *out) NODISCARD;
