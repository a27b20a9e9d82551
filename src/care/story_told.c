/* What was told already, who may read it, and what her page shows of it. */
#include "care/story_inside.h"
#include "care/story_sql.h"

static const struct telling *find(const struct telling_list *all, struct row_id id, bool after)
{
	for (size_t i = 0; i < all->n; i++)
		if (row_id_eq(after ? all->at[i].replaces : all->at[i].id, id))
			return &all->at[i];
	return NULL;
}

const struct telling *story_latest(const struct telling_list *all, struct row_id row)
{
	const struct telling *t = find(all, row, false);

	for (const struct telling *next = t; next; next = find(all, t->id, true))
		t = next;
	return t;
}

/* --- told on ... to ... --- */

struct str story_named(const struct telling *t)
{
	bool here = t->to.n == 0 || str_eq(t->to, STR("us"));

	return t->to_name.n || !here ? t->to_name : t->author;
}

/* By name; else what kind of place it was. */
static struct str whom(const struct ctx *c, const struct telling *t)
{
	struct str name = story_named(t);

	return name.n ? name : str_z(lang_text(c->lang, story_label(&story_tos, t->to)));
}

static struct told told_of(const struct ctx *c, const struct telling_list *all,
                           const struct list_item *concept)
{
	struct told t = { .concept = *concept, .day = NO_DAY };

	for (size_t i = 0; i < all->n; i++) {
		const struct telling *one = &all->at[i];
		if (!one->current || one->closed || !story_covers(one->concepts, concept->name))
			continue;
		t.day = one->when.day;
		t.whom = whom(c, one);
		t.times++;
	}
	return t;
}

enum err tellings_of(struct ctx *c, struct person_id person, struct str concepts,
                     struct told_list *out)
{
	struct code_list known = story_concepts(c);
	struct telling_list all;
	struct told *list;
	size_t n = 0;

	TRY(tellings_read(c, person, &all));
	list = NEW_N(c->arena, struct told, known.n + 1);
	for (size_t i = 0; i < known.n; i++) {
		if (concepts.n && !story_covers(concepts, known.at[i].name))
			continue;
		list[n] = told_of(c, &all, &known.at[i]);
		n += list[n].times > 0;
	}
	*out = (struct told_list){ list, n };
	return OK;
}

/* --- who may read it --- */

enum err story_keep_from(struct ctx *c, struct person_id person, struct user_id staff, bool kept)
{
	struct withheld_list before;
	struct companions with;
	struct str name = { "", 0 };
	uint32_t closed = 0;

	TRY(companions_of(c, person, &with));
	for (size_t i = 0; i < with.n; i++)
		if (user_id_eq(with.at[i].staff, staff))
			name = with.at[i].user_name;
	TRY(person_withheld(c, person, &before));
	for (size_t i = 0; i < before.n; i++)
		if (user_id_eq(before.at[i].staff, staff)) {
			name = before.at[i].user_name;
			closed = before.at[i].compartments;
		}
	closed = kept ? closed | 1u << IN_STORY : closed & ~(1u << IN_STORY);
	TRY(person_withhold(c, person, staff, closed));
	return audit(c, kept ? VERB_WITHHELD : VERB_ALLOWED, &person, REASON_OWN_REQUEST, name);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct telling_row_list *rows = NEW(c->arena, struct telling_row_list);

	tellings_all(c->read, c->house->org, person, rows);
	*state = rows;
}

/* Only that something was told, when, and who wrote it: not even which facts. */
static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct telling_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct telling t;
		TRY(telling_open(c, person, &rows->at[i], &t));
		if (t.closed)
			continue;
		page_moment(parts,
		            (struct moment){ .day = t.when.day,
		                             .hour = t.hour,
		                             .kind = "story",
		                             .title = t.reason.n ? T("Told again")
		                                                 : T("Something of the story was told"),
		                             .words = { "", 0 },
		                             .who = t.author,
		                             .replaced = !t.current,
		                             .row = t.id });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("telling.about", CASE, TELLING, telling_sealed),
	SEALED_COLUMN("telling.story", STORY, STORY, story_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/story/new", .label = T("What was told"), .opens = IN_STORY },
};
const struct module story_module = {
	.name = "story",
	.link = { PLACE_RIGHTS, "/story", T("Story, told once"), IN_CASE },
	.routes = &story_routes,
	.ask = ask,
	.tell = tell,
	.queries = story_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
