/* Finding people by name in an opened directory: no index of names exists, so names are folded and
 * compared one by one. */
#pragma once
#include "base/fold.h"

/* How far folded_b (a person) lies from folded_a (what was typed); -1 when it does not match. 0
 * when every word of a begins a word of b, in any order; else the sum over a's words of the
 * smallest spelling distance to a word of b. That may be 2 when the shorter of both words has 5
 * letters or more, 1 with 3 or 4, 0 below. The same letters with the spaces elsewhere ("abd allah",
 * "abdallah") count 1. An empty a matches nothing. Of a name the first 16 words are looked at, of a
 * word the first 64 letters. */
int name_distance(struct str folded_a, struct str folded_b);

/* Whether two folded names may be the same person's, for a warning before a second record is made:
 * every word of the shorter one is near a different word of the longer one, one of them with 3
 * letters or more. A name of one word is similar to names of one word only, or half the directory
 * would be. Equal names, and equal but for the spaces, always are. */
bool name_similar(struct str folded_a, struct str folded_b);
