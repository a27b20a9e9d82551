/* Looking at every row: what it says, whom it is about, and what stands in the way. */
#include "care/import_inside.h"
#include "care/import_values.h"
#include "care/person.h"
#include "care/service.h"

#include <string.h>

enum { RECORD_ROOM = 128 * 1024, SAID_MOST = 120, WHY_ROOM = 2048 };

/* One walk over a sheet. What is kept lies in keep.arena; what one piece needs, in c. */
struct look {
	struct ctx *keep;
	struct ctx *c; /* begun anew for each piece */
	struct background_work *w;
	const struct import_sheet *sheet;
	struct reading *readings;
	size_t nreadings;
	struct known *known;
	struct code_list types; /* of services */
	struct import_rows *rows;
	struct import_result *out;
	/* the row at hand */
	size_t number;
	bool bad;
	struct buf why; /* it cannot be read */
};

/* --- what is found --- */

static struct str kept(struct look *l, struct str s)
{
	s.n = s.n > SAID_MOST ? SAID_MOST : s.n;
	while (s.n && !str_utf8(s))
		s.n--;
	return arena_str(l->keep->arena, s);
}

static void trouble(struct look *l, struct str column, const char *words, struct str said)
{
	struct import_result *r = l->out;

	l->bad = true;
	mend_why(l->c, &l->why, column, words);
	if (r->troubles_n < TROUBLES_KEPT)
		r->troubles[r->troubles_n++] =
			(struct import_trouble){ l->number, column, words, kept(l, said) };
}

static void unknown(struct look *l, const struct reading *reading, struct str said)
{
	struct import_result *r = l->out;
	struct str field = reading->field->code;

	l->bad = true;
	mend_why(l->c, &l->why, reading->column->heading, T("This word is not known here."));
	for (size_t i = 0; i < r->unknown_n; i++)
		if (str_eq(r->unknown[i].field, field) && str_eq(r->unknown[i].said, said)) {
			r->unknown[i].times++;
			return;
		}
	r->sum.unknown++;
	if (r->unknown_n < UNKNOWN_KEPT)
		r->unknown[r->unknown_n++] =
			(struct unknown_word){ field, kept(l, said), 1, l->number, reading->column->heading };
}

/* --- a row of people --- */

static struct str name_of(struct arena *a, struct str record)
{
	struct str name = fields_get(record, "name");
	struct str given = fields_get(record, "given");
	struct str number = fields_get(record, "number");

	if (given.n && name.n)
		return arena_fmt(a, "%.*s %.*s", (int)given.n, given.p, (int)name.n, name.p);
	return given.n ? given : name.n ? name : number;
}

static int64_t birth_of(struct ctx *c, struct str record)
{
	int64_t age = fields_int(record, "age", -1);
	int64_t entry = fields_int(record, "entry", c->today.n);
	int64_t birth = fields_int(record, "birth", 0);

	if (birth || age < 0)
		return birth;
	return day_date((struct day){ (int32_t)entry }).year - age;
}

static void alike(struct look *l, struct str name, int64_t birth, const struct alike_found *found,
                  int how)
{
	struct import_result *r = l->out;

	r->sum.alike++;
	r->sum.undecided += how == DECIDED_NOT;
	if (r->alike_n < ALIKE_KEPT)
		r->alike[r->alike_n++] = (struct alike_row){ l->number, kept(l, name), birth, *found };
}

/* Who it is: decided, somebody new, or still to be decided. False: left out. */
static bool who(struct look *l, struct str record, struct import_row *row)
{
	struct str name = name_of(l->c->arena, record);
	struct str number = fields_get(record, "number");
	struct str others = fields_get(record, "others");
	int64_t birth = birth_of(l->c, record);
	const struct import_decision *d = decision_of(l->sheet, l->number);
	struct alike_found found;
	int how;

	known_alike(l->known, name, others, birth, number, &found);
	how = d ? d->how : found.n ? (int)l->sheet->rest : DECIDED_NEW;
	if (found.n)
		alike(l, name, birth, &found, how);
	if (how == DECIDED_LEFT)
		return false;
	if (how == DECIDED_SAME) {
		row->person = d ? d->same : found.at[0].person;
		row->same = true;
		return true;
	}
	known_add(l->known, l->number, name, others, birth, number);
	return true;
}

