#include "care/import_pages.h"

#include "access/directory.h"
#include "care/import_sql.h"
#include "care/person.h"

#include <string.h>

static const struct choice order_list[] = {
	{ "1", T("3 April 2026: the day comes first") },
	{ "2", T("4 March 2026: the month comes first") },
};
const struct choice_list import_orders = { order_list, sizeof order_list / sizeof *order_list };

static const struct choice rest_list[] = {
	{ "0", T("are asked about") },
	{ "1", T("are other people") },
	{ "2", T("are the same as the first who is named") },
	{ "3", T("are left out") },
};
const struct choice_list import_rests = { rest_list, sizeof rest_list / sizeof *rest_list };

static const char *state_words(enum import_state s)
{
	switch (s) {
	case IMPORT_READ:
		return T("read");
	case IMPORT_CHECKING:
	case IMPORT_WRITING:
		return T("at work");
	case IMPORT_CHECKED:
		return T("looked at");
	case IMPORT_DONE:
		return T("written");
	case IMPORT_LAPSED:
		break;
	}
	return T("gone");
}

/* --- where it begins --- */

static enum err lines_of(struct visit *v, struct import_line_views *out)
{
	struct import_line_row_list rows;
	struct import_line_view *list;

	imports_of(v->c.read, v->c.house->org, v->c.actor->id, &rows);
	TRY(read_now(v->c.read));
	list = NEW_N(v->c.arena, struct import_line_view, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		struct import_sheet s;
		enum err e = sheet_of(&v->c, rows.at[i].id, &s);
		list[i] =
			(struct import_line_view){ .id = rows.at[i].id,
			                           .day = clock_day(rows.at[i].hour, v->c.house->utc_offset),
			                           .state = state_words((enum import_state)rows.at[i].state) };
		if (e != OK && e != ERR_ABSENT)
			return e;
		list[i].name = e == OK && s.name.n ? s.name : str_z(lang_text(v->c.lang, T("A sheet")));
	}
	*out = (struct import_line_views){ list, rows.n };
	return OK;
}

enum err import_start_view(struct visit *v, struct import_start *out)
{
	struct team_views teams;
	struct team_option *list;

	TRY(teams_mine(&v->c, &teams));
	list = NEW_N(v->c.arena, struct team_option, teams.n + 1);
	for (size_t i = 0; i < teams.n; i++)
		list[i] =
			(struct team_option){ teams.at[i].id, visit_id(v, teams.at[i].id.b), teams.at[i].name };
	out->teams = (struct team_options){ list, teams.n };
	return lines_of(v, &out->lines);
}

/* --- one sheet --- */

static bool has_column(const struct import_sheet *s, struct str field)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->columns[i].field, field))
			return true;
	return false;
}

enum err import_view_of(struct visit *v, struct import_view *out)
{
	struct team_id team;
	struct row_id id;

	*out = (struct import_view){ .objection = NULL };
	TRY(visit_row(v, "row", &id));
	TRY(import_state_of(&v->c, id, &out->state, &team));
	if (out->state == IMPORT_LAPSED)
		return OK;
	TRY(sheet_of(&v->c, id, &out->sheet));
	TRY(result_of(&v->c, id, &out->result));
	out->people_kind = out->sheet.kind == IMPORT_PEOPLE;
	out->no_day = out->people_kind && !has_column(&out->sheet, STR("entry"));
	out->done_well = out->state == IMPORT_DONE;
	out->writing = out->state == IMPORT_WRITING;
	out->working = background_look(v->c.house, id, &out->done, &out->all);
	out->percent = out->all ? (int)(out->done * 100 / out->all) : 0;
	return OK;
}

/* Each stands by itself on the page: they may be of several scripts. */
static struct import_samples samples_of(const struct import_column *col)
{
	struct import_samples out = { col->sample, 0 };

	while (out.n < SAMPLES && col->sample[out.n].n)
		out.n++;
	return out;
}

enum err import_columns_view(struct visit *v, struct import_view *out)
{
	struct arena *a = v->c.arena;
	struct import_sheet *s = &out->sheet;
	struct import_column_view *list = NEW_N(a, struct import_column_view, s->n + 1);
	bool both = false;

	TRY(fields_of(&v->c, s->kind, &out->fields));
	if (s->kind == IMPORT_PEOPLE)
		TRY(walkers_of(&v->c, s->team, &out->walkers));
	out->walker_hint =
		actor_is(v->c.actor, ROLE_lead)
			? T("A column with user names can say it for each. Whoever is not said there walks "
	            "with "
	            "the colleague of your choice; when you choose nobody, with you.")
			: T("A column with user names can say it for each. Whoever is not said there walks "
	            "with "
	            "the colleague of your choice. When you choose nobody, they stand in your own day, "
	            "until a lead of the team decides who walks with them.");
	for (size_t i = 0; i < s->n; i++) {
		struct import_column *col = &s->columns[i];
		list[i] = (struct import_column_view){ arena_fmt(a, "c-%zu", i).p, col, samples_of(col) };
		both |= col->day_first && col->month_first;
		out->ambiguous |= col->either && (!col->day_first == !col->month_first);
	}
	out->columns = (struct import_column_views){ list, s->n };
	out->ambiguous |= both;
	out->order_hint = both
	                      ? T("In one column some days can only be meant one way and some only the "
	                          "other: those that do not fit are shown row by row.")
	                      : T("The days of this sheet can be read either way.");
	return OK;
}

