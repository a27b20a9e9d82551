/* Private to the charts: the picture in its box. */
#pragma once
#include "html/chart.h"

enum { CHART_WIDTH = 640 };
/* The picture runs from left to right in every language, so its box begins at its left.
 * Begins a picture of this height, named by label; and ends it. */
void chart_open(struct html *h, struct str label, int height);
void chart_close(struct html *h);
