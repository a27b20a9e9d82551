/* An organisation's own questions in numbers: what people said on its forms, where the form lets it
 * be counted. Only pseudonyms are read, and what would tell of few people is left out
 * (measure/disclose.h). */
#pragma once
#include "access/module.h"

/* A form of which something was counted. */
struct question_form {
	struct str id;
	struct str title;
	uint32_t at_least; /* so many people, rounded down to a multiple of five; 0: fewer than five */
	bool times;        /* it is about the organisation: each filled-in form is one */
};
struct question_forms {
	const struct question_form *at;
	size_t n;
};
/* By title, after folding (report.h); adds the audit entry to c->change. ERR_DENIED without MK. */
enum err question_forms(struct ctx *c, struct question_forms *out) NODISCARD;

/* A count that may be told or not. */
struct question_cell {
	struct str label; /* in the language of the page */
	uint32_t n;       /* 0 where it is not told */
	bool shown;
};
struct question_cells {
	const struct question_cell *at;
	size_t n;
};
enum question_told {
	QUESTION_TOLD,
	QUESTION_TOO_FEW, /* fewer than five answered */
	QUESTION_NEARLY   /* all but fewer than five were asked: it would tell of these */
};
struct question {
	struct str label;
	struct str group; /* label of the group around it; may be empty */
	enum question_told told;
	struct question_cells choices; /* of what was answered; empty for a number */
	bool several;                  /* one person may be in several of these */
	bool first;                    /* of a rank: what came first */
	struct question_cell answered;
	struct question_cell asked;    /* answered, or said why not */
	struct question_cells missing; /* the five kinds */
	bool few_missing;              /* fewer than five did not answer; then asked is not told */
	bool number;                   /* a whole number */
	bool has_mean;                 /* of a number, when enough people answered */
	double mean, median;
};
struct question_list {
	const struct question *at;
	size_t n;
};
/* Years that are shown as one, since fewer people were asked in one of them (pool_years). */
struct question_period {
	int first, last;
	bool chosen;
};
struct question_periods {
	const struct question_period *at;
	size_t n;
};
struct question_report {
	struct str id, title;
	bool times;
	struct question_periods periods;
	struct question_list questions; /* in the order of the form */
};
/* The countable questions of one form in the period that holds year (0: the latest), in its latest
 * wording that was answered. Of each person the latest answer of the period counts. Adds the audit
 * entry to c->change. ERR_ABSENT: nothing was counted of such a form; ERR_DENIED without MK. */
enum err question_report(struct ctx *c, struct str form, int year,
                         struct question_report *out) NODISCARD;
