/* Days and numbers as people type them into spreadsheets, in the digits of any script. */
#pragma once
#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"

/* Which number comes first in 03/04/2026. */
enum day_order { ORDER_UNKNOWN, ORDER_DAY, ORDER_MONTH };

enum typed_day {
	TYPED_NOTHING,    /* no text, or a dash */
	TYPED_DAY,        /* a day */
	TYPED_EITHER,     /* two days are possible: the order must be asked for */
	TYPED_IMPOSSIBLE, /* it has the form of a day, but there is none such in that order */
	TYPED_YEAR,       /* a year of four digits alone */
	TYPED_OTHER       /* no day */
};
/*
 * Reads 2026-11-22, 20261122, 22.11.2026, 22/11/26, 11/22/2026, 22 November 2026, Nov 22, 2026,
 * 46348 (days since 1899-12-30, as spreadsheets count), each with or without a time behind it,
 * which is left out. Months may be written in English, Spanish, French, Arabic or German. Points
 * mean that the day comes first; two digits of a year are 1940 to 2039. *out is set for TYPED_DAY,
 * and for TYPED_YEAR to its first day. a is left as it was.
 */
enum typed_day typed_day(struct arena *a, struct str s, enum day_order order, struct day *out);
/* Which order s can only have been written in; ORDER_UNKNOWN when it tells nothing. */
enum day_order typed_order(struct arena *a, struct str s);

/* A whole number at the beginning of s, alone ("3", "3.0", "٣", "1 200") or with words behind it
 * ("3 - stable", "90 min"). False when there is none. a is left as it was. */
bool typed_number(struct arena *a, struct str s, int64_t *out);
