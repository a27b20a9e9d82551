/* Private to learning/standards: what its files share. */
#pragma once
#include "learning/path_inside.h"
#include "learning/standards.h"

enum standard {
	STANDARD_REASKED,
	STANDARD_WORDS_FIRST,
	STANDARD_WORDS_SOON,
	STANDARD_NO_SERVED,
	STANDARD_OVERDUE,
	STANDARD_UNPLANNED,
	STANDARD_ASKED_AT_END,
	STANDARDS
};

/* Of colleagues, not of people who are walked with. */
struct standards_load {
	bool told; /* the rest */
	uint32_t colleagues;
	int64_t low; /* quarters, and the ends */
	int64_t middle;
	int64_t high;
	int64_t most;
};
struct standards_report {
	struct outcomes_report outcomes; /* of the same choice: spans */
	struct part part[STANDARDS];
	struct standards_load load; /* of the whole house */
	struct part alone;          /* the same */
};
/* The figures of one pass, without load and alone. Lives in a. */
void standards_view(struct arena *a, const struct report_set *set, const struct path_people *people,
                    int64_t week, const struct report_filter *f, struct standards_report *out);
/* The same from loads; n of them. */
struct standards_load standards_load_of(struct arena *a, const int64_t *people, size_t n);
