/* Dates and times as ODK XForms writes them, and as the numbers that it counts with. */
#include "forms/xpath_inside.h"

#include <math.h>
#include <stdio.h>

enum { DAY_MINUTES = 24 * 60, DAY_MS = DAY_MINUTES * 60 * 1000 };

/* Takes n digits; -1 when they are not there. */
static int digits(struct str *s, size_t n)
{
	int out = 0;

	for (size_t i = 0; i < n; i++) {
		if (i >= s->n || s->p[i] < '0' || s->p[i] > '9')
			return -1;
		out = out * 10 + (s->p[i] - '0');
	}
	*s = (struct str){ s->p + n, s->n - n };
	return out;
}

static bool take(struct str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = (struct str){ s->p + 1, s->n - 1 };
	return true;
}

/* .000 after the seconds, any number of digits. */
static double fraction(struct str *s)
{
	double out = 0;
	double of = 1;

	while (s->n && s->p[0] >= '0' && s->p[0] <= '9') {
		of /= 10;
		out += (s->p[0] - '0') * of;
		*s = (struct str){ s->p + 1, s->n - 1 };
	}
	return out;
}

/* Z, +02:00, -07 or nothing; false for anything else. */
static bool zone(struct str s, bool *given, int *minutes)
{
	bool minus = s.n && s.p[0] == '-';
	int h;
	int m;

	*given = s.n > 0;
	*minutes = 0;
	if (s.n == 0 || str_eq(s, STR("Z")))
		return true;
	if (!take(&s, '+') && !take(&s, '-'))
		return false;
	h = digits(&s, 2);
	(void)take(&s, ':');
	m = s.n ? digits(&s, 2) : 0;
	*minutes = (minus ? -1 : 1) * (h * 60 + m);
	return h >= 0 && h <= 14 && m >= 0 && m < 60 && s.n == 0;
}

/* 09:30, 09:30:15, 09:30:15.123, with or without a zone. */
static bool clock_time(struct str s, double *of_day, bool *zoned, int *zone_minutes)
{
	int h = digits(&s, 2);
	int m = take(&s, ':') ? digits(&s, 2) : -1;
	int sec = 0;
	double part = 0;

	if (take(&s, ':')) {
		sec = digits(&s, 2);
		part = take(&s, '.') ? fraction(&s) : 0;
	}
	*of_day = ((h * 60 + m) * 60 + sec + part) / (DAY_MINUTES * 60.0);
	return h >= 0 && h <= 24 && m >= 0 && m < 60 && sec >= 0 && sec <= 60 &&
	       zone(s, zoned, zone_minutes);
}

bool xpath_time(struct str s, double *out)
{
	bool zoned;
	int minutes;

	return clock_time(s, out, &zoned, &minutes);
}

bool xpath_days(struct str s, int offset_minutes, double *out)
{
	struct day d;
	double part = 0;
	bool zoned = false;
	int minutes = 0;

	if (s.n < 10 || !day_read((struct str){ s.p, 10 }, &d))
		return false;
	if (s.n > 10 && (s.p[10] != 'T' ||
	                 !clock_time((struct str){ s.p + 11, s.n - 11 }, &part, &zoned, &minutes)))
		return false;
	if (zoned)
		part += (offset_minutes - minutes) / (double)DAY_MINUTES;
	*out = d.n + part;
	return true;
}

double xpath_now(const struct xpath_host *host)
{
	return (double)host->now.s / (DAY_MINUTES * 60.0) + host->offset_minutes / (double)DAY_MINUTES;
}

/* Whole milliseconds, so that what was read is written the same. */
static int64_t milliseconds(double days)
{
	return (int64_t)floor(days * DAY_MS + 0.5);
}

static bool in_calendar(double days)
{
	/* 1900 to 2199, as day_read. */
	return days >= -25567 && days < 84006;
}

void xpath_date_text(double days, char *out)
{
	struct date d;

	out[0] = '\0';
	if (!in_calendar(days))
		return;
	d = day_date((struct day){ (int32_t)floor(days) });
	(void)snprintf(out, 40, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static int of_day(double days)
{
	int64_t ms = milliseconds(days) % DAY_MS;

	return (int)(ms < 0 ? ms + DAY_MS : ms);
}

static double day_start(double days)
{
	int64_t ms = milliseconds(days);

	return floor((double)ms / DAY_MS);
}

void xpath_datetime_text(double days, int offset_minutes, char *out)
{
	int away = offset_minutes < 0 ? -offset_minutes : offset_minutes;
	struct date d;
	int ms;

	out[0] = '\0';
	if (!in_calendar(days) || away > 24 * 60)
		return;
	d = day_date((struct day){ (int32_t)day_start(days) });
	ms = of_day(days);
	(void)snprintf(out, 40, "%04d-%02d-%02dT%02d:%02d:%02d.%03d%c%02d:%02d", d.year, d.month, d.day,
	               ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000,
	               offset_minutes < 0 ? '-' : '+', away / 60, away % 60);
}

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };

/* One identifier; 1970-01-01 was a Thursday. */
static void identifier(char c, double days, const struct xpath_host *host, char *out, size_t room)
{
	int32_t n = (int32_t)day_start(days);
	struct date d = day_date((struct day){ n });
	int weekday = (int)(((n % 7) + 11) % 7);
	int ms = of_day(days);

	switch (c) {
	case 'Y':
		(void)snprintf(out, room, "%04d", d.year);
		break;
	case 'y':
		(void)snprintf(out, room, "%02d", d.year % 100);
		break;
	case 'm':
		(void)snprintf(out, room, "%02d", d.month);
		break;
	case 'n':
		(void)snprintf(out, room, "%d", d.month);
		break;
	case 'b':
		(void)snprintf(out, room, "%s", (host->months ? host->months : months)[d.month - 1]);
		break;
	case 'd':
		(void)snprintf(out, room, "%02d", d.day);
		break;
	case 'e':
		(void)snprintf(out, room, "%d", d.day);
		break;
	case 'a':
		(void)snprintf(out, room, "%s", (host->days ? host->days : weekdays)[weekday]);
		break;
	case 'H':
		(void)snprintf(out, room, "%02d", ms / 3600000);
		break;
	case 'h':
		(void)snprintf(out, room, "%d", ms / 3600000);
		break;
	case 'M':
		(void)snprintf(out, room, "%02d", ms / 60000 % 60);
		break;
	case 'S':
		(void)snprintf(out, room, "%02d", ms / 1000 % 60);
		break;
	case '3':
		(void)snprintf(out, room, "%03d", ms % 1000);
		break;
	case '%':
		(void)snprintf(out, room, "%%");
		break;
	default:
		(void)snprintf(out, room, "%%%c", c);
		break;
	}
}

void xpath_format(double days, struct str format, const struct xpath_host *host, char *out,
                  size_t room)
{
	size_t n = 0;

	out[0] = '\0';
	if (!in_calendar(days))
		return;
	for (size_t i = 0; i < format.n && n + 1 < room; i++) {
		if (format.p[i] != '%' || i + 1 == format.n) {
			out[n++] = format.p[i];
			out[n] = '\0';
			continue;
		}
		identifier(format.p[++i], days, host, out + n, room - n);
		while (out[n])
			n++;
	}
}
