/* The page of the story: that something was told, to whom, who has read it; and its words. */
#include "care/story_html.h"
#include "care/story_inside.h"
#include "care/welcome.h"

enum err story_person(struct visit *v, struct person *out)
{
	TRY(person_read(&v->c, v->person, out));
	if (!out->name.p || !out->name.n)
		out->name = out->code;
	return OK;
}

/* --- tellings in words --- */

struct names {
	struct code_list concepts;
	struct choice_list languages;
};

static enum err names_of(struct ctx *c, struct names *out)
{
	out->concepts = story_concepts(c);
	return welcome_languages(c, &out->languages);
}

static struct str facts_of(struct ctx *c, const struct names *names, struct str codes)
{
	struct buf b = buf_new(c->arena, 4096);

	for (size_t i = 0; i < names->concepts.n; i++) {
		const struct list_item *one = &names->concepts.at[i];
		if (!story_covers(codes, one->name))
			continue;
		if (b.n)
			buf_add(&b, STR(" · "));
		buf_add(&b, one->label);
	}
	return buf_str(&b);
}

static struct telling_view telling_view(struct ctx *c, const struct names *names,
                                        const struct telling *t)
{
	return (struct telling_view){ *t, facts_of(c, names, t->concepts),
		                          welcome_language(&names->languages, t->language) };
}

static void show_tellings(struct ctx *c, const struct names *names, const struct telling_list *all,
                          struct story_view *view)
{
	struct telling_view *list = NEW_N(c->arena, struct telling_view, all->n + 1);
	size_t n = 0;

	for (size_t i = all->n; i > 0; i--) {
		const struct telling *t = &all->at[i - 1];
		view->words += t->current && t->has_words;
		view->corrected += !t->current;
		if (t->current)
			list[n++] = telling_view(c, names, t);
	}
	view->tellings = (struct telling_views){ list, n };
}

/* --- who has read it, who must not --- */

static struct str hour_of(const struct ctx *c, struct instant hour)
{
	int64_t s = (hour.s + c->house->utc_offset * 60) % 86400;

	return arena_fmt(c->arena, "%02d:%02d", (int)(s / 3600), (int)(s % 3600 / 60));
}

static enum err show_readers(struct ctx *c, struct person_id person, int64_t before,
                             struct story_view *view)
{
	struct audit_lines lines;
	struct read_line *list;
	enum err e = audit_of_verb(c, person, VERB_READ_STORY, before, &lines);

	view->readers_closed = e == ERR_DENIED;
	if (e != OK)
		return e == ERR_DENIED ? OK : e;
	list = NEW_N(c->arena, struct read_line, lines.n + 1);
	for (size_t i = 0; i < lines.n; i++)
		list[i] =
			(struct read_line){ lines.at[i], clock_day(lines.at[i].hour, c->house->utc_offset),
			                    hour_of(c, lines.at[i].hour) };
	view->readers = (struct read_lines){ list, lines.n < AUDIT_DID ? lines.n : AUDIT_DID };
	view->readers_from = before > 0;
	if (lines.n > AUDIT_DID)
		view->readers_older = lines.at[AUDIT_DID - 1].seq;
	return OK;
}

static bool kept_from(const struct withheld_list *kept, struct user_id staff)
{
	for (size_t i = 0; i < kept->n; i++)
		if (user_id_eq(kept->at[i].staff, staff))
			return true;
	return false;
}

static size_t colleagues_in(struct ctx *c, const struct companions *from,
                            const struct withheld_list *kept, struct choice *list, size_t n)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct companion *one = &from->at[i];
		char id[ID_TEXT + 1];
		if (one->self || one->excluded || kept_from(kept, one->staff))
			continue;
		id_write(one->staff.b, id);
		list[n++] = (struct choice){ arena_str(c->arena, str_z(id)).p,
			                         arena_str(c->arena, one->user_name).p };
	}
	return n;
}

static enum err show_kept(struct ctx *c, struct person_id person, struct story_view *view)
{
	struct withheld_list all;
	struct withheld *kept;
	struct companions walking;
	struct companions others;
	struct choice *list;
	size_t n = 0;

	TRY(person_withheld(c, person, &all));
	kept = NEW_N(c->arena, struct withheld, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].compartments >> IN_STORY & 1)
			kept[n++] = all.at[i];
	view->kept = (struct withheld_list){ kept, n };
	TRY(companions_of(c, person, &walking));
	TRY(companions_possible(c, person, &others));
	list = NEW_N(c->arena, struct choice, walking.n + others.n + 1);
	n = colleagues_in(c, &walking, &view->kept, list, 0);
	n = colleagues_in(c, &others, &view->kept, list, n);
	view->colleagues = (struct choice_list){ list, n };
	return OK;
}

/* --- the page --- */

enum err story_show(struct visit *v)
{
	const char *here = visit_path(v, "/people/%s/story?", visit_id(v, v->person.b));
	struct story_view view = { .conflict = v->conflict };
	struct telling_list all;
	struct names names;
	struct ctx *c = &v->c;
	int64_t before = 0;

	(void)str_int(visit_query(v, "before"), &before);
	TRY(story_person(v, &view.person));
	TRY(names_of(c, &names));
	TRY(tellings_read(c, v->person, &all));
	show_tellings(c, &names, &all, &view);
	view.pager = visit_pager(v, here, view.tellings.n, TELLINGS_SHOWN);
	view.tellings = (struct telling_views){ view.tellings.at + view.pager.from, view.pager.n };
	TRY(tellings_of(c, v->person, STR(""), &view.told));
	TRY(show_readers(c, v->person, before, &view));
	view.may_open = can(c, v->person, MAY_READ, IN_STORY);
	view.may_add = can(c, v->person, MAY_WRITE, IN_STORY) && can(c, v->person, MAY_WRITE, IN_CASE);
	view.may_tell = can(c, v->person, MAY_WRITE, IN_CASE);
	view.may_keep = can(c, v->person, MAY_ASSIGN, IN_IDENTITY);
	TRY(show_kept(c, v->person, &view));
	story_page(visit_page(v), visit_head(v, T("Story, told once"), "/people"), &v->form, &view);
	return OK;
}

/* Every page that is opened is written down like the first. */
enum err story_open(struct visit *v)
{
	const char *here = visit_path(v, "/people/%s/story/read?", visit_id(v, v->person.b));
	struct story_text_view view = { .may_add = can(&v->c, v->person, MAY_WRITE, IN_STORY) };
	struct story_text *list;
	struct story story;
	struct names names;

	TRY(story_person(v, &view.person));
	TRY(names_of(&v->c, &names));
	TRY(story_read(&v->c, v->person, &story));
	view.pager = visit_pager(v, here, story.n, STORY_TEXTS_SHOWN);
	list = NEW_N(v->c.arena, struct story_text, view.pager.n + 1);
	for (view.n = 0; view.n < view.pager.n; view.n++) {
		const struct story_entry *one = &story.at[view.pager.from + view.n];
		list[view.n] = (struct story_text){ telling_view(&v->c, &names, &one->about), one->words,
			                                one->spoken };
	}
	view.at = list;
	story_text_page(visit_page(v), visit_head(v, T("Story, told once"), "/people"), &v->form,
	                &view);
	return OK;
}
