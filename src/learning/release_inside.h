/* Private to learning/release: what its files share. */
#pragma once
#include "html/form_view.h"
#include "learning/release_plan.h"
#include "learning/report_people.h"

/* --- release_figure.c: the tables that can be declared --- */
enum release_of {
	OF_PEOPLE,    /* everybody: a service total */
	OF_CLOSED,    /* whose walk with us has ended; who agreed to statistics, as all below */
	OF_SUSTAINED, /* stable at closure, and their time after it is over */
	OF_BASELINE,  /* adults with a baseline: means */
	OF_1_YEAR,    /* adults assessed after a year: means */
	OF_ANSWERED,  /* of whom there is any answer in the group of columns: CTDC's percentages */
};
enum release_by {
	BY_TYPE,
	BY_SITE,
	BY_AGE,
	BY_YEAR,
	BY_REASON,
	BY_STABLE,
	BY_AFTER,
	BY_DOMAIN,
	BY_CTDC
};
struct release_figure {
	const char *code;
	const char *words; /* msgid */
	enum release_of of;
	enum release_by by;
};
struct release_figures {
	const struct release_figure *at;
	size_t n;
};
struct release_figures release_figures(void);
/* The same, to choose from. */
extern const struct choice_list release_figure_choices;
/* NULL when there is none of this code. */
const struct release_figure *release_figure_find(struct str code);
/* Rows that have an order are joined with a neighbour. */
bool release_figure_ordered(const struct release_figure *f);
bool release_figure_overlaps(const struct release_figure *f);
bool release_figure_consented(const struct release_figure *f);
/* Only people of whom one of the columns says something. */
bool release_figure_answered(const struct release_figure *f);
bool release_figure_means(const struct release_figure *f);
/* It rests on the rubric, which nobody has shown to be valid yet. */
bool release_figure_scored(const struct release_figure *f);

/* --- release_data.c: who is counted, and in which rows --- */
struct release_data {
	struct release_member *members; /* sorted; bit i of rows: code i */
	size_t n;
	struct str code[TABLE_ROWS];
	struct str label[TABLE_ROWS];
	size_t ncodes;
	uint64_t row[TABLE_ROWS]; /* codes of each row */
	size_t nrows;
	uint32_t others;         /* who would be counted, but did not agree */
	int64_t sum[TABLE_ROWS]; /* hundredths, of means; by code */
};
/* ERR_TOO_BIG when there are more codes than rows. */
enum err release_gather(struct ctx *c, const struct release_figure *f,
                        struct release_data *out) NODISCARD;

/* --- release_ctdc.c --- */
enum { CTDC_COLUMNS = 3 };
extern const struct ctdc_column {
	const char *code;
	const char *words; /* msgid */
} release_ctdc[CTDC_COLUMNS];
/* Bit i: column i, of somebody with these casework types. 0: no answer in any, and so no part of
 * the percentages. */
uint64_t release_ctdc_columns(const struct code_list *types, uint32_t bits);

/* --- release_body.c: what is kept of them --- */
struct str release_series_body(struct arena *a, const struct release_series *s);
void release_series_of(struct str body, struct release_series *out);
/* ERR_TOO_BIG. */
enum err release_body(struct arena *a, const struct release *r, struct str *out) NODISCARD;
void release_of_body(struct arena *a, struct str body, struct release *out);
/* People of the last release: their codes and their rows. */
struct str release_members_body(struct arena *a, const struct release_plan *p);
/* members in terms of the codes of p; a code that p does not have is a row of its own. */
void release_members_of(struct arena *a, struct str body, const struct release_plan *p,
                        struct release_member **out, size_t *n);

/* As a spreadsheet, with the day, every row and what a reader knows of it: what is signed and
 * handed out. No cell begins as a formula does. ERR_TOO_BIG. */
enum err release_csv(struct arena *a, const struct release *r, struct str *out) NODISCARD;

/* --- release_noise.c --- */
/* Adds noise to the rows and sums of open data. */
void release_noise(struct arena *a, struct release *r);

/* --- release_plan.c --- */
/* What release_plan says of a series, from all that was made. */
enum err release_planned(struct ctx *c, const struct release_series *s, const struct releases *all,
                         struct release_plan *out) NODISCARD;
