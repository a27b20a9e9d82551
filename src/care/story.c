#include "base/fields.h"
#include "care/story_inside.h"
#include "care/story_sql.h"

#include <stdlib.h>

enum { ABOUT_ROOM = 16 * 1024, WORDS_ROOM = 128 * 1024 };

/* --- codes --- */

static const struct choice to_list[] = {
	{ "us", T("A colleague here") },
	{ "partner", T("Another organisation") },
	{ "police", T("The police") },
	{ "court", T("A court, a prosecutor or a lawyer") },
	{ "health", T("A doctor, nurse or therapist") },
	{ "other", T("Somebody else") },
};
const struct choice_list story_tos = { to_list, sizeof to_list / sizeof *to_list };
static const struct choice form_list[] = {
	{ "spoken", T("Told in a conversation") },
	{ "paper", T("In a paper that was given to us, such as a police report") },
	{ "other_person", T("Told to us by somebody else") },
};
const struct choice_list story_forms = { form_list, sizeof form_list / sizeof *form_list };
static const struct choice reason_list[] = {
	{ "raised", T("Raised by the person, unasked") },
	{ "needed", T("Needed for treatment or law") },
	{ "other", T("Something else") },
};
const struct choice_list story_reasons = { reason_list, sizeof reason_list / sizeof *reason_list };

const char *story_label(const struct choice_list *list, struct str code)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(code, str_z(list->at[i].value)))
			return list->at[i].label;
	return "";
}

struct code_list story_concepts(struct ctx *c)
{
	struct str path = arena_fmt(c->arena, "%s/core/concepts.csv", c->house->packs);
	struct code_list all;

	if (list_load(c->arena, path.p, str_z(lang_code(c->lang)), &all) != OK)
		return (struct code_list){ NULL, 0 };
	return all;
}

bool story_covers(struct str concepts, struct str code)
{
	while (concepts.n)
		if (str_eq(str_cut(concepts, ' ', &concepts), code))
			return true;
	return false;
}

/* --- reading --- */

enum err telling_open(struct ctx *c, struct person_id person, const struct telling_row *r,
                      struct telling *out)
{
	struct str about;

	TRY(open_if_may(c, person, IN_CASE, SEAL_TELLING, r->id, r->about, &about));
	*out = (struct telling){ .id = r->id,
		                     .replaces = r->replaces,
		                     .author = r->user_name,
		                     .hour = r->hour,
		                     .has_words = r->story.p != NULL,
		                     .closed = about.p == NULL };
	out->when = when_get(about, clock_day(r->hour, c->house->utc_offset));
	out->to = fields_get(about, "to");
	out->to_name = fields_get(about, "to_name");
	out->form = fields_get(about, "form");
	out->language = fields_get(about, "language");
	out->interpreter = fields_get(about, "interpreter");
	out->concepts = fields_get(about, "concepts");
	out->reason = fields_get(about, "reason");
	out->reason_words = fields_get(about, "reason_words");
	out->mistaken = fields_int(about, "mistaken", 0) != 0;
	out->current = r->current && !out->mistaken;
	return OK;
}

static int by_day(const void *a, const void *b)
{
	const struct telling *x = a;
	const struct telling *y = b;

	if (x->when.day.n != y->when.day.n)
		return x->when.day.n < y->when.day.n ? -1 : 1;
	return memcmp(x->id.b, y->id.b, ID_BYTES);
}

enum err tellings_read(struct ctx *c, struct person_id person, struct telling_list *out)
{
	struct telling_row_list rows;
	struct telling *list;

	tellings_all(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct telling, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		TRY(telling_open(c, person, &rows.at[i], &list[i]));
	qsort(list, rows.n, sizeof *list, by_day);
	*out = (struct telling_list){ list, rows.n };
	return OK;
}

static int by_telling(const void *a, const void *b)
{
	return by_day(&((const struct story_entry *)a)->about, &((const struct story_entry *)b)->about);
}

enum err story_read(struct ctx *c, struct person_id person, struct story *out)
{
	struct telling_row_list rows;
	struct story_entry *list;
	size_t n = 0;

