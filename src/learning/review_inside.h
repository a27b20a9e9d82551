/* Private to learning/review. */
#pragma once
#include "learning/review_read.h"

enum { REVIEW_GOES_ON = 1, REVIEW_OVER = 2 };

/* Draws and hands out; review_draw.c. r has id, period, wanted, second and by_team; its pool and
 * drawn are filled in. */
enum err review_draw(struct ctx *c, struct review *r, const struct user_id *readers,
                     size_t n) NODISCARD;
