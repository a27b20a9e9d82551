/* The form of a tie: who it is, found in this house or written down, and what they are to each
 * other. */
#include "care/circle_html.h"
#include "care/circle_inside.h"

const struct field circle_fields[CIRCLE_FIELDS] = {
	CHOICE(struct circle_form, kind, CHOICE, REQUIRED, &circle_kinds),
	FIELD(struct circle_form, other, ID, OPTIONAL, 0),
	FIELD(struct circle_form, name, TEXT, OPTIONAL, 200),
	FIELD(struct circle_form, reach, TEXT, OPTIONAL, 300),
	FIELD(struct circle_form, words, LONG, OPTIONAL, 1000),
	FIELDS_WHEN(struct circle_form, when),
};

static bool is_none(struct person_id id)
{
	static const struct person_id none;

	return person_id_eq(id, none);
}

/* --- who --- */

/* The one who was chosen: in the form that is shown again, or in the address. Zeros: nobody. */
static struct person_id chosen(const struct visit *v, struct person_id otherwise)
{
	struct person_id id;

	if (v->again)
		return ((const struct circle_form *)v->in)->other;
	if (visit_query(v, "outside").n)
		return (struct person_id){ { 0 } };
	return id_read(visit_query(v, "other"), id.b) ? id : otherwise;
}

/* A name that is closed to this reader stays closed here, too. */
static enum err read_other(struct visit *v, struct person_id other, struct circle_form_view *view)
{
	if (is_none(other))
		return OK;
	TRY(person_read(&v->c, other, &view->other));
	if (!view->other.name.p)
		return ERR_ABSENT;
	view->chosen = true;
	return OK;
}

/* Those whom this worker may see by name. */
static enum err search(struct visit *v, struct circle_form_view *view)
{
	struct str text = str_trim(visit_query(v, "q"));
	struct person_list found;
	struct found_person *at;
	size_t n = 0;

	if (!text.n)
		return OK;
	TRY(person_search(&v->c, text, &found));
	at = NEW_N(v->c.arena, struct found_person, found.n + 1);
	for (size_t i = 0; i < found.n; i++) {
		const struct person *p = &found.at[i];
		if (!person_id_eq(p->id, v->person))
			at[n++] = (struct found_person){ *p, visit_path(v, "%s?other=%s", view->action,
				                                            visit_id(v, p->id.b)) };
	}
	view->search = text;
	view->found = (struct found_people){ at, n };
	return OK;
}

static enum err view_begin(struct visit *v, const char *action, struct circle_form_view *view)
{
	*view = (struct circle_form_view){ .action = action };
	return person_read(&v->c, v->person, &view->person);
}

/* --- a new one --- */

/* What the other record says of this person, turned around: for whoever writes it here, too. Only
 * what they are to each other is taken from there. */
static enum err fill_mirror(struct visit *v, struct person_id other)
{
	struct circle_link l;
	struct row_id row;

	if (v->again || !id_read(visit_query(v, "row"), row.b) ||
	    !can(&v->c, other, MAY_READ, IN_IDENTITY))
		return OK;
	TRY(audit_opening(&v->c, other));
	TRY(circle_read_one(&v->c, other, row, &l));
	if (person_id_eq(l.other, v->person))
		visit_fill(v, "kind", circle_mirror(l.kind));
	return OK;
}

/* What stands here already about the same person. */
static enum err find_same(struct visit *v, struct circle_form_view *view)
{
	struct circle_links all;

	if (!view->chosen)
		return OK;
	TRY(circle_read(&v->c, v->person, &all));
	for (size_t i = 0; i < all.n; i++)
		if (person_id_eq(all.at[i].other, view->other.id) && !day_known(all.at[i].ended))
			view->same = &all.at[i];
	return OK;
}

enum err circle_new_show(struct visit *v)
{
	const char *action = visit_path(v, "/people/%s/circle/new", visit_id(v, v->person.b));
	struct person_id other = chosen(v, (struct person_id){ { 0 } });
	struct circle_form_view view;

	TRY(view_begin(v, action, &view));
	TRY(read_other(v, other, &view));
	TRY(search(v, &view));
	TRY(find_same(v, &view));
	TRY(fill_mirror(v, other));
	circle_form_page(visit_page(v), visit_head(v, T("Somebody around"), "/people"), &v->form,
	                 &view);
	return OK;
}

static enum err save(struct visit *v, const struct row_id *replaces)
{
	const struct circle_form *in = v->in;
	struct circle_new n = { .kind = in->kind,
		                    .other = is_none(in->other) ? NULL : &in->other,
		                    .name = in->name,
		                    .reach = in->reach,
		                    .words = in->words,
		                    .when = in->when,
		                    .replaces = replaces };

	TRY(when_check(v, &in->when));
	if (!n.other && !str_trim(in->name).n)
		return visit_problem(v, "name", T("Please say who it is: a name, or a few words."));
	TRY(circle_write(&v->c, v->person, v->token, &n));
	return visit_saved(v, "/people/%s/circle", visit_id(v, v->person.b));
}

enum err circle_new_save(struct visit *v)
{
	return save(v, NULL);
}

/* --- a correction --- */

static void fill(struct visit *v, const struct circle_link *l)
{
	visit_fill(v, "kind", l->kind);
	visit_fill(v, "name", l->has_record ? (struct str){ "", 0 } : l->called);
	visit_fill(v, "reach", l->reach);
	visit_fill(v, "words", l->words);
	when_fill(v, &l->when);
}

enum err circle_correct_show(struct visit *v)
{
	struct circle_form_view view;
	struct circle_link now;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(circle_read_one(&v->c, v->person, row, &now));
	if (!now.kind.n)
		return ERR_DENIED;
	TRY(view_begin(
		v, visit_path(v, "/people/%s/circle/%s", visit_id(v, v->person.b), visit_id(v, now.id.b)),
		&view));
	view.now = &now;
	view.other_saved = v->conflict ? &now : NULL;
	TRY(read_other(v, chosen(v, now.other), &view));
	TRY(search(v, &view));
	fill(v, &now);
	circle_form_page(visit_page(v), visit_head(v, T("Correct who is around"), "/people"), &v->form,
	                 &view);
	return OK;
}

enum err circle_correct_save(struct visit *v)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	return save(v, &row);
}
