/* How old a person is, how sure that is, and who said so. It lies in the directory entry beside the
 * name (care/person.h). */
#pragma once
#include "care/person.h"

/* Who said so; codes are sealed and final: "herself", "papers", "relative", "health", "staff". */
extern const struct choice_list age_sources;

struct age_new {
	int64_t birth_year; /* 0: not known */
	bool estimated;
	struct str said_by; /* a code of age_sources; empty: not asked */
};
/* Writes it; adds to c->change. The age group of the walk that goes on is counted anew when the
 * actor may write in the case. ERR_DENIED when the actor may not write her identity, ERR_INVALID
 * for a year to come or an unknown source. */
enum err age_write(struct ctx *c, struct person_id person, const struct age_new *a) NODISCARD;
/* Years of age this year, at least 0; -1 when the year of birth is not known. */
int age_years(const struct person *p, struct day today);
