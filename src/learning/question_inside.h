/* Private to learning/question: what was counted, as it is read. */
#pragma once
#include "access/forms.h"
#include "access/inbox.h"
#include "learning/question.h"

/* One filled-in form. */
struct question_row {
	struct pseudonym_id pseudonym;
	int64_t month; /* year * 12 + month - 1 */
	struct str form, hash, fields;
};
struct question_rows {
	struct question_row *at; /* by form, then pseudonym, the latest first */
	size_t n;
};
/* How many people stand in rows that are ordered so. */
uint32_t question_people(const struct question_rows *rows);
/* question_count.c: the questions of form over the rows of one period. */
struct question_list question_count(struct ctx *c, const struct form_kept *form,
                                    const struct question_rows *rows);
