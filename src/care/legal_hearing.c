/* The form of a hearing: its day and who goes along for everybody who cares, the rest for the law.
 */
#include "care/consent.h"
#include "care/legal_html.h"
#include "care/legal_inside.h"

/* The proceedings that it may belong to, by their roots. */
static struct choice_list proceedings(struct visit *v, const struct legal *all)
{
	struct choice *list = NEW_N(v->c.arena, struct choice, all->proceedings.n + 1);

	for (size_t i = 0; i < all->proceedings.n; i++) {
		const struct legal_proceeding *p = &all->proceedings.at[i];
		const char *kind = lang_text(v->c.lang, consent_label(&legal_kinds, p->kind));
		list[i].value = visit_id(v, p->root.b);
		list[i].label =
			p->court.n ? arena_fmt(v->c.arena, "%s (%.*s)", kind, (int)p->court.n, p->court.p).p
					   : kind;
	}
	return (struct choice_list){ list, all->proceedings.n };
}

static void fill(struct visit *v, const struct legal_hearing *h)
{
	visit_fill(v, "hearing", html_of_day(&v->html, h->day));
	visit_fill(v, "companion", h->companion);
	visit_fill(v, "state", h->state);
	visit_fill(v, "after", h->after);
	visit_fill(v, "place", h->place);
	visit_fill(v, "decided", h->decided);
	if (!row_is_none(h->proceeding))
		visit_fill(v, "proceeding", str_z(visit_id(v, h->proceeding.b)));
	when_fill(v, &h->when);
}

enum err legal_hearing_show(struct visit *v)
{
	struct legal_form_view view;
	struct legal_hearing now;
	struct legal all;
	struct row_id row;
	bool has;

	TRY(legal_form_begin(v, legal_row_of(v, "hearings", &row, &has), &view));
	TRY(legal_read(&v->c, v->person, &all));
	view.choices = proceedings(v, &all);
	if (has) {
		TRY(legal_hearing_read(&v->c, v->person, row, &now));
		fill(v, &now);
	}
	if (has && v->conflict) {
		view.saved_by = now.author;
		view.saved = now.after.n ? now.after : now.companion;
		view.saved_day = now.day;
	}
	legal_hearing_page(visit_page(v), visit_head(v, T("A hearing"), "/people"), &v->form, &view);
	return OK;
}

static enum err check(struct visit *v, const struct legal_hearing_form *in)
{
	TRY(when_check(v, &in->when));
	if (str_eq(in->state, STR("held")) && in->hearing.n > v->c.today.n)
		return visit_problem(v, "state", T("This day is still to come."));
	return OK;
}

enum err legal_hearing_save(struct visit *v)
{
	const struct legal_hearing_form *in = v->in;
	struct legal_hearing h = { .day = in->hearing,
		                       .companion = in->companion,
		                       .state = in->state,
		                       .after = in->after,
		                       .place = in->place,
		                       .proceeding = in->proceeding,
		                       .decided = in->decided,
		                       .when = in->when };
	struct row_id row;
	bool has;

	(void)legal_row_of(v, "hearings", &row, &has);
	TRY(check(v, in));
	TRY(legal_hearing_write(&v->c, v->person, v->token, &h, has ? &row : NULL));
	return legal_saved(v);
}