	if (!can(c, person, MAY_READ, IN_STORY))
		return ERR_DENIED;
	tellings_all(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct story_entry, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct telling_row *r = &rows.at[i];
		struct str body;
		TRY(telling_open(c, person, r, &list[n].about));
		if (!list[n].about.current || !r->story.p)
			continue;
		TRY(open_if_may(c, person, IN_STORY, SEAL_STORY, r->id, r->story, &body));
		list[n].words = fields_get(body, "words");
		list[n++].spoken = fields_get(body, "spoken");
	}
	qsort(list, n, sizeof *list, by_telling);
	*out = (struct story){ list, n };
	/* P2: opening it is an act of its own. */
	return audit(c, VERB_READ_STORY, &person, REASON_CARE, (struct str){ NULL, 0 });
}

/* --- told before? --- */

static bool share(struct str a, struct str b)
{
	while (a.n) {
		struct str code = str_cut(a, ' ', &a);
		if (code.n && story_covers(b, code))
			return true;
	}
	return false;
}

static bool told_before(const struct telling_list *all, struct str concepts)
{
	for (size_t i = all->n; i > 0; i--) {
		const struct telling *t = &all->at[i - 1];
		if (t->current && !t->closed && share(concepts, t->concepts))
			return true;
	}
	return false;
}

static bool in_speech(const struct telling *t)
{
	return t->form.n == 0 || str_eq(t->form, STR("spoken"));
}

/* P2: asking again needs a reason. */
bool story_reasoned(const struct telling_list *all, const struct telling_new *n)
{
	/* A correction is the same telling. */
	if (n->replaces || !in_speech(&n->about) || !told_before(all, n->about.concepts))
		return true;
	return n->about.reason.n &&
	       (!str_eq(n->about.reason, STR("other")) || str_trim(n->about.reason_words).n);
}

/* --- writing --- */

static struct str about_of(struct ctx *c, const struct telling *t)
{
	struct buf b = buf_new(c->arena, ABOUT_ROOM);

	when_put(&b, &t->when, c->today);
	fields_put(&b, "to", t->to);
	fields_put(&b, "to_name", t->to_name);
	fields_put(&b, "form", t->form);
	fields_put(&b, "language", t->language);
	fields_put(&b, "interpreter", t->interpreter);
	fields_put(&b, "concepts", t->concepts);
	fields_put(&b, "reason", t->reason);
	fields_put(&b, "reason_words", t->reason_words);
	fields_put_int(&b, "mistaken", t->mistaken);
	return buf_str(&b);
}

static bool replaced_by(const struct telling *t, const struct row_id *but)
{
	return but && row_id_eq(t->id, *but);
}

/* How often something was told, and told again for which reason: numbers without a word. */
static enum err count(struct ctx *c, struct person_id person, const struct telling_list *all,
                      const struct telling_new *n)
{
	static const char *const names[] = { "retold_raised", "retold_needed", "retold_other" };
	int64_t again[3];
	int64_t told = !n->about.mistaken;
	struct buf b = buf_new(c->arena, 512);

	for (size_t k = 0; k < story_reasons.n; k++) {
		struct str code = str_z(story_reasons.at[k].value);
		again[k] = !n->about.mistaken && str_eq(n->about.reason, code);
		for (size_t i = 0; i < all->n; i++)
			again[k] += all->at[i].current && !replaced_by(&all->at[i], n->replaces) &&
			            str_eq(all->at[i].reason, code);
		fields_put_int(&b, names[k], again[k]);
	}
	for (size_t i = 0; i < all->n; i++)
		told += all->at[i].current && !replaced_by(&all->at[i], n->replaces);
	fields_put_int(&b, "told", told);
	return episode_count(c, person, "told", NO_DAY, &b);
}

static enum err add(struct ctx *c, struct person_id person, struct row_id id,
                    const struct telling_new *n, struct sealed words)
{
	struct telling_list all;
	struct sealed about;

	TRY(seal_person(c, person, IN_CASE, SEAL_TELLING, id, about_of(c, &n->about), &about));
	TRY(tellings_read(c, person, &all));
	if (!story_reasoned(&all, n))
		return ERR_INVALID;
	if (n->replaces)
		telling_replace(c->change, c->house->org, person, *n->replaces);
	telling_insert(c->change, &(struct telling_insert_args){ .org = c->house->org,
	                                                         .person = person,
	                                                         .id = id,
	                                                         .has_replaces = n->replaces != NULL,
	                                                         .replaces = row_or_none(n->replaces),
	                                                         .author = c->actor->id,
	                                                         .hour = clock_hour(c->now),
	                                                         .about = about,
	                                                         .story = words });
	TRY(count(c, person, &all, n));
	return audit_written(c, person, n->replaces);
}

enum err telling_add(struct ctx *c, struct person_id person, struct row_id id,
                     const struct telling_new *n)
{
	return add(c, person, id, n, (struct sealed){ NULL, 0 });
}

enum err story_add(struct ctx *c, struct person_id person, struct row_id id,
                   const struct story_new *n)
{
	struct buf b = buf_new(c->arena, WORDS_ROOM);
	struct sealed words;

	fields_put(&b, "words", n->words);
	fields_put(&b, "spoken", n->spoken);
	TRY(seal_body(c, person, IN_STORY, SEAL_STORY, id, &b, &words));
	return add(c, person, id, &n->told, words);
}
