#include "base/fields.h"
#include "care/form_inside.h"
#include "care/form_sql.h"

#include <string.h>

/* In which compartment a row lies is not told by it: those that may be read are tried. */
enum { ALL_COMPARTMENTS = ((1 << (IN_LAST_ + 1)) - 1) & ~1 };

static enum err open_part(struct ctx *c, struct person_id person, const struct form_answer_row *r,
                          struct str *out)
{
	enum err e = open_among(c, person, ALL_COMPARTMENTS, SEAL_FORM_ANSWER, r->id, r->body, out);

	if (e == ERR_DENIED)
		*out = (struct str){ NULL, 0 };
	return e == ERR_DENIED ? OK : e;
}

/* --- the parts of one entry become one --- */

struct joining {
	struct answer *at;
	size_t n;
};

static struct answer *find(struct joining *j, struct str path)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->at[i].kind == ANSWER_ROUNDS && str_eq(j->at[i].path, path))
			return &j->at[i];
	return NULL;
}

/* A repeat stands in each part that has something of it; its rounds are those of the fullest. */
static void join(struct ctx *c, struct filled *f, const struct answers *more)
{
	struct joining j = { NEW_N(c->arena, struct answer, f->answers.n + more->n + 1), f->answers.n };

	if (j.n)
		memcpy(j.at, f->answers.at, j.n * sizeof *j.at);
	for (size_t i = 0; i < more->n; i++) {
		struct answer *rounds =
			more->at[i].kind == ANSWER_ROUNDS ? find(&j, more->at[i].path) : NULL;
		if (!rounds)
			j.at[j.n++] = more->at[i];
		else if (rounds->n < more->at[i].n)
			rounds->n = more->at[i].n;
	}
	answers_sort(j.at, j.n);
	f->answers.at = j.at;
	f->answers.n = j.n;
}

static enum err add_part(struct ctx *c, struct person_id person, const struct form_answer_row *r,
                         struct filled *f)
{
	struct answers part;
	struct str body;

	f->row = r->id;
	f->author = r->user_name;
	f->hour = r->hour;
	f->form = r->form;
	TRY(open_part(c, person, r, &body));
	if (!body.p) {
		f->closed = true;
		return OK;
	}
	TRY(answers_read(c->arena, fields_get(body, "answers"), &part));
	f->open |= 1u << fields_int(body, "compartment", 0);
	f->about.about = fields_get(body, "about");
	f->about.home = (enum compartment)fields_int(body, "home", 0);
	(void)fields_id(body, "subject", f->about.row.b);
	(void)fields_id(body, "counted", f->counted.b);
	f->when = when_get(body, clock_day(r->hour, c->house->utc_offset));
	f->language = fields_get(body, "language");
	f->interpreter = fields_get(body, "interpreter");
	join(c, f, &part);
	return OK;
}

static struct filled *entry_of(struct filled *list, size_t *n, const struct form_answer_row *r,
                               int utc_offset)
{
	for (size_t i = 0; i < *n; i++)
		if (row_id_eq(list[i].entry, r->entry))
			return &list[i];
	list[*n] = (struct filled){ .entry = r->entry,
		                        .when = { clock_day(r->hour, utc_offset), NO_DAY, { "", 0 } } };
	return &list[(*n)++];
}

static void rows_add(struct ctx *c, struct filled *f, struct row_id row)
{
	struct row_id *at = NEW_N(c->arena, struct row_id, f->nrows + 1);

	if (f->nrows)
		memcpy(at, f->rows, f->nrows * sizeof *at);
	at[f->nrows++] = row;
	f->rows = at;
}

static enum err open_all(struct ctx *c, struct person_id person,
                         const struct form_answer_row_list *rows, struct filled_list *out)
{
	struct filled *list = NEW_N(c->arena, struct filled, rows->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		const struct form_answer_row *r = &rows->at[i];
		struct filled *f = entry_of(list, &n, r, c->house->utc_offset);
		rows_add(c, f, r->id);
		f->corrected |= !r->current;
		if (r->current)
			TRY(add_part(c, person, r, f));
	}
	for (size_t i = 0; i < n; i++)
		if (list[i].open)
			TRY(seen_only(c, &list[i]));
	for (size_t i = 0; i < n / 2; i++) {
		struct filled other = list[i];
		list[i] = list[n - 1 - i];
		list[n - 1 - i] = other;
	}
	*out = (struct filled_list){ list, n };
	return OK;
}

enum err filled_all(struct ctx *c, struct person_id person, struct filled_list *out)
{
	struct form_answer_row_list rows;
	struct filled_list *kept;
	void **opened;

	form_answers_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	opened = module_opened(c, rows.at);
	if (!*opened) {
		kept = NEW(c->arena, struct filled_list);
		TRY(open_all(c, person, &rows, kept));
		*opened = kept;
	}
	*out = *(struct filled_list *)*opened;
	return OK;
}

enum err filled_read(struct ctx *c, struct person_id person, struct row_id row, struct filled *out)
{
	struct form_answer_row_list rows;
	struct filled_list all;

	form_answers_of(c->read, c->house->org, person, &rows);
	TRY(filled_all(c, person, &all));
	for (size_t i = 0; i < rows.n; i++) {
		if (!row_id_eq(rows.at[i].id, row))
			continue;
		for (size_t k = 0; k < all.n; k++)
			if (row_id_eq(all.at[k].entry, rows.at[i].entry)) {
				*out = all.at[k];
				return OK;
			}
	}
	return ERR_ABSENT;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct form_answer_row_list *rows = NEW(c->arena, struct form_answer_row_list);

	form_answers_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	struct filled_list all;

	(void)state;
	TRY(filled_all(c, person, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct filled *f = &all.at[i];
		struct form_kept form;
		bool open = f->open != 0 && forms_get(c, f->form, &form) == OK;
		page_moment(parts, (struct moment){ .day = f->when.day,
		                                    .hour = f->hour,
		                                    .kind = "form",
		                                    .title = T("A form was filled in"),
		                                    .words = open ? forms_text(c, &form, &form.form->title)
		                                                  : (struct str){ NULL, 0 },
		                                    .who = f->author,
		                                    .row = f->row,
		                                    .correct = open ? "answers" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_AMONG("form_answer.body", ALL_COMPARTMENTS, FORM_ANSWER, form_answer_sealed),
};
const struct module form_module = {
	.name = "form",
	.link = { PLACE_WALK, "/questions", T("Forms"), IN_SAFETY },
	.routes = &form_routes,
	.ask = ask,
	.tell = tell,
	.queries = form_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
