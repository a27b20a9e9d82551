/* Answers that are files: a recording, a picture, a paper. The file lies with the others of this
 * person, sealed in the compartment of its question (file.h), or beside the answers about a
 * colleague or the organisation (file_house.h); the answer is its name. */
#include "care/file_house.h"
#include "care/form_attach_html.h"
#include "care/form_inside.h"

#include <string.h>

bool file_asked(const struct form_field *f)
{
	return f->type == FORM_IMAGE || f->type == FORM_AUDIO || f->type == FORM_FILE;
}

bool file_answer(const struct answer *a, struct row_id *out)
{
	struct str name = STR("file:");

	return !answer_word(a->kind) && str_starts(a->text, name) &&
	       id_read((struct str){ a->text.p + name.n, a->text.n - name.n }, out->b);
}

const char *file_words(const struct form_field *f)
{
	return f->type == FORM_AUDIO   ? T("A recording")
	       : f->type == FORM_IMAGE ? T("A picture")
	                               : T("A file");
}

/* A person's has a page, with its words and the button that takes it out. */
static struct str page_of_file(struct ctx *c, const struct file_owner *of, struct row_id row)
{
	char who[ID_TEXT + 1];
	char id[ID_TEXT + 1];

	id_write(of->person ? of->person->b : of->subject.b, who);
	id_write(row.b, id);
	return arena_fmt(c->arena, "/%s/%s/files/%s", of->person ? "people" : "about", who, id);
}

enum err file_brought(struct ctx *c, const struct file_owner *of, const struct form_field *f,
                      const struct answer *a, struct brought *out)
{
	struct file_entry one;
	struct row_id row;
	enum err e;

	*out = (struct brought){ .button = f->type == FORM_AUDIO   ? T("Add a recording")
		                               : f->type == FORM_IMAGE ? T("Add a picture")
		                                                       : T("Add a file") };
	if (!file_asked(f) || !file_answer(a, &row))
		return OK;
	e = of->person ? file_about(c, *of->person, row, &one)
	               : house_file_about(c, of->subject, row, &one);
	if (e != OK && e != ERR_ABSENT)
		return e;
	out->gone = e == ERR_ABSENT || one.out;
	out->closed = e == OK && one.closed;
	out->sound = e == OK && !out->closed && file_kind_sound(one.kind);
	out->href = page_of_file(c, of, row);
	out->content = arena_fmt(c->arena, "%s/copy", out->href.p);
	if (!of->person)
		out->href = out->content;
	return OK;
}

/* --- while a form is written --- */

/* Nobody else knows of it yet: it goes for good. Who may not take it out leaves it where it is. */
static enum err take_out(struct visit *v, const struct subject *s, struct row_id row)
{
	enum err e = s->person ? file_take_out(&v->c, *s->person, row)
	                       : house_file_take_out(&v->c, s->about.row, row);

	return e == ERR_ABSENT || e == ERR_DENIED || e == ERR_CONFLICT ? OK : e;
}

static bool names(const struct answers *all, struct row_id row)
{
	struct row_id one;

	for (size_t i = 0; all && i < all->n; i++)
		if (file_answer(&all->at[i], &one) && row_id_eq(one, row))
			return true;
	return false;
}

enum err attached_settle(struct visit *v, struct writing *w, const struct answers *kept)
{
	const struct answers *before = w->n.replaces ? &w->now.answers : NULL;
	struct row_id row;

	for (size_t i = 0; i < w->kept.n; i++)
		if (file_answer(&w->kept.at[i], &row) && !names(kept, row) && !names(before, row))
			TRY(take_out(v, &w->subject, row));
	return OK;
}

/* The question of that path, if its answer may be a file and this actor may give it. */
static const struct fill_node *asked(const struct writing *w, struct str path, size_t *at)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);

	for (size_t i = 0; i < n; i++) {
		if (path.n ? !str_eq(all[i].path, path) : i != *at)
			continue;
		*at = i;
		return file_asked(all[i].field) && all[i].relevant && !filling_closed(&w->filling, &all[i])
		           ? &all[i]
		           : NULL;
	}
	return NULL;
}

static enum file_wanted wanted_of(const struct form_field *f)
{
	return f->type == FORM_AUDIO ? FILE_SOUNDS : f->type == FORM_IMAGE ? FILE_PICTURES : FILE_ALL;
}

