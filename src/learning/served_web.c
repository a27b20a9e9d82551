#include "learning/report_filter.h"
#include "learning/served_html.h"
#include "learning/served_view.h"

enum { SHEET_MOST = 1 << 20 };

static const char section[] = "/reports/outcomes";

/* The one that the address names, else the first. */
static void funder_of(struct visit *v, struct served_view *w)
{
	struct str code = visit_query(v, "funder");
	struct filter_option *list;

	funders_read(&v->c, &w->all);
	list = NEW_N(v->c.arena, struct filter_option, w->all.n + 1);
	for (size_t i = 0; i < w->all.n; i++) {
		const struct funder *f = &w->all.at[i];
		if (i == 0 || str_eq(f->code, code))
			w->funder = f;
		list[i] = (struct filter_option){ f->code, f->label, false };
	}
	for (size_t i = 0; i < w->all.n; i++)
		list[i].chosen = w->funder == &w->all.at[i];
	w->funders = (struct filter_options){ list, w->all.n };
}

/* The quarter that the address names, else the last that has ended. */
static int quarter_of(struct visit *v, const struct served_table *t)
{
	int64_t q;

	if (!str_int(visit_query(v, "quarter"), &q) || q < t->first || q >= t->first + t->n)
		q = t->first + t->n - 2;
	return (int)q - t->first;
}

static void quarters_of(struct visit *v, const struct served_table *t, int chosen,
                        struct served_quarters *out)
{
	struct served_quarter *list = NEW_N(v->c.arena, struct served_quarter, (size_t)t->n);

	for (int i = 0; i < t->n; i++) {
		int q = t->first + i;
		list[t->n - 1 - i] = (struct served_quarter){ q, q / 4, q % 4, i == chosen };
	}
	*out = (struct served_quarters){ list, (size_t)t->n };
}

/* The folding is told in the audit before anything is read. */
static enum err gathered(struct visit *v, struct served_view *w, struct served_table *t)
{
	int64_t folded;

	TRY(report_was_folded(v, &folded));
	if (folded)
		TRY(audit(&v->c, VERB_FOLDED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	funder_of(v, w);
	return w->funder ? served_gather(&v->c, w->funder, t) : OK;
}

static enum err page_then(struct visit *v)
{
	struct served_view w = { .funder = NULL };
	struct served_table t;

	TRY(gathered(v, &w, &t));
	if (w.funder) {
		int quarter = quarter_of(v, &t);
		quarters_of(v, &t, quarter, &w.quarters);
		served_tell(&v->c, &t, quarter, SERVED_HERE, &w.lines);
	}
	TRY(saved_bar_read(v, SAVED_SERVICES, &w.saved));
	served_page(visit_page(v), visit_head(v, T("Services in numbers"), section), &w);
	return OK;
}

static enum err sheet_then(struct visit *v)
{
	struct buf sheet = buf_new(v->c.arena, SHEET_MOST);
	struct reply *reply = &v->x->reply;
	struct served_view w = { .funder = NULL };
	struct served_table t;

	TRY(gathered(v, &w, &t));
	if (!w.funder)
		return ERR_ABSENT;
	TRY(served_csv(&v->c, &t, &sheet));
	reply->type = "text/csv; charset=utf-8";
	reply->disposition = STR("attachment; filename=\"services.csv\"");
	reply->sandbox = true;
	buf_take(&reply->body, buf_str(&sheet));
	return OK;
}

static enum err page_show(struct visit *v)
{
	return report_after_folding(v, page_then);
}

static enum err sheet_show(struct visit *v)
{
	return report_after_folding(v, sheet_then);
}

static const struct route routes[] = {
	PAGE("/reports/services", ROLES(ROLE_evaluation | ROLE_manager), page_show),
	PAGE("/reports/services/sheet.csv", ROLES(ROLE_evaluation | ROLE_manager), sheet_show),
};
const struct routes served_routes = { routes, sizeof routes / sizeof *routes };
