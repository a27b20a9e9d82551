/* What the pages of figures share: the choices of their filters, and folding before they are shown.
 * Private to learning. */
#pragma once
#include "learning/report_inside.h"
#include "learning/report_view.h"

/* A msgid in the language of the page. */
struct str report_word(const struct visit *v, const char *text);

/* What a query says; what it does not say, or says wrongly, is all types, adults, or 0. */
int report_type_of(const struct code_list *types, struct str s);
enum outcomes_group report_group_of(struct str s);
int report_year_of(struct str s);
enum report_by report_by_of(struct str s);
/* The pack's list of casework types, in the language of the page. */
enum err report_types_read(struct visit *v, struct code_list *out) NODISCARD;

/* The choice of type, age and years that a query makes; of first walks. */
enum err report_filter_read(struct visit *v, struct report_filter *out) NODISCARD;

struct filter_options report_type_options(struct visit *v, const struct code_list *types,
                                          int chosen);
struct filter_options report_by_options(struct visit *v, enum report_by chosen);
struct filter_options report_age_options(struct visit *v, enum outcomes_group chosen);
/* "Any year", then first to last (first 0: none). */
struct filter_options report_year_options(struct visit *v, int first, int last, int chosen);

/* All of them for a view, and where the same is taken as a file: at this path. */
struct report_choices report_choices_of(struct visit *v, const struct outcomes_report *r,
                                        const char *file);

/* Folds what waits, off the page threads, and then calls show. */
enum err report_after_folding(struct visit *v, enum err (*show)(struct visit *v)) NODISCARD;
/* In show: how many rows were folded, or why it failed. Somebody else folding just now is no
 * failure: what waits is told beside the figures. */
enum err report_was_folded(struct visit *v, int64_t *folded) NODISCARD;
