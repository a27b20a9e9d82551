/* Writing a service: the row in its two parts, what is due, what is counted. */
#include "base/fields.h"
#include "care/day.h"
#include "care/milestone.h"
#include "care/service.h"
#include "care/service_sql.h"

/* Ten years of quarters, all kinds in each, leave room in what the inbox takes. */
enum { BODY_ROOM = 32 * 1024, QUARTERS = 40 };

static struct str body_of(struct ctx *c, const struct service_new *n, bool note)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "type", n->type);
	fields_put(&b, "group", n->group);
	fields_put_int(&b, "minutes", n->minutes);
	fields_put(&b, "partner", n->partner);
	when_put(&b, &n->when, c->today);
	fields_put_day(&b, "promised", n->promised);
	if (note)
		fields_put(&b, "note", n->note);
	return buf_str(&b);
}

/* A note is written when there are words, when words are taken back, and when the facts have
 * nowhere else to lie. */
static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        enum compartment comp, const struct service_new *n)
{
	struct service_insert_args row = { .org = c->house->org,
		                               .person = person,
		                               .id = id,
		                               .has_replaces = n->replaces != NULL,
		                               .author = c->actor->id,
		                               .hour = clock_hour(c->now) };

	TRY(seal_if_may(c, person, IN_CASE, SEAL_SERVICE_FACTS, id, body_of(c, n, false), &row.facts));
	if (n->note.n || !row.facts.p)
		TRY(seal_person(c, person, comp, SEAL_SERVICE_NOTE, id, body_of(c, n, true), &row.note));
	else if (n->replaces && n->note.p)
		TRY(seal_if_may(c, person, comp, SEAL_SERVICE_NOTE, id, body_of(c, n, true), &row.note));
	if (n->replaces) {
		row.replaces = *n->replaces;
		service_replace(c->change, c->house->org, person, row.replaces);
	}
	service_insert(c->change, &row);
	return OK;
}

static bool took_place(const struct service *s)
{
	return s->current && s->type.n && !day_known(s->promised);
}

/* Year times four and the quarter, from 0. */
static bool same_sum(const struct service *a, const struct service *b)
{
	return took_place(b) && str_eq(a->type, b->type) &&
	       day_quarter(a->when.day) == day_quarter(b->when.day);
}

/* One sum: times and minutes of the kind and quarter of list[at], unless an earlier one told it. */
static void put_quarter(struct buf *b, const struct service_list *all, size_t at)
{
	const struct service *s = &all->at[at];
	int64_t times = 0;
	int64_t minutes = 0;

	for (size_t i = 0; i < all->n; i++) {
		if (!same_sum(s, &all->at[i]))
			continue;
		if (i < at)
			return;
		times++;
		minutes += all->at[i].minutes;
	}
	buf_fmt(b, "%lld %.*s %lld %lld;", (long long)day_quarter(s->when.day), (int)s->type.n,
	        s->type.p, (long long)times, (long long)minutes);
}

/* "8105 talk 3 135;": quarter, kind, times, minutes, of the last ten years; and the quarter of the
 * very first, by which a person is new. One field, so that a correction leaves nothing behind. */
static void count_quarters(struct ctx *c, const struct service_list *all, struct buf *b)
{
	struct buf served = buf_new(c->arena, BODY_ROOM);
	int64_t since = day_quarter(c->today) - QUARTERS;
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < all->n; i++) {
		int64_t quarter = took_place(&all->at[i]) ? day_quarter(all->at[i].when.day) : INT64_MAX;
		first = quarter < first ? quarter : first;
		if (quarter > since && quarter != INT64_MAX)
			put_quarter(&served, all, i);
	}
	fields_put(b, "served", buf_str(&served));
	if (first != INT64_MAX)
		fields_put_int(b, "served_first", first);
}

