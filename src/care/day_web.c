#include "care/day.h"

#include "care/day_html.h"
#include "care/day_inside.h"
#include "care/note.h"
#include "care/rating.h"
#include "care/timeline.h"
#include "learning/api.h"
#include "learning/review_read.h"

struct day_form {
	struct person_id person;
	struct str how;
	struct str words;
};
static const struct field day_fields[] = {
	FIELD(struct day_form, person, ID, REQUIRED, 0),
	CHOICE(struct day_form, how, CHOICE, OPTIONAL, &note_hows),
	FIELD(struct day_form, words, LONG, REQUIRED, 8000),
};

static enum err calls_view(struct visit *v, struct day_calls_view *out)
{
	struct tasks calls;
	struct day_call *list;

	TRY(day_calls(&v->c, &calls));
	list = NEW_N(v->c.arena, struct day_call, calls.n + 1);
	for (size_t i = 0; i < calls.n; i++)
		list[i] = (struct day_call){ &calls.at[i], local_hour(&v->c, calls.at[i].by) };
	*out = (struct day_calls_view){ list, calls.n };
	return OK;
}

static enum err day_show(struct visit *v)
{
	struct day_view w = { .today = v->c.today, .roles = v->c.actor->roles };
	struct glass_lines openings = { NULL, 0 };

	TRY(api_alone(&v->c, &w.keys));
	if (role_compartments(w.roles) == 0) {
		day_without_people_page(visit_page(v), visit_head(v, T("My day"), "/"), &w);
		return OK;
	}
	TRY(calls_view(v, &w.calls));
	TRY(day_tasks(&v->c, 0, &w.tasks));
	TRY(person_mine(&v->c, &w.mine));
	TRY(day_changes(&v->c, &w.lately));
	TRY(ratings_mine(&v->c, &w.alone));
	/* A lead is told of emergency openings where her day begins. */
	if (actor_is(v->c.actor, ROLE_lead))
		TRY(glass_to_review(&v->c, &openings));
	w.to_review = openings.n;
	TRY(review_waiting(&v->c, &w.to_read));
	day_page(visit_page(v), visit_head(v, T("My day"), "/"), &v->form, &w);
	return OK;
}

static enum err due_show(struct visit *v)
{
	struct tasks tasks;

	TRY(day_tasks(&v->c, visit_place(v), &tasks));
	due_page(visit_page(v), visit_head(v, T("What is due"), "/"), &tasks, v->c.today);
	return OK;
}

/* The note itself asks whether this worker may write to that person. */
static enum err day_note_save(struct visit *v)
{
	const struct day_form *in = v->in;
	struct note_new n = { .how = in->how, .words = in->words, .day = NO_DAY, .next = NO_DAY };

	TRY(note_write(&v->c, in->person, v->token, &n));
	TRY(task_close(&v->c, in->person, TASK_CONTACT));
	return visit_saved(v, "/");
}

static const struct route routes[] = {
	PAGE("/", SIGNED_IN, day_show),
	PAGE("/due", SIGNED_IN, due_show),
	POST("/day/note", SIGNED_IN, day_note_save, FORM(struct day_form, day_fields), day_show),
};
const struct routes day_routes = { routes, sizeof routes / sizeof *routes };
