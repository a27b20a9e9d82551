/* Private to the module unmet: what its pages show. */
#pragma once
#include "access/holder.h"
#include "care/person.h"
#include "care/service.h"
#include "care/unmet.h"

/* n with its day, checked against the lists. */
enum err unmet_checked(struct ctx *c, const struct unmet_new *n, struct unmet_new *out) NODISCARD;
/* What a team counts of somebody known, in the row of this id: it follows the person's entry. */
enum err unmet_count_team(struct ctx *c, struct team_id team, struct row_id id,
                          const struct unmet_new *n) NODISCARD;

enum { UNMET_TEAM_DAYS = 365, UNMET_SHOWN = 20 };

struct unmet_view {
	struct person person;
	const char *action;
	struct code_list types;
	struct choice_list asked; /* the same, as answers */
	struct unmet_list all;    /* that stand, and that were replaced */
	struct unmet_list shown;  /* one page of those that stand and open to this reader */
	struct pager pager;
	bool writes;
	const struct unmet *now; /* what stands, when a colleague was faster; NULL: nobody was */
};

struct unmet_total {
	struct str label;
	int64_t known;
	int64_t unknown;
};
struct unmet_totals {
	const struct unmet_total *at;
	size_t n;
};
struct unmet_team_view {
	struct choice_list asked;
	struct code_list types;
	struct team_views teams;
	struct team_view team;          /* whose rows are shown */
	struct turned_away_list lately; /* of those without a record */
	bool totals;                    /* this reader sees the figures */
	struct unmet_totals by_why;
	struct unmet_totals by_asked;
	int64_t all;
	const char *action;            /* of a correction */
	const struct turned_away *now; /* what stands, when a colleague was faster; NULL: nobody was */
};

/* How many of all give each answer of a list: by why it was not possible, or by what was asked. */
void unmet_totals_of(struct ctx *c, const struct turned_away_list *all, bool by_why,
                     const struct choice_list *list, struct unmet_totals *out);
/* The newest of those without a record, UNMET_SHOWN at most. */
void unmet_lately_of(struct ctx *c, const struct turned_away_list *all,
                     struct turned_away_list *out);
