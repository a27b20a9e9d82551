/* How well the invented house works: a review of records that is over, and one that goes on. */
#include "cli/demo_life.h"
#include "learning/review_read.h"

enum { DAY_S = 86400, READERS = DEMO_TEAMS + 1, OVER_AGO = 40, SPAN = 180 };

struct reviewing {
	struct demo *d;
	struct arena *arena;
	const struct actor *readers[READERS];
	struct user_id ids[READERS];
	size_t n;
	struct instant now;
};

static enum err begin(const struct reviewing *w, const struct actor *who, struct ctx *c)
{
	return ctx_begin(c, w->arena, w->d->house, who, w->now);
}

static enum err save(struct ctx *c)
{
	enum err e = audit_commit(c);

	read_end(c->read);
	return e;
}

static enum err draw(const struct reviewing *w, struct str name, int64_t wanted, struct str second,
                     struct row_id *id, int64_t *drawn)
{
	struct review_new n = { .name = name,
		                    .wanted = wanted,
		                    .second = second,
		                    .by_team = true,
		                    .form = STR("record-review"),
		                    .readers = w->ids,
		                    .nreaders = w->n };
	struct ctx c;

	TRY(begin(w, w->readers[0], &c));
	n.until = day_add(c.today, -1);
	n.from = day_add(n.until, -SPAN);
	n.read_by = day_add(c.today, 21);
	*id = row_id_fresh(c.now);
	TRY(review_begin(&c, *id, &n, drawn));
	return save(&c);
}

/* Each record has a level of its own for each criterion, which a reader mostly sees. */
static struct answer mark_of(const struct reviewing *w, const struct review_reading *r, size_t item,
                             struct str path)
{
	static const char *const levels[] = { "0", "1", "2" };
	int seen = r->record.b[item % ID_BYTES] % 10;
	int level = seen < 5 ? 2 : seen < 8 ? 1 : 0;

	if (r->record.b[(item + 7) % ID_BYTES] % 12 == 0)
		return (struct answer){ .path = path, .kind = ANSWER_NOT_APPLICABLE };
	if (demo_chance(w->d, 18))
		level = level == 1 ? (int)demo_between(w->d, 0, 1) * 2 : 1;
	return (struct answer){ .path = path, .kind = ANSWER_TEXT, .text = str_z(levels[level]) };
}

static enum err mark(const struct reviewing *w, struct ctx *c, const struct review_reading *r,
                     const struct instrument *m)
{
	struct answer said[SCORE_ITEMS + 1];
	struct answers given = { .at = said };

	for (size_t i = 0; i < m->items_n; i++)
		said[given.n++] = mark_of(w, r, i, m->items[i]->path);
	if (demo_chance(w->d, 50))
		said[given.n++] = (struct answer){ .path = STR("said/could_learn"),
			                               .kind = ANSWER_TEXT,
			                               .text = STR("Say at each visit what comes next.") };
	return review_mark(c, r, row_id_fresh(c->now), &given, NULL);
}

/* A reader works through a share of what waits. */
static enum err read_some(const struct reviewing *w, const struct actor *who, struct row_id id,
                          uint32_t percent)
{
	struct review_readings mine;
	struct review r;
	struct ctx c;

	TRY(begin(w, who, &c));
	TRY(review_read(&c, id, &r));
	TRY(review_mine(&c, &mine));
	read_end(c.read);
	for (size_t i = 0; i < mine.n; i++) {
		if (!row_id_eq(mine.at[i].review, id) || !mine.at[i].open || !demo_chance(w->d, percent))
			continue;
		TRY(begin(w, who, &c));
		TRY(mark(w, &c, &mine.at[i], r.form.form->instrument));
		TRY(save(&c));
	}
	return OK;
}

static enum err read_all(const struct reviewing *w, struct row_id id, uint32_t percent)
{
	for (size_t i = 0; i < w->n; i++)
		TRY(read_some(w, w->readers[i], id, percent));
	return OK;
}

static enum err over(struct reviewing *w)
{
	struct row_id id;
	int64_t drawn;
	struct ctx c;

	w->now.s -= (int64_t)OVER_AGO * DAY_S;
	TRY(draw(w, STR("First look at our own work"), 24, STR("all"), &id, &drawn));
	if (drawn == 0)
		return OK;
	w->now.s += 14 * DAY_S;
	TRY(read_all(w, id, 100));
	TRY(begin(w, w->readers[0], &c));
	TRY(review_end(&c, id, row_id_fresh(c.now),
	               STR("Plans speak in their words where they were written in the first week. What "
	                   "comes next often has no day. We write it at the end of each visit.")));
	return save(&c);
}

static enum err under_way(struct reviewing *w)
{
	struct row_id id;
	int64_t drawn;

	w->now.s = w->d->now.s - 3 * DAY_S;
	TRY(draw(w, STR("Second look, after the change"), 15, STR("third"), &id, &drawn));
	return drawn ? read_all(w, id, 60) : OK;
}

enum err demo_reviews(struct demo *d, const struct actor *manager)
{
	enum { TASK_ARENA = 128 * 1024 * 1024 };
	struct reviewing w = { .d = d, .arena = arena_new(TASK_ARENA), .now = d->now };
	enum err e = w.arena ? OK : ERR_BUSY;

	w.readers[w.n++] = manager;
	for (size_t i = 0; i < DEMO_TEAMS; i++)
		if (d->leads[i])
			w.readers[w.n++] = d->leads[i];
	for (size_t i = 0; i < w.n; i++)
		w.ids[i] = w.readers[i]->id;
	if (e == OK)
		e = over(&w);
	if (e == OK)
		e = under_way(&w);
	arena_free(w.arena);
	return e;
}
