/* When something that is scored is due, and which point of the way a day is. The windows are those
 * of the reports. */
#pragma once
#include "care/person.h"

/* Which wave (enum outcomes_wave_name) a day is; WAVE_UNPLANNED outside all windows. first: nothing
 * was scored yet. */
int wave_of(const struct episode *e, struct day day, bool first);
/* When the next is due after one of this wave and day; NO_DAY: never. schedule is the instrument's
 * (forms/score.h). */
struct day wave_next(const struct episode *e, struct str schedule, int wave, struct day day);