enum err service_milestones(struct ctx *c, struct person_id person, const struct episode *e,
                            const void *fresh, struct buf *b)
{
	const struct service_list *all = fresh;
	struct service_list known;
	struct day first = NO_DAY;

	if (!all) {
		TRY(services_read(c, person, &known));
		all = &known;
	}
	for (size_t i = 0; i < all->n; i++)
		if (took_place(&all->at[i]))
			first = milestone_sooner(e, first, all->at[i].when.day);
	milestone_put(b, e, "first_service", first);
	return OK;
}

/* Times and minutes of each kind so far, and the days since entry: codes and numbers. Later records
 * replace earlier ones, so each holds the whole sum. */
static enum err count(struct ctx *c, struct person_id person, const struct code_list *types,
                      const struct service_list *all)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct day last = NO_DAY;

	for (size_t t = 0; t < types->n; t++) {
		const char *name = arena_str(c->arena, types->at[t].name).p;
		int64_t times = 0;
		int64_t minutes = 0;
		for (size_t i = 0; i < all->n; i++) {
			const struct service *s = &all->at[i];
			if (!took_place(s) || !str_eq(s->type, types->at[t].name))
				continue;
			times++;
			minutes += s->minutes;
			last = s->when.day.n > last.n ? s->when.day : last;
		}
		if (times) {
			fields_put_int(&b, arena_fmt(c->arena, "services_%s", name).p, times);
			fields_put_int(&b, arena_fmt(c->arena, "minutes_%s", name).p, minutes);
		}
	}
	count_quarters(c, all, &b);
	TRY(episode_count(c, person, "service", last, &b));
	return milestone_count(c, person, service_milestones, all);
}

/* What is promised is due, for whoever promised it; the tasks follow the rows. */
static enum err due(struct ctx *c, struct person_id person, const struct service_list *all)
{
	bool any = false;

	for (size_t i = 0; i < all->n; i++)
		any |= day_known(all->at[i].promised);
	if (!any)
		return OK;
	TRY(task_close(c, person, TASK_SERVICE));
	for (size_t i = 0; i < all->n; i++) {
		const struct service *s = &all->at[i];
		if (s->current && day_known(s->promised))
			TRY(task_add(c, person, TASK_SERVICE, s->promised, &s->by, STR("")));
	}
	return OK;
}

/* All as they will be, with the one that is written; all has room for it. */
static void add(struct ctx *c, struct service_list *all, struct service *list, struct row_id id,
                const struct service_new *n)
{
	for (size_t i = 0; n->replaces && i < all->n; i++)
		list[i].current &= !row_id_eq(list[i].id, *n->replaces);
	list[all->n++] = (struct service){ .id = id,
		                               .by = c->actor->id,
		                               .current = true,
		                               .type = n->type,
		                               .minutes = n->minutes,
		                               .when = n->when,
		                               .promised = n->promised };
}

enum err services_write(struct ctx *c, struct person_id person, const struct row_id *ids,
                        const struct service_new *at, size_t n)
{
	struct service_list all;
	struct service *list;
	struct code_list types;

	if (n && at->types)
		types = *at->types;
	else
		TRY(service_types(c, &types));
	TRY(services_read(c, person, &all));
	list = NEW_N(c->arena, struct service, all.n + n);
	if (all.n)
		memcpy(list, all.at, all.n * sizeof *list);
	all.at = list;
	for (size_t i = 0; i < n; i++) {
		struct service_new full = at[i];
		if (!service_known(&types, full.type))
			return ERR_INVALID;
		if (!day_known(full.when.day))
			full.when.day = c->today;
		TRY(put_row(c, person, ids[i], service_compartment(&types, full.type), &full));
		add(c, &all, list, ids[i], &full);
	}
	TRY(count(c, person, &types, &all));
	TRY(due(c, person, &all));
	return audit_written(c, person, n == 1 ? at->replaces : NULL);
}

enum err service_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct service_new *n)
{
	return services_write(c, person, &id, n, 1);
}
