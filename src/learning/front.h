/* The front page of reports, where every page stands under the question that it answers (the lists
 * are access/visit_corners.c's), and the page of definitions. Neither shows a figure. */
#pragma once
#include "access/module.h"

/* In Arabic a hundred definitions are more than a page may weigh. */
enum { DEFINITIONS_SHOWN = 60 };
