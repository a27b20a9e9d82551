/* Private to learning/report: what its files share. */
#pragma once
#include "forms/list.h"
#include "html/chart.h"
#include "learning/report.h"
#include "learning/report_people.h"
#include "measure/disclose.h"
#include "measure/overlap.h"

/* --- what is told --- */

/* How a number may be told: as it is; only that it is under DISCLOSE_CELL; only that all but so few
 * are; not at all. */
enum told { TOLD_NOT, TOLD, TOLD_UNDER, TOLD_ALL_BUT };

/* k of n people. Both are 0 unless TOLD; n also stands beside the two kinds of few. */
struct part {
	enum told told;
	struct share share; /* TOLD only */
	uint32_t n;
};

/* Counts of different people in one table row, and their total where it may be known. */
enum { ROW_CELLS = 8 };
struct row_cells {
	uint32_t n[ROW_CELLS]; /* 0 where hidden */
	bool shown[ROW_CELLS];
	bool total_shown;
	uint32_t total;
};

struct report_domain {
	bool has_mean;
	uint32_t n; /* at least so many; domains that differ by fewer than DISCLOSE_CELL show the
	               smaller number */
	double mean;
	struct interval ci;
	struct part stable; /* among those with a score */
};

/* The lowest and highest possible share. */
struct bounds {
	bool shown;
	struct interval at;
};

struct report_wave {
	enum outcomes_wave_name name;
	struct part complete; /* assessed among due */
	struct part lives;    /* scored for the place where they live, among those assessed */
	struct report_domain domain[OUTCOMES_DOMAINS];
	struct row_cells all_six; /* by enum outcomes_verdict */
	struct part all_six_yes;
	struct bounds all_six_possible;
};
struct report_waves {
	const struct report_wave *at;
	size_t n;
};

/* The parts of `sustained`, in the order of struct outcomes_sustained. */
enum sustained_part {
	SUSTAINED_YES,
	SUSTAINED_NO,
	SUSTAINED_CANNOT_SAY,
	SUSTAINED_NOT_FOUND,
	SUSTAINED_NOT_WISHED,
	SUSTAINED_NOT_TRIED,
	SUSTAINED_DIED,
	SUSTAINED_PARTS,
};
enum { CLOSED_UNASSESSED = OUTCOMES_VERDICTS, CLOSED_PARTS };

struct report_closed {
	struct row_cells reasons;  /* by enum outcomes_reason, CLOSED_NOT always 0 */
	struct row_cells verdicts; /* by enum outcomes_verdict, then CLOSED_UNASSESSED */
	struct part stable;
	struct bounds possible;
	struct row_cells sustained; /* by enum sustained_part */
	struct part sustained_yes;
	struct bounds sustained_possible;
};

/* Years of arrival that are shown as one. */
struct report_span {
	int first;
	int last;
	bool full; /* enough people for a mean */
	bool chosen;
};
struct report_spans {
	const struct report_span *at;
	size_t n;
};

/* Where few people stand: each a dot, by domain; for the years that are not full yet. */
struct report_dots {
	struct chart_dot *at; /* sorted within a domain, so that no dots of one person stand together */
	size_t n;
};

/* One of the groups that stand side by side, with what may be told of all of them. */
struct report_group {
	struct str code;
	struct str label;
	uint32_t people;
	struct report_waves waves;
};
struct report_groups {
	const struct report_group *at;
	size_t n;
};

struct outcomes_report {
	struct outcomes_params params;
	struct report_filter filter;
	struct code_list types;
	struct report_spans spans; /* of the chosen type and age group */
	int first_year;            /* of anybody's arrival; 0: there is nobody */
	int last_year;
	uint32_t people; /* in the figures; 0: too few for any */
	bool nearly_all; /* all but a few are of this type: figures would tell of the few, and are left
	                    out */
	struct part consented;
	struct part reopened;
	struct part harmed; /* new harm in the period */
	struct report_groups
		groups;                /* of any but REPORT_BY_TYPE; none: too few people in one of them */
	struct report_waves waves; /* those with enough people */
	struct report_closed closed;
	struct report_dots dots_baseline; /* of years that wait */
	struct report_dots dots_latest;
	bool validated;   /* the rubric of this age group meets every limit (sound.h) */
	int64_t folded;   /* rows that this reading folded */
	int64_t waiting;  /* rows that wait: they could not be opened or lack something */
	int64_t unplaced; /* folded rows without a month of arrival: in no figure */
};

/* --- report_harm.c: new harm beside the outcomes --- */
/* Days since entry, of one episode after the other. */
struct harm_days {
	struct arena *arena;
	int32_t *at;
	size_t n;
	size_t room;
};
/* Adds those of a folded body (fields "harm_...", care/event); returns how many. */
size_t harm_take(struct harm_days *to, struct str body);
/* True when one of n days from first, counted from entry, is in the period from..to. */
bool harm_between(const struct harm_days *all, size_t first, size_t n, int32_t entry, int32_t from,
                  int32_t to);
/* An array of each bytes that is twice as long, with the n old ones in it. */
void *array_grown(struct arena *a, const void *old, size_t n, size_t *room, size_t each);

/* Groups that overlap: the first of report_set.types. Behind them stand blocks, people who are in
 * the same of these groups, for what may be told of the groups. 0: nothing overlaps. */
