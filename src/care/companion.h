/* Who walks with a person: assigning, stopping, keeping from the record, and opening in an
 * emergency. */
#pragma once
#include "access/module.h"

struct companion {
	struct user_id staff;
	struct str user_name;
	const char *role; /* msgid */
	int64_t roles;
	bool excluded;   /* kept from this record */
	bool hands_over; /* until somebody else has taken the walk on */
	bool self;
};
struct companions {
	const struct companion *at;
	size_t n;
};
/* Those who walk with her, then those who are kept from her record, by user name. The second only
 * when the actor may decide about it. ERR_DENIED when the actor may not even see the name. */
enum err companions_of(struct ctx *c, struct person_id person, struct companions *out) NODISCARD;
/* Colleagues of her team who could be asked to walk along: active, with a role that opens
 * something, not yet walking. */
enum err companions_possible(struct ctx *c, struct person_id person,
                             struct companions *out) NODISCARD;

/* What is decided about one colleague; each adds to c->change, with its entry in the audit.
 * ERR_DENIED without MAY_ASSIGN; ERR_ABSENT when the colleague is not of her team. */
enum err companion_begin(struct ctx *c, struct person_id person, struct user_id staff) NODISCARD;
/* ERR_INVALID for the last one: nobody is left alone. */
enum err companion_stop(struct ctx *c, struct person_id person, struct user_id staff) NODISCARD;
/* Keeps a colleague from the record (conflict of interest), also one who never walked with her;
 * companion_begin undoes it. */
enum err companion_keep_out(struct ctx *c, struct person_id person, struct user_id staff) NODISCARD;
/* Opens the record for eight hours; reason: one line, told to the lead and reviewed. */
enum err companion_emergency(struct ctx *c, struct person_id person, struct str reason) NODISCARD;
/* A lead has looked at an emergency opening. */
enum err companion_reviewed(struct ctx *c, struct person_id person, struct row_id glass) NODISCARD;
