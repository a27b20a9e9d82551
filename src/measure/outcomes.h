/*
 * Programme outcomes: one pass over scored episodes into counters of fixed size, then figures with
 * intervals. definitions.def says every figure in words; here are the choices a programmer has to
 * know. Units: day numbers count from 1970-01-01 (struct day); `day` and `closed` count days since
 * the entry of the episode.
 */
#pragma once
#include "base/err.h"
#include "measure/stats.h"

enum {
	OUTCOMES_DOMAINS = 6,
	OUTCOMES_LANES = 8, /* domains, filled up so that the machine adds eight at a time; the last two
	                       mean nothing */
	OUTCOMES_TYPES_MAX = 32,
	OUTCOMES_YEARS_MAX = 200,
	OUTCOMES_ALL_TYPES = -1,
	OUTCOMES_INSUFFICIENT = -1,   /* a domain value: asked, too little is known */
	OUTCOMES_NOT_APPLICABLE = -2, /* a domain value: no sub-domain applies to her */
	OUTCOMES_VALUE_MAX = 500,
	OUTCOMES_EPISODES_MAX = 10 * 1000 * 1000, /* up to here sums and variances are exact */
};

/* Age group at entry, and the group whose rubric an assessment was scored with. Never averaged
 * together. */
enum outcomes_group {
	OUTCOMES_AGE_0_5,
	OUTCOMES_AGE_6_11,
	OUTCOMES_AGE_12_17,
	OUTCOMES_ADULT,
	OUTCOMES_GROUPS,
};

/* WAVE_CLOSURE and WAVE_AFTER are counted from the day of closure, the others from entry. */
enum outcomes_wave_name {
	WAVE_BASELINE,
	WAVE_6_MONTHS,
	WAVE_1_YEAR,
	WAVE_2_YEARS,
	WAVE_3_YEARS,
	WAVE_CLOSURE,
	WAVE_AFTER,
	OUTCOMES_WAVES,
	WAVE_UNPLANNED = OUTCOMES_WAVES,
};

enum outcomes_setting {
	SETTING_LIVES, /* scored for the place where she lives or will live */
	SETTING_SHELTER,
	SETTING_OTHER,
	OUTCOMES_SETTINGS,
};

enum outcomes_verdict {
	VERDICT_YES,
	VERDICT_NO,
	VERDICT_CANNOT_SAY,
	OUTCOMES_VERDICTS,
};

enum outcomes_reason {
	CLOSED_NOT, /* still open */
	CLOSED_PLAN_COMPLETED,
	CLOSED_MOVED,
	CLOSED_HER_WISH,
	CLOSED_TRANSFERRED,
	CLOSED_RETURNED,
	CLOSED_LOST,
	CLOSED_DIED,
	OUTCOMES_REASONS,
};

/* How looking for her after closure ended, when there is no assessment to show for it. */
enum outcomes_followup {
	FOLLOWUP_NONE, /* nothing written: nobody tried yet */
	FOLLOWUP_NOT_FOUND,
	FOLLOWUP_NOT_WISHED,
	FOLLOWUP_DIED,
	OUTCOMES_FOLLOWUPS,
};

/* One assessment, 20 bytes. Enumerations are stored in a byte. */
struct outcomes_score {
	int16_t domain[OUTCOMES_DOMAINS]; /* mean x 100, or a kind of missing (below 0) */
	int16_t day;                      /* since entry; negative before arrival */
	uint8_t stable;                   /* bit d: domain d is stable */
	uint8_t all_six;                  /* enum outcomes_verdict, made by outcomes_all_six */
	uint8_t planned;                  /* enum outcomes_wave_name; breaks ties only */
	uint8_t setting;                  /* enum outcomes_setting */
	uint8_t rubric;                   /* enum outcomes_group */
	uint8_t own_words;                /* 1 when her own words stood before it was scored */
};

/* One episode, 32 bytes. Its assessments are scores[first .. first + count), by day, equal days in
 * order of writing. */
