/* Private to learning/report: everybody who is counted, between what was folded and the arrays of
 * measure/outcomes. Nothing here depends on the day on which it is read, so that it can be kept. */
#pragma once
#include "learning/report_inside.h"

enum { GATHERED_DAY_MOST = 32000, GATHERED_SITES_MOST = UINT16_MAX };

/* One walk of somebody, 48 bytes. Those of one pseudonym stand together, in their order. */
struct draft {
	struct pseudonym_id pseudonym;
	uint64_t mark;       /* mark_number of hers when this was read */
	uint32_t types;      /* bits of the list of casework types that was asked with */
	int32_t until;       /* the last day of her consent, INT32_MAX: no end; when says is 1 */
	uint16_t month;      /* of arrival: year * 12 + month - 1; 0: not known */
	int16_t latest;      /* the last day after arrival of which something is known */
	int16_t closed;      /* days since entry, when reason is not CLOSED_NOT */
	uint16_t site;       /* index of gathered.sites */
	uint16_t scores;     /* how many of the next ones are hers */
	uint16_t harms;      /* the same */
	uint8_t group;       /* enum outcomes_group */
	uint8_t reason;      /* enum outcomes_reason */
	uint8_t followup;    /* enum outcomes_followup */
	unsigned says : 4;   /* to statistics: 0 no, 1 yes, DRAFT_SILENT */
	unsigned gender : 4; /* index of report_gender_codes; 0: not written down */
};
enum { DRAFT_SILENT = 2 };

/* The words of sites, each once; the first is empty. */
struct site_list {
	struct str *at;
	size_t n;
	size_t room;
};

struct gathered {
	struct draft *drafts;
	size_t n;
	struct outcomes_score *scores; /* in the order of the drafts, as the days of harm */
	size_t n_scores;
	struct harm_days harms;
	struct site_list sites;
};

static inline uint64_t mark_number(struct row_id mark)
{
	uint64_t n;

	memcpy(&n, mark.b, sizeof n);
	return n;
}

/* Whose rows changed, and their marks now, in the order of pseudonyms. */
struct changed {
	struct pseudonym_id pseudonym;
	uint64_t mark;
};
struct changed_list {
	struct changed *at;
	size_t n;
};
/* Reads these alone from the database, into a; sites begin with those of out. */
enum err gather_of(struct ctx *c, struct arena *a, const struct code_list *types,
                   const struct changed_list *who, struct gathered *out) NODISCARD;

/*
 * --- report_columns.c: the same in a file (docs/decisions/0040-columns.md) ---
 * What is kept in the house's file, when it holds what was folded as c->read sees it, with the bits
 * of these types; in a. ERR_CONFLICT: it did before somebody's rows were changed, which their marks
 * tell (columns_renew). ERR_ABSENT when there is no such file, it holds something else, or anything
 * about it is in doubt.
 */
enum err columns_open(struct ctx *c, struct arena *a, const struct code_list *types,
                      struct gathered *out) NODISCARD;
/* --- report_renew.c: what columns_open left with ERR_CONFLICT, with the rows that changed since as
 * they are now; in a. ERR_TOO_BIG: so many did that it is better to read everything. */
enum err columns_renew(struct ctx *c, struct arena *a, const struct code_list *types,
                       const struct gathered *old, struct gathered *out) NODISCARD;
/* Keeps it when there are enough people, which nobody has to rely on: what goes wrong is logged. */
void columns_keep(struct ctx *c, const struct code_list *types, const struct gathered *g);
