/* New harm (care/event) beside the outcomes: days since entry, as they were folded. */
#include "base/fields.h"
#include "learning/report_inside.h"

enum { FIRST_ROOM = 1024, DAY_MOST = 32000 };

void *array_grown(struct arena *a, const void *old, size_t n, size_t *room, size_t each)
{
	void *more;

	*room = *room ? *room * 2 : FIRST_ROOM;
	more = arena_alloc(a, arena_size(*room, each));
	if (n)
		memcpy(more, old, n * each);
	return more;
}

/* "crime:45"; empty when a correction said that it was no harm. */
static bool day_of_harm(struct str value, int64_t *day)
{
	struct str days;

	(void)str_cut(value, ':', &days);
	return str_int(days, day) && *day >= 0 && *day <= DAY_MOST;
}

size_t harm_take(struct harm_days *to, struct str body)
{
	static const char begin[] = "harm_";
	size_t before = to->n;
	struct str name;
	struct str value;
	int64_t day;

	for (size_t at = 0; fields_next(body, &at, &name, &value);) {
		if (name.n < sizeof begin || memcmp(name.p, begin, sizeof begin - 1) != 0 ||
		    !day_of_harm(value, &day))
			continue;
		if (to->n == to->room)
			to->at = array_grown(to->arena, to->at, to->n, &to->room, sizeof *to->at);
		to->at[to->n++] = (int32_t)day;
	}
	return to->n - before;
}

bool harm_between(const struct harm_days *all, size_t first, size_t n, int32_t entry, int32_t from,
                  int32_t to)
{
	for (size_t i = first; i < first + n; i++)
		if (entry + all->at[i] >= from && entry + all->at[i] <= to)
			return true;
	return false;
}
