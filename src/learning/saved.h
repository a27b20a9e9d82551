/* Saved views: the filters of one page of reports under a name, for the house or for oneself. A
 * view holds no figure and opens nothing: it is a link, and the page that it leads to decides as
 * always what may be told. */
#pragma once
#include "access/module.h"

enum saved_page {
	SAVED_OUTCOMES,
	SAVED_STABILITY,
	SAVED_PATH,
	SAVED_CARE,
	SAVED_SERVICES,
	SAVED_SOUND,
	SAVED_PAGES
};
/* The filters of all pages, by the names that stand in an address. */
enum saved_param {
	PARAM_AGE,
	PARAM_TYPE,
	PARAM_FROM,
	PARAM_TO,
	PARAM_WALK,
	PARAM_BY,
	PARAM_OF,
	PARAM_SINCE,
	PARAM_COMPARE,
	PARAM_FUNDER,
	PARAM_QUARTER,
	SAVED_PARAMS
};
/* A period stays as it was chosen, or is told anew from the day of reading. */
enum saved_period {
	PERIOD_FIXED,
	PERIOD_THIS_YEAR,
	PERIOD_LAST_YEAR,
	PERIOD_TWO_YEARS,   /* this one and the last */
	PERIOD_THREE_YEARS, /* this one and the two before */
	PERIOD_THIS_QUARTER,
	PERIOD_LAST_QUARTER,
	PERIOD_QUARTER_LAST_YEAR, /* of last year, the same that runs now */
	SAVED_PERIODS
};
enum { SAVED_MOST = 50, SAVED_NAME_MOST = 80, SAVED_PARAM_MOST = 80 };

struct saved_view {
	struct row_id entry; /* for good */
	struct row_id row;   /* another after each change */
	bool house;          /* of everybody who reads reports; else of one */
	bool closed;         /* it cannot be opened any more; what stands below is empty */
	struct str name;
	enum saved_page page;
	struct str param[SAVED_PARAMS]; /* empty: as the page is without it */
	enum saved_period period;
	struct str author; /* user name, of who wrote it last */
	struct day day;
};
struct saved_views {
	const struct saved_view *at;
	size_t n;
};

/* Those of the house, if the measurement key is held, then the actor's own; by name. ERR_DENIED for
 * whoever reads no reports. */
enum err saved_read(struct ctx *c, struct saved_views *out) NODISCARD;

enum saved_lack { SAVED_WHOLE, SAVED_LACKS_NAME, SAVED_NAME_TAKEN, SAVED_TOO_MANY };
/* What keeps v from being written; all is what saved_read found, one of them v itself perhaps. */
enum saved_lack saved_lack(struct ctx *c, const struct saved_view *v,
                           const struct saved_views *all);
/* Writes v under v->row; before: NULL, or what it takes the place of (v->entry is then its entry).
 * Adds to c->change, whose commit ends in ERR_CONFLICT when somebody else saved at the same time.
 * ERR_INVALID when something lacks, or the period is none of its page; ERR_DENIED for whoever reads
 * no reports, or for the house without the measurement key. */
enum err saved_write(struct ctx *c, const struct saved_view *v,
                     const struct saved_view *before) NODISCARD;
/* ERR_CONFLICT at the commit when it was changed meanwhile. */
enum err saved_delete(struct ctx *c, const struct saved_view *v) NODISCARD;
