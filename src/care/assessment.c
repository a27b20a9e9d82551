#include "care/assessment.h"

#include "base/fields.h"
#include "care/assessment_inside.h"
#include "care/assessment_sql.h"
#include "care/day.h"
#include "care/rating.h"
#include "care/words.h"

#include <stdlib.h>

/* --- reading --- */

void assessment_open(struct str body, struct assessment *out)
{
	out->closed = body.p == NULL;
	out->day = fields_day(body, "day", out->day);
	out->wave = (int)fields_int(body, "wave", WAVE_UNPLANNED);
	out->setting = fields_get(body, "setting");
	out->age_group = fields_get(body, "age_group");
	out->json = fields_get(body, "answers");
	out->means = means_get(body);
	out->own = fields_int(body, "own", OWN_UNKNOWN);
	(void)fields_id(body, "score", out->score.b);
}

/* blind: who is to score alone is shown of it what somebody without the key would be. */
static enum err open_row(struct ctx *c, struct person_id person, const struct assessment_row *r,
                         bool blind, struct assessment *out)
{
	struct str body = { NULL, 0 };

	if (!blind)
		TRY(open_if_may(c, person, IN_CASE, SEAL_ASSESSMENT, r->id, r->body, &body));
	*out = (struct assessment){ .id = r->id,
		                        .day = clock_day(r->hour, c->house->utc_offset),
		                        .hour = r->hour,
		                        .author = r->user_name,
		                        .form = r->form,
		                        .current = r->current };
	assessment_open(body, out);
	return OK;
}

static int by_day(const void *a, const void *b)
{
	const struct assessment *x = a;
	const struct assessment *y = b;

	if (x->day.n != y->day.n)
		return x->day.n < y->day.n ? -1 : 1;
	return memcmp(x->id.b, y->id.b, ID_BYTES);
}

static enum err open_all(struct ctx *c, struct person_id person,
                         const struct assessment_row_list *rows, struct assessment **out)
{
	struct assessment *list = NEW_N(c->arena, struct assessment, rows->n + 1);
	bool blind;

	TRY(rating_blind(c, person, &blind));
	for (size_t i = 0; i < rows->n; i++)
		TRY(open_row(c, person, &rows->at[i], blind, &list[i]));
	qsort(list, rows->n, sizeof *list, by_day);
	*out = list;
	return OK;
}

enum err assessments(struct ctx *c, struct person_id person, struct assessment_list *out)
{
	struct assessment_row_list rows;
	struct assessment *list;
	void **opened;

	assessments_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	opened = module_opened(c, rows.at);
	if (!*opened) {
		TRY(open_all(c, person, &rows, &list));
		*opened = list;
	}
	*out = (struct assessment_list){ *opened, rows.n };
	return OK;
}

static enum err latest_row(struct ctx *c, struct person_id person, struct row_id id,
                           const struct assessment_row **out)
{
	const struct assessment_row *row;

	assessment_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	while (row && !row->current) {
		assessment_after(c->read, c->house->org, person, row->id, &row);
		TRY(read_now(c->read));
	}
	*out = row;
	return row ? OK : ERR_ABSENT;
}

enum err assessment_read(struct ctx *c, struct person_id person, struct row_id id,
                         struct assessment *out)
{
	const struct assessment_row *row;
	bool blind;

	TRY(rating_blind(c, person, &blind));
	TRY(latest_row(c, person, id, &row));
	return open_row(c, person, row, blind, out);
}

enum err assessment_frame(struct ctx *c, struct person_id person, struct row_id id,
                          struct assessment *out)
{
	const struct assessment_row *row;

	TRY(latest_row(c, person, id, &row));
	return open_row(c, person, row, false, out);
}

enum err assessment_exact(struct ctx *c, struct person_id person, struct row_id id,
                          struct assessment *out)
{
	const struct assessment_row *row;
	bool blind;

	TRY(rating_blind(c, person, &blind));
	assessment_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	return row ? open_row(c, person, row, blind, out) : ERR_ABSENT;
}

