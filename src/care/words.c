#include "care/words.h"

#include "base/fields.h"
#include "care/day.h"
#include "care/milestone.h"
#include "care/welcome.h"
#include "care/words_sql.h"

enum { BODY_ROOM = 64 * 1024, WITHIN_DAYS = 3 };

/* As sealed; final. The titles are those of the timeline. */
static const struct {
	const char *code;
	const char *title;
} states[] = {
	[WORDS_NONE] = { "", T("In their own words") },
	[WORDS_WRITTEN] = { "written", T("In their own words") },
	[WORDS_CHOSE_NOT] = { "chose_not", T("Asked what matters most; chose not to say") },
	[WORDS_NOT_YET] = { "not_yet", T("Own words: not yet possible") },
	[WORDS_OTHER_WAY] = { "other_way", T("Said in another way what matters most") },
};

const char *words_state_code(enum words_state s)
{
	return states[s].code;
}

enum words_state words_state_find(struct str code)
{
	if (str_eq(code, STR("written")))
		return WORDS_WRITTEN;
	if (str_eq(code, STR("chose_not")))
		return WORDS_CHOSE_NOT;
	if (str_eq(code, STR("not_yet")))
		return WORDS_NOT_YET;
	return str_eq(code, STR("other_way")) ? WORDS_OTHER_WAY : WORDS_NONE;
}

/* P1: what scored assessment waits for. */
bool words_count(const struct words *w)
{
	return w->state == WORDS_WRITTEN || w->state == WORDS_CHOSE_NOT || w->state == WORDS_OTHER_WAY;
}

static struct str body_of(struct ctx *c, const struct words *w)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "state", str_z(states[w->state].code));
	fields_put(&b, "concerns", w->concerns);
	fields_put(&b, "wishes", w->wishes);
	fields_put(&b, "spoken", w->spoken);
	fields_put(&b, "language", w->language);
	fields_put(&b, "interpreter", w->interpreter);
	fields_put(&b, "how", w->how);
	fields_put(&b, "why", w->why);
	fields_put_int(&b, "day", day_known(w->day) ? w->day.n : c->today.n);
	return buf_str(&b);
}

static enum err open_row(struct ctx *c, struct person_id person, const struct words_row *r,
                         struct words *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_WORDS, r->id, r->body, &body));
	*out = (struct words){ .id = r->id, .author = r->user_name, .closed = body.p == NULL };
	out->state = words_state_find(fields_get(body, "state"));
	out->concerns = fields_get(body, "concerns");
	out->wishes = fields_get(body, "wishes");
	out->spoken = fields_get(body, "spoken");
	out->language = fields_get(body, "language");
	out->interpreter = fields_get(body, "interpreter");
	out->how = fields_get(body, "how");
	out->why = fields_get(body, "why");
	out->day = fields_day(body, "day", clock_day(r->hour, c->house->utc_offset));
	return OK;
}

/* All rows, and what each says, opened once in a context. */
static enum err read_all(struct ctx *c, struct person_id person, struct words_row_list *rows,
                         const struct words **out)
{
	void **opened;

	words_all(c->read, c->house->org, person, rows);
	TRY(read_now(c->read));
	opened = module_opened(c, rows->at);
	if (!*opened) {
		struct words *words = NEW_N(c->arena, struct words, rows->n + 1);
		for (size_t i = 0; i < rows->n; i++)
			TRY(open_row(c, person, &rows->at[i], &words[i]));
		*opened = words;
	}
	*out = *opened;
	return OK;
}

enum err words_read(struct ctx *c, struct person_id person, struct words *out)
{
	struct words_row_list rows;
	const struct words *words;

	*out = (struct words){ .day = NO_DAY };
	TRY(read_all(c, person, &rows, &words));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].current)
			*out = words[i];
	return OK;
}

enum err words_read_row(struct ctx *c, struct person_id person, struct row_id row,
                        struct words *out)
{
	const struct words_row *found;

	words_one(c->read, c->house->org, person, row, &found);
	TRY(read_now(c->read));
	return found ? open_row(c, person, found, out) : ERR_ABSENT;
}