struct report_overlap {
	size_t groups;
	uint32_t block[OUTCOMES_TYPES_MAX]; /* in which groups it is: bits */
	size_t blocks;
};

/* --- report.c: one pass over them, then any number of views --- */
struct report_set {
	struct report_input in;
	struct code_list types;
	struct outcomes_params params;
	struct outcomes_cell *cells; /* of outcomes_run */
	struct outcomes_aside aside;
	int64_t folded; /* rows, just before this pass */
	int64_t waiting;
	struct report_overlap overlap;
};
/* walk, from and to of f decide the pass. */
enum err report_run(struct ctx *c, const struct report_filter *f, struct report_set *out) NODISCARD;
/* After folding: adds the audit entries, folded being their count, and says how many rows wait.
 * ERR_DENIED without MK. */
enum err report_opened(struct ctx *c, int64_t folded, int64_t *waiting) NODISCARD;
/* After folding: adds the audit entries, folded being their count, and makes the pass. Errors of
 * report_figures. */
enum err report_open(struct ctx *c, const struct report_filter *f, int64_t folded,
                     struct report_set *set) NODISCARD;
/* Folds, reads anew, adds the audit entries and makes the pass. Errors of report_outcomes. */
enum err report_fold_and_open(struct ctx *c, const struct report_filter *f,
                              struct report_set *set) NODISCARD;
/* The figures for one choice of type, age group and years, in a. */
void report_view(struct arena *a, const struct report_set *set, const struct report_filter *f,
                 struct outcomes_report *out);

/* The cells of full years added up: of the chosen spans, or of all. */
struct outcomes_cell *report_pooled(struct arena *a, const struct report_set *set,
                                    const struct report_spans *spans, int type,
                                    enum outcomes_group group, bool all);
/* Those with enough people for one mean at least. */
struct report_waves report_waves_told(struct arena *a, const struct report_wave *waves);

/* --- report_beside.c --- */
/* Fills the groups of out, which holds the figures of all together; of one group, when its filter
 * names one, the figures take the place of those. */
void report_beside(struct arena *a, const struct report_set *set, struct outcomes_report *out);

/* --- report_by.c: groups side by side --- */
extern const char *const report_by_codes[REPORT_BYS];
extern const char *const report_by_words[REPORT_BYS]; /* msgids */
/* The groups of f->by take the place of casework types, before the pass. */
void report_regroup(struct ctx *c, const struct report_filter *f, struct report_set *set);
/* The index of a code; OUTCOMES_ALL_TYPES for none of them. */
int report_group_named(const struct code_list *groups, struct str code);
/* Leaves told of each group what is told of every one. */
void report_agree(struct outcomes_report *groups, struct report_wave (*waves)[OUTCOMES_WAVES],
                  size_t n);

/* --- report_types.c: groups that overlap --- */
/* The largest types take the place of all, with their blocks: as many as can stand side by side
 * without telling of a few; none when there are not two. */
void report_group_types(struct ctx *c, const struct report_filter *f, struct report_set *set);
/* Takes out of waves[0..n) what one could work out of a few people by adding and subtracting the
 * groups. False: nothing may be told, not even how many are in them. */
bool report_overlap_hide(struct arena *a, const struct report_set *set,
                         const struct report_spans *spans, enum outcomes_group group,
                         struct report_wave (*waves)[OUTCOMES_WAVES], size_t n);

/* --- report_dots.c: few people --- */
/* One wave of one episode, as the same pass finds it. Errors of outcomes_run. */
enum err report_alone(const struct report_set *set, const struct outcomes_episode *e,
                      enum outcomes_wave_name wave, struct outcomes_wave *out) NODISCARD;
/* Fills the dots of out from the years that wait, by its filter and spans; in a. */
void report_dots_of_few(struct arena *a, const struct report_set *set, struct outcomes_report *out);

/* --- report_hide.c: what may be told --- */
enum { REPORT_AROUND = 2 };
/* The figures of a cell. Each is hidden when it, or what is left of a larger cell around it, would
 * tell of fewer than DISCLOSE_CELL people. around: n cells that contain cell. */
struct report_around {
	const struct outcomes_cell *at[REPORT_AROUND];
	size_t n;
};
void report_figures_of(const struct outcomes_cell *cell, const struct report_around *around,
                       double level, struct report_wave waves[OUTCOMES_WAVES],
                       struct outcomes_report *out);
/* A row of counts as it may be told; around: the same row of each larger cell that contains this
 * one. */
struct row_counts {
	uint32_t n[ROW_CELLS];
};
struct row_cells row_of(const struct row_counts *own, size_t cells, const struct row_counts *around,
                        size_t n_around);
/* k of n where nothing stands around. */
struct part part_of(uint32_t k, uint32_t n, double level);
/* k of n in a choice itself, and in each larger choice that contains it. */
struct told_pair {
	uint32_t k;
	uint32_t n;
};
struct told_pairs {
	struct told_pair own;
	struct told_pair around[REPORT_AROUND];
	size_t n;
};
struct part part_in(const struct told_pairs *p, double level);

/* --- names, as codes for files and as words for pages (msgids) --- */
/* The same in one short word, below a chart; in the context "short" (lang_context). */
extern const char *const report_domain_short[OUTCOMES_DOMAINS];
extern const char *const report_wave_codes[OUTCOMES_WAVES];
extern const char *const report_wave_words[OUTCOMES_WAVES];
