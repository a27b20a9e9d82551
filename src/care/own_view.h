/* Her own view of the six domains, in words and pictures: beside ours, never averaged with it. */
#pragma once
#include "care/assessment.h"

struct own_view_new {
	struct day day; /* NO_DAY: today */
	struct str how; /* "alone", "together" or "paper"; empty: not noted */
	const struct assessment_item
		*items; /* my_safety, ...: values 1 to 4; those left out were skipped */
	size_t n;
	const struct row_id *replaces; /* NULL, or the one that was typed wrongly */
};
/* Writes her view under id, sealed in case; adds to c->change. It waits for nothing. ERR_DENIED
 * without the key; ERR_INVALID for a question or answer that the form does not have. One that was
 * replaced meanwhile makes the commit end in ERR_CONFLICT. */
enum err own_view_write(struct ctx *c, struct person_id person, struct row_id id,
                        const struct own_view_new *n) NODISCARD;

/* How she answered one domain. */
struct own_answer {
	int level;          /* 1..4; 0: skipped */
	struct str words;   /* "I feel safe on most days." in the language of c; empty when skipped */
	struct str picture; /* "plant" */
};
struct own_view {
	struct row_id id;
	struct day day;
	struct instant hour;
	struct str how;
	struct str form;   /* hash of the wording that was answered */
	struct str author; /* user name of who typed or handed it over */
	bool current;
	bool closed; /* to this reader: nothing else is known then but id, hour and author */
	struct own_answer domain[BOWL_DOMAINS];
};
struct own_view_list {
	const struct own_view *at;
	size_t n;
};
/* All of them by day, oldest first, also those replaced. */
enum err own_views(struct ctx *c, struct person_id person, struct own_view_list *out) NODISCARD;
/* Draws the picture of an answer ("seed", ...), 44 pixels wide, silent for ears; in own_view.html.
 */
void own_picture(struct html *h, const char *name);
/* One in its latest correction. ERR_ABSENT when there is none. */
enum err own_view_read(struct ctx *c, struct person_id person, struct row_id id,
                       struct own_view *out) NODISCARD;
