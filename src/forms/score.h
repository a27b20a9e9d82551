/* Instruments: the scoring sheet of a form, and what a set of answers comes to. */
#pragma once
#include "forms/answers.h"
#include "forms/form.h"

enum { SCORE_SCALES = 12, SCORE_ITEMS = 64, SCORE_BANDS = 6, SCORE_SAFETY = 8 };

/* In place of a level: some kind of missing, or not applicable. Levels are never negative. */
enum { SCORE_MISSING = -1, SCORE_NOT_APPLICABLE = -2 };

/* A figure of from/100 or more, up to the next band, has this name. */
struct score_band {
	struct str name;
	int from;
	const struct form_text *label; /* what it says, in plain words; NULL: not written */
};

/* The limits that are printed with every figure. A caller may score with a changed copy. */
struct score_limits {
	int needs; /* a mean needs at least needs/of of the applicable items, a sum of all items */
	int of;
	int stable_from;   /* hundredths: a mean of at least this; 0: nothing is called stable */
	int min_item;      /* and no applicable item below this */
	bool none_missing; /* and every applicable item scored */
};

enum score_figure { FIGURE_MEAN, FIGURE_SUM };

struct score_scale {
	struct str name;
	struct form_text label;
	enum score_figure figure;
	int multiply; /* hundredths: the figure is the mean or sum times this; 100: as it is */
	int change;   /* hundredths: the smallest change that counts; 0: not published */
	struct str reliability;    /* what was published of how well it measures; may be empty */
	size_t items[SCORE_ITEMS]; /* indexes into instrument.items */
	bool reversed[SCORE_ITEMS];
	size_t n;
	int lowest; /* level of an item */
	int highest;
	bool higher_is_better;
	struct score_limits limits;
	/* Ascending; under an overall row the one called "stable" gives limits.stable_from. */
	struct score_band bands[SCORE_BANDS];
	size_t bands_n;
};

/* A question whose answer, at this level or above, asks somebody to come. */
struct score_safety {
	const struct form_field *field;
	int from;
};

struct instrument {
	const struct form_field *items[SCORE_ITEMS];
	size_t items_n;
	struct score_scale scales[SCORE_SCALES];
	size_t scales_n;
	int overall_needs; /* "stable in all" needs this many scales with a mean; 0: no such row */
	const struct form_field *setting; /* the question which place was scored; NULL: not asked */
	struct str setting_counts;        /* its answer that counts for "stable in all" */
	const struct form_field *gate;    /* the question before all others; NULL: none */
	struct str gate_shut;             /* its answer that ends it: every scale is 0 */
	struct score_safety safety[SCORE_SAFETY];
	size_t safety_n;
	struct str schedule; /* "intake +6m yearly closure closure+1y" */
	struct str who_may_use;
	struct str roles; /* names with a space between; empty: whoever may write there */
	struct str licence;
	struct str citation;
	struct str status; /* "not yet validated" */
};

enum score_state {
	SCORE_MEAN, /* there is a figure: a mean, or a sum */
	SCORE_INSUFFICIENT,
	SCORE_NONE_APPLICABLE
};
enum score_say { SCORE_NO, SCORE_YES, SCORE_CANNOT_SAY };
/* A zero has two meanings, so the branch is kept. */
enum score_gate { GATE_NONE, GATE_OPEN, GATE_SHUT, GATE_UNANSWERED };

struct score_domain {
	enum score_state state;
	int applicable; /* items */
	int scored;
	int sum;        /* of the scored levels, reversed ones turned */
	int lowest;     /* of the scored levels; 0 when none is */
	double mean;    /* sum / scored; 0 unless state is SCORE_MEAN */
	int hundredths; /* the figure in hundredths, halves away from zero; 0 likewise */
	size_t band;    /* index into the scale's bands; bands_n when below all or no figure */
	enum score_say stable;
};

struct score {
	struct score_domain domains[SCORE_SCALES];
	size_t n;
	int with_mean;
	enum score_gate gate;
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
 * Scores levels (items_n of them) by the definitions of packs/README.md. The gate is not looked at.
 *
 * A scale's mean is the sum of its scored levels divided by their number. It is given when
 * scored / applicable >= needs / of and at least one item applies.
 *
 * A scale's sum is given when scored / all items >= needs / of: an item that does not apply leaves
 * a sum as incomplete as one that is missing. Where less than all suffices, the sum is the mean of
 * the scored levels times the number of items (prorated). The figure is the mean or the sum times
 * `multiply`; bands are compared with it exactly, before it is rounded.
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

/* The same of answers, with setting and gate: a shut gate makes every scale a figure of 0, one that
 * was not answered leaves every scale insufficient. ERR_INVALID as score_levels and score_count. */
enum err score_answers(const struct instrument *m, const struct answers *in,
                       struct score *out) NODISCARD;

/* True when a safety question was answered at its level or above. */
bool score_calls(const struct instrument *m, const struct answers *in);
