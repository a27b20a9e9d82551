/* Categories of a funder, from packs/funders/NAME.csv: which of our kinds of service it counts
 * where. The row "funder" names the list itself; column "services" holds codes of
 * packs/core/service-types.csv with a space between. */
#pragma once
#include "access/module.h"

struct funder_category {
	struct str code;     /* empty: in no category of this funder */
	struct str label;    /* empty with it */
	struct str services; /* codes, a space between; empty: none of this house's */
};
struct funder {
	struct str code;  /* name of its file */
	struct str label; /* in the language of c */
	struct str about; /* what to know before reporting; may be empty */
	const struct funder_category *at;
	size_t n; /* the last one is for services in no category */
};
struct funders {
	const struct funder *at;
	size_t n;
};

/* All that the packs have, by the names of their files; a sheet that is wrong is left out and
 * logged. Lives in c->arena. */
void funders_read(struct ctx *c, struct funders *out);
/* The category of a kind of service: the first that names it, else the last. */
size_t funder_category_of(const struct funder *f, struct str service);
