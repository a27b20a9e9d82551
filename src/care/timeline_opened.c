/* Who opened this (P5): by day, and within a day a line for each colleague, so that the person whom
 * it is about can read it herself. */
#include "care/timeline_html.h"
#include "care/timeline_inside.h"

static struct str local_hour(const struct ctx *c, struct instant hour)
{
	int64_t s = (hour.s + c->house->utc_offset * 60) % 86400;

	return arena_fmt(c->arena, "%02d:%02d", (int)(s / 3600), (int)(s % 3600 / 60));
}

enum { DIDS_MOST = 32 };

struct sorting {
	struct ctx *c;
	struct opened_day *days;
	size_t n;
	struct opened_by *free; /* what no day has taken yet */
};

/* Lines are newest first, so that a day's stand together. */
static struct opened_day *its_day(struct sorting *s, struct instant hour)
{
	struct day day = clock_day(hour, s->c->house->utc_offset);
	struct opened_day *last = s->n ? &s->days[s->n - 1] : NULL;

	if (last && last->day.n == day.n)
		return last;
	last = &s->days[s->n++];
	last->day = day;
	last->at = s->free;
	return last;
}

/* The line that l belongs to. What was an emergency, or has words, stands alone. */
static struct opened_by *line_of(struct sorting *s, struct opened_day *day,
                                 const struct audit_line *l)
{
	struct opened_by *by = day->at;
	bool alone = l->emergency || l->words.n;

	while (!alone && by < day->at + day->n &&
	       (by->alone || by->role != l->role || by->why != l->why || !str_eq(by->who, l->who)))
		by++;
	if (!alone && by < day->at + day->n)
		return by;
	by = s->free++;
	day->n++;
	*by = (struct opened_by){
		.who = l->who, .role = l->role, .why = l->why, .words = l->words, .alone = alone
	};
	by->dids.at = NEW_N(s->c->arena, const char *, DIDS_MOST);
	return by;
}

static void add_did(struct did_list *dids, const char *did)
{
	for (size_t i = 0; i < dids->n; i++)
		if (dids->at[i] == did)
			return;
	if (dids->n < DIDS_MOST)
		dids->at[dids->n++] = did;
}

/* Earlier hours come later: each once, the earliest in front. */
static void add_hour(struct ctx *c, struct opened_by *by, struct instant at)
{
	struct str hour = local_hour(c, at);

	if (by->times == 0)
		by->hours = hour;
	else if (memcmp(by->hours.p, hour.p, hour.n) != 0)
		by->hours = arena_fmt(c->arena, "%s, %s", hour.p, by->hours.p);
	by->times++;
}

static void sort_in(struct sorting *s, const struct audit_line *l)
{
	struct opened_by *by = line_of(s, its_day(s, l->hour), l);

	add_did(&by->dids, l->did);
	add_hour(s->c, by, l->hour);
}

/* How many of the lines this page shows: all, or those of whole days when there are older ones. */
static size_t whole_days(const struct ctx *c, const struct audit_lines *lines)
{
	size_t n = lines->n;
	struct day last;

	if (n < AUDIT_LINES)
		return n;
	last = clock_day(lines->at[n - 1].hour, c->house->utc_offset);
	while (n && clock_day(lines->at[n - 1].hour, c->house->utc_offset).n == last.n)
		n--;
	return n ? n : lines->n;
}

void opened_by_day(struct ctx *c, const struct audit_lines *lines, struct opened_days *out)
{
	size_t n = whole_days(c, lines);
	struct sorting s = { .c = c,
		                 .days = NEW_N(c->arena, struct opened_day, n + 1),
		                 .free = NEW_N(c->arena, struct opened_by, n + 1) };

	for (size_t i = 0; i < n; i++)
		sort_in(&s, &lines->at[i]);
	*out = (struct opened_days){ .at = s.days, .n = s.n };
	if (lines->n == AUDIT_LINES)
		out->older = lines->at[n - 1].seq;
}

enum err timeline_opened_show(struct visit *v)
{
	struct audit_lines lines;
	struct opened_days days;
	struct person who;
	int64_t before = 0;

	(void)str_int(visit_query(v, "before"), &before);
	TRY(person_read(&v->c, v->person, &who));
	TRY(audit_of_person(&v->c, v->person, before, &lines));
	opened_by_day(&v->c, &lines, &days);
	opened_page(visit_page(v), visit_head(v, T("Who opened this"), "/people"), &who, &days);
	return OK;
}
