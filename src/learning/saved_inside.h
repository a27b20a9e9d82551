/* Private to learning/saved: what a view is made of, and where it leads. */
#pragma once
#include "learning/saved.h"

/* --- saved_link.c --- */
extern const char *const saved_params[SAVED_PARAMS];
/* "outcomes"; stored and final. Of another word: outcomes. */
const char *saved_page_code(enum saved_page page);
enum saved_page saved_page_of(struct str code);
/* "fixed", "this_year"; stored and final. Of another word: fixed. */
const char *saved_period_code(enum saved_period period);
enum saved_period saved_period_of(struct str code);
const char *saved_page_words(enum saved_page page);       /* msgid */
const char *saved_period_words(enum saved_period period); /* msgid */

/* True when the page has this filter. */
bool saved_page_has(enum saved_page page, enum saved_param param);
/* True when its page can be asked for this period, with the other filters of v. */
bool saved_period_fits(const struct saved_view *v);
/* Leaves what its page has and shows: no filter that says what the page does anyway, and no third
 * beside groups. */
void saved_tidy(struct saved_view *v);
/* Where it leads as seen from today; in a. */
struct str saved_href(struct arena *a, const struct saved_view *v, struct day today);
/* The address on which its filters are given a name. */
struct str saved_new_href(struct arena *a, const struct saved_view *v);
