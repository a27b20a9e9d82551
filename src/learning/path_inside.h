/* Private to learning/path and learning/standards: people with their steps, and who is chosen. */
#pragma once
#include "learning/path.h"
#include "learning/report_inside.h"

enum path_step {
	STEP_WORDS,
	STEP_CONSENT,
	STEP_ASSESSMENT,
	STEP_PLAN,
	STEP_SERVICE,
	PATH_BEFORE_END, /* those above come before an end */
	STEP_END = PATH_BEFORE_END,
	PATH_STEPS
};

/* --- path_people.c --- */

/* Instead of a day or a week. */
enum { PATH_NOT = -1, PATH_UNKNOWN = -2 };

/* Each person once, by the first walk; days since arrival. */
struct path_person {
	int32_t
		first[PATH_STEPS]; /* the day, PATH_NOT, or PATH_UNKNOWN: written before it was counted */
	int32_t no;            /* the first no: to a consent, to own words, to signing a plan */
	int32_t last_service;  /* PATH_NOT when there is none */
	int32_t days;          /* between arrival and the day of the report */
	uint32_t types;
	int32_t year; /* of arrival */
	uint8_t group;
	uint8_t reason; /* of the end of the first walk */
	/* of all walks */
	bool here;            /* the last one goes on */
	bool told;            /* something painful was told */
	bool reasked;         /* and asked for again, by us, without a need */
	bool asked_at_end;    /* how it was, at the end of the first walk */
	int64_t next_checkin; /* the week (day_week); PATH_NOT: none is agreed; PATH_UNKNOWN */
};
struct path_people {
	struct path_person *at;
	size_t n;
};
/* After report_open. The list lives in c->arena. Errors of folded_each. */
enum err path_gather(struct ctx *c, const struct report_set *set,
                     struct path_people *out) NODISCARD;

/* A choice of people and the larger ones around it: all years of arrival, all casework types. */
enum path_choice { CHOICE_ITSELF, CHOICE_YEARS, CHOICE_TYPES, CHOICES };
struct path_chosen {
	const struct outcomes_report *r; /* its filter and spans */
	size_t n;                        /* choices, itself among them */
};
/* Whose figures r holds; of one type only, all types are around it as well. */
struct path_chosen path_chosen(const struct outcomes_report *r);
/* True when p is in the choice i. Only years that have enough people are in any. */
bool path_is_in(const struct path_chosen *c, enum path_choice i, const struct path_person *p);
/* True when p arrived in years that wait. */
bool path_waits(const struct path_chosen *c, const struct path_person *p);

/* How many of those for whom of is true are so, in each choice. */
struct told_pairs path_pairs(const struct path_people *people, const struct path_chosen *c,
                             bool (*of)(const struct path_person *p, int what),
                             bool (*so)(const struct path_person *p, int what), int what);

/* --- path.c --- */

/* How walks end, by the reason of closure. */
enum path_end { END_AS_PLANNED, END_GOES_ON_ELSEWHERE, END_EARLY, END_DEATH, PATH_ENDS };
/* Where somebody stood at the end: the step that had come last. */
enum { STOOD_AT_ARRIVAL = PATH_BEFORE_END, STOOD };

struct path_when {
	bool shown;
	int32_t low; /* days, as they may be told (path_rounded) */
	int32_t middle;
	int32_t high;
};
struct path_step_figures {
	struct part reached; /* of all of whom it is known */
	struct part left;    /* who left before, of all who have not come to it */
	struct path_when when;
	uint32_t unknown; /* 0 also where that is not told */
};
struct path_dots {
	const double *at; /* days, ascending */
	size_t n;
};
struct path_report {
	struct outcomes_report outcomes; /* of the same choice: spans, reasons, what lasts */
	struct path_step_figures step[PATH_STEPS];
	bool stood_told; /* any of the next */
	struct row_cells stood[PATH_ENDS];
	struct path_dots dots[PATH_STEPS]; /* of years that wait */
	bool dotted;
};
/* The figures of one pass. Lives in a. */
void path_view(struct arena *a, const struct report_set *set, const struct path_people *people,
               const struct report_filter *f, struct path_report *out);
/* A number of days as it is told: whole days up to three weeks, then weeks, from two months months.
 */
int32_t path_rounded(double days);
extern const char *const path_step_codes[PATH_STEPS];
extern const char *const path_end_codes[PATH_ENDS];
