/* The people in the figures as arrays, for modules that count them in another way. Only pseudonyms
 * and codes. */
#pragma once
#include "forms/list.h"
#include "learning/report.h"

struct report_input {
	struct outcomes_episode *episodes;
	size_t n_episodes;
	struct outcomes_score *scores;
	size_t n_scores;
	int first_year; /* 0 when there is nobody */
	int last_year;
	int64_t unplaced;
	const struct pseudonym_id *pseudonyms; /* of each episode */
	const struct str *sites;               /* the same; empty: not written down */
	const struct str *genders;             /* the same */
};
/*
 * Reads everything that was folded. f gives the period of new harm, types gives the bits of the
 * casework types. The arrays live in an arena of their own that goes with c->arena. A blob knows
 * the month of arrival only, so an episode begins on the last day of that month which all that is
 * known allows: a window is never said to be over too early, and at most a month late.
 */
enum err report_gather(struct ctx *c, const struct report_filter *f, const struct code_list *types,
                       struct report_input *out) NODISCARD;

/* Codes of the folded blobs and of files: of age groups, domains, and reasons of closure (NULL for
 * CLOSED_NOT). */
extern const char *const report_domain_codes[OUTCOMES_DOMAINS];
extern const char *const report_group_codes[OUTCOMES_GROUPS];
extern const char *const report_reason_codes[OUTCOMES_REASONS];
enum { REPORT_GENDERS = 5 };
extern const char *const report_gender_codes[REPORT_GENDERS]; /* the first: not written down */
/* Their words (msgids). */
extern const char *const report_domain_words[OUTCOMES_DOMAINS];
extern const char *const report_group_words[OUTCOMES_GROUPS];

/* The rows of the tables: an index and its words. */
struct report_name {
	size_t i;
	const char *words; /* msgid */
};
struct report_names {
	const struct report_name *at;
	size_t n;
};
struct report_names report_domains(void);
struct report_names report_verdicts(void);
struct report_names report_reasons(void);
/* What people stable at closure came to; and how an assessment at closure ended. */
struct report_names report_sustained_parts(void);
struct report_names report_closed_parts(void);
