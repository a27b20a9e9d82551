/* Private to learning/review. */
#pragma once
#include "learning/review_read.h"
#include "learning/review_sql.h"

enum { REVIEW_GOES_ON = 1, REVIEW_OVER = 2 };

/* Draws and hands out; review_draw.c. r has id, period, wanted, second and by_team; its pool and
 * drawn are filled in. */
enum err review_draw(struct ctx *c, struct review *r, const struct user_id *readers,
                     size_t n) NODISCARD;

/* Who reads which record, and how far; whose record it is, review_open_person fills in. */
struct review_reading review_reading_of(const struct review_reading_row *r);
/* Fills in whose record it is, when the actor has the key of the team; body.p NULL: the review is
 * over. */
enum err review_open_person(struct ctx *c, struct sealed body, struct review_reading *d) NODISCARD;
/* Marks with the words beside them. */
enum err review_open_marks(struct ctx *c, const struct form_def *form, struct team_id team,
                           const struct review_marks_row *r, struct review_marks *out) NODISCARD;
