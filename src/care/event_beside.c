/* Somebody was needed within the hour, and says what was done. */
#include "care/event_html.h"
#include "care/event_inside.h"
#include "care/timeline.h"

enum { ANSWERS_SHOWN = 5 };

static const struct row_id none;

static enum err read_answers(struct visit *v, struct event_list *out)
{
	struct event *some = NEW_N(v->c.arena, struct event, ANSWERS_SHOWN);
	struct event_list all;
	size_t n = 0;

	TRY(events_read(&v->c, v->person, &all));
	for (size_t i = 0; i < all.n && n < ANSWERS_SHOWN; i++)
		if (!all.at[i].closed && str_eq(all.at[i].kind, BESIDE))
			some[n++] = all.at[i];
	*out = (struct event_list){ some, n };
	return OK;
}

/* A form that comes back with a problem still answers the call that it was about. */
static struct row_id answered_by(const struct visit *v, const struct beside_view *view)
{
	if (v->again && !v->conflict)
		return ((const struct beside_form *)v->in)->call;
	return view->call.open ? view->call.id : none;
}

enum err beside_show(struct visit *v)
{
	struct beside_view view = { .person = v->person, .conflict = v->conflict };

	TRY(task_called(&v->c, v->person, TASK_HARM_SIGN, &view.call));
	TRY(read_answers(v, &view.before));
	view.answers = answered_by(v, &view);
	view.hour = local_hour(&v->c, view.call.by);
	view.where = harm_where_words(view.call.words);
	view.late = view.call.by.s < v->c.now.s;
	(void)visit_draft(v);
	beside_page(visit_page(v), visit_head(v, T("Time together"), "/people"), &v->form, &view);
	return OK;
}

enum err beside_save(struct visit *v)
{
	const struct beside_form *in = v->in;
	struct harm_answer_new n = { .with = in->with,
		                         .done = in->done,
		                         .safe = in->safe,
		                         .next = in->next,
		                         .next_day = in->next_day,
		                         .call = row_unless_none(&in->call) };

	if (day_known(in->next_day) && in->next_day.n < v->c.today.n)
		return visit_problem(v, "next_day", T("This day is already over."));
	TRY(event_harm_answer(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/");
}
