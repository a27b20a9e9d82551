#include "care/exit_interview.h"

#include "care/exit_interview_html.h"

struct exit_form {
	struct when when;
	struct str asked_by, helped, missed, advice, respected, decided, known;
};
static const struct field exit_fields[] = {
	FIELDS_WHEN(struct exit_form, when),
	CHOICE(struct exit_form, asked_by, CHOICE, OPTIONAL, &exit_askers),
	FIELD(struct exit_form, helped, OWN, OPTIONAL, 4000),
	FIELD(struct exit_form, missed, OWN, OPTIONAL, 4000),
	FIELD(struct exit_form, advice, OWN, OPTIONAL, 4000),
	CHOICE(struct exit_form, respected, CHOICE, OPTIONAL, &exit_answers),
	CHOICE(struct exit_form, decided, CHOICE, OPTIONAL, &exit_answers),
	CHOICE(struct exit_form, known, CHOICE, OPTIONAL, &exit_answers),
};

static enum err exit_new(struct visit *v)
{
	const char *action = visit_path(v, "/people/%s/exit-interview", visit_id(v, v->person.b));

	(void)visit_draft(v);
	exit_interview_page(visit_page(v), visit_head(v, T("The exit interview"), "/people"), &v->form,
	                    action, NULL);
	return OK;
}

/* The one of the path. When it was corrected meanwhile, the latest instead. */
static enum err exit_of(struct visit *v, struct exit_interview *out)
{
	struct exit_interviews all;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(exit_interviews_read(&v->c, v->person, &all));
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].id, row)) {
			*out = all.at[i];
			return OK;
		}
	if (!v->conflict || all.n == 0)
		return ERR_ABSENT;
	*out = all.at[all.n - 1];
	return OK;
}

static enum err exit_correct(struct visit *v)
{
	struct exit_interview now;

	TRY(exit_of(v, &now));
	if (!now.helped.p)
		return ERR_DENIED;
	when_fill(v, &now.when);
	visit_fill(v, "asked_by", now.asked_by);
	visit_fill(v, "helped", now.helped);
	visit_fill(v, "missed", now.missed);
	visit_fill(v, "advice", now.advice);
	visit_fill(v, "respected", now.respected);
	visit_fill(v, "decided", now.decided);
	visit_fill(v, "known", now.told);
	exit_interview_page(visit_page(v), visit_head(v, T("Correct the exit interview"), "/people"),
	                    &v->form,
	                    visit_path(v, "/people/%s/exit-interview/%s", visit_id(v, v->person.b),
	                               visit_id(v, now.id.b)),
	                    v->conflict ? &now : NULL);
	return OK;
}

static enum err exit_save(struct visit *v)
{
	const struct exit_form *in = v->in;
	const struct exit_interview e = { .when = in->when,
		                              .asked_by = in->asked_by,
		                              .helped = in->helped,
		                              .missed = in->missed,
		                              .advice = in->advice,
		                              .respected = in->respected,
		                              .decided = in->decided,
		                              .told = in->known };

	TRY(when_check(v, &in->when));
	TRY(exit_interview_write(&v->c, v->person, v->token, &e, visit_replaced(v)));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

#define EXIT "/people/:person/exit-interview"

static const struct route routes[] = {
	PAGE(EXIT, PERSON(WRITE, CASE), exit_new),
	POST(EXIT, PERSON(WRITE, CASE), exit_save, FORM(struct exit_form, exit_fields), exit_new),
	PAGE(EXIT "/:row", PERSON(WRITE, CASE), exit_correct),
	POST(EXIT "/:row", PERSON(WRITE, CASE), exit_save, FORM(struct exit_form, exit_fields),
	     exit_correct),
};
const struct routes exit_interview_routes = { routes, sizeof routes / sizeof *routes };
