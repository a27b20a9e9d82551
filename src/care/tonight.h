/* The night card: what those on duty need to know of the people of their site. Keeps nothing of its
 * own. */
#pragma once
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
};
struct tonight {
	struct task_lines signs;  /* "be with this person now": TASK_HARM_SIGN, the latest first */
	struct person_list names; /* of signs, in their order */
	const struct tonight_person *at;
	size_t n;
	size_t from; /* place of the first one */
	bool more;   /* there are further ones */
};
enum { TONIGHT_PAGE = 10 };

/* Those with whom a walk goes on and whose safety opens to the actor: of the team, or NULL: those
 * the actor walks with or has opened in an emergency. Open needs first, then who came last; a page
 * of TONIGHT_PAGE from a place. Adds to c->change an opening for each one shown (P5). */
enum err tonight_read(struct ctx *c, const struct team_id *team, size_t from,
                      struct tonight *out) NODISCARD;
