/* The path and where people leave it (04-measure.md): how many came to each step, when, and where
 * those stood who left, with what may not be shown already taken out. The steps are no ladder: each
 * is counted by itself. Only pseudonyms are read. */
#pragma once
#include "learning/report.h"

/* Its shape is path_inside.h's. */
struct path_report;

/* The figures for a filter (its walk and period are not read), after folding (report_fold); adds
 * the audit entries to c->change, folded is the count for them. *out lives in c->arena. ERR_DENIED
 * without MK. */
enum err path_figures(struct ctx *c, const struct report_filter *f, int64_t folded,
                      struct path_report *out) NODISCARD;
