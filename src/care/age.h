/* How old a person is, how sure that is, and who said so. What stands lies in the directory entry
 * beside the name (care/person.h); what was said before is kept, each in place of the one before.
 */
#pragma once
#include "care/person.h"

/* Who said so; codes are sealed and final: "herself", "papers", "relative", "health", "staff". */
extern const struct choice_list age_sources;

struct age_new {
	int64_t birth_year; /* 0: not known */
	bool estimated;
	struct str said_by;            /* a code of age_sources; empty: not asked */
	const struct row_id *replaces; /* NULL: the first to be written */
};
/* Writes it under id, in place of the one before; adds to c->change. The age group of the walk that
 * goes on is counted anew when the actor may write in the case. ERR_DENIED when the actor may not
 * write her identity, ERR_INVALID for a year to come or an unknown source. The commit ends in
 * ERR_CONFLICT when somebody else wrote one meanwhile. */
enum err age_write(struct ctx *c, struct person_id person, struct row_id id,
                   const struct age_new *a) NODISCARD;
/* The row that stands. ERR_ABSENT when none was written: what the arrival card says has none. */
enum err age_now(struct ctx *c, struct person_id person, struct row_id *id,
                 struct str *author) NODISCARD;
/* Years of age this year, at least 0; -1 when the year of birth is not known. */
int age_years(const struct person *p, struct day today);