struct outcomes_episode {
	int32_t entry;  /* day number of arrival */
	int32_t closed; /* days since entry; read only when reason is not CLOSED_NOT */
	uint32_t types; /* bit t: casework type t of the pack's list; none is allowed */
	uint32_t first;
	uint32_t ordinal;   /* 1: this person's first episode, 2: reopened once, ... */
	int16_t entry_year; /* calendar year of entry */
	uint16_t count;
	uint8_t group;    /* enum outcomes_group, at entry */
	uint8_t reason;   /* enum outcomes_reason */
	uint8_t followup; /* enum outcomes_followup */
	uint8_t consent;  /* 1 while her consent to statistics is live */
	uint8_t reopened; /* 1 when a later episode of this person exists */
	uint8_t harmed;   /* 1 when new harm in the period is written down */
};

/* The packed form: borrowed, never changed. */
struct outcomes_input {
	const struct outcomes_episode *episodes;
	size_t n_episodes;
	const struct outcomes_score *scores;
	size_t n_scores;
};

/* Days, all three inclusive; the assessment nearest to target stands for the wave. */
struct outcomes_window {
	int lo;
	int target;
	int hi;
};

/* Every limit and choice, to be printed with every figure. */
struct outcomes_params {
	struct outcomes_window window[OUTCOMES_WAVES];
	int min_scored;      /* an assessment with fewer scored domains stands for no wave */
	int32_t as_of;       /* day number: what lies later is not seen */
	int32_t period_from; /* closures counted in `closed` and `sustained`: first day */
	int32_t period_to;   /* and last day */
	int first_year;      /* of entry */
	int years;           /* rows of the table */
	int types;           /* casework types in the pack's list */
	uint32_t ordinal;    /* 1: first episodes; 2: the first reopening, shown apart */
	bool consented_only; /* for what leaves the organisation */
	double level;        /* of intervals */
};

/* Sums over assessments, by domain. */
struct outcomes_sums {
	int64_t sum[OUTCOMES_LANES];     /* of values x 100 */
	int64_t squares[OUTCOMES_LANES]; /* of (values x 100) squared */
	uint32_t n[OUTCOMES_LANES];      /* scored */
	uint32_t stable[OUTCOMES_LANES];
	uint32_t insufficient[OUTCOMES_LANES];
	uint32_t not_applicable[OUTCOMES_LANES];
};

/*
 * n in a wave. seen = those assessed in the window. due = those whose window has ended; due = (seen
 * - early) + missing. `switched`, scored with another age group's rubric, are part of seen but of
 * no mean or share: setting and all_six each add up to seen - switched, as do n, insufficient and
 * not_applicable of each domain.
 */
struct outcomes_wave {
	uint32_t seen;
	uint32_t due;
	uint32_t missing;
	uint32_t early; /* seen, window not over: a nearer assessment may still come */
	uint32_t unfit; /* part of the unseen: assessed, but too few domains or, at baseline, before her
	                   own words */
	uint32_t left;  /* window over, not expected: closed before it began, or died (WAVE_AFTER);
	                   outside due */
	uint32_t switched;
	uint32_t setting[OUTCOMES_SETTINGS];
	uint32_t all_six[OUTCOMES_VERDICTS];
	struct outcomes_sums domains;
};

/* Closed in the period, by reason. verdict[] and unassessed add up to n. */
struct outcomes_closed {
	uint32_t n;
	uint32_t verdict[OUTCOMES_VERDICTS];
	uint32_t unassessed;
};

/* Stable at closure in the period and window over: `of`, the sum of the parts down to `died`. */
struct outcomes_sustained {
	uint32_t of;
	uint32_t sustained;
	uint32_t not_sustained;
	uint32_t cannot_say; /* seen, but too little scored to say */
	uint32_t not_found;
	uint32_t not_wished;
	uint32_t not_tried;
	uint32_t died;
	uint32_t waiting;  /* stable at closure, window not over: outside `of` */
	uint32_t switched; /* part of the first three: another rubric than at closure, marked not
	                      comparable */
};

/* One cell: casework type x entry year x age group at entry. Only whole numbers, so that cells add
 * up exactly. */
struct outcomes_cell {
	uint32_t episodes;
	uint32_t consented;
	uint32_t reopened;
	uint32_t harmed;
	struct outcomes_wave wave[OUTCOMES_WAVES];
	struct outcomes_closed closed[OUTCOMES_REASONS];
	struct outcomes_sustained sustained;
};