enum err words_milestones(struct ctx *c, struct person_id person, const struct episode *e,
                          const void *fresh, struct buf *b)
{
	const struct words *now = fresh;
	struct words_row_list rows;
	const struct words *words;
	struct day first = NO_DAY;
	struct day no = NO_DAY;

	TRY(read_all(c, person, &rows, &words));
	for (size_t i = 0; i < rows.n + (now != NULL); i++) {
		const struct words *w = i < rows.n ? &words[i] : now;
		struct day day = day_known(w->day) ? w->day : c->today;
		if (words_count(w))
			first = milestone_sooner(e, first, day);
		if (w->state == WORDS_CHOSE_NOT)
			no = milestone_sooner(e, no, day);
	}
	milestone_put(b, e, "first_words", first);
	milestone_put(b, e, "no_words", no);
	return OK;
}

/* The reason stays in the case: the task is open to more people, and it only says that there is
 * something to ask. */
static enum err keep_task(struct ctx *c, struct person_id person, const struct words *w)
{
	TRY(task_close(c, person, TASK_WORDS));
	if (w->state != WORDS_NOT_YET)
		return OK;
	return task_add(c, person, TASK_WORDS, day_add(c->today, WITHIN_DAYS), NULL,
	                (struct str){ "", 0 });
}

enum err words_write(struct ctx *c, struct person_id person, struct row_id id,
                     const struct words *w, const struct row_id *before)
{
	struct sealed body;

	TRY(seal_person(c, person, IN_CASE, SEAL_WORDS, id, body_of(c, w), &body));
	if (before)
		words_replace(c->change, c->house->org, person, *before);
	words_insert(c->change, &(struct words_insert_args){ .org = c->house->org,
	                                                     .person = person,
	                                                     .id = id,
	                                                     .replaces = row_replaced(person, before),
	                                                     .author = c->actor->id,
	                                                     .hour = clock_hour(c->now),
	                                                     .body = body });
	TRY(keep_task(c, person, w));
	TRY(milestone_count(c, person, words_milestones, w));
	TRY(welcome_step_done(c, person, STEP_WORDS));
	return audit_written(c, person, before);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct words_row_list *rows = NEW(c->arena, struct words_row_list);

	words_all(c->read, c->house->org, person, rows);
	*state = rows;
}

static struct str first_of(struct str a, struct str b)
{
	return a.n ? a : b;
}

/* Both parts of what was said, or what stands instead of them. */
static struct str told_in_short(struct ctx *c, const struct words *w)
{
	if (w->concerns.n && w->wishes.n)
		return arena_fmt(c->arena, "%.*s\n%.*s", (int)w->concerns.n, w->concerns.p,
		                 (int)w->wishes.n, w->wishes.p);
	return first_of(first_of(w->concerns, w->wishes), first_of(w->how, w->why));
}

/* What is not yet possible has a task of its own, which day shows. */
static void next(struct ctx *c, struct person_id person, struct page_parts *parts)
{
	char id[ID_TEXT + 1];

	if (!can(c, person, MAY_WRITE, IN_CASE))
		return;
	id_write(person.b, id);
	page_step(parts, (struct next_step){ .due = c->today,
	                                     .title = T("Ask what matters most, in their own words"),
	                                     .href = arena_fmt(c->arena, "/people/%s/words", id),
	                                     .button = T("Ask what matters most") });
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	struct words_row_list *rows = state;
	const struct words *words;

	TRY(read_all(c, person, rows, &words));
	for (size_t i = 0; i < rows->n; i++) {
		const struct words *w = &words[i];
		page_moment(parts, (struct moment){ .day = w->day,
		                                    .hour = rows->at[i].hour,
		                                    .kind = "words",
		                                    .title = states[w->state].title,
		                                    .words = told_in_short(c, w),
		                                    .who = w->author,
		                                    .replaced = !rows->at[i].current,
		                                    .row = w->id });
	}
	if (rows->n == 0)
		next(c, person, parts);
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("words.body", CASE, WORDS, words_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/words", .label = T("In their own words"), .opens = IN_CASE },
};
const struct module words_module = {
	.name = "words",
	.routes = &words_routes,
	.ask = ask,
	.tell = tell,
	.queries = words_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
