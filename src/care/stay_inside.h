/* Private to the module stay. */
#pragma once
#include "access/holder.h"
#include "care/person.h"
#include "care/stay.h"

/* The one that goes on, of those that stand and open; NULL: none. */
const struct stay *stay_going_on(const struct stay_list *all);

enum { STAYS_SHOWN = 20 };
struct stay_view {
	struct person person;
	const char *action;
	const struct stay *now;   /* NULL: not known */
	struct stay_list earlier; /* one page of them */
	struct pager pager;
	struct team_views teams; /* sites, by their code */
	bool writes;
	bool place_open; /* this reader may write where it is */
	bool corrects;   /* the form corrects or ends one */
	bool conflict;
	bool asks; /* there are forms about stays */
};
