/* Everything that was written about the law and a person, as it stands. */
#pragma once
#include "care/legal.h"

struct legal_hearings {
	const struct legal_hearing *at;
	size_t n;
};
struct legal_proceedings {
	const struct legal_proceeding *at;
	size_t n;
};
struct legal_notes {
	const struct legal_note *at;
	size_t n;
};
struct legal {
	struct legal_status status;
	struct legal_view view;
	struct legal_hearings hearings;       /* by day, the last one first */
	struct legal_proceedings proceedings; /* as they were written */
	struct legal_notes notes;
	bool closed; /* what lies in legal is closed to the actor */
};
/* Texts live in c->arena. What lies in case is empty for whoever lacks that. */
enum err legal_read(struct ctx *c, struct person_id person, struct legal *out) NODISCARD;
/* One hearing, proceeding or note in its latest correction. ERR_ABSENT when there is none, or it is
 * closed to the actor. */
enum err legal_hearing_read(struct ctx *c, struct person_id person, struct row_id id,
                            struct legal_hearing *out) NODISCARD;
enum err legal_proceeding_read(struct ctx *c, struct person_id person, struct row_id id,
                               struct legal_proceeding *out) NODISCARD;
enum err legal_note_read(struct ctx *c, struct person_id person, struct row_id id,
                         struct legal_note *out) NODISCARD;
/* The first hearing from today on that is still planned; NULL: none. */
const struct legal_hearing *legal_hearing_next(const struct legal *l, struct day today);
/* The last day of the reflection period, made longer or not; NO_DAY: none. */
struct day legal_reflection_until(const struct legal_status *s);

/* Kinds of proceeding, the choice to take part, how a hearing stands; codes are sealed and final.
 */
extern const struct choice_list legal_kinds;
extern const struct choice_list legal_parts;
extern const struct choice_list legal_states;
/* The pack's kinds of status, in the language of c. ERR_ABSENT without the pack. */
enum err legal_statuses(struct ctx *c, struct choice_list *out) NODISCARD;
/* The words of a status; the code itself when the pack has none. */
struct str legal_status_words(struct ctx *c, struct str code);
