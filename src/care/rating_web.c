#include "care/rating_html.h"
#include "care/rating_inside.h"

enum { GO_MAX = 8 };

static const struct field score_fields[] = {
	FIELD(struct step_form, at, INT, OPTIONAL, 0),
	FIELD(struct step_form, go, TEXT, OPTIONAL, GO_MAX),
	FIELD(struct step_form, before, ID, OPTIONAL, 0),
};
struct words_form {
	struct str words;
	struct row_id before;
};
static const struct field talk_fields[] = {
	FIELD(struct words_form, words, LONG, REQUIRED, TALK_MAX),
	FIELD(struct words_form, before, ID, OPTIONAL, 0),
};
static const struct field leave_fields[] = {
	FIELD(struct words_form, words, LONG, REQUIRED, TALK_MAX),
};
struct begin_form {
	struct row_id assessment;
};
static const struct field begin_fields[] = {
	FIELD(struct begin_form, assessment, ID, OPTIONAL, 0),
};

static enum err rating_of_visit(struct visit *v, struct rating *out)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(rating_one(&v->c, v->person, row, out));
	return out->closed ? ERR_DENIED : OK;
}

/* --- all of a person, and what waits for me --- */

static enum err lines_of(struct visit *v, const struct ratings *all, struct ratings_view *out)
{
	const char *here = visit_path(v, "/people/%s/second?", visit_id(v, v->person.b));
	struct rating_line *list;

	out->pager = visit_pager(v, here, all->n, RATINGS_SHOWN);
	list = NEW_N(v->c.arena, struct rating_line, out->pager.n + 1);
	for (size_t i = 0; i < out->pager.n; i++) {
		list[i].rating = all->at[all->n - 1 - out->pager.from - i];
		if (list[i].rating.closed)
			continue;
		TRY(first_of(&v->c, v->person, list[i].rating.assessment, &list[i].first));
		TRY(talk_read(&v->c, v->person, list[i].rating.id, &list[i].talk));
	}
	out->lines = (struct rating_lines){ list, out->pager.n };
	return OK;
}

static enum err mine_of(struct visit *v, const struct ratings *all, struct ratings_view *out)
{
	const struct rating *mine = rating_waiting(all);
	struct rating_line *line = NEW(v->c.arena, struct rating_line);
	struct first_view *first = NEW(v->c.arena, struct first_view);
	const struct assessment *last;

	if (mine && !mine->closed && out->may_write) {
		line->rating = *mine;
		out->mine = line;
		return first_of(&v->c, v->person, mine->assessment, &line->first);
	}
	TRY(rating_possible(&v->c, v->person, all, &last));
	if (!last)
		return OK;
	out->offered = first;
	return first_of(&v->c, v->person, last->id, first);
}

static enum err ratings_show(struct visit *v)
{
	struct ratings_view view = { .person = v->person,
		                         .form = &v->form,
		                         .may_write = can(&v->c, v->person, MAY_WRITE, IN_CASE) };
	struct ratings all;

	TRY(ratings_read(&v->c, v->person, &all));
	TRY(mine_of(v, &all, &view));
	TRY(lines_of(v, &all, &view));
	ratings_page(visit_page(v), visit_head(v, T("The six domains, scored by two"), "/people"),
	             &view);
	return OK;
}

static enum err rating_create(struct visit *v)
{
	enum err e = rating_begin(&v->c, v->person, v->token);

	if (e == ERR_INVALID)
		return visit_problem(v, "assessment",
		                     T("There is nothing now that you could score a second time."));
	TRY(e);
	return visit_go(v, "/people/%s/second/%s/score", visit_id(v, v->person.b),
	                visit_id(v, v->token.b));
}

static enum err rating_leave_save(struct visit *v)
{
	const struct words_form *in = v->in;
	struct rating r;
	enum err e;

	TRY(rating_of_visit(v, &r));
	e = rating_leave(&v->c, v->person, &r, v->token, in->words);
	if (e == ERR_INVALID)
		return visit_problem(v, "words", T("This is over already."));
	TRY(e);
	visit_draft_done(v, visit_path(v, "/people/%s/second/%s/score", visit_id(v, v->person.b),
	                               visit_id(v, r.id.b)));
	return visit_saved(v, "/people/%s/assessments", visit_id(v, v->person.b));
}

static const struct row_id none;

/* --- scoring alone, and correcting what oneself scored --- */

/* What the reader began with: the row that she corrects, or nothing. */
static enum err begun_with(struct visit *v, const struct rating *r, struct writing *w)
{
	const struct step_form *in = v->in;
	const struct answers nothing = { w->rubric.form->id, w->rubric.form->version, w->rubric.hash,
		                             NULL, 0 };

