/* Private to learning/report: what its files share. */
#pragma once
#include "learning/report.h"

/* --- report_input.c: arrays from what was folded --- */
struct report_input {
	struct outcomes_episode *episodes;
	size_t n_episodes;
	struct outcomes_score *scores;
	size_t n_scores;
	int first_year; /* 0 when there is nobody */
	int last_year;
	int64_t unplaced;
};
/*
 * Reads everything that was folded. types gives the bits of the casework types. The arrays live in an arena of their own that
 * goes with c->arena. A blob knows the month of arrival only, so an episode begins on the last day of that month which all
 * that is known allows: a window is never said to be over too early, and at most a month late.
 */
enum err report_gather(struct ctx *c, const struct code_list *types, struct report_input *out) NODISCARD;

/* --- report.c: one pass over them, then any number of views --- */
struct report_set {
	struct report_input in;
	struct code_list types;
	struct outcomes_params params;
	struct outcomes_cell *cells; /* of outcomes_run */
	struct outcomes_aside aside;
	int64_t folded; /* rows, just before this pass */
	int64_t waiting;
};
/* walk, from and to of f decide the pass. */
enum err report_run(struct ctx *c, const struct report_filter *f, struct report_set *out) NODISCARD;
/* Folds, reads anew, adds the audit entries and makes the pass. Errors of report_outcomes. */
enum err report_fold_and_open(struct ctx *c, const struct report_filter *f, struct report_set *set) NODISCARD;
/* The figures for one choice of type, age group and years, in a. */
void report_view(struct arena *a, const struct report_set *set, const struct report_filter *f, struct outcomes_report *out);

/* --- report_hide.c: what may be told --- */
/* The figures of a cell. Each is hidden when it, or what is left of a larger cell around it, would tell of fewer than
 * DISCLOSE_CELL people. around: n cells that contain cell. */
struct report_around {
	const struct outcomes_cell *at[2];
	size_t n;
};
void report_figures_of(const struct outcomes_cell *cell, const struct report_around *around, double level,
					   struct report_wave waves[OUTCOMES_WAVES], struct outcomes_report *out);
/* k of n where nothing stands around. */
struct part part_of(uint32_t k, uint32_t n, double level);

/* --- names, as codes for files and as words for pages (msgids) --- */
extern const char *const report_domain_codes[OUTCOMES_DOMAINS];
extern const char *const report_domain_words[OUTCOMES_DOMAINS];
extern const char *const report_wave_codes[OUTCOMES_WAVES];
extern const char *const report_wave_words[OUTCOMES_WAVES];
extern const char *const report_group_codes[OUTCOMES_GROUPS];
extern const char *const report_group_words[OUTCOMES_GROUPS];
extern const char *const report_reason_codes[OUTCOMES_REASONS];
extern const char *const report_reason_words[OUTCOMES_REASONS];
