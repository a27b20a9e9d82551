/* Figures taken from a page: the same numbers, with the same left out, as CSV, JSON or a workbook
 * that explains itself. */
#include "forms/book.h"
#include "learning/report_filter.h"
#include "learning/report_lines.h"
#include "learning/report_view.h"

#include <string.h>

enum { FILE_BYTES = 1 << 20, ROWS_MOST = 100 };

/* --- sheets that explain --- */

struct rows {
	struct visit *v;
	struct sheet_row *at;
	size_t n;
};

static struct rows rows_new(struct visit *v)
{
	return (struct rows){ v, NEW_N(v->c.arena, struct sheet_row, ROWS_MOST), 0 };
}

/* Cells are words already; they end at the first that is NULL. */
static void row(struct rows *r, struct str one, struct str two, struct str three)
{
	const struct str given[] = { one, two, three };
	struct str *cells = NEW_N(r->v->c.arena, struct str, 3);
	size_t n = 0;

	for (; n < 3 && given[n].p; n++)
		cells[n] = given[n];
	if (r->n < ROWS_MOST) {
		r->at[r->n] = (struct sheet_row){ r->n + 1, cells, n };
		r->n++;
	}
}

static const struct str nothing = { NULL, 0 };

static struct sheet sheet_of(const struct rows *r)
{
	return (struct sheet){ r->at, r->n };
}

static struct sheet about(struct visit *v, const struct report_file *f)
{
	struct date d = day_date((struct day){ f->head.as_of });
	struct rows r = rows_new(v);

	row(&r, report_word(v, f->title),
	    arena_fmt(v->c.arena, "%04d-%02d-%02d", d.year, d.month, d.day), nothing);
	row(&r,
	    report_word(v, T("This rubric is not yet validated: nobody has shown yet that it measures "
	                     "what it should.")),
	    nothing, nothing);
	row(&r,
	    report_word(v, T("For use inside the organisation. What a donor or the public gets is made "
	                     "under “Tables that leave the house”.")),
	    nothing, nothing);
	if (f->head.overlap)
		row(&r,
		    report_word(v,
		                T("Somebody with several casework types is in each of these groups. They "
		                  "overlap, and are never to be added up.")),
		    nothing, nothing);
	row(&r,
	    report_word(v, T("A count under 5 is left out, zero too; a mean needs 11 people; intervals "
	                     "are 95 %. What is left out here is left out on the page as well.")),
	    nothing, nothing);
	return sheet_of(&r);
}

/* The columns of "Figures", in their order. */
static const struct {
	const char *name;
	const char *means; /* msgid */
} columns[] = {
	{ "age_group", T("Age at arrival, in years, or adult") },
	{ "casework_type", T("Kind of harm, by its code in the organisation's list; all: everybody") },
	{ "arrived_from", T("First year of arrival that is counted") },
	{ "arrived_to", T("Last year of arrival that is counted") },
	{ "wave", T("Planned point in time, or time since arrival; empty: of no such point") },
	{ "figure", T("What is told; see below") },
	{ "of", T("Of which domain, answer or reason") },
	{ "people", T("How many people") },
	{ "among", T("Of how many people") },
	{ "value", T("A mean from 1 to 4, a share from 0 to 1, or a number of months or days") },
	{ "low", T("Lower end of the 95 % interval, or the lowest possible share") },
	{ "high", T("Upper end of the 95 % interval, or the highest possible share") },
	{ "note", T("Why a number is not there: too few people") },
	{ "which", T("first: the first time with us; return: came back; since: only what happened from "
	             "that year on") },
	{ "rubric", T("Whether it was shown that the rubric measures what it should") },
};
enum { COLUMNS = sizeof columns / sizeof *columns };
enum { NUMBERS = 1 << 2 | 1 << 3 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 10 | 1 << 11 };

