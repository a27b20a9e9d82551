/* Finding one's way in a room of several pages: they stand by the questions that they answer. A
 * page is added in visit_corners.c, in one line of each of its two lists. */
#pragma once
#include "access/visit.h"

struct room_page {
	struct nav_item item;
	const char *words; /* msgid: what it shows; NULL: not said */
};
struct room_pages {
	const struct room_page *at;
	size_t n;
};
struct room_question {
	const char *words; /* msgid */
	struct room_pages pages;
};
struct room_questions {
	const struct room_question *at;
	size_t n;
};
/* The pages of a section that this reader may open, by question; none of them is empty. */
struct room_questions visit_questions(struct visit *v, const char *section);
