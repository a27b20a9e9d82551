/* Long lists have pages: the parts pager and pager_on of parts.html lead from one to the next. */
#pragma once
#include "base/str.h"

struct pager {
	struct str base; /* our address, to its "?" or "&": "from=N" is added to it; no typed words */
	size_t from;     /* place of the first entry on this page */
	size_t n;        /* how many stand on it */
	size_t newer;    /* where the page before begins */
	size_t older;    /* where the next one begins; 0: there is none */
};