/* Which definition says what a figure is. */
static const struct {
	const char *figure;
	const char *definition;
} figures[] = {
	{ "people", "unit" },
	{ "consented", "consented" },
	{ "came_back", "reopened" },
	{ "new_harm", "new_harm" },
	{ "complete", "complete" },
	{ "scored_where_they_live", "setting" },
	{ "mean", "domain_mean" },
	{ "stable", "share_stable" },
	{ "all_six", "stable_all_six" },
	{ "all_six_share", "share_all_six" },
	{ "all_six_possible", "cannot_say" },
	{ "closed", "closure_reason" },
	{ "at_closure", "stable_at_closure" },
	{ "stable_at_closure", "stable_at_closure" },
	{ "stable_at_closure_possible", "stable_at_closure" },
	{ "sustained", "sustained" },
	{ "sustained_share", "sustained" },
	{ "sustained_possible", "sustained_bounds" },
	{ "came_first", "other_ends" },
	{ "came_first_share", "other_ends" },
	{ "seen_stable", "cumulative_incidence" },
	{ "at_the_earliest", "seen_between" },
	{ "still_under_way", "at_risk" },
	{ "if_nobody_left", "kaplan_meier" },
	{ "median_months", "median_time" },
	{ "came_to", "path_steps" },
	{ "days_quarter", "path_when" },
	{ "days_half", "path_when" },
	{ "days_three_quarters", "path_when" },
	{ "left_before", "path_left" },
	{ "left_as_planned", "path_stood" },
	{ "left_elsewhere", "path_stood" },
	{ "left_early", "path_stood" },
	{ "left_died", "path_stood" },
	{ "reasked", "care_reasked" },
	{ "words_first", "care_words_first" },
	{ "words_soon", "care_words_soon" },
	{ "no_served", "care_no_served" },
	{ "overdue", "care_overdue" },
	{ "unplanned", "care_unplanned" },
	{ "asked_at_end", "care_asked_at_end" },
	{ "people_a_colleague", "care_load" },
	{ "nobody_walks_along", "care_alone" },
};

const struct report_definition *report_definition_of(const char *id)
{
	const struct report_definitions all = report_definitions();

	for (size_t i = 0; i < all.n; i++)
		if (strcmp(all.at[i].id, id) == 0)
			return &all.at[i];
	return NULL;
}

static struct sheet dictionary(struct visit *v)
{
	struct rows r = rows_new(v);

	row(&r, report_word(v, T("Column")), report_word(v, T("What it holds")), nothing);
	for (size_t i = 0; i < COLUMNS; i++)
		row(&r, str_z(columns[i].name), report_word(v, columns[i].means), nothing);
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		const struct report_definition *d = report_definition_of(figures[i].definition);

		if (d)
			row(&r, arena_fmt(v->c.arena, "figure: %s", figures[i].figure), report_word(v, d->text),
			    nothing);
	}
	return sheet_of(&r);
}

static struct sheet definitions(struct visit *v)
{
	const struct report_definitions all = report_definitions();
	struct rows r = rows_new(v);

	row(&r, report_word(v, T("Code")), report_word(v, T("Word")),
	    report_word(v, T("What it means")));
	for (size_t i = 0; i < all.n; i++)
		row(&r, str_z(all.at[i].id), report_word(v, all.at[i].title),
		    report_word(v, all.at[i].text));
	return sheet_of(&r);
}

/* --- the file --- */

static enum err workbook(struct visit *v, const struct report_file *f, struct str csv,
                         struct str *out)
{
	struct sheet rows;
	size_t at;

	TRY(sheet_read(v->c.arena, csv, &rows, &at));
	/* Programs look for these names: they are the same in every language. */
	return book_write(v->c.arena,
	                  (const struct book_sheet[]){ { "About", about(v, f), 0 },
	                                               { "Figures", rows, NUMBERS },
	                                               { "Columns", dictionary(v), 0 },
	                                               { "Definitions", definitions(v), 0 } },
	                  4, out);
}

static const struct {
	const char *name;
	const char *rows; /* the format in which they are written first */
	const char *type;
} kinds[] = {
	{ "csv", "csv", "text/csv; charset=utf-8" },
	{ "json", "json", "application/json; charset=utf-8" },
	{ "xlsx", "csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static enum err file_bytes(struct visit *v, const struct report_file *f, const char *kind,
                           const char **type, struct str *out)
{
	struct buf *bytes = NEW(v->c.arena, struct buf);
	struct report_printer p = { .out = bytes };
	size_t k = 0;

	while (k < KINDS && strcmp(kinds[k].name, kind) != 0)
		k++;
	if (k == KINDS)
		return ERR_ABSENT;
	*bytes = buf_new(v->c.arena, FILE_BYTES);
	p.format = report_format_named(kinds[k].rows);
	p.format->open(bytes, &f->head);
	f->put(&p, f->report);
	p.format->close(bytes);
	if (bytes->full)
		return ERR_TOO_BIG;
	*type = kinds[k].type;
	*out = buf_str(bytes);
	return strcmp(kind, "xlsx") == 0 ? workbook(v, f, buf_str(bytes), out) : OK;
}

enum err report_file_send(struct visit *v, const struct report_file *f)
{
	struct str kind = visit_query(v, "format");
	struct reply *reply = &v->x->reply;
	struct str bytes;

	TRY(file_bytes(v, f, arena_str(v->c.arena, kind).p, &reply->type, &bytes));
	TRY(audit(&v->c, VERB_REPORT_TAKEN, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	reply->disposition = arena_fmt(v->c.arena, "attachment; filename=\"%s.%.*s\"", f->head.name,
	                               (int)kind.n, kind.p);
	reply->sandbox = true;
	buf_take(&reply->body, bytes);
	return OK;
}
