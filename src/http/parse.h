/* What the parsers of bodies share. */
#pragma once
#include "http/http.h"

/* Well-formed UTF-8 without control characters (C0, DEL); lines: tab and line ends may stand. */
bool parse_clean(struct str s, bool lines);
/* True when a name stands twice among the n pairs. */
bool parse_doubled(struct arena *a, const struct param *at, size_t n);
