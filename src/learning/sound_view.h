/* Private to learning/sound: figures as words, for its page. */
#pragma once
#include "html/form_view.h"
#include "learning/report_view.h"
#include "learning/sound_inside.h"

/* "0.82"; "0.78 to 0.86", empty when there is no interval. */
struct str sound_number(struct html *h, double x);
struct str sound_between(struct html *h, const struct sound_figure *f);
/* "45 to 49": how many people, not to the person. */
struct str sound_people_about(struct html *h, size_t n);
/* Why there is no figure, and what an alpha says: msgids. */
const char *sound_unsaid(const struct sound_figure *f);
const char *sound_together(const struct sound_figure *alpha);
/* "Yes", "No", "Cannot be said yet": msgids. */
const char *sound_answer(enum sound_answer a);
/* Where what a claim rests on is defined. */
struct str sound_link(struct html *h, const struct sound_claim *c);

/* What the pages of people measure a change by: by these people, and since when something is in
 * use. */
struct stick_line {
	size_t i; /* domain */
	bool known;
	struct yardstick stick;
	double least; /* more than this is more than noise */
};
struct stick_lines {
	const struct stick_line *at;
	size_t n;
};
struct sticks_view {
	bool any; /* enough people for one domain at least */
	struct stick_lines lines;
	struct day in_use; /* NO_DAY: nothing is */
	struct str age;    /* code of the age group */
};
struct stick_lines sound_stick_lines(struct arena *a, const struct yardsticks *sticks);
