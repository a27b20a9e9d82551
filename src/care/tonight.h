/* The night card: what those on duty need to know of the people of their site. Keeps nothing of its
 * own. */
#pragma once
#include "access/holder.h"
#include "care/contact.h"
#include "care/day_call.h"
#include "care/person.h"
#include "care/safety.h"

struct tonight_person {
	struct person person;
	struct contact_rules contact;
	struct safety_plan plan;
	struct safety_needs needs; /* open, soonest first */
	bool may_write;
	bool record; /* the whole record opens to this reader */
	bool wider;  /* it could be opened in an emergency */
	bool here;   /* sleeps at this site tonight, and the actor may know */
};
struct tonight {
	struct task_lines signs;  /* "be with this person now": TASK_HARM_SIGN, the latest first */
	struct person_list names; /* of signs, in their order */
	const struct tonight_person *at;
	size_t n;
	size_t from;        /* place of the first one */
	bool more;          /* there are further ones */
	bool sorted;        /* who sleeps here stands first; false: the actor may know it of nobody */
	size_t needs_later; /* people further back for whom something is needed within hours */
	size_t needs_from;  /* place of the first one */
};
enum { TONIGHT_PAGE = 10, TONIGHT_SORTED = 10 * TONIGHT_PAGE };

/* Those with whom a walk goes on and whose safety opens to the actor: of a site, or NULL: those the
 * actor walks with or has opened in an emergency. Who sleeps at the site tonight stands first, as
 * far as the actor holds the key of the location; in both parts open needs first, then who came
 * last. A page of TONIGHT_PAGE from a place; TONIGHT_SORTED at a time are put in this order. Adds
 * to c->change an opening for each one shown (P5). */
enum err tonight_read(struct ctx *c, const struct team_view *site, size_t from,
                      struct tonight *out) NODISCARD;
