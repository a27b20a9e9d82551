/* P7: a person's path as a mended bowl. Six shards, one per domain, divided by six cracks
 * that run from one knot to the rim and down the body. Its shape comes from the person's random id
 * and never changes (05-interface.md). */
#pragma once
#include "html/html.h"

enum { BOWL_DOMAINS = 6, BOWL_MISSING = 0 };

struct bowl_domain {
	int state; /* BOWL_MISSING, or the mean times 100: 100..400 */
	int best;  /* the highest mean times 100 ever reached; 0: none */
};
struct bowl {
	uint8_t id[16];
	struct bowl_domain domain[BOWL_DOMAINS];
};

/* How a seam is drawn. FINE: gold that was earned once, although a neighbour has become harder
 * since. */
enum seam { SEAM_DOTTED, SEAM_FINE, SEAM_THIN, SEAM_BROAD };

/* The seam between two neighbouring domains: as strong as the weaker (fragile < 2, growing < 3,
 * stable from 3). */
enum seam bowl_seam(struct bowl_domain a, struct bowl_domain b);

/* Writes the bowl as SVG, width CSS pixels wide. label says the same in words; an empty one hides
 * the picture from screen readers (for a bowl that has its words beside it). The shape depends on
 * the id alone. From 120 wide: at most 6 KB and all details; below: at most 2.5 KB. */
void bowl(struct html *h, const struct bowl *b, int width, struct str label);
