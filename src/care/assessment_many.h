/* Scores that were written down elsewhere, and are brought in many at a time. */
#pragma once
#include "care/assessment.h"

/* An item of the rubric in force. */
struct scored_item {
	struct str name;     /* "safe_home" */
	struct str label;    /* in the language of c */
	struct str headings; /* its name and its labels in all languages, with | between */
	int64_t highest;     /* levels are 1 to this one */
};
struct scored_items {
	const struct scored_item *at;
	size_t n;
};
enum err assessment_items(struct ctx *c, struct scored_items *out) NODISCARD;
/* Values of assessment_new.setting, with their labels. */
enum err assessment_settings(struct ctx *c, struct choice_list *out) NODISCARD;
/* Values of waves; assessment_wave gives the number of one. */
const struct choice_list *assessment_waves(void);
int assessment_wave(struct str value);

/* Writes n assessments of one person, as assessment_write does one: but what was scored before it
 * came here does not wait for her own words, and only the last one plans the next. ids[i] belongs
 * to at[i], which replaces nothing. */
enum err assessments_bring(struct ctx *c, struct person_id person, const struct row_id *ids,
                           const struct assessment_new *at, size_t n) NODISCARD;