/* Episodes that are in no cell, each counted once, by the first that holds. */
struct outcomes_aside {
	uint32_t outside;       /* entry after as_of, or in a year that the table does not have */
	uint32_t other_ordinal; /* another episode of a person than the one asked for */
	uint32_t no_consent;    /* left out because consented_only */
};

/*
 * The design's limits for a table of `types` casework types and `years` entry years from
 * first_year, as of a day. A year is 365.25 days, a month a twelfth, rounded half up. Silent in the
 * design, chosen here: closure is 60 days before to 30 after; after closure 9-18 months aims at 12;
 * an assessment needs 4 scored domains for any wave.
 */
struct outcomes_params outcomes_defaults(int32_t as_of, int first_year, int years, int types);

/* How many cells outcomes_run fills: (types + 1) x years x groups. 0 when the parameters cannot be.
 */
size_t outcomes_cells(const struct outcomes_params *p);

/* One of them. type is 0..types-1 or OUTCOMES_ALL_TYPES (each episode once); year an index from
 * first_year. */
struct outcomes_cell *outcomes_at(struct outcomes_cell *cells, const struct outcomes_params *p,
                                  int type, int year, enum outcomes_group group);

/*
 * The pass: fills cells[0..outcomes_cells(p)) and *aside, both overwritten, both the caller's.
 * Reads each assessment once; of very many people, one half on a second thread. A person with
 * several casework types counts in each, so types do not add up to OUTCOMES_ALL_TYPES. ERR_INVALID
 * when parameters or a value in the input are out of range, assessments are not in order, or there
 * are more than OUTCOMES_EPISODES_MAX episodes; the cells then mean nothing.
 */
NODISCARD enum err outcomes_run(const struct outcomes_input *in, const struct outcomes_params *p,
                                struct outcomes_cell *cells, struct outcomes_aside *aside);

/* Whether one episode of the input is assessed in a wave: due and not seen is missing. Neither is
 * whose window is not over, who had left before, and what outcomes_run would refuse. */
enum outcomes_presence { PRESENCE_NEITHER, PRESENCE_SEEN, PRESENCE_MISSING };
NODISCARD enum outcomes_presence outcomes_presence(const struct outcomes_input *in,
                                                   const struct outcomes_params *p,
                                                   const struct outcomes_episode *e,
                                                   enum outcomes_wave_name wave);

/* Adds `from` to `into`: years of the same type and age group. Not across age groups, not across
 * types. */
void outcomes_pool(struct outcomes_cell *into, const struct outcomes_cell *from);

/*
 * Stable in all six, from one assessment's values, stable bits and setting: cannot say when a
 * domain is insufficient, fewer than min_scored are scored, or it was not scored for where she
 * lives; else yes when every scored domain is stable.
 */
enum outcomes_verdict outcomes_all_six(const struct outcomes_score *s, int min_scored);

/* Mean in the rubric's units (1 to 4) with its t interval, and the share stable among the n scored.
 */
struct outcomes_domain_figures {
	uint32_t n;
	double mean;
	struct interval ci;
	struct share stable;
};

struct outcomes_wave_figures {
	struct share complete; /* seen among due */
	struct outcomes_domain_figures domain[OUTCOMES_DOMAINS];
	struct share all_six; /* yes among all seen with the same rubric, "cannot say" among them */
	struct interval all_six_possible; /* if all, or none, of "cannot say" were no */
};

/* The figures of one wave; level is the intervals' (0.95). Shares and means of nobody are NAN. */
struct outcomes_wave_figures outcomes_wave_figures(const struct outcomes_wave *w, double level);

/* Stable among all closed; `possible` counts "cannot say" and the unassessed as no (lo) and as yes
 * (hi). */
struct outcomes_closed_figures {
	uint32_t reason[OUTCOMES_REASONS];
	struct outcomes_closed all;
	struct share stable;
	struct interval possible;
};

struct outcomes_closed_figures outcomes_closed_figures(const struct outcomes_cell *c, double level);

/*
 * Sustained among `of`, with the lowest and highest possible share (bounds without assumptions:
 * Horowitz and Manski 2000, JASA 95(449)): all unknown are not sustained, or all are. Who died is
 * known, and not sustained in either.
 */
struct outcomes_sustained_figures {
	struct share seen_and_sustained;
	struct interval possible;
};

struct outcomes_sustained_figures outcomes_sustained_figures(const struct outcomes_sustained *s,
                                                             double level);
