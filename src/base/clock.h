/* Instants are UTC seconds since 1970; days are the organisation's local date, counted from
 * 1970-01-01. */
#pragma once
#include "base/str.h"

struct instant {
	int64_t s;
};

struct day {
	int32_t n;
};

struct date {
	int year;
	int month;
	int day;
};

/* The day that cannot be one: for "no day given". */
#define NO_DAY ((struct day){ INT32_MIN })

/* Now; with clock_order the one place that asks the system. */
struct instant clock_now(void);
/* A number that is greater at every call, from any thread, even when the system's clock is set
 * back: microseconds since 1970 where they suffice. Orders what is written within one second. */
int64_t clock_order(void);
/* The instant cut down to its hour, as stored in the clear. */
struct instant clock_hour(struct instant t);
/* The local day of t, with the organisation's offset from UTC in minutes. */
struct day clock_day(struct instant t, int offset_minutes);

struct date day_date(struct day d);
struct day day_of(int year, int month, int day);
/* Reads 2026-03-14; false when it is no date between 1900 and 2199. */
bool day_read(struct str s, struct day *out);
/* Adds months; the 31st becomes the last day of a shorter month. */
struct day day_add_months(struct day d, int months);
/* Quarters of a year since the year 0. */
int day_quarter(struct day d);
static inline struct day day_add(struct day d, int days)
{
	return (struct day){ d.n + days };
}
/* Weeks from Monday to Sunday, counted from that of 1970-01-01. */
static inline int64_t day_week(struct day d)
{
	return (d.n + 3) / 7;
}
static inline bool day_known(struct day d)
{
	return d.n != INT32_MIN;
}
