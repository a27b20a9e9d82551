/* Time to stability (04-measure.md): how long it takes until people are first stable in all six,
 * where other ends may come first; with what may not be shown already taken out. Only pseudonyms
 * are read. */
#pragma once
#include "access/module.h"
#include "measure/outcomes.h"

enum stability_compare { COMPARE_NOTHING, COMPARE_TYPES, COMPARE_AGES };

struct stability_filter {
	int type; /* index into the pack's list of casework types, or OUTCOMES_ALL_TYPES */
	enum outcomes_group group;
	int since;                      /* only what happened from this year on; 0: everything */
	enum stability_compare compare; /* groups beside each other; of types: the chosen one and all
	                                   others, or each; ages: of children */
};

/* Its shape is stability_inside.h's. */
struct stability_report;

/* The figures for a filter, after folding (report_fold); adds the audit entries to c->change,
 * folded is the count for them. *out lives in c->arena. ERR_DENIED without MK. */
enum err stability_figures(struct ctx *c, const struct stability_filter *f, int64_t folded,
                           struct stability_report *out) NODISCARD;
