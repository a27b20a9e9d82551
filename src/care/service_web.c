#include "care/service.h"

#include "access/forms.h"
#include "care/gathering.h"
#include "care/service_html.h"
#include "care/service_inside.h"

enum { DAY_MINUTES = 24 * 60 };

struct service_form {
	struct str type, partner, note;
	int64_t minutes;
	struct when when;
	struct day promised;
};
static const struct field service_fields[] = {
	FIELD(struct service_form, type, TEXT, REQUIRED, 64),
	FIELD(struct service_form, minutes, INT, OPTIONAL, 0),
	FIELD(struct service_form, note, LONG, OPTIONAL, 8000),
	FIELD(struct service_form, partner, TEXT, OPTIONAL, 200),
	FIELDS_WHEN(struct service_form, when),
	FIELD(struct service_form, promised, DAY, OPTIONAL, 0),
};

/* Whoever may write about health, counselling or legal matters may say that it took place. */
static bool writes(struct visit *v)
{
	static const enum compartment kinds[] = { IN_CASE, IN_HEALTH, IN_COUNSEL, IN_LEGAL };
	bool any = false;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		any |= can(&v->c, v->person, MAY_WRITE, kinds[i]);
	return any;
}

/* --- the list --- */

/* A form about a service opens as the note on it does. */
static struct service_line line_of(struct visit *v, const struct code_list *types,
                                   const struct code_list *titles, const struct service *s,
                                   const struct service_view *w)
{
	bool opens = can(&v->c, v->person, MAY_READ, service_compartment(types, s->type));

	return (struct service_line){ .s = *s,
		                          .type = service_label(types, s->type),
		                          .group = service_label(titles, s->group),
		                          .corrects = w->writes && !s->closed,
		                          .asks = w->asks && opens && !s->closed };
}

static void lines(struct visit *v, const struct service_list *all, const struct code_list *types,
                  const struct code_list *titles, struct service_view *w)
{
	const char *here = visit_path(v, "/people/%s/services?", visit_id(v, v->person.b));
	struct service_line *promised = NEW_N(v->c.arena, struct service_line, all->n + 1);
	struct service_line *done = NEW_N(v->c.arena, struct service_line, all->n + 1);
	size_t n = 0;

	w->promised.at = promised;
	for (size_t i = 0; i < all->n; i++) {
		const struct service *s = &all->at[i];
		if (!s->current)
			continue;
		if (day_known(s->promised)) {
			promised[w->promised.n++] = line_of(v, types, titles, s, w);
			continue;
		}
		done[n++] = line_of(v, types, titles, s, w);
		w->minutes += s->minutes;
	}
	w->times = (int64_t)n;
	w->pager = visit_pager(v, here, n, SERVICES_PAGE);
	w->done = (struct service_lines){ done + w->pager.from, w->pager.n };
}

static enum err view_of(struct visit *v, struct code_list *types, struct service_view *w)
{
	*w = (struct service_view){ .writes = writes(v), .today = v->c.today };
	TRY(person_read(&v->c, v->person, &w->person));
	TRY(forms_about(&v->c, "service", &w->asks));
	TRY(service_types(&v->c, types));
	w->types = service_choices(&v->c, types);
	return OK;
}

static enum err service_show(struct visit *v)
{
	struct service_list all;
	struct service_view w;
	struct code_list types;
	struct code_list titles;

	TRY(view_of(v, &types, &w));
	TRY(gathering_titles(&v->c, &titles));
	TRY(services_read(&v->c, v->person, &all));
	lines(v, &all, &types, &titles, &w);
	w.action = visit_path(v, "/people/%s/services", visit_id(v, v->person.b));
	if (w.writes)
		(void)visit_draft(v);
	service_page(visit_page(v), visit_head(v, T("Services"), "/people"), &v->form, &w);
	return OK;
}

/* --- one of them --- */

static enum err check(struct visit *v, const struct service_form *in)
{
	struct code_list types;
	bool facts = can(&v->c, v->person, MAY_WRITE, IN_CASE);
	bool note;