/* --- the report --- */

static enum err words_view(struct visit *v, struct import_view *out)
{
	const struct import_result *r = &out->result;
	struct import_word_view *list = NEW_N(v->c.arena, struct import_word_view, WORDS_SHOWN);
	size_t n = r->unknown_n < WORDS_SHOWN ? r->unknown_n : WORDS_SHOWN;
	struct import_fields fields;

	TRY(fields_of(&v->c, out->sheet.kind, &fields));
	for (size_t i = 0; i < n; i++) {
		const struct import_field *f = import_field_of(&fields, r->unknown[i].field);
		list[i] = (struct import_word_view){ arena_fmt(v->c.arena, "w-%zu", i).p,
			                                 r->unknown[i].said,
			                                 f ? f->label : "",
			                                 r->unknown[i].times,
			                                 { NULL, 0 } };
		TRY(codes_of(&v->c, &out->sheet, r->unknown[i].field, &list[i].codes));
	}
	out->words = (struct import_word_views){ list, n };
	out->more_words = r->sum.unknown > (int64_t)n;
	return OK;
}

static enum err other_view(struct visit *v, const struct alike_one *o,
                           const struct import_decision *d, struct import_other_view *out)
{
	struct person p;

	*out = (struct import_other_view){ .row = o->row, .value = "left" };
	if (o->row)
		return OK;
	TRY(person_read(&v->c, o->person, &p));
	out->value = visit_id(v, o->person.b);
	out->name = p.name.n ? p.name : p.code;
	out->code = p.code;
	out->birth = p.birth_year;
	out->chosen = d ? d->how == DECIDED_SAME && person_id_eq(d->same, o->person) : o->sure;
	return OK;
}

static enum err alike_view(struct visit *v, const struct import_view *w, const struct alike_row *r,
                           struct import_alike_view *out)
{
	const struct import_decision *d = decision_of(&w->sheet, r->row);
	struct import_other_view *others = NEW_N(v->c.arena, struct import_other_view, ALIKE_SHOWN);
	size_t n = 0;

	for (size_t i = 0; i < r->found.n; i++)
		if (!r->found.at[i].row)
			TRY(other_view(v, &r->found.at[i], d, &others[n++]));
	*out = (struct import_alike_view){ .input = arena_fmt(v->c.arena, "a-%zu", r->row).p,
		                               .row = r->row,
		                               .name = r->name,
		                               .birth = r->birth,
		                               .others = { others, n },
		                               .fresh = d && d->how == DECIDED_NEW,
		                               .left = d && d->how == DECIDED_LEFT };
	return OK;
}

/* Those that are not decided come first; when all are, nobody is asked. */
static enum err alikes_view(struct visit *v, struct import_view *out)
{
	const struct import_result *r = &out->result;
	struct import_alike_view *list = NEW_N(v->c.arena, struct import_alike_view, ALIKE_ROWS_SHOWN);
	size_t n = 0;

	for (size_t i = 0; i < r->alike_n && n < ALIKE_ROWS_SHOWN; i++) {
		enum err e;
		if (decision_of(&out->sheet, r->alike[i].row))
			continue;
		e = alike_view(v, out, &r->alike[i], &list[n]);
		/* Whoever was erased since is asked about no more. */
		if (e != OK && e != ERR_ABSENT)
			return e;
		n += e == OK;
	}
	out->alike = (struct import_alike_views){ list, n };
	return OK;
}

/* By what is to be done, in the order in which they were met. */
static void troubles_view(struct visit *v, struct import_view *out)
{
	const struct import_result *r = &out->result;
	size_t n = r->troubles_n < TROUBLES_SHOWN ? r->troubles_n : TROUBLES_SHOWN;
	struct import_group *groups = NEW_N(v->c.arena, struct import_group, n + 1);
	struct import_trouble *lines = NEW_N(v->c.arena, struct import_trouble, n + 1);
	bool *told = NEW_N(v->c.arena, bool, n + 1);
	size_t many = 0;

	for (size_t i = 0; i < n; i++) {
		struct import_group *g = &groups[out->troubles.n];
		if (told[i])
			continue;
		*g = (struct import_group){ r->troubles[i].words, { lines + many, 0 } };
		for (size_t j = i; j < n; j++) {
			if (strcmp(r->troubles[j].words, g->words) != 0)
				continue;
			told[j] = true;
			lines[many++] = r->troubles[j];
			g->lines.n++;
		}
		out->troubles.n++;
	}
	out->troubles.at = groups;
	out->more_troubles = r->troubles_n > n;
}

enum err import_report_view(struct visit *v, struct import_view *out)
{
	const struct import_result *r = &out->result;

	TRY(words_view(v, out));
	TRY(alikes_view(v, out));
	troubles_view(v, out);
	out->said = v->again;
	out->objection = import_objection(&out->sheet, &r->sum);
	out->may_write = r->sum.good > 0 && r->sum.undecided == 0;
	return OK;
}
