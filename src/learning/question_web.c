#include "access/inbox.h"
#include "learning/question_html.h"
#include "learning/question_view.h"
#include "learning/report.h"

static const char section[] = "/reports/outcomes";

struct str question_digits(struct html *h, double x)
{
	return arena_fmt(h->out->arena, "%.1f", x);
}

struct folding {
	int64_t folded;
	enum err done;
	enum err (*then)(struct visit *v);
};

static enum err list_then(struct visit *v)
{
	struct question_forms all;

	TRY(question_forms(&v->c, &all));
	questions_page(visit_page(v), visit_head(v, T("Your own questions"), section), &all);
	return OK;
}

static enum err form_then(struct visit *v)
{
	struct params parts = { v->parts.at, v->parts.n };
	struct question_report r;
	int64_t year;

	if (!str_int(visit_query(v, "year"), &year) || year < 1900 || year > 2200)
		year = 0;
	TRY(question_report(&v->c, param(&parts, STR("form")), (int)year, &r));
	question_page(visit_page(v), visit_head(v, T("Your own questions"), section), &r);
	return OK;
}

/* Folding commits and may take a while: never on a page thread. */
static void fold_work(struct visit *v)
{
	struct folding *f = v->in;

	f->done = report_fold(&v->c, &f->folded);
}

/* When somebody else folds just now, what waits is counted in the next time. */
static enum err folded_then(struct visit *v)
{
	const struct folding *f = v->in;

	if (f->done != ERR_CONFLICT)
		TRY(f->done);
	if (f->folded)
		TRY(audit(&v->c, VERB_FOLDED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	return f->then(v);
}

static enum err folded(struct visit *v, enum err (*then)(struct visit *v))
{
	struct folding *f = NEW(v->c.arena, struct folding);
	int64_t waiting;

	f->then = then;
	v->in = f;
	TRY(inbox_waiting(&v->c, &waiting));
	return waiting ? visit_slowly(v, fold_work, folded_then) : then(v);
}

static enum err list_show(struct visit *v)
{
	return folded(v, list_then);
}

static enum err form_show(struct visit *v)
{
	return folded(v, form_then);
}

static const struct route routes[] = {
	PAGE("/reports/questions", ROLES(ROLE_evaluation | ROLE_manager), list_show),
	PAGE("/reports/questions/:form", ROLES(ROLE_evaluation | ROLE_manager), form_show),
};
const struct routes question_routes = { routes, sizeof routes / sizeof *routes };
