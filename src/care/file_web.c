#include "care/file_house.h"
#include "care/file_html.h"
#include "care/file_inside.h"

static const struct choice from_list[] = { { "files", T("A file") } };
static const struct choice_list froms = { from_list, 1 };

static const struct field file_fields_in[] = {
	CHOICE(struct file_form, of, CHOICE, OPTIONAL, &file_places),
	FIELD(struct file_form, row, ID, OPTIONAL, 0),
	FIELD(struct file_form, words, TEXT, OPTIONAL, 300),
	FIELD(struct file_form, day, DAY, OPTIONAL, 0),
	CHOICE(struct file_form, from, CHOICE, OPTIONAL, &froms),
};

static enum err files_show(struct visit *v)
{
	const char *here = visit_path(v, "/people/%s/files?", visit_id(v, v->person.b));
	struct files_view view = { .person = v->person };
	struct file_entries all;
	struct file_entry *open;

	TRY(files_read(&v->c, v->person, &all));
	open = NEW_N(v->c.arena, struct file_entry, all.n + 1);
	view.open.at = open;
	for (size_t i = 0; i < all.n; i++) {
		view.closed += all.at[i].closed;
		if (!all.at[i].closed && !all.at[i].out)
			open[view.open.n++] = all.at[i];
	}
	view.pager = visit_pager(v, here, view.open.n, FILES_SHOWN);
	view.open = (struct file_entries){ open + view.pager.from, view.pager.n };
	view.may_write = file_choices_of(&v->c, v->person).n > 0;
	files_page(visit_page(v), visit_head(v, T("Papers and pictures"), "/people"), &view);
	return OK;
}

/* From the address, or from the form that is shown again: the place and the entry. */
static const struct file_place *asked_place(struct visit *v, struct str *row)
{
	bool posted = v->x->request.method == METHOD_POST;
	int64_t comp;

	*row = posted ? form_value(&v->form, "row") : visit_query(v, "row");
	if (!posted && str_int(visit_query(v, "in"), &comp))
		return file_place_in((enum compartment)comp);
	/* Without an entry the place was chosen in the form, and can be again. */
	if (posted && row->n == 0)
		return NULL;
	return file_place(posted ? form_value(&v->form, "of") : visit_query(v, "of"));
}

static enum err file_new_page(struct visit *v)
{
	bool again = v->x->request.method == METHOD_POST;
	struct str from = again ? form_value(&v->form, "from") : visit_query(v, "from");
	struct file_form_view view = { .person = v->person, .files = from.n > 0, .row = "" };
	struct row_id entry;
	struct str row;

	view.place = asked_place(v, &row);
	if (view.place && !can(&v->c, v->person, MAY_WRITE, view.place->comp))
		return ERR_DENIED;
	if (view.place && id_read(row, entry.b) && file_entry_there(&v->c, v->person, entry) == OK)
		view.row = visit_id(v, entry.b);
	view.choices = file_choices_of(&v->c, v->person);
	if (!view.choices.n)
		return ERR_DENIED;
	view.same = view.place ? visit_path(v, "of=%s&row=%s", view.place->code, view.row) : "";
	file_form_page(visit_page(v),
	               visit_head(v,
	                          view.files ? T("Add a paper or a picture") : T("Take a photograph"),
	                          "/people"),
	               &v->form, &view);
	return OK;
}

static enum err file_create(struct visit *v)
{
	const struct file_form *in = v->in;
	const struct upload *up = visit_file(v, "file");
	struct file_new n = { .place = file_place(in->of), .words = in->words, .day = in->day };
	enum err e = n.place ? OK : visit_problem(v, "of", T("Please choose what it belongs to."));

	memcpy(n.about.b, in->row, sizeof n.about.b);
	if (!up)
		return visit_problem(v, "file", T("Please take a photograph, or choose a file."));
	TRY(e);
	n.name = up->name.n <= 300 ? up->name : (struct str){ "", 0 };
	n.bytes = up->bytes;
	e = file_write(&v->c, v->person, v->token, &n);
	if (e == ERR_INVALID)
		return visit_problem(v, "file", file_refused(n.wanted, up->bytes));
	TRY(e);
	return visit_saved(v, "/people/%s/files/%s", visit_id(v, v->person.b), visit_id(v, v->token.b));
}

static enum err file_show(struct visit *v)
{
	struct file_entry one;
	struct file_page_view view = { .person = v->person, .one = &one };
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(file_about(&v->c, v->person, row, &one));
	if (one.closed)
		return ERR_DENIED;
	view.may_take_out = file_may_take_out(&v->c, v->person, &one);
	file_page(visit_page(v), visit_head(v, T("A paper or a picture"), "/people"), &v->form, &view);
	return OK;
}

void file_reply(struct visit *v, enum file_kind kind, struct str bytes)
{
	struct reply *reply = &v->x->reply;

	reply->type = file_kind_type(kind);
	reply->disposition =
		arena_fmt(v->c.arena, "attachment; filename=\"paper.%s\"", file_kind_ending(kind));
	reply->sandbox = true;
	reply->pieces = file_kind_sound(kind);
	buf_take(&reply->body, bytes);
}

static enum err file_copy(struct visit *v)
{
	struct file_entry one;
	struct row_id row;
	struct str bytes;

	TRY(visit_row(v, "row", &row));
	TRY(file_content(&v->c, v->person, row, &one, &bytes));
	file_reply(v, one.kind, bytes);
	return OK;
}

static enum err file_out(struct visit *v)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(file_take_out(&v->c, v->person, row));
	return visit_saved(v, "/people/%s/files", visit_id(v, v->person.b));
}

#define FILES "/people/:person/files"

static const struct route routes[] = {
	PAGE(FILES, PERSON(READ, SAFETY), files_show),
	PAGE(FILES "/new", PERSON(WRITE, SAFETY), file_new_page),
	POST_FILE(FILES, PERSON(WRITE, SAFETY), file_create, FORM(struct file_form, file_fields_in),
	          file_new_page, FILE_BYTES),
	PAGE(FILES "/:row", PERSON(READ, SAFETY), file_show),
	PAGE(FILES "/:row/copy", PERSON(READ, SAFETY), file_copy),
	POST(FILES "/:row/out", PERSON(WRITE, SAFETY), file_out, { 0 }, file_show),
};
const struct routes file_routes = { routes, sizeof routes / sizeof *routes };