static const char *const accepts[] = {
	[FILE_PAPERS] = ".pdf,image/*",
	[FILE_PICTURES] = "image/*",
	[FILE_SOUNDS] = "audio/*,.mp3,.m4a,.ogg,.oga,.wav",
	[FILE_ALL] = ".pdf,image/*,audio/*",
};

enum err attach_show(struct visit *v, struct writing *w)
{
	const struct attach_form *in = v->again ? v->in : NULL;
	struct attach_view view = { .subject = &w->subject, .action = w->action };
	const struct fill_node *node;
	int64_t at = -1;

	(void)draft_take(v, w);
	TRY(writing_open(v, w));
	if (!in && (!str_int(visit_query(v, "at"), &at) || at < 0))
		return ERR_ABSENT;
	view.at = (size_t)at;
	node = asked(w, in ? in->path : (struct str){ NULL, 0 }, &view.at);
	if (!node)
		return ERR_ABSENT;
	view.path = node->path;
	view.label = fill_text(w->filling.fill, view.at, &node->field->label);
	view.why = forms_text(&v->c, &w->form, form_why(w->form.form, node->field));
	view.page = page_of(w, view.at) + 1;
	view.wanted = wanted_of(node->field);
	view.files = (in ? in->from : visit_query(v, "from")).n > 0 || view.wanted == FILE_ALL;
	view.accept = accepts[view.wanted];
	view.capture = view.files ? NULL : view.wanted == FILE_SOUNDS ? "user" : "environment";
	form_attach_page(visit_page(v), visit_head(v, file_words(node->field), w->subject.section),
	                 &v->form, &view);
	return OK;
}

static enum err keep_answer(struct visit *v, struct writing *w, const struct answer *one)
{
	struct answers all;

	w->given = (struct answers){ .at = one, .n = 1 };
	TRY(writing_open(v, w));
	TRY(fill_answers(w->filling.fill, &all));
	draft_keep(v, w, &all);
	return attached_settle(v, w, &all);
}

enum err attach_take(struct visit *v, struct writing *w)
{
	const struct attach_form *in = v->in;
	const struct upload *up = visit_file(v, "file");
	struct file_new n = { .day = NO_DAY };
	const struct fill_node *node;
	char id[ID_TEXT + 1];
	struct str name;
	size_t at = 0;
	enum err e;

	(void)draft_take(v, w);
	TRY(writing_open(v, w));
	node = in->path.n ? asked(w, in->path, &at) : NULL;
	if (!node)
		return ERR_ABSENT;
	n.wanted = wanted_of(node->field);
	if (!up || up->bytes.n == 0)
		return visit_problem(v, "file", T("Please choose the file."));
	n.place = file_place_in(lies_in(&w->n.about, node->field));
	n.seen_by = node->field->seen_by;
	n.name = up->name.n <= 300 ? up->name : (struct str){ "", 0 };
	n.words = fill_text(w->filling.fill, at, &node->field->label);
	n.words.n = n.words.n > 300 ? 0 : n.words.n;
	n.bytes = up->bytes;
	e = w->subject.person ? file_write(&v->c, *w->subject.person, v->token, &n)
	                      : house_file_write(&v->c, w->subject.about.row, v->token, &n);
	if (e == ERR_INVALID || e == ERR_LARGE)
		return visit_problem(v, "file", file_refused(n.wanted, up->bytes));
	TRY(e);
	id_write(v->token.b, id);
	TRY(keep_answer(v, w,
	                &(struct answer){ .path = node->path,
	                                  .kind = ANSWER_TEXT,
	                                  .text = arena_fmt(v->c.arena, "file:%s", id) }));
	name = ask_name(v, node);
	return visit_go(v, "%s?page=%zu#f-%.*s", w->action, page_of(w, at) + 1, (int)name.n, name.p);
}

enum err attached_copy(struct visit *v)
{
	struct file_entry one;
	struct subject s;
	struct row_id row;
	struct str bytes;

	TRY(visit_row(v, "row", &row));
	TRY(subject_of(v, &s));
	TRY(house_file_content(&v->c, s.about.row, row, &one, &bytes));
	file_reply(v, one.kind, bytes);
	return OK;
}
