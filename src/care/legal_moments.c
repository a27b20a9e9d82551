/* Words, tasks and the timeline of what the law has to do with a person. */
#include "care/consent.h"
#include "care/day.h"
#include "care/legal_inside.h"
#include "forms/list.h"

static const struct choice kind_list[] = {
	{ "criminal_witness", T("Criminal case, as a witness") },
	{ "criminal_injured", T("Criminal case, as the injured party") },
	{ "compensation", T("Claim for compensation") },
	{ "labour", T("Claim for wages, labour court") },
	{ "immigration", T("Status, asylum, immigration") },
	{ "family", T("Family: children, separation, protection orders") },
	{ "defence", T("Defence: accused of what others forced them to do") },
	{ "other", T("Another proceeding") },
};
const struct choice_list legal_kinds = { kind_list, sizeof kind_list / sizeof *kind_list };

static const struct choice part_list[] = {
	{ "yes", T("Yes") },
	{ "no", T("No") },
	{ "not_yet", T("Not yet") },
	{ "stopped", T("Has stopped") },
};
const struct choice_list legal_parts = { part_list, sizeof part_list / sizeof *part_list };

static const struct choice state_list[] = {
	{ "planned", T("Still to come") },
	{ "held", T("It took place") },
	{ "cancelled", T("It did not take place") },
};
const struct choice_list legal_states = { state_list, sizeof state_list / sizeof *state_list };

enum err legal_statuses(struct ctx *c, struct choice_list *out)
{
	struct str path = arena_fmt(c->arena, "%s/core/legal-statuses.csv", c->house->packs);
	struct code_list all;
	struct choice *list;

	TRY(list_load(c->arena, path.p, str_z(c->lang ? lang_code(c->lang) : "en"), &all));
	list = NEW_N(c->arena, struct choice, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		list[i] = (struct choice){ arena_str(c->arena, all.at[i].name).p,
			                       arena_str(c->arena, all.at[i].label).p };
	*out = (struct choice_list){ list, all.n };
	return OK;
}

struct str legal_status_words(struct ctx *c, struct str code)
{
	struct choice_list all;

	if (!code.n || legal_statuses(c, &all) != OK)
		return code;
	return *consent_label(&all, code) ? str_z(consent_label(&all, code)) : code;
}

/* --- tasks --- */

static enum err warn(struct ctx *c, struct person_id person, struct day ends)
{
	struct day due;

	if (!day_known(ends))
		return OK;
	due = day_add(ends, -LEGAL_WARN_DAYS);
	return task_add(c, person, TASK_LEGAL, due.n < c->today.n ? c->today : due, NULL, STR(""));
}

/* A reflection period that is over is no protection any more once another status has come. */
enum err legal_status_tasks(struct ctx *c, struct person_id person, const struct legal_status *s)
{
	struct day reflection = day_known(s->extended) ? s->extended : s->reflection_end;
	bool in_it = !s->code.n || str_eq(s->code, STR("reflection"));

	TRY(task_close(c, person, TASK_LEGAL));
	TRY(warn(c, person, s->until));
	return in_it || (day_known(reflection) && reflection.n >= c->today.n)
	           ? warn(c, person, reflection)
	           : OK;
}

static enum err hearing_task(struct ctx *c, struct person_id person, const struct legal_hearing *h)
{
	/* Without a companion there is still somebody to be found. */
	struct day due = h->companion.n ? h->day : day_add(h->day, -LEGAL_ASK_DAYS);

	if (h->state.n && !str_eq(h->state, STR("planned")))
		return OK;
	return task_add(c, person, TASK_HEARING, due.n < c->today.n ? c->today : due, NULL, STR(""));
}

enum err legal_hearing_tasks(struct ctx *c, struct person_id person, const struct legal_hearing *h)
{
	struct legal all;

	TRY(legal_read(c, person, &all));
	TRY(task_close(c, person, TASK_HEARING));
	for (size_t i = 0; i < all.hearings.n; i++)
		if (!row_id_eq(all.hearings.at[i].root, h->root))
			TRY(hearing_task(c, person, &all.hearings.at[i]));
	return hearing_task(c, person, h);
}

/* --- the timeline --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct legal_row_list *rows = NEW(c->arena, struct legal_row_list);

	legal_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static void describe(struct ctx *c, const struct legal_entry *e, struct moment *m)
{
	switch (e->what) {
	case LEGAL_STATUS:
		m->title = T("Legal status");
		m->words = legal_status_words(c, e->status.code);
		break;
	case LEGAL_HEARING:
		m->title = T("A hearing");
		/* A day to come stands under what is next, not among what was. */
		m->day = e->hearing.day.n > c->today.n ? e->hearing.when.day : e->hearing.day;
		m->words = e->hearing.after;
		m->correct = m->replaced ? NULL : "legal/hearings";
		break;
	case LEGAL_DETAILS:
		m->title = T("About a hearing");
		m->words = e->hearing.decided.n ? e->hearing.decided : e->hearing.place;
		break;
	case LEGAL_PROCEEDING:
		m->title = T("A proceeding");
		m->words = str_z(lang_text(c->lang, consent_label(&legal_kinds, e->proceeding.kind)));
		m->correct = m->replaced ? NULL : "legal/proceedings";
		break;
	case LEGAL_VIEW:
		m->title = T("What would be just");
		m->words = e->view.justice;
		break;
	case LEGAL_NOTE:
		m->title = T("A legal note");
		m->words = e->note.words;
		m->correct = m->replaced ? NULL : "legal/notes";
		break;
	default:
		break;
	}
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct legal_row_list *rows = state;
	bool care = can(c, person, MAY_WRITE, IN_CASE);
	bool law = can(c, person, MAY_WRITE, IN_LEGAL);

	for (size_t i = 0; i < rows->n; i++) {
		const struct legal_row *r = &rows->at[i];
		struct moment m = { .hour = r->hour,
			                .kind = "legal",
			                .who = r->user_name,
			                .replaced = !r->current,
			                .row = r->id };
		struct legal_entry e;
		TRY(legal_open(c, person, r, &e));
		/* That there is a legal note is nobody else's matter either. */
		if (!e.what)
			continue;
		m.day = e.note.when.day;
		describe(c, &e, &m);
		if (!(r->care.p ? care : law))
			m.correct = NULL;
		page_moment(parts, m);
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("legal.care", CASE, LEGAL_CARE, legal_care_sealed),
	SEALED_COLUMN("legal.law", LEGAL, LEGAL_LAW, legal_law_sealed),
};
const struct module legal_module = {
	.name = "legal",
	.link = { PLACE_RIGHTS, "/legal", T("Legal"), IN_CASE },
	.routes = &legal_routes,
	.ask = ask,
	.tell = tell,
	.queries = legal_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