static void check_person(struct look *l, struct str record)
{
	if (!name_of(l->c->arena, record).n)
		trouble(l, STR(""), T("This row has neither a name nor a number."), STR(""));
}

/* --- a row about somebody --- */

static const char *missing(enum import_kind kind, struct str record)
{
	struct str name;
	struct str value;

	if (kind == IMPORT_SERVICES && !fields_get(record, "type").n)
		return T("This row does not say which kind of service it was.");
	if (kind == IMPORT_SERVICES && !fields_get(record, "done").p)
		return T("This row has no day.");
	if (kind == IMPORT_STAYS && !fields_get(record, "since").p)
		return T("This row does not say since when they stayed there.");
	if (kind == IMPORT_STAYS &&
	    fields_int(record, "ended", INT32_MAX) < fields_int(record, "since", 0))
		return T("The last day lies before the first.");
	if (kind != IMPORT_SCORES)
		return NULL;
	if (!fields_get(record, "day").p)
		return T("This row has no day.");
	for (size_t at = 0; fields_next(record, &at, &name, &value);)
		if (str_starts(name, STR("i_")))
			return NULL;
	return T("This row has no score.");
}

/* Why nothing can be written about somebody who is here; NULL: nothing is in the way. */
static enum err unwritable(struct look *l, struct person_id person, struct str record,
                           const char **words)
{
	struct day day = fields_day(record, "day", l->c->today);
	struct episode walk;
	enum err e = OK;

	*words = NULL;
	if (!can(l->c, person, MAY_WRITE, IN_CASE))
		*words = T("You may not write about this person. Whoever walks with them, or a lead of "
		           "their team, can bring this row.");
	else if (l->sheet->kind == IMPORT_SCORES)
		e = episode_at(l->c, person, day, &walk);
	if (e == ERR_ABSENT)
		*words = T("This assessment lies before they came. Please correct its day, or the day on "
		           "which they came.");
	return e == ERR_ABSENT ? OK : e;
}

/* What would be left out, for it lies where the actor may not write. */
static bool unkept(const struct look *l, struct person_id person, struct str record)
{
	enum compartment note = service_compartment(&l->types, fields_get(record, "type"));

	if (l->sheet->kind == IMPORT_SERVICES)
		return fields_get(record, "note").n && !can(l->c, person, MAY_WRITE, note);
	return l->sheet->kind == IMPORT_STAYS &&
	       (fields_get(record, "place").n || fields_get(record, "address").n) &&
	       !can(l->c, person, MAY_WRITE, IN_LOCATION);
}

static enum err check_about(struct look *l, struct str record, struct import_row *row)
{
	struct str name = name_of(l->c->arena, record);
	struct str number = fields_get(record, "number");
	const char *words = missing(l->sheet->kind, record);
	enum err e;

	if (words)
		trouble(l, STR(""), words, STR(""));
	if (!name.n) {
		trouble(l, STR(""), T("This row has neither a name nor a number."), STR(""));
		return OK;
	}
	e = known_who(l->known, number, name, 0, &row->person);
	if (e == ERR_ABSENT)
		trouble(l, STR(""),
		        T("Nobody with this name or number is here. Please bring the people first, or "
		          "correct it in the sheet."),
		        number.n ? number : name);
	if (e == ERR_CONFLICT)
		trouble(l, STR(""),
		        T("Several people are called so. Please add a column with their numbers, or their "
		          "codes (K-7F3Q)."),
		        number.n ? number : name);
	if (e != OK || l->bad)
		return OK;
	TRY(unwritable(l, row->person, record, &words));
	if (words)
		trouble(l, STR(""), words, number.n ? number : name);
	return OK;
}

/* --- one row --- */

/* Without the apostrophe behind which we write what a spreadsheet program would calculate. */
static struct str bare(struct str cell)
{
	bool live = cell.n > 1 && cell.p[0] == '\'' && memchr("=+-@", cell.p[1], 4) != NULL;

	return live ? (struct str){ cell.p + 1, cell.n - 1 } : cell;
}

static struct str take(struct look *l, const struct sheet_row *row)
{
	struct buf record = buf_new(l->c->arena, RECORD_ROOM);

