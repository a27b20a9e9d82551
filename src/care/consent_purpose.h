/* The words of consents: purposes, groups of data, and how an answer is given. Codes are sealed and
 * final. */
#pragma once
#include "access/access.h"
#include "html/form_view.h"

extern const struct choice_list consent_purposes;
extern const struct choice_list consent_groups;
extern const struct choice_list consent_hows;
extern const struct choice_list consent_givers;
extern const struct choice_list consent_assents;
extern const struct choice_list consent_back_hows;
enum {
	GROUP_NAME,
	GROUP_WHERE,
	GROUP_SAFETY,
	GROUP_CASE,
	GROUP_STORY,
	GROUP_HEALTH,
	GROUP_COUNSEL,
	GROUP_LEGAL,
	GROUP_TOTALS
};
/* The msgid of a code of one of the lists; "" when it is none. */
const char *consent_label(const struct choice_list *list, struct str code);
/* "name and contact, health": the groups of a mask in the language of c; in c->arena. */
struct str consent_groups_words(struct ctx *c, uint32_t groups);
/* The msgid of a purpose; "A consent" for an unknown one. */
const char *consent_purpose_words(struct str purpose);
/* True when the purpose names somebody outside this organisation. */
bool consent_leaves(struct str purpose);
