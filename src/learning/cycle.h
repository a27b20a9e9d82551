/* Action research: plan, act, observe, reflect, and again. Each cycle is tied to a figure of the
 * reports, so that what changed can be seen. About how the house works, never about a person;
 * sealed to the measurement key, since its figures are those of the reports. */
#pragma once
#include "access/module.h"

enum cycle_stage { CYCLE_ACT, CYCLE_OBSERVE, CYCLE_REFLECT, CYCLE_GOES_ON, CYCLE_OVER };

struct cycle {
	struct row_id id;
	struct str title;
	struct str plan;      /* what is to change, and what is tried */
	struct str indicator; /* id of measure/definitions.def */
	struct str baseline;  /* the figure before, in words: "38 % of 42 people" */
	struct day baseline_day;
	struct str who; /* teams or roles */
	struct str act; /* what was done */
	struct day act_day;
	struct str result; /* the figure after */
	struct day result_day;
	struct str learned;
	struct str next; /* the next step, and when it is taken */
	struct day next_day;
	bool over;
	/* as it was read */
	struct str author; /* user name, of what was written last */
	struct day day;    /* when that was typed */
};
struct cycles {
	const struct cycle *at;
	size_t n;
};

/* The figures that a cycle may be tied to; labels are msgids. In a. */
struct choice_list cycle_indicators(struct arena *a);
/* The title of a definition, a msgid; "" when there is none of this id. */
const char *cycle_indicator_title(struct str id);
/* What comes next in it: the first of the four that is not written. */
enum cycle_stage cycle_stage(const struct cycle *k);

enum cycle_lack {
	CYCLE_WHOLE,
	CYCLE_LACKS_WORDS,     /* title, plan or an indicator of the list */
	CYCLE_LACKS_NEXT_DAY,  /* it is open, and nobody would look at it again */
	CYCLE_LACKS_NEXT_STEP, /* it is open, and the day has nothing to do */
	CYCLE_LACKS_LEARNED    /* it is over, and what was learned is not said */
};
enum cycle_lack cycle_lack(struct arena *a, const struct cycle *k);

/* Writes k under k->id; replaces: NULL, or the row that it follows. Figures and acts without a day
 * get today's. Adds to c->change, whose commit ends in ERR_CONFLICT when somebody else wrote
 * meanwhile. ERR_DENIED without the measurement key, ERR_INVALID when something lacks, ERR_ABSENT
 * when there is no such row. */
enum err cycle_write(struct ctx *c, const struct cycle *k, const struct row_id *replaces) NODISCARD;
/* What stands: the open ones by the day of their next step, then those that are over, the latest
 * first. ERR_DENIED without the measurement key. */
enum err cycles_read(struct ctx *c, struct cycles *out) NODISCARD;
/* One of them as it stands, from any of its rows. ERR_ABSENT when there is none. */
enum err cycle_read(struct ctx *c, struct row_id id, struct cycle *out) NODISCARD;
