/* The same figures as files: one row a figure. */
#include "learning/report_lines.h"
#include "learning/report_view.h"

#include <math.h>
#include <string.h>

void report_put_part(struct report_printer *p, const char *figure, const char *of,
                     const struct part *part)
{
	struct report_line l = p->at;

	l.figure = figure;
	l.of = of;
	l.told = part->told;
	l.counted = part->told != TOLD_NOT;
	l.n = part->n;
	l.shared = part->told == TOLD;
	l.share = part->share;
	report_put(p, &l);
}

static void put_bounds(struct report_printer *p, const char *figure, const struct bounds *b)
{
	struct report_line l = p->at;

	if (!b->shown)
		return;
	l.figure = figure;
	l.told = TOLD;
	l.measured = true;
	l.value = (double)NAN;
	l.ci = b->at;
	report_put(p, &l);
}

/* From more digits one could work out of how many people exactly a mean is made. */
static double hundredths(double x)
{
	return round(x * 100) / 100;
}

static void put_mean(struct report_printer *p, const char *of, const struct report_domain *d)
{
	struct report_line l = p->at;

	l.figure = "mean";
	l.of = of;
	l.told = d->has_mean ? TOLD : TOLD_NOT;
	l.counted = d->has_mean;
	l.n = d->n;
	l.measured = d->has_mean;
	l.value = hundredths(d->mean);
	l.ci = (struct interval){ hundredths(d->ci.lo), hundredths(d->ci.hi) };
	report_put(p, &l);
}

void report_put_row(struct report_printer *p, const char *figure, const struct row_cells *row,
                    const char *const *codes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct report_line l = p->at;

		if (!codes[i])
			continue;
		l.figure = figure;
		l.of = codes[i];
		l.told = row->shown[i] ? TOLD : TOLD_NOT;
		l.counted = row->shown[i];
		l.n = row->n[i];
		report_put(p, &l);
	}
}

static const char *const verdict_codes[] = { "yes", "no", "cannot_say", "not_assessed" };
static const char *const sustained_codes[SUSTAINED_PARTS] = {
	"yes", "no", "cannot_say", "not_found", "did_not_wish", "not_tried", "died"
};

static void put_wave(struct report_printer *p, const struct report_wave *w)
{
	p->at.wave = report_wave_codes[w->name];
	report_put_part(p, "complete", "", &w->complete);
	report_put_part(p, "scored_where_they_live", "", &w->lives);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		put_mean(p, report_domain_codes[d], &w->domain[d]);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		report_put_part(p, "stable", report_domain_codes[d], &w->domain[d].stable);
	report_put_row(p, "all_six", &w->all_six, verdict_codes, OUTCOMES_VERDICTS);
	report_put_part(p, "all_six_share", "", &w->all_six_yes);
	put_bounds(p, "all_six_possible", &w->all_six_possible);
	p->at.wave = "";
}

static void put_closed(struct report_printer *p, const struct report_closed *c)
{
	report_put_row(p, "at_closure", &c->verdicts, verdict_codes, CLOSED_PARTS);
	report_put_part(p, "stable_at_closure", "", &c->stable);
	put_bounds(p, "stable_at_closure_possible", &c->possible);
	report_put_row(p, "sustained", &c->sustained, sustained_codes, SUSTAINED_PARTS);
	report_put_part(p, "sustained_share", "", &c->sustained_yes);
	put_bounds(p, "sustained_possible", &c->sustained_possible);
}

bool report_put_people(struct report_printer *p, const struct outcomes_report *r)
{
	const struct report_filter *f = &r->filter;
	struct report_line people;
	int first_year = 0;
	int last_year = 0;

	if (r->people == 0)
		return false;
	for (size_t i = 0; i < r->spans.n; i++)
		if (r->spans.at[i].full && r->spans.at[i].chosen) {
			first_year = first_year ? first_year : r->spans.at[i].first;
			last_year = r->spans.at[i].last;
		}
	p->at =
		(struct report_line){ .group = report_group_codes[f->group],
		                      .which = f->walk == 2 ? "return" : "first",
		                      .wave = "",
		                      .of = "",
		                      .first_year = first_year,
		                      .last_year = last_year,
		                      .type = f->type == OUTCOMES_ALL_TYPES ? STR("all")
		                                                            : r->types.at[f->type].name };
	if (f->by != REPORT_BY_TYPE && f->type != OUTCOMES_ALL_TYPES)
		p->at.type = arena_fmt(p->out->arena, "%s=%.*s", report_by_codes[f->by], (int)p->at.type.n,
		                       p->at.type.p);
	if (f->by == REPORT_BY_TYPES)
		p->at.note = "groups overlap; never add them up";
	people = p->at;
	people.figure = "people";
	people.told = TOLD;
	people.counted = true;
	people.n = r->people;
	report_put(p, &people);
	return true;
}

