#include "care/legal_html.h"
#include "care/legal_inside.h"

const struct legal_proceeding *legal_proceeding_of(const struct legal *all,
                                                   const struct legal_hearing *h)
{
	for (size_t i = 0; i < all->proceedings.n; i++)
		if (row_id_eq(all->proceedings.at[i].root, h->proceeding))
			return &all->proceedings.at[i];
	return NULL;
}

static size_t longest(const struct legal *all)
{
	size_t n = all->hearings.n > all->proceedings.n ? all->hearings.n : all->proceedings.n;

	return all->notes.n > n ? all->notes.n : n;
}

bool legal_shown(const struct legal_page_view *view, size_t place)
{
	return place >= view->pager.from && place < view->pager.from + LEGAL_SHOWN;
}

static enum err legal_show(struct visit *v)
{
	const char *here = visit_path(v, "/people/%s/legal?", visit_id(v, v->person.b));
	struct legal_page_view view = { .today = v->c.today };

	TRY(person_read(&v->c, v->person, &view.person));
	TRY(legal_read(&v->c, v->person, &view.all));
	view.pager = visit_pager(v, here, longest(&view.all), LEGAL_SHOWN);
	view.status = legal_status_words(&v->c, view.all.status.code);
	view.next = legal_hearing_next(&view.all, v->c.today);
	view.writes_care = can(&v->c, v->person, MAY_WRITE, IN_CASE);
	view.writes_law = can(&v->c, v->person, MAY_WRITE, IN_LEGAL);
	legal_page(visit_page(v), visit_head(v, T("Legal"), "/people"), &view);
	return OK;
}

static const struct field status_fields[] = {
	FIELD(struct legal_status_form, code, TEXT, OPTIONAL, 40),
	FIELD(struct legal_status_form, until, DAY, OPTIONAL, 0),
	FIELD(struct legal_status_form, reflection, DAY, OPTIONAL, 0),
	FIELD(struct legal_status_form, reflection_end, DAY, OPTIONAL, 0),
	FIELD(struct legal_status_form, extended, DAY, OPTIONAL, 0),
	FIELD(struct legal_status_form, before, ID, OPTIONAL, 0),
	FIELDS_WHEN(struct legal_status_form, when),
};
static const struct field view_fields[] = {
	FIELD(struct legal_view_form, justice, OWN, OPTIONAL, 4000),
	CHOICE(struct legal_view_form, part, CHOICE, OPTIONAL, &legal_parts),
	FIELD(struct legal_view_form, before, ID, OPTIONAL, 0),
	FIELDS_WHEN(struct legal_view_form, when),
};
static const struct field proceeding_fields[] = {
	CHOICE(struct legal_proceeding_form, kind, CHOICE, REQUIRED, &legal_kinds),
	FIELD(struct legal_proceeding_form, court, TEXT, OPTIONAL, 200),
	FIELD(struct legal_proceeding_form, words, LONG, OPTIONAL, 4000),
	FIELD(struct legal_proceeding_form, outcome, LONG, OPTIONAL, 4000),
	FIELD(struct legal_proceeding_form, over, FLAG, OPTIONAL, 0),
	FIELDS_WHEN(struct legal_proceeding_form, when),
};
static const struct field note_fields[] = {
	FIELD(struct legal_note_form, words, LONG, REQUIRED, 8000),
	FIELDS_WHEN(struct legal_note_form, when),
};
static const struct field hearing_fields[] = {
	FIELD(struct legal_hearing_form, hearing, DAY, REQUIRED, 0),
	FIELD(struct legal_hearing_form, companion, TEXT, OPTIONAL, 200),
	CHOICE(struct legal_hearing_form, state, CHOICE, OPTIONAL, &legal_states),
	FIELD(struct legal_hearing_form, after, LONG, OPTIONAL, 4000),
	FIELD(struct legal_hearing_form, place, TEXT, OPTIONAL, 300),
	FIELD(struct legal_hearing_form, proceeding, ID, OPTIONAL, 0),
	FIELD(struct legal_hearing_form, decided, LONG, OPTIONAL, 4000),
	FIELDS_WHEN(struct legal_hearing_form, when),
};

/* clang-format off */
#define LEGAL_FORM(tail, comp, name, fields) \
	PAGE("/people/:person/legal/" tail, PERSON(WRITE, comp), name##_show), \
	POST("/people/:person/legal/" tail, PERSON(WRITE, comp), name##_save, \
	     FORM(struct name##_form, fields), name##_show)
/* clang-format on */
static const struct route routes[] = {
	PAGE("/people/:person/legal", PERSON(READ, CASE), legal_show),
	LEGAL_FORM("status", CASE, legal_status, status_fields),
	LEGAL_FORM("hearings/new", CASE, legal_hearing, hearing_fields),
	LEGAL_FORM("hearings/:row", CASE, legal_hearing, hearing_fields),
	LEGAL_FORM("justice", LEGAL, legal_view, view_fields),
	LEGAL_FORM("proceedings/new", LEGAL, legal_proceeding, proceeding_fields),
	LEGAL_FORM("proceedings/:row", LEGAL, legal_proceeding, proceeding_fields),
	LEGAL_FORM("notes/new", LEGAL, legal_note, note_fields),
	LEGAL_FORM("notes/:row", LEGAL, legal_note, note_fields),
};
const struct routes legal_routes = { routes, sizeof routes / sizeof *routes };
