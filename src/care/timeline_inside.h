/* Private to care/timeline: who opened this. */
#pragma once
#include "care/timeline.h"

/* Gathers entries, newest first, by day and colleague; in c's arena. When lines are a full page,
 * the oldest day waits for the next one, so that no day is torn apart. */
void opened_by_day(struct ctx *c, const struct audit_lines *lines, struct opened_days *out);
/* Handler of timeline_opened.c. */
enum err timeline_opened_show(struct visit *v) NODISCARD;
