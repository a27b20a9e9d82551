/* Private to care/consent: its rules, and how a row is opened. */
#pragma once
#include "care/consent.h"
#include "care/person.h"

/* In the language of c. */
const char *consent_say(const struct ctx *c, const char *text);
/* "en-5f3a09c2": language and hash of the text that is told about a purpose, as it reads today. */
struct str purpose_told(struct ctx *c, const struct purpose *p);

/* How old a person is when only the birth year is known. */
enum majority {
	AGE_UNKNOWN,
	AGE_CHILD,   /* not yet 18 on any day of this year */
	AGE_TURNING, /* turns 18 this year; may have done so */
	AGE_ADULT
};
enum majority consent_majority(int64_t born, struct day on);
/* When all consents are asked anew, of this person alone: in the third quarter of the year in which
 * she turns 18, when three of four have had their birthday; which day, her id decides, so that it
 * tells no stranger the year. NO_DAY when no year is known. */
struct day consent_majority_day(int64_t born, struct person_id person);
/* True when a guardian or a best-interests decision answers. */
bool consent_by_another(const struct consent_terms *t);
/* True when the pack lets a child of that year answer alone. */
bool consent_alone(const struct purpose *p, int64_t born, struct day on);
/* True when another answered for a child who is certainly an adult today; born_now: as the
 * directory says, 0 when that is closed or not known. */
bool consent_outgrown(const struct consent_terms *t, int64_t born_now, struct day today);

struct consent_fault {
	const char *field;
	const char *words; /* msgid */
};
/* Fills in what was left empty (the purpose's own recipient and last day, today, the birth year).
 * ERR_INVALID when terms cannot stand: *fault says why, NULL for a purpose that is none. */
enum err consent_settle(struct ctx *c, struct person_id person, struct consent_terms *t,
                        bool refused, const struct consent_fault **fault) NODISCARD;
/* What follows from an answer: counting, and the tasks that ask again. gone: the row that no longer
 * counts, or NULL. */
enum err consent_follow(struct ctx *c, struct person_id person, const struct consent_terms *t,
                        bool yes, const struct row_id *gone) NODISCARD;
/* Terms to and from the sealed body. */
struct buf consent_body(struct ctx *c, const struct consent_terms *t);
void consent_fields(struct str body, struct consent_terms *out);

struct consent_row; /* care/consent_sql.h */
/* Opens a row; what is closed to the actor is closed, no error. born: as in consent_outgrown. */
enum err consent_open(struct ctx *c, struct person_id person, int64_t born,
                      const struct consent_row *r, struct consent *out) NODISCARD;
/* For the person's page. */
void consent_ask(struct ctx *c, struct person_id person, void **state);
enum err consent_tell(struct ctx *c, struct person_id person, void *state,
                      struct page_parts *parts) NODISCARD;
