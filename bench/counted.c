/*
 * How long a report takes that is made from the database, and from the file of columns. Usage:
 *
 *   counted fill DIR N             writes N invented people with five assessments each, as folding
 *                                  would have written them, into a house that bench_people made
 *   counted read DIR database|columns|renewed [times]
 *
 * Nothing else of these people is written: about 6 KB each. `read` signs in once, then prints the
 * seconds of each report and the peak memory of all. `renewed` writes 300 people more before each.
 */
#include "access/inbox_inside.h"
#include "access/inbox_sql.h"
#include "base/fields.h"
#include "base/random.h"
#include "house.h"
#include "learning/report_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
	HOUSE_ROOM = 512 << 20,
	BATCH_ROOM = 256 << 20,
	TASK_ROOM = 1 << 30,
	BATCH = 500,
	PER_PERSON = 5,
	OTHER_FIELDS = 40,
	MORE = 300
};

struct filler {
	struct house *house;
	const struct actor *evaluation;
	struct dice dice;
};

static void put_int(struct buf *b, const char *name, uint32_t n)
{
	fields_put_int(b, name, n);
}

/* About as full as the blob of somebody in the demonstration. */
static struct str invent_body(struct filler *f, struct arena *a)
{
	static const char *const types[] = { "forced_labour", "domestic_servitude",
		                                 "sexual_exploitation", "forced_labour forced_marriage" };
	static const char *const ages[] = { "0_5", "6_11", "12_17", "adult" };
	struct buf b = buf_new(a, 4096);
	uint32_t ended = dice_below(&f->dice, OUTCOMES_REASONS);

	fields_put(&b, "site", STR("H"));
	fields_put(&b, "age_band", str_z(ages[dice_below(&f->dice, 4)]));
	fields_put(&b, "types", str_z(types[dice_below(&f->dice, 4)]));
	put_int(&b, "entry_month", 2015 * 12 + dice_below(&f->dice, 120));
	put_int(&b, "statistics", dice_below(&f->dice, 2));
	for (uint32_t i = 0; i < OTHER_FIELDS; i++) {
		struct str name = arena_fmt(a, "service_%u", i);

		put_int(&b, name.p, dice_below(&f->dice, 10000));
	}
	if (ended == CLOSED_NOT)
		return buf_str(&b);
	put_int(&b, "closed_days", dice_below(&f->dice, 1200));
	fields_put(&b, "closed_reason", str_z(report_reason_codes[ended]));
	return buf_str(&b);
}

static enum err put_score(struct filler *f, struct ctx *c, struct pseudonym_id who, int wave)
{
	static const int about[PER_PERSON] = { 0, 165, 330, 690, 1060 };
	int64_t v[OUTCOMES_DOMAINS];
	struct sealed days;
	struct row_id id;

	id_random(id.b);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		v[d] = 100 + dice_below(&f->dice, 301);
	TRY(score_seal(c, c->arena, who, id, about[wave] + (int64_t)dice_below(&f->dice, 30), 1,
	               &days));
	score_insert(c->change,
	             &(struct score_insert_args){ .org = f->house->org,
	                                          .pseudonym = who,
	                                          .days = days,
	                                          .id = id,
	                                          .episode = 1,
	                                          .wave = wave,
	                                          .form = STR("rubric"),
	                                          .age_group = OUTCOMES_ADULT,
	                                          .setting = SETTING_LIVES,
	                                          .items = STR("safe_home=3;safe_work=2;safe_travel=3"),
	                                          .has_safety = true,
	                                          .safety = v[0],
	                                          .has_legal = true,
	                                          .legal = v[1],
	                                          .has_mental = true,
	                                          .mental = v[2],
	                                          .has_work = true,
	                                          .work = v[3],
	                                          .has_social = true,
	                                          .social = v[4],
	                                          .has_physical = true,
	                                          .physical = v[5],
	                                          .stable = dice_below(&f->dice, 64) });
	return OK;
}

static enum err put_person(struct filler *f, struct ctx *c)
{
	struct pseudonym_id who;
	struct sealed body;

	id_random(who.b);
	TRY(fold_seal(c, c->arena, who, 1, invent_body(f, c->arena), &body));
	fold_insert(c->change, f->house->org, who, 1, body);
	inbox_marked(f->house, c->change, who);
	for (int wave = 0; wave < PER_PERSON; wave++)
		TRY(put_score(f, c, who, wave));
	return OK;
}

static enum err fill(struct filler *f, size_t n)
{
	struct arena *a = arena_new(BATCH_ROOM);

	if (!a)
		return ERR_BUSY;
	for (size_t at = 0; at < n; at += BATCH) {
		struct ctx c = { .arena = a, .house = f->house, .actor = f->evaluation };

		c.change = change_new(a);
		for (size_t i = at; i < n && i < at + BATCH; i++)
			TRY(put_person(f, &c));
		inbox_folded(f->house, c.change);
		TRY(store_commit(f->house->records, c.change));
		arena_reset(a);
	}
	arena_free(a);
	return OK;
}

static double cpu_seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static enum err report(struct filler *f, struct report_set *set)
{
	struct report_filter all = {
		.type = OUTCOMES_ALL_TYPES, .group = OUTCOMES_ADULT, .walk = 1, .from = NO_DAY, .to = NO_DAY
	};
	struct arena *a = arena_new(TASK_ROOM);
	double began = bench_seconds();
	double cpu = cpu_seconds();
	struct ctx c;

	if (!a)
		return ERR_BUSY;
	TRY(ctx_begin(&c, a, f->house, f->evaluation, f->house->clock()));
	TRY(report_run(&c, &all, set));
	printf("%zu people, %zu assessments: %.3f s, %.3f s of CPU\n", set->in.n_episodes,
	       set->in.n_scores, bench_seconds() - began, cpu_seconds() - cpu);
	arena_free(a);
	return OK;
}

static enum err read_it(struct filler *f, const char *how, int times)
{
	struct report_set set;
	struct rusage use;

	if (strcmp(how, "database") == 0)
		f->house->columns = NULL;
	f->house->columns_least = 1;
	for (int i = 0; i < times; i++) {
		if (strcmp(how, "renewed") == 0)
			TRY(fill(f, MORE));
		TRY(report(f, &set));
	}
	(void)getrusage(RUSAGE_SELF, &use);
	printf("peak memory %.1f MB, with the 64 of a sign-in\n", (double)use.ru_maxrss / 1e3);
	return OK;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(HOUSE_ROOM);
	struct filler f = { .dice = { 2012 } };
	bool filling = argc == 4 && strcmp(argv[1], "fill") == 0;
	bool reading = argc >= 4 && strcmp(argv[1], "read") == 0;

	if (!a || (!filling && !reading)) {
		fputs("usage: counted fill DIR N | counted read DIR database|columns|renewed [times]\n",
		      stderr);
		return 2;
	}
	must(house_open(a, argv[2], &f.house), "opening the house");
	f.evaluation = bench_actor(a, f.house, "evaluation");
	if (filling)
		must(fill(&f, (size_t)strtoul(argv[3], NULL, 10)), "filling");
	else
		must(read_it(&f, argv[3], argc > 4 ? (int)strtoul(argv[4], NULL, 10) : 3), "reading");
	house_close(f.house);
	arena_free(a);
	return 0;
}
