#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic int64_t last_order;

struct instant clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (struct instant){ t.tv_sec };
}

int64_t clock_order(void)
{
	struct timespec t;
	int64_t last = atomic_load(&last_order);
	int64_t next;

	clock_gettime(CLOCK_REALTIME, &t);
	do {
		next = (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
		if (next <= last)
			next = last + 1;
	} while (!atomic_compare_exchange_weak(&last_order, &last, next));
	return next;
}

struct instant clock_hour(struct instant t)
{
	return (struct instant){ t.s - ((t.s % 3600) + 3600) % 3600 };
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

struct day clock_day(struct instant t, int offset_minutes)
{
	return (struct day){ (int32_t)floor_div(t.s + (int64_t)offset_minutes * 60, 86400) };
}

/* Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
struct day day_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = floor_div(y, 400);
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return (struct day){ (int32_t)(era * 146097 + doe - 719468) };
}

struct date day_date(struct day d)
{
	int64_t z = (int64_t)d.n + 719468;
	int64_t era = floor_div(z, 146097);
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int month = (int)(mp < 10 ? mp + 3 : mp - 9);

	return (struct date){ (int)(yoe + era * 400) + (month <= 2), month,
		                  (int)(doy - (153 * mp + 2) / 5 + 1) };
}

static bool digits(struct str s, size_t from, size_t n, int *out)
{
	int64_t v;

	if (!str_int((struct str){ s.p + from, n }, &v) || s.p[from] == '-')
		return false;
	*out = (int)v;
	return true;
}

bool day_read(struct str s, struct day *out)
{
	struct date d;
	struct date back;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	if (!digits(s, 0, 4, &d.year) || !digits(s, 5, 2, &d.month) || !digits(s, 8, 2, &d.day))
		return false;
	if (d.year < 1900 || d.year > 2199 || d.month < 1 || d.month > 12)
		return false;
	back = day_date(day_of(d.year, d.month, d.day));
	if (back.month != d.month || back.day != d.day)
		return false;
	*out = day_of(d.year, d.month, d.day);
	return true;
}

int day_quarter(struct day d)
{
	struct date on = day_date(d);

	return on.year * 4 + (on.month - 1) / 3;
}

struct day day_add_months(struct day d, int months)
{
	struct date a = day_date(d);
	int64_t m = (int64_t)a.year * 12 + a.month - 1 + months;
	int year = (int)floor_div(m, 12);
	int month = (int)(m - (int64_t)year * 12) + 1;
	struct day first = day_of(year, month, 1);
	struct day next = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
	int last = next.n - first.n;

	return day_add(first, (a.day < last ? a.day : last) - 1);
}
