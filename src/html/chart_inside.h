/* Private to the charts: the picture in its box. */
#pragma once
#include "html/chart.h"

enum { CHART_WIDTH = 640 };
/* Begins a picture of this height, named by label; and ends it. */
void chart_open(struct html *h, struct str label, int height);
void chart_close(struct html *h);
