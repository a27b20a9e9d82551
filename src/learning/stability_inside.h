/* Private to learning/stability: what its files share. */
#pragma once
#include "learning/report_inside.h"
#include "learning/stability.h"
#include "measure/survival.h"
#include "measure/survival_compare.h"

/* How observation ended. Whoever is still here is censored. */
enum stability_end {
	END_STILL = SURVIVAL_CENSORED,
	END_STABLE, /* first stable in all six */
	END_DIED,
	END_ELSEWHERE, /* transferred or moved */
	END_LEFT,      /* own wish, lost touch, went back */
	END_COMPLETED, /* the plan was completed before anybody saw all six stable */
	STABILITY_ENDS
};

enum {
	STABILITY_POINTS = 20, /* every three months for five years */
};

/* --- stability_people.c --- */

/* People of one choice, each once, by the first episode; times are days since arrival. */
struct stability_people {
	struct survival_between *at;
	uint32_t *types; /* bit t: casework type t */
	uint8_t *age;    /* enum outcomes_group */
	size_t n;
};
/* Who is in a choice. Not in it: whoever had ended, or was stable, before `since`. In a. */
void stability_gather(struct arena *a, const struct report_set *set,
                      const struct stability_filter *f, struct stability_people *out);
/* The people that a comparison is about: of all types, and for ages all children. */
void stability_gather_compared(struct arena *a, const struct report_set *set,
                               const struct stability_filter *f, struct stability_people *out);
/* The day of point i, which is 3 * (i + 1) months after arrival. */
int stability_day(size_t i);

/* --- what is told --- */

/* A probability with its interval; when it is not shown, too few people stand behind it. */
struct stability_share {
	bool shown;
	double p;
	struct interval ci;
};

struct stability_point {
	int months;
	struct stability_share stable;   /* other ends may come first */
	struct stability_share earliest; /* the same, if it came right after the assessment before */
	struct stability_share alone;    /* as if nobody had another end (Kaplan-Meier) */
	uint32_t at_risk;                /* rounded down to DISCLOSE_CELL */
};
struct stability_points {
	const struct stability_point *at;
	size_t n;
};

struct stability_group {
	struct str name; /* in the language of the page */
	uint32_t people;
	struct stability_share at[STABILITY_POINTS];
};
struct stability_groups {
	const struct stability_group *at;
	size_t n;
	int months[STABILITY_POINTS]; /* of those points at which any group is shown */
	size_t n_points;
	struct survival_difference log_rank;
	struct survival_difference gray;
};

enum stability_state { STABILITY_NOBODY, STABILITY_FEW, STABILITY_NEARLY_ALL, STABILITY_TOLD };

struct stability_report {
	struct stability_filter filter;
	struct code_list types;
	struct outcomes_params params;
	int first_year; /* of anybody's arrival; 0: there is nobody */
	int last_year;
	enum stability_state state;
	uint32_t people;       /* 0 unless told */
	struct row_cells ends; /* by enum stability_end */
	struct stability_points points;
	struct stability_share end_at[STABILITY_ENDS]; /* at the last point; END_STILL: none of them */
	bool has_median;
	struct survival_median median; /* days, of `alone` */
	struct stability_groups groups;
	bool validated; /* the rubric of this age group meets every limit (sound.h) */
	int64_t waiting;
};

/* --- stability_groups.c --- */

/* Compares groups of people, if f asks for it. Nobody is in two groups; groups too small to stand
 * alone are put together, age groups left out instead. out->n is 0 when there are no two. */
enum err stability_compare(struct ctx *c, struct arena *a, const struct report_set *set,
                           const struct stability_filter *f,
                           struct stability_groups *out) NODISCARD;

/* --- stability.c --- */

/* The figures of one pass for a filter. out's lists live in c->arena, what they are made of in one
 * that goes with it. */
enum err stability_view(struct ctx *c, const struct report_set *set,
                        const struct stability_filter *f, struct stability_report *out) NODISCARD;

/* Those of a group (or SURVIVAL_ALL_GROUPS) who were seen stable by a day. */
uint32_t stability_stable_by(const struct stability_people *p, int group, int day);
/* A curve, worked out; late or early bound. In a. */
struct stability_curve {
	struct survival_data data;
	struct survival_step *steps;
	struct survival_point *curve;
	size_t n;
};
enum err stability_data(struct arena *a, const struct stability_people *p, bool early,
                        struct stability_curve *out) NODISCARD;
/* What a curve says on a day: 0 before its first step. */
struct stability_share stability_on(const struct stability_curve *c, int day);
