/* Folding: one spelling of a word for all the ways in which people write it. Names are compared so,
 * and words looked up. */
#pragma once
#include "base/arena.h"

/* name (UTF-8) as it is compared: without case, accents, tashkeel, tatweel and apostrophes; one
 * spelling for the forms of alef, ya, kaf, ha and ta marbuta; digits as ASCII; every other mark of
 * punctuation and run of white space is one space. Vowel signs that are letters (Devanagari, Thai,
 * ...) stay. Lies in a; empty when name is not well formed. */
struct str fold_name(struct arena *a, struct str name);
