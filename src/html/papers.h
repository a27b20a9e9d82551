/* Photographs of signed papers, beside what was signed: part papers. */
#pragma once
#include "base/clock.h"
#include "base/str.h"

struct page_paper {
	struct str href;
	struct str words; /* what it shows; may be empty */
	struct day day;   /* of the paper */
};
struct page_papers {
	const struct page_paper *at;
	size_t n;
	struct str add; /* where one more is added; empty: not by this reader */
};
