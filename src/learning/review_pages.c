/* Pages that show: the list, what one has to read, a record side by side, the result. */
#include "access/directory.h"
#include "learning/review_html.h"
#include "learning/review_view.h"

static const char section[] = "/practices";

enum err review_list_show(struct visit *v)
{
	struct review_list_view w = { .today = v->c.today };
	struct reviews all;

	TRY(reviews_read(&v->c, &all));
	TRY(review_waiting(&v->c, &w.waiting));
	w.pager = visit_pager(v, "/reviews?", all.n, REVIEWS_SHOWN);
	w.all = (struct reviews){ all.at + w.pager.from, w.pager.n };
	reviews_page(visit_page(v), visit_head(v, T("Reviews of records"), section), &w);
	return OK;
}

static enum err line_of(struct visit *v, const struct review_reading *d, const struct reviews *all,
                        struct review_mine_line *out)
{
	*out = (struct review_mine_line){ .reading = d, .read_by = NO_DAY };
	for (size_t i = 0; i < all->n; i++)
		if (row_id_eq(all->at[i].id, d->review)) {
			out->title = all->at[i].name;
			out->read_by = all->at[i].read_by;
		}
	if (!d->open)
		return OK;
	out->code = directory_code(v->c.arena, d->person);
	return directory_name(&v->c, d->person, &out->name);
}

enum err review_mine_show(struct visit *v)
{
	struct review_readings mine;
	struct review_mine_line *list;
	struct reviews all;

	TRY(review_mine(&v->c, &mine));
	TRY(reviews_read(&v->c, &all));
	list = NEW_N(v->c.arena, struct review_mine_line, mine.n + 1);
	for (size_t i = 0; i < mine.n; i++)
		TRY(line_of(v, &mine.at[i], &all, &list[i]));
	review_mine_page(visit_page(v), visit_head(v, T("Records to read"), section),
	                 &(struct review_mine_lines){ list, mine.n });
	return OK;
}

static enum err one(struct visit *v, struct review *r)
{
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	return review_read(&v->c, id, r);
}

enum err review_result_show(struct visit *v)
{
	struct review_result_view w;
	struct review r;

	TRY(one(v, &r));
	TRY(review_result(&v->c, &r, &w));
	review_page(visit_page(v), visit_head(v, T("A review of records"), section), &w);
	return OK;
}

enum err review_end_show(struct visit *v)
{
	struct review r;

	TRY(one(v, &r));
	if (!r.may_end)
		return ERR_DENIED;
	if (r.over)
		return visit_go(v, "/reviews/%s", visit_id(v, r.id.b));
	review_end_page(visit_page(v), visit_head(v, T("End the review"), section), &v->form, &r);
	return OK;
}

static void look_over(struct review_record_view *w)
{
	for (size_t i = 0; i < w->questions.n; i++) {
		const struct review_question *q = &w->questions.at[i];
		w->differ += q->differ;
		w->worded =
			w->worded || (q->kind == REVIEW_WORDS && q->said[0].words.n + q->said[1].words.n);
	}
}

enum err review_record_show(struct visit *v)
{
	struct review_record record;
	struct review_record_view w;
	struct row_id id;
	struct review r;

	TRY(one(v, &r));
	TRY(visit_row(v, "record", &id));
	TRY(review_record(&v->c, &r, id, &record));
	if (!record.open)
		return ERR_ABSENT;
	w = (struct review_record_view){ .review = &r,
		                             .record = &record,
		                             .questions = review_questions(&v->c, &r.form, record.marks),
		                             .lang = review_lang(&v->c, &r.form) };
	look_over(&w);
	w.person = review_whose(v, record.first.person);
	TRY(audit_opening_for(&v->c, record.first.person, REASON_REVIEW));
	review_record_page(visit_page(v), visit_head(v, T("Side by side"), section), &w);
	return OK;
}
