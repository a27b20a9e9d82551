#include "care/note.h"

#include "base/fields.h"
#include "care/day.h"
#include "care/note_sql.h"

enum { BODY_ROOM = 16 * 1024 };

static struct str body_of(struct ctx *c, const struct note_new *n)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "how", n->how);
	fields_put(&b, "words", n->words);
	fields_put_int(&b, "day", day_known(n->day) ? n->day.n : c->today.n);
	return buf_str(&b);
}

enum err note_write(struct ctx *c, struct person_id person, struct row_id id,
                    const struct note_new *n)
{
	struct sealed body;

	TRY(seal_person(c, person, IN_CASE, SEAL_NOTE, id, body_of(c, n), &body));
	if (n->replaces)
		note_replace(c->change, c->house->org, person, *n->replaces);
	note_insert(c->change, &(struct note_insert_args){ .org = c->house->org,
	                                                   .person = person,
	                                                   .id = id,
	                                                   .has_replaces = n->replaces != NULL,
	                                                   .replaces = row_or_none(n->replaces),
	                                                   .author = c->actor->id,
	                                                   .hour = clock_hour(c->now),
	                                                   .body = body });
	if (day_known(n->next))
		TRY(task_add(c, person, TASK_CONTACT, n->next, &c->actor->id, (struct str){ "", 0 }));
	return audit_written(c, person, n->replaces);
}

static enum err open_row(struct ctx *c, struct person_id person, const struct note_row *r,
                         struct note *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_NOTE, r->id, r->body, &body));
	*out = (struct note){
		.id = r->id, .hour = r->hour, .author = r->user_name, .current = r->current
	};
	out->how = fields_get(body, "how");
	out->words = fields_get(body, "words");
	out->day = fields_day(body, "day", clock_day(r->hour, c->house->utc_offset));
	return OK;
}

enum err note_read(struct ctx *c, struct person_id person, struct row_id id, struct note *out)
{
	const struct note_row *row;

	note_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	while (!row->current) {
		note_after(c->read, c->house->org, person, row->id, &row);
		TRY(read_now(c->read));
		if (!row)
			return ERR_ABSENT;
	}
	return open_row(c, person, row, out);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct note_row_list *rows = NEW(c->arena, struct note_row_list);

	notes_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct note_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct note n;
		TRY(open_row(c, person, &rows->at[i], &n));
		page_moment(parts, (struct moment){ .day = n.day,
		                                    .hour = n.hour,
		                                    .kind = "note",
		                                    .title = T("A contact"),
		                                    .words = n.words,
		                                    .who = n.author,
		                                    .replaced = !n.current,
		                                    .row = n.id,
		                                    .correct = n.current && n.words.p ? "notes" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("note.body", CASE, NOTE, note_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/notes/new", .label = T("A contact"), .opens = IN_CASE },
};
const struct module note_module = {
	.name = "note",
	.routes = &note_routes,
	.ask = ask,
	.tell = tell,
	.queries = note_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
