/* One list of errors for the whole program; err.def also gives status and words. */
#pragma once
#include <stdbool.h>

enum err {
	OK = 0,
#define ERR(name, status, again, words) ERR_##name,
#include "base/err.def"
#undef ERR
	ERR_COUNT_
};

#define NODISCARD __attribute__((warn_unused_result))

/* The HTTP status that stands for e; 200 for OK. */
int err_status(enum err e);
/* A sentence for a person, in English; pass it through tr() before showing it. */
const char *err_words(enum err e);
/* The name without its prefix, for logs and tests: "CONFLICT". */
const char *err_name(enum err e);
/* True when doing the same again may succeed. */
bool err_again(enum err e);

/* Returns from the calling function when x is not OK. Safe because the arena owns everything. */
#define TRY(x) \
	do { \
		enum err try_ = (x); \
		if (try_ != OK) \
			return try_; \
	} while (0)
