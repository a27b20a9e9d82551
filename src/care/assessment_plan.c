/* When an assessment is due, and which wave it is. The windows are those of the reports. */
#include "care/assessment_inside.h"

enum { YEARS = 40, MONTHS_A_YEAR = 12 };

static const struct outcomes_window *windows(struct outcomes_params *room)
{
	*room = outcomes_defaults(0, 0, 1, 1);
	return room->window;
}

static bool within(const struct outcomes_window *w, int days)
{
	return days >= w->lo && days <= w->hi;
}

int wave_of(const struct episode *e, struct day day, bool first)
{
	static const int planned[] = { WAVE_6_MONTHS, WAVE_1_YEAR, WAVE_2_YEARS, WAVE_3_YEARS };
	struct outcomes_params room;
	const struct outcomes_window *w = windows(&room);
	int days = day.n - e->entry.n;

	if (day_known(e->closed) && within(&w[WAVE_CLOSURE], day.n - e->closed.n))
		return WAVE_CLOSURE;
	if (day_known(e->closed) && within(&w[WAVE_AFTER], day.n - e->closed.n))
		return WAVE_AFTER;
	if (first && within(&w[WAVE_BASELINE], days))
		return WAVE_BASELINE;
	for (size_t i = 0; i < sizeof planned / sizeof *planned; i++)
		if (within(&w[planned[i]], days))
			return planned[i];
	return WAVE_UNPLANNED;
}

static bool planned(struct str schedule, struct str word)
{
	while (schedule.n) {
		struct str one = str_cut(schedule, ' ', &schedule);
		if (str_eq(one, word))
			return true;
	}
	return false;
}

/* "+6m": months after entry that are in the schedule by number. */
static struct day first_month_after(const struct episode *e, struct str schedule, struct day after)
{
	struct day best = NO_DAY;

	while (schedule.n) {
		struct str one = str_cut(schedule, ' ', &schedule);
		int64_t months;
		struct day due;
		if (one.n < 3 || one.p[0] != '+' || one.p[one.n - 1] != 'm' ||
		    !str_int((struct str){ one.p + 1, one.n - 2 }, &months) || months < 1 ||
		    months > YEARS * MONTHS_A_YEAR)
			continue;
		due = day_add_months(e->entry, (int)months);
		if (due.n > after.n && (!day_known(best) || due.n < best.n))
			best = due;
	}
	return best;
}

static struct day first_year_after(const struct episode *e, struct day after)
{
	for (int year = 1; year <= YEARS; year++) {
		struct day due = day_add_months(e->entry, MONTHS_A_YEAR * year);
		if (due.n > after.n)
			return due;
	}
	return NO_DAY;
}

/* A wave that is scored some weeks early is not asked for again. */
static struct day wave_done(const struct episode *e, int wave, struct day day)
{
	struct outcomes_params room;
	const struct outcomes_window *w = windows(&room);
	struct day target = NO_DAY;

	if (wave > WAVE_BASELINE && wave < WAVE_CLOSURE)
		target = day_add(e->entry, w[wave].target + 1);
	return day_known(target) && target.n > day.n ? target : day;
}

struct day wave_next(const struct episode *e, struct str schedule, int wave, struct day day)
{
	struct day after = wave_done(e, wave, day);
	struct day month;
	struct day year;

	if (day_known(e->closed)) {
		struct day due = day_add_months(e->closed, MONTHS_A_YEAR);
		return planned(schedule, STR("closure+1y")) && wave != WAVE_AFTER && day.n < due.n ? due
		                                                                                   : NO_DAY;
	}
	month = first_month_after(e, schedule, after);
	year = planned(schedule, STR("yearly")) ? first_year_after(e, after) : NO_DAY;
	if (!day_known(month) || (day_known(year) && year.n < month.n))
		return year;
	return month;
}