	if (!v->conflict)
		return OK;
	if (!row_is_none(in->before))
		return rating_answer(&v->c, v->person, r, &in->before, &w->row);
	return answers_write(v->c.arena, &nothing, &w->row.json);
}

static enum err score_writing(struct visit *v, struct rating *r, struct writing *w)
{
	TRY(rating_of_visit(v, r));
	if (!r->mine)
		return ERR_DENIED;
	*w = (struct writing){ .alone = true };
	w->action =
		visit_path(v, "/people/%s/second/%s/score", visit_id(v, v->person.b), visit_id(v, r->id.b));
	if (r->state == RATING_IN) {
		TRY(rating_answer(&v->c, v->person, r, NULL, &w->now));
		w->corrects = true;
	} else if (r->waits) {
		TRY(assessment_frame(&v->c, v->person, r->assessment, &w->now));
	} else {
		return ERR_ABSENT;
	}
	w->age_group = w->now.age_group;
	return rubric_of(&v->c, RUBRIC_PACK, w->now.form, &w->rubric);
}

static enum err rating_score_show(struct visit *v)
{
	struct row_id before = none;
	struct first_view first;
	struct step_view s;
	struct writing w;
	struct rating r;

	TRY(score_writing(v, &r, &w));
	TRY(begun_with(v, &r, &w));
	if (v->again && !v->conflict)
		before = ((const struct step_form *)v->in)->before;
	else if (w.corrects)
		before = w.now.id;
	TRY(first_of(&v->c, v->person, r.assessment, &first));
	if (!v->again && !visit_draft(v) && w.corrects)
		TRY(step_fill(v, &w));
	TRY(step_of_visit(v, &w, &s));
	rating_score_page(visit_page(v), visit_head(v, T("The six domains, scored alone"), "/people"),
	                  &s, &first, w.corrects, before);
	return OK;
}

static enum err rating_score_save(struct visit *v)
{
	const struct step_form *in = v->in;
	struct assessment_new n = { .n = 0 };
	struct writing w;
	struct rating r;
	size_t said;

	TRY(score_writing(v, &r, &w));
	TRY(step_take(v, &w.rubric, &n, &said));
	if (step_goes_on(v))
		return step_go_on(v, w.action);
	if (said == 0)
		return visit_problem(
			v, item_input(v, 'i', n.items[0].name),
			T("Nothing is chosen yet. Keep it as a draft if this is not the right moment."));
	TRY(rating_write(&v->c, v->person, r.id, v->token, n.items, n.n, row_unless_none(&in->before)));
	visit_draft_done(v, w.action);
	return visit_saved(v, "/people/%s/second/%s", visit_id(v, v->person.b), visit_id(v, r.id.b));
}

/* --- both, side by side --- */

static enum err both_show(struct visit *v)
{
	struct both_view b;
	struct rating r;

	TRY(rating_of_visit(v, &r));
	if (r.state != RATING_IN)
		return visit_go(v, "/people/%s/second", visit_id(v, v->person.b));
	TRY(both_read(&v->c, v->person, &r, &b));
	b.form = &v->form;
	b.conflict = v->conflict;
	b.before = b.talk.id;
	if (v->again && !v->conflict)
		b.before = ((const struct words_form *)v->in)->before;
	if (!v->again && b.talk.any)
		visit_fill(v, "words", b.talk.words);
	both_page(visit_page(v), visit_head(v, T("Scored by two, side by side"), "/people"), &b);
	return OK;
}

static enum err talk_save(struct visit *v)
{
	const struct words_form *in = v->in;
	struct rating r;

	TRY(rating_of_visit(v, &r));
	TRY(talk_write(&v->c, v->person, &r, v->token, in->words, row_unless_none(&in->before)));
	return visit_saved(v, "/people/%s/second/%s", visit_id(v, v->person.b), visit_id(v, r.id.b));
}

static const struct route routes[] = {
	PAGE("/people/:person/second", PERSON(READ, CASE), ratings_show),
	POST("/people/:person/second", PERSON(WRITE, CASE), rating_create,
	     FORM(struct begin_form, begin_fields), ratings_show),
	PAGE("/people/:person/second/:row", PERSON(READ, CASE), both_show),
	POST("/people/:person/second/:row", PERSON(WRITE, CASE), talk_save,
	     FORM(struct words_form, talk_fields), both_show),
	POST("/people/:person/second/:row/leave", PERSON(WRITE, CASE), rating_leave_save,
	     FORM(struct words_form, leave_fields), ratings_show),
	PAGE("/people/:person/second/:row/score", PERSON(WRITE, CASE), rating_score_show),
	POST("/people/:person/second/:row/score", PERSON(WRITE, CASE), rating_score_save,
	     FORM(struct step_form, score_fields), rating_score_show),
};
const struct routes rating_routes = { routes, sizeof routes / sizeof *routes };
