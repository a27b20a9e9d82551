/* When something happened, when it was told, and who wrote it on paper before it was typed. The
 * hour of typing and who typed stand in the row itself. */
#pragma once
#include "access/visit.h"

struct when {
	struct day day;   /* when it happened; NO_DAY: the day of typing */
	struct day told;  /* when it was told; NO_DAY: the same day */
	struct str paper; /* who wrote it on paper first; empty: nobody */
};
/* It happened, and was told, on the day of typing. */
#define WHEN_TYPED ((struct when){ NO_DAY, NO_DAY, { "", 0 } })
/* In a form table, with the part field_when of html/parts.html: the fields of member, a struct
 * when. */
#define FIELDS_WHEN(type, member) \
	{ .name = "day", .kind = FIELD_DAY, .at = offsetof(type, member.day) }, \
		{ .name = "told", .kind = FIELD_DAY, .at = offsetof(type, member.told) }, \
	{ \
		.name = "paper", .kind = FIELD_TEXT, .max = 100, .at = offsetof(type, member.paper) \
	}

/* Puts a problem beside a day that is to come, and beside a telling before it happened; ERR_INVALID
 * then. */
enum err when_check(struct visit *v, const struct when *w) NODISCARD;
/* Adds it to a record inside a sealed value. */
void when_put(struct buf *b, const struct when *w, struct day today);
/* Of such a record; typed: the day for a record that names none. */
struct when when_get(struct str record, struct day typed);
/* Fills a form that corrects. */
void when_fill(struct visit *v, const struct when *w);
