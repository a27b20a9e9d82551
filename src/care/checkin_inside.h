/* Private to the module checkin: what its pages show. */
#pragma once
#include "care/checkin.h"
#include "care/person.h"

enum { CHECKINS_SHOWN = 20 };

/* A check-in in its latest correction. ERR_ABSENT when there is none. */
enum err checkin_read(struct ctx *c, struct person_id person, struct row_id id,
                      struct checkin *out) NODISCARD;
/* The label of a level; "" for 0. */
const char *checkin_level_words(int level);

struct checkins_view {
	struct checkin_list all; /* one page of them */
	struct person_id person;
	struct pager pager;
	bool may_write;
};
struct checkin_view {
	const char *action;
	const struct checkin *now; /* NULL, or what is corrected */
	bool conflict;
};
