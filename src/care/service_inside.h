/* Private to the module service: what its pages show. */
#pragma once
#include "care/person.h"
#include "care/service.h"

enum { SERVICES_PAGE = 20 };

struct service_line {
	struct service s;
	struct str type;  /* in words */
	struct str group; /* in words; empty: not in a group */
	bool corrects;    /* this reader may correct it */
	bool asks;        /* there are forms about services */
};
struct service_lines {
	const struct service_line *at;
	size_t n;
};
struct service_view {
	struct person person;
	const char *action;
	struct choice_list types;
	struct service_lines promised;
	struct service_lines done; /* one page of those that took place */
	int64_t times;             /* of all that open to this reader */
	int64_t minutes;
	struct pager pager;
	struct day today;
	bool writes;
	bool asks;                 /* there are forms about services */
	bool note_closed;          /* there is a note, and it is closed: it stays as it is */
	bool fulfils;              /* the one that is written was promised */
	const struct service *now; /* what stands, when a colleague was faster; NULL: nobody was */
	struct str now_type;
};