const struct assessment *assessment_last(const struct assessment_list *all, struct day day,
                                         const struct row_id *but)
{
	for (size_t i = all->n; i > 0; i--) {
		const struct assessment *a = &all->at[i - 1];
		if (a->current && !a->closed && a->day.n <= day.n && !(but && row_id_eq(a->id, *but)))
			return a;
	}
	return NULL;
}

struct seams_list seams_of(struct arena *a, struct person_id person,
                           const struct assessment_list *all)
{
	struct seams *list = NEW_N(a, struct seams, all->n + 1);
	int best[BOWL_DOMAINS] = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct assessment *one = &all->at[i];
		struct seams *s = &list[n];
		if (!one->current || one->closed)
			continue;
		n++;
		*s = (struct seams){ .day = one->day, .wave = one->wave, .stable = one->means.stable };
		memcpy(s->bowl.id, person.b, ID_BYTES);
		for (int d = 0; d < BOWL_DOMAINS; d++) {
			int mean = one->means.domain[d] > 0 ? one->means.domain[d] : BOWL_MISSING;
			best[d] = mean > best[d] ? mean : best[d];
			s->bowl.domain[d] = (struct bowl_domain){ mean, best[d] };
		}
	}
	return (struct seams_list){ list, n };
}

enum err assessment_seams(struct ctx *c, struct person_id person, struct seams_list *out)
{
	struct assessment_list all;

	TRY(assessments(c, person, &all));
	*out = seams_of(c->arena, person, &all);
	return OK;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct assessment_row_list *rows = NEW(c->arena, struct assessment_row_list);

	assessments_of(c->read, c->house->org, person, rows);
	rating_blind_ask(c, person);
	*state = rows;
}

/* The first one has no task yet: it waits for her own words, and then is wanted within the window
 * of the baseline. */
static enum err tell_first(struct ctx *c, struct person_id person, struct page_parts *parts)
{
	struct episode e;
	struct words words;
	struct day due;
	char id[ID_TEXT + 1];

	if (!can(c, person, MAY_WRITE, IN_CASE))
		return OK;
	TRY(words_read(c, person, &words));
	TRY(episode_now(c, person, &e));
	if (!words_count(&words) || e.state != PERSON_WITH_US)
		return OK;
	due = day_add(e.entry, outcomes_defaults(0, 0, 1, 1).window[WAVE_BASELINE].hi);
	id_write(person.b, id);
	page_step(parts,
	          (struct next_step){ .due = due,
	                              .title = T("The six domains, together"),
	                              .overdue = due.n < c->today.n,
	                              .href = arena_fmt(c->arena, "/people/%s/assessments/new", id),
	                              .button = T("Begin the six domains"),
	                              .words = { "", 0 } });
	return OK;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	bool may_write = can(c, person, MAY_WRITE, IN_CASE);
	struct assessment_list all;
	struct seams_list seams;
	size_t at = 0;

	(void)state;
	TRY(assessments(c, person, &all));
	if (all.n == 0)
		return tell_first(c, person, parts);
	seams = seams_of(c->arena, person, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct assessment *a = &all.at[i];
		struct moment m = { .day = a->day,
			                .hour = a->hour,
			                .kind = "assessment",
			                .row = a->id,
			                .who = a->author,
			                .title = T("The six domains, together"),
			                .replaced = !a->current };
		if (a->current && !a->closed)
			m.words = seams_words(c, &seams.at[at++]);
		else if (!a->closed)
			m.words = str_z(lang_text(c->lang, wave_words(a->wave)));
		m.correct = a->current && !a->closed && may_write ? "assessments" : NULL;
		page_moment(parts, m);
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("assessment.body", CASE, ASSESSMENT, assessment_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/assessments/new", .label = T("The six domains, together"), .opens = IN_CASE },
};
const struct module assessment_module = {
	.name = "assessment",
	.link = { PLACE_WALK, "/assessments", T("The six domains"), IN_CASE },
	.routes = &assessment_routes,
	.ask = ask,
	.tell = tell,
	.queries = assessment_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
