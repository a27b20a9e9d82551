/* Inside the lexicon only: a text cut into folded words. */
#pragma once
#include "forms/lexicon.h"

struct lexicon_token {
	size_t from, to;   /* where it stands in the text */
	struct str folded; /* as words are compared: base/fold.h */
	bool apart;        /* a sentence ended before it, or a quotation stood between */
};
struct lexicon_tokens {
	struct lexicon_token *at;
	size_t n;
};

/* The words of text, which is well formed, without what stands in quotation marks. Lives in a. */
struct lexicon_tokens lexicon_cut(struct arena *a, struct str text);
