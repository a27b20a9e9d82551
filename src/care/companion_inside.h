/* Private to care/companion: what its pages show. */
#pragma once
#include "care/companion.h"
#include "care/person.h"

struct companions_view {
	struct person person;
	struct companions walking;
	struct companions kept;
	struct companions possible; /* empty unless decides */
	bool opens;                 /* this reader may open the page */
	bool safety;                /* not the page, but what a night needs */
	bool decides;               /* this reader may decide who walks along */
	bool emergency;             /* this reader could open it in an emergency */
};

struct glass_seen {
	struct glass_line line;
	struct str called; /* the person's name, or the code */
	struct day day;
	struct str hour; /* "14:00" */
};
enum { GLASS_SHOWN = 20 };
struct glass_all {
	const struct glass_seen *at; /* one page of them */
	size_t n;
	struct pager pager;
};
