/* What a page of reports shows of saved views: those of its kind, and where its own filters are
 * given a name (part saved_bar of saved.html). */
#pragma once
#include "learning/saved.h"

enum { SAVED_IN_FRONT = 8 };

struct saved_line {
	const struct saved_view *view;
	struct str href;  /* where it leads today */
	struct str words; /* its filters in words; in lists only */
	const char *lost; /* msgid: why it leads nowhere any more; NULL: it does. In lists only */
	bool current;     /* it is what the page shows */
};
struct saved_lines {
	const struct saved_line *at;
	size_t n;
};
struct saved_bar {
	struct saved_lines lines;
	struct str save;               /* where what is on the screen is given a name */
	const struct saved_line *open; /* the one that is on the screen, or NULL */
};

/* Of the page that v shows. */
enum err saved_bar_read(struct visit *v, enum saved_page page, struct saved_bar *out) NODISCARD;
/* All of them, for lists. */
enum err saved_lines_read(struct visit *v, struct saved_lines *out) NODISCARD;
