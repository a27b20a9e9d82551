/* Private to learning/served: what its page shows. */
#pragma once
#include "html/form_view.h"
#include "learning/saved_bar.h"
#include "learning/served.h"

struct served_quarter {
	int value; /* year * 4 + 0 to 3 */
	int year;
	int quarter; /* 0 to 3 */
	bool chosen;
};
struct served_quarters {
	const struct served_quarter *at;
	size_t n;
};
struct served_view {
	struct saved_bar saved;
	struct funders all;
	const struct funder *funder; /* NULL: the packs have none */
	struct filter_options funders;
	struct served_quarters quarters; /* the newest first */
	struct served_lines lines;
};
