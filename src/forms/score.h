/* Instruments: the scoring sheet of a form, and what a set of answers comes to. */
#pragma once
#include "forms/answers.h"
#include "forms/form.h"

enum { SCORE_SCALES = 12, SCORE_ITEMS = 64, SCORE_BANDS = 6 };

/* In place of a level: some kind of missing, or not applicable. Levels are never negative. */
enum { SCORE_MISSING = -1, SCORE_NOT_APPLICABLE = -2 };

/* A mean of from/100 or more, up to the next band, has this name. */
struct score_band {
	struct str name;
	int from;
};

/* The limits that are printed with every figure. A caller may score with a changed copy. */
struct score_limits {
	int needs; /* a mean needs at least needs/of of the applicable items */
	int of;
	int stable_from;   /* hundredths: a mean of at least this */
	int min_item;      /* and no applicable item below this */
	bool none_missing; /* and every applicable item scored */
};

struct score_scale {
	struct str name;
	struct form_text label;
	size_t items[SCORE_ITEMS]; /* indexes into instrument.items */
	bool reversed[SCORE_ITEMS];
	size_t n;
	int lowest; /* level of an item */
	int highest;
	bool higher_is_better;
	struct score_limits limits;
	/* Ascending; the one called "stable" gives limits.stable_from. */
	struct score_band bands[SCORE_BANDS];
	size_t bands_n;
};

struct instrument {
	const struct form_field *items[SCORE_ITEMS];
	size_t items_n;
	struct score_scale scales[SCORE_SCALES];
	size_t scales_n;
	int overall_needs; /* "stable in all" needs this many scales with a mean; 0: no such row */
	const struct form_field *setting; /* the question which place was scored; NULL: not asked */
	struct str setting_counts;        /* its answer that counts for "stable in all" */
	struct str schedule;              /* "intake +6m yearly closure closure+1y" */
	struct str who_may_use;
	struct str licence;
	struct str citation;
	struct str status; /* "not yet validated" */
};

enum score_state { SCORE_MEAN, SCORE_INSUFFICIENT, SCORE_NONE_APPLICABLE };
enum score_say { SCORE_NO, SCORE_YES, SCORE_CANNOT_SAY };

struct score_domain {
	enum score_state state;
	int applicable; /* items */
	int scored;
	int sum;        /* of the scored levels, reversed ones turned */
	int lowest;     /* of the scored levels; 0 when none is */
	double mean;    /* sum / scored; 0 unless state is SCORE_MEAN */
	int hundredths; /* the mean in hundredths, halves away from zero; 0 likewise */
	size_t band;    /* index into the scale's bands; bands_n when below all or no mean */
	enum score_say stable;
};

struct score {
	struct score_domain domains[SCORE_SCALES];
	size_t n;
	int with_mean;
	enum score_say stable_in_all;
};

/*
 * The levels of the instrument's items among the answers, in the order of instrument.items (items_n
 * of them; levels holds SCORE_ITEMS). No answer, and every kind of missing but "not applicable", is
 * SCORE_MISSING. ERR_INVALID when an answer is neither a whole number nor missing.
 */
enum err score_levels(const struct instrument *m, const struct answers *in, int *levels) NODISCARD;

/* True when the answers describe the place that counts, or the instrument does not ask. */
bool score_setting(const struct instrument *m, const struct answers *in);

/*
 * Scores levels (items_n of them) by the definitions of docs/indicators.md.
 *
 * A scale's mean is the sum of its scored levels divided by their number. It is given when
 * scored / applicable >= needs / of and at least one item applies.
 *
 * A scale is stable when its mean >= stable_from and no scored level is below min_item. It cannot
 * be said without a mean, where higher is worse, or when none may be missing and one is.
 *
 * Stable in all cannot be said when the setting does not count, when fewer than overall_needs
 * scales have a mean, or when a scale with something applicable cannot say; else it is yes when
 * every scale with a mean is stable. A scale with nothing applicable does not count against. An
 * incomplete assessment is never a no: shares would then hold the incomplete only when they are
 * bad.
 *
 * ERR_INVALID when a level lies outside its scale.
 */
enum err score_count(const struct instrument *m, const int *levels, bool setting_counts,
                     struct score *out) NODISCARD;
