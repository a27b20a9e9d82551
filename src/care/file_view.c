/* What other pages show of papers and pictures: her timeline, and beside what was signed. */
#include "care/file_inside.h"
#include "care/file_sql.h"

static struct str address(struct ctx *c, struct person_id person, const char *tail)
{
	char id[ID_TEXT + 1];

	id_write(person.b, id);
	return arena_fmt(c->arena, "/people/%s/files/%s", id, tail);
}

static struct str address_of(struct ctx *c, struct person_id person, struct row_id row)
{
	char id[ID_TEXT + 1];

	id_write(row.b, id);
	return address(c, person, id);
}

struct page_papers file_papers(struct ctx *c, struct person_id person,
                               const struct file_entries *all, const char *place,
                               struct row_id entry)
{
	const struct file_place *p = file_place(str_z(place));
	struct page_paper *list = NEW_N(c->arena, struct page_paper, all->n + 1);
	struct page_papers out = { .at = list, .add = { "", 0 } };
	char id[ID_TEXT + 1];

	for (size_t i = 0; i < all->n; i++) {
		const struct file_entry *e = &all->at[i];

		if (!e->closed && !e->out && row_id_eq(e->about, entry))
			list[out.n++] = (struct page_paper){ address_of(c, person, e->id), e->words, e->day };
	}
	id_write(entry.b, id);
	if (p && can(c, person, MAY_WRITE, p->comp))
		out.add = address(c, person, arena_fmt(c->arena, "new?of=%s&row=%s", place, id).p);
	return out;
}

/* --- her timeline --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct file_row_list *rows = NEW(c->arena, struct file_row_list);

	files_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	struct file_entries all;

	TRY(file_entries_open(c, person, state, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct file_entry *e = &all.at[i];
		struct moment m = { .day = e->closed ? clock_day(e->hour, c->house->utc_offset) : e->day,
			                .hour = e->hour,
			                .kind = "file",
			                .title = e->out ? T("A paper or a picture was taken out again")
			                                : T("A paper or a picture"),
			                .who = e->author,
			                .row = e->id };

		if (!e->closed)
			m.words = e->words.n ? e->words : str_z(lang_text(c->lang, e->place->label));
		if (!e->closed && !e->out)
			m.open = "files";
		page_moment(parts, m);
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_AMONG("file.body", FILE_AMONG, FILE, file_sealed),
	SEALED_AMONG("file.secret", FILE_AMONG, FILE_KEY, file_secrets),
};
const struct module file_module = {
	.name = "file",
	.link = { PLACE_WALK, "/files", T("Papers and pictures"), IN_SAFETY },
	.routes = &file_routes,
	.ask = ask,
	.tell = tell,
	.queries = file_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