	for (size_t i = 0; i < row->n && i < l->nreadings; i++) {
		const struct reading *r = &l->readings[i];
		const char *words;
		struct str not_known;
		if (!r->field || !row->cells[i].n)
			continue;
		words = cell_take(l->c, l->sheet, r, bare(row->cells[i]), &record, &not_known);
		if (words)
			trouble(l, r->column->heading, words, row->cells[i]);
		if (not_known.p)
			unknown(l, r, not_known);
	}
	if (record.full)
		trouble(l, STR(""), T("This row is too long."), STR(""));
	return buf_str(&record);
}

static void keep_row(struct look *l, struct import_row *row, struct str record)
{
	struct import_rows *all = l->rows;

	if (!all)
		return;
	if (all->n == all->room) {
		size_t more = all->room ? 2 * all->room : 1024;
		struct import_row *at = NEW_N(l->keep->arena, struct import_row, more);
		if (all->n)
			memcpy(at, all->at, all->n * sizeof *at);
		all->at = at;
		all->room = more;
	}
	row->record = arena_str(l->keep->arena, record);
	all->at[all->n++] = *row;
}

static enum err on_row(void *arg, const struct sheet_row *cells)
{
	struct look *l = arg;
	struct import_sum *sum = &l->out->sum;
	struct import_row row = { .number = cells->number };
	bool in = true;
	struct str record;

	l->number = cells->number;
	l->bad = false;
	l->why = buf_new(l->c->arena, WHY_ROOM);
	record = take(l, cells);
	if (l->sheet->kind == IMPORT_PEOPLE)
		check_person(l, record);
	else
		TRY(check_about(l, record, &row));
	if (!l->bad && l->sheet->kind == IMPORT_PEOPLE)
		in = who(l, record, &row);
	sum->rows++;
	sum->bad += l->bad;
	sum->left += !in;
	if (l->bad)
		sum->mended += mend_row(&l->out->mend, cells, buf_str(&l->why));
	if (l->bad || !in)
		return OK;
	sum->good++;
	sum->unkept += l->sheet->kind != IMPORT_PEOPLE && unkept(l, row.person, record);
	sum->people += l->sheet->kind == IMPORT_PEOPLE && !row.same;
	keep_row(l, &row, record);
	return OK;
}

/* --- the whole sheet --- */

static enum err look_at_piece(struct look *l, struct arena *scratch, int64_t part, bool *more)
{
	struct ctx c;
	struct str plain;
	enum err e;

	arena_reset(scratch);
	TRY(ctx_begin(&c, scratch, l->w->house, l->w->actor, l->w->house->clock()));
	c.lang = l->w->lang;
	l->c = &c;
	e = part_get(&c, l->sheet->id, part, &plain);
	*more = e == OK;
	if (e == OK)
		e = rows_unpack(scratch, plain, (struct csv_on){ on_row, l });
	read_end(c.read);
	atomic_store(&l->w->done, l->out->sum.rows);
	return e == ERR_ABSENT ? OK : e;
}

static void result_new(struct arena *a, struct import_result *out)
{
	*out = (struct import_result){ .failed = NULL };
	out->troubles = NEW_N(a, struct import_trouble, TROUBLES_KEPT);
	out->alike = NEW_N(a, struct alike_row, ALIKE_KEPT);
	out->unknown = NEW_N(a, struct unknown_word, UNKNOWN_KEPT);
}

enum { SCRATCH = 64 << 20 };

enum err rows_check(struct ctx *c, struct background_work *w, const struct import_sheet *s,
                    struct import_rows *rows, struct import_result *out)
{
	struct look l = { .keep = c, .w = w, .sheet = s, .rows = rows, .out = out };
	struct arena *scratch = arena_beside(c->arena, SCRATCH);
	bool more = true;

	if (!scratch)
		return ERR_BUSY;
	result_new(c->arena, out);
	mend_begin(c, s, &out->mend);
	atomic_store(&w->all, s->rows);
	TRY(readings_of(c, s, &l.readings, &l.nreadings));
	TRY(known_open(c, &l.known));
	TRY(service_types(c, &l.types));
	/* Long work holds no connection of the pages. */
	read_end(c->read);
	for (int64_t part = PART_ROWS; more; part++) {
		if (atomic_load(&w->stop))
			return ERR_BUSY;
		TRY(look_at_piece(&l, scratch, part, &more));
	}
	return OK;
}