	TRY(service_types(&v->c, &types));
	if (!service_known(&types, in->type))
		return visit_problem(v, "type", T("Please choose one of the answers that are offered."));
	note = can(&v->c, v->person, MAY_WRITE, service_compartment(&types, in->type));
	if (!facts && !note)
		return visit_problem(v, "type", T("This kind of help is closed to you."));
	if (in->note.n && !note)
		return visit_problem(v, "note",
		                     T("A note on this kind of help opens only to the colleague who gave "
		                       "it. Please leave it empty: that it took place is enough."));
	if (in->minutes != INT64_MIN && (in->minutes < 0 || in->minutes > DAY_MINUTES))
		return visit_problem(v, "minutes", T("Please write the minutes of one day at most."));
	if (day_known(in->promised) && in->promised.n < v->c.today.n)
		return visit_problem(v, "promised", T("A promise is for today or a day to come."));
	return when_check(v, &in->when);
}

static enum err save(struct visit *v, const struct service *was)
{
	const struct service_form *in = v->in;
	struct service_new n = { .type = in->type,
		                     .group = was ? was->group : STR(""),
		                     .minutes = in->minutes > 0 ? in->minutes : 0,
		                     .partner = in->partner,
		                     .when = in->when,
		                     .promised = in->promised,
		                     .note = in->note.p ? in->note : STR("") };
	struct row_id row;

	TRY(check(v, in));
	if (was) {
		TRY(visit_row(v, "row", &row));
		n.replaces = &row;
	}
	if (was && was->noted && !was->note.p)
		n.note = (struct str){ NULL, 0 };
	TRY(service_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/services", visit_id(v, v->person.b));
}

static enum err service_create(struct visit *v)
{
	return save(v, NULL);
}

/* A promise that is opened is about to be kept: its own day is left behind, the day of the promise
 * stays only when it is typed again. */
static void fill(struct visit *v, const struct service *s)
{
	visit_fill(v, "type", s->type);
	visit_fill(v, "partner", s->partner);
	visit_fill(v, "note", s->note);
	if (day_known(s->promised))
		return;
	if (s->minutes)
		visit_fill(v, "minutes", arena_fmt(v->c.arena, "%lld", (long long)s->minutes));
	when_fill(v, &s->when);
}

static enum err service_correct(struct visit *v)
{
	struct service *now = NEW(v->c.arena, struct service);
	struct service_view w;
	struct code_list types;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(service_read(&v->c, v->person, row, now));
	TRY(view_of(v, &types, &w));
	if (now->closed || !w.writes)
		return ERR_DENIED;
	fill(v, now);
	w.note_closed = now->noted && !now->note.p;
	w.fulfils = day_known(now->promised);
	w.now = v->conflict ? now : NULL;
	w.now_type = service_label(&types, now->type);
	w.action =
		visit_path(v, "/people/%s/services/%s", visit_id(v, v->person.b), visit_id(v, now->id.b));
	service_correct_page(
		visit_page(v),
		visit_head(v, w.fulfils ? T("It took place") : T("Correct a service"), "/people"), &v->form,
		&w);
	return OK;
}

static enum err service_save(struct visit *v)
{
	struct service was;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(service_read(&v->c, v->person, row, &was));
	if (was.closed)
		return ERR_DENIED;
	return save(v, &was);
}

#define SERVICES "/people/:person/services"

static const struct route routes[] = {
	PAGE(SERVICES, PERSON(READ, IDENTITY), service_show),
	POST(SERVICES, PERSON(WRITE, IDENTITY), service_create,
	     FORM(struct service_form, service_fields), service_show),
	PAGE(SERVICES "/:row", PERSON(WRITE, IDENTITY), service_correct),
	POST(SERVICES "/:row", PERSON(WRITE, IDENTITY), service_save,
	     FORM(struct service_form, service_fields), service_correct),
};
const struct routes service_routes = { routes, sizeof routes / sizeof *routes };
