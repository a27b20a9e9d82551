/* Inside the room only: what the readers of the scoring sheet share. */
#pragma once
#include "forms/reader.h"
#include "forms/score.h"

/* The next word of a list with spaces between, which it leaves; empty at the end. */
struct str score_word(struct str *list);
/* True for a question whose answers are whole numbers from 0. */
bool score_has_levels(const struct form_field *f);
/* One row of kind scale, added to m, which has room for it. */
void score_read_scale(struct reader *r, const struct sheet_row *row, struct instrument *m);
