/* Reading what was written, as it stands. */
#include "base/fields.h"
#include "care/legal_inside.h"

#include <stdlib.h>

static void open_status(struct str body, struct legal_status *s)
{
	s->code = fields_get(body, "code");
	s->until = fields_day(body, "until", NO_DAY);
	s->reflection = fields_day(body, "reflection", NO_DAY);
	s->reflection_end = fields_day(body, "reflection_end", NO_DAY);
	s->extended = fields_day(body, "extended", NO_DAY);
}

static void open_hearing(struct str body, struct legal_hearing *h)
{
	(void)fields_id(body, "root", h->root.b);
	(void)fields_id(body, "proceeding", h->proceeding.b);
	h->day = fields_day(body, "hearing", NO_DAY);
	h->companion = fields_get(body, "companion");
	h->state = fields_get(body, "state");
	h->after = fields_get(body, "after");
	h->place = fields_get(body, "place");
	h->decided = fields_get(body, "decided");
}

static void open_proceeding(struct str body, struct legal_proceeding *p)
{
	(void)fields_id(body, "root", p->root.b);
	p->kind = fields_get(body, "kind");
	p->court = fields_get(body, "court");
	p->words = fields_get(body, "words");
	p->outcome = fields_get(body, "outcome");
	p->over = fields_int(body, "over", 0) == 1;
}

enum err legal_open(struct ctx *c, struct person_id person, const struct legal_row *r,
                    struct legal_entry *out)
{
	struct when when;

	*out = (struct legal_entry){ .what = 0 };
	if (r->care.p)
		TRY(open_if_may(c, person, IN_CASE, SEAL_LEGAL_CARE, r->id, r->care, &out->body));
	else if (r->law.p)
		TRY(open_if_may(c, person, IN_LEGAL, SEAL_LEGAL_LAW, r->id, r->law, &out->body));
	when = when_get(out->body, clock_day(r->hour, c->house->utc_offset));
	out->what = fields_int(out->body, "what", 0);
	out->status = (struct legal_status){ .id = r->id, .when = when, .author = r->user_name };
	open_status(out->body, &out->status);
	out->hearing = (struct legal_hearing){ .id = r->id, .when = when, .author = r->user_name };
	open_hearing(out->body, &out->hearing);
	out->proceeding =
		(struct legal_proceeding){ .id = r->id, .when = when, .author = r->user_name };
	open_proceeding(out->body, &out->proceeding);
	out->view = (struct legal_view){ .id = r->id, .when = when, .author = r->user_name };
	out->view.justice = fields_get(out->body, "justice");
	out->view.part = fields_get(out->body, "part");
	out->note = (struct legal_note){ .id = r->id, .when = when, .author = r->user_name };
	out->note.words = fields_get(out->body, "words");
	return OK;
}

/* --- all of them --- */

struct gathered {
	struct legal *all;
	struct legal_hearing *hearings;
	struct legal_hearing *details;
	struct legal_proceeding *proceedings;
	struct legal_note *notes;
	size_t ndetails;
};

static void gather(struct gathered *g, const struct legal_entry *e)
{
	struct legal *all = g->all;

	switch (e->what) {
	case LEGAL_STATUS:
		all->status = e->status;
		break;
	case LEGAL_HEARING:
		g->hearings[all->hearings.n++] = e->hearing;
		break;
	case LEGAL_DETAILS:
		g->details[g->ndetails++] = e->hearing;
		break;
	case LEGAL_PROCEEDING:
		g->proceedings[all->proceedings.n++] = e->proceeding;
		break;
	case LEGAL_VIEW:
		all->view = e->view;
		break;
	case LEGAL_NOTE:
		g->notes[all->notes.n++] = e->note;
		break;
	default: /* closed */
		break;
	}
}

static void join_details(struct gathered *g)
{
	for (size_t i = 0; i < g->all->hearings.n; i++)
		for (size_t k = 0; k < g->ndetails; k++) {
			struct legal_hearing *h = &g->hearings[i];
			const struct legal_hearing *d = &g->details[k];
			if (!row_id_eq(h->root, d->root))
				continue;
			h->place = d->place;
			h->decided = d->decided;
			h->proceeding = d->proceeding;
			h->details = d->id;
		}
}

