/* Safe contact: by which way this person may be reached, when, who may answer, and the exact words
 * to say. */
#pragma once
#include "access/module.h"

enum { CONTACT_STALE_DAYS = 30 }; /* then it is asked again */

struct contact_rule {
	struct str channel; /* "phone", "text", "app", "letter", "visit", "through"; "any": the line of
	                       the arrival card */
	struct str hours;
	struct str who_may_answer;
	struct str words; /* exactly what to say */
	bool allowed;
	struct day valid_until; /* NO_DAY: until it is asked again */
	struct day asked;
	bool message; /* a message may be left */
};
struct contact_rules {
	const struct contact_rule *at;
	size_t n;
};

/* The rules as last asked, those that were answered, in the order of channels. n == 0: never asked,
 * or closed to the actor; either way the default holds: do not contact. Texts are views in
 * c->arena. */
enum err contact_read(struct ctx *c, struct person_id person, struct contact_rules *out) NODISCARD;
/* True when the rule says yes and is still valid today. */
bool contact_may(const struct contact_rule *rule, struct day today);
/* True when the rules were asked more than CONTACT_STALE_DAYS ago; false when they were never
 * asked. */
bool contact_stale(const struct contact_rules *rules, struct day today);
/* The msgid of a channel's name; "Contact" for an unknown one. */
const char *contact_channel(struct str channel);

/* The latest row, for the form that asks again; *has false when there is none. */
enum err contact_latest(struct ctx *c, struct person_id person, struct row_id *id,
                        bool *has) NODISCARD;
/* Writes all rules as row id, asked today, in place of the row before (NULL: none); moves the task
 * to ask again; adds to c->change. The commit ends in ERR_CONFLICT when somebody wrote meanwhile.
 */
enum err contact_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct contact_rules *rules, const struct row_id *before) NODISCARD;

/* The channels that are asked, for forms. */
extern const struct choice_list contact_channels;
