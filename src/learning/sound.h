/* Is the instrument sound here? (04-measure.md): whether the six domains measure what they should,
 * with the people of this house; with what may not be shown already taken out. Only pseudonyms are
 * read. */
#pragma once
#include "access/module.h"
#include "measure/outcomes.h"

/* Its shape is sound_inside.h's. */
struct sound_report;
struct report_set;

/* The figures for one age group, after folding (report_fold); adds the audit entries to c->change,
 * folded is the count for them. *out lives in c->arena. ERR_DENIED without MK. */
enum err sound_figures(struct ctx *c, enum outcomes_group group, int64_t folded,
                       struct sound_report *out) NODISCARD;

/* Puts what the page says of spread and reliability in use on the pages of people
 * (access/yardstick.h), under id; adds to c->change. ERR_INVALID while too few people stand behind
 * it; otherwise as sound_figures and yardsticks_write. */
enum err sound_put_in_use(struct ctx *c, struct row_id id, enum outcomes_group group) NODISCARD;

/* True when the rubric of an age group meets every limit of docs/decisions/0031 with the people of
 * this house: other pages then leave out that it is not validated. Reads all scores again, unless
 * set (of report_open) has too few people of the age group anyway. */
enum err sound_validated(struct ctx *c, const struct report_set *set, enum outcomes_group group,
                         bool *out) NODISCARD;