static int last_first(const void *a, const void *b)
{
	const struct legal_hearing *x = a;
	const struct legal_hearing *y = b;

	if (x->day.n != y->day.n)
		return x->day.n < y->day.n ? 1 : -1;
	return memcmp(x->root.b, y->root.b, ID_BYTES);
}

enum err legal_read(struct ctx *c, struct person_id person, struct legal *out)
{
	struct legal_row_list rows;
	struct gathered g = { .all = out };

	legal_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	*out = (struct legal){ .closed = !can(c, person, MAY_READ, IN_LEGAL) };
	g.hearings = NEW_N(c->arena, struct legal_hearing, rows.n + 1);
	g.details = NEW_N(c->arena, struct legal_hearing, rows.n + 1);
	g.proceedings = NEW_N(c->arena, struct legal_proceeding, rows.n + 1);
	g.notes = NEW_N(c->arena, struct legal_note, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		struct legal_entry e;
		if (!rows.at[i].current)
			continue;
		TRY(legal_open(c, person, &rows.at[i], &e));
		gather(&g, &e);
	}
	join_details(&g);
	qsort(g.hearings, out->hearings.n, sizeof *g.hearings, last_first);
	out->hearings.at = g.hearings;
	out->proceedings.at = g.proceedings;
	out->notes.at = g.notes;
	return OK;
}

/* --- one of them --- */

/* The latest correction of a row; ERR_ABSENT when it is none of what, or closed. */
static enum err read_latest(struct ctx *c, struct person_id person, struct row_id id,
                            enum legal_what what, struct legal_entry *out)
{
	const struct legal_row *row;

	legal_row_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	while (row && !row->current) {
		legal_after(c->read, c->house->org, person, row->id, &row);
		TRY(read_now(c->read));
	}
	if (!row)
		return ERR_ABSENT;
	TRY(legal_open(c, person, row, out));
	return out->what == what ? OK : ERR_ABSENT;
}

/* Its details are found by its root, among all. */
enum err legal_hearing_read(struct ctx *c, struct person_id person, struct row_id id,
                            struct legal_hearing *out)
{
	struct legal_entry e;
	struct legal all;

	TRY(read_latest(c, person, id, LEGAL_HEARING, &e));
	TRY(legal_read(c, person, &all));
	for (size_t i = 0; i < all.hearings.n; i++)
		if (row_id_eq(all.hearings.at[i].root, e.hearing.root)) {
			*out = all.hearings.at[i];
			return OK;
		}
	return ERR_ABSENT;
}

enum err legal_proceeding_read(struct ctx *c, struct person_id person, struct row_id id,
                               struct legal_proceeding *out)
{
	struct legal_entry e;

	TRY(read_latest(c, person, id, LEGAL_PROCEEDING, &e));
	*out = e.proceeding;
	return OK;
}

enum err legal_note_read(struct ctx *c, struct person_id person, struct row_id id,
                         struct legal_note *out)
{
	struct legal_entry e;

	TRY(read_latest(c, person, id, LEGAL_NOTE, &e));
	*out = e.note;
	return OK;
}

static bool planned(const struct legal_hearing *h)
{
	return !h->state.n || str_eq(h->state, STR("planned"));
}

const struct legal_hearing *legal_hearing_next(const struct legal *l, struct day today)
{
	const struct legal_hearing *next = NULL;

	for (size_t i = 0; i < l->hearings.n; i++)
		if (planned(&l->hearings.at[i]) && l->hearings.at[i].day.n >= today.n)
			next = &l->hearings.at[i];
	return next;
}

struct day legal_reflection_until(const struct legal_status *s)
{
	return s->author.p && day_known(s->extended) ? s->extended
	       : s->author.p                         ? s->reflection_end
	                                             : NO_DAY;
}