/* Means of groups side by side, each row with the word that they overlap. */
static void put_groups(struct report_printer *p, const struct outcomes_report *r)
{
	for (size_t g = 0; report_intake_told(&r->groups) && g < r->groups.n; g++) {
		const struct report_group *group = &r->groups.at[g];
		struct outcomes_report one = *r;

		one.people = group->people;
		one.filter.type = report_group_named(&r->types, group->code);
		if (!report_put_people(p, &one))
			continue;
		for (size_t w = 0; w < group->waves.n; w++) {
			p->at.wave = report_wave_codes[group->waves.at[w].name];
			for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
				put_mean(p, report_domain_codes[d], &group->waves.at[w].domain[d]);
		}
	}
}

void report_put_reasons(struct report_printer *p, const struct outcomes_report *r)
{
	report_put_row(p, "closed", &r->closed.reasons, report_reason_codes, OUTCOMES_REASONS);
}

void report_put_view(struct report_printer *p, const struct outcomes_report *r)
{
	if (r->filter.by == REPORT_BY_TYPES) {
		put_groups(p, r);
		return;
	}
	if (!report_put_people(p, r))
		return;
	report_put_part(p, "consented", "", &r->consented);
	report_put_part(p, "came_back", "", &r->reopened);
	report_put_part(p, "new_harm", "", &r->harmed);
	for (size_t i = 0; i < r->waves.n; i++)
		put_wave(p, &r->waves.at[i]);
	report_put_reasons(p, r);
	put_closed(p, &r->closed);
}

struct report_file_head report_head_of(const struct outcomes_report *r)
{
	return (struct report_file_head){ .name = "outcomes",
		                              .as_of = r->params.as_of,
		                              .level = r->params.level,
		                              .folded = r->folded,
		                              .waiting = r->waiting,
		                              .nobody = r->first_year == 0,
		                              .overlap = r->filter.by == REPORT_BY_TYPES };
}

/* --- all views of one reading --- */

static void put_view(struct report_printer *p, struct arena *a, const struct report_set *set,
                     const struct report_filter *f)
{
	struct outcomes_report r;

	report_view(a, set, f, &r);
	report_put_view(p, &r);
}

/* All together, then by casework type, then by years of arrival: never more than two dimensions
 * beside age. */
static void put_group(struct report_printer *p, struct arena *a, const struct report_set *set,
                      enum outcomes_group group)
{
	struct report_filter f = { .type = OUTCOMES_ALL_TYPES, .group = group };
	struct outcomes_report all;

	report_view(a, set, &f, &all);
	put_view(p, a, set, &f);
	for (f.type = 0; f.type < set->params.types; f.type++)
		put_view(p, a, set, &f);
	f.type = OUTCOMES_ALL_TYPES;
	for (size_t i = 0; i < all.spans.n && all.spans.n > 1; i++) {
		f.from_year = all.spans.at[i].first;
		f.to_year = all.spans.at[i].last;
		put_view(p, a, set, &f);
	}
}

static void put_all(struct report_printer *p, struct arena *a, const struct report_set *set,
                    const struct outcomes_report *head)
{
	const struct report_file_head above = report_head_of(head);

	p->format->open(p->out, &above);
	for (int g = OUTCOMES_GROUPS; g-- > 0 && set->cells;)
		put_group(p, a, set, (enum outcomes_group)g);
	p->format->close(p->out);
}

enum err report_outcomes_text(struct ctx *c, struct buf *out, const char *format, struct day from,
                              struct day to)
{
	const struct report_filter f = {
		.type = OUTCOMES_ALL_TYPES, .group = OUTCOMES_ADULT, .from = from, .to = to
	};
	struct report_printer p = { .out = out, .format = report_format_named(format) };
	struct outcomes_report head;
	struct report_set set;

	if (!p.format)
		return ERR_INVALID;
	TRY(report_fold_and_open(c, &f, &set));
	report_view(c->arena, &set, &f, &head);
	put_all(&p, c->arena, &set, &head);
	return out->full ? ERR_TOO_BIG : OK;
}
