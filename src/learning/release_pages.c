/* The pages of a table that was made. */
#include "access/signed.h"
#include "learning/release_html.h"
#include "learning/release_view.h"

const struct page_head *release_head(struct visit *v, struct str title)
{
	struct page_head *head = NEW(v->c.arena, struct page_head);

	*head = *visit_head(v, NULL, "/reports/outcomes");
	head->title_text = title;
	return head;
}

enum err release_made_show(struct visit *v)
{
	struct release_shown s = { .utc_offset = v->c.house->utc_offset };
	struct public_key key;
	struct release r;
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(release_read(&v->c, id, &r));
	s.release = &r;
	for (size_t i = 0; i < r.nsignatures; i++)
		s.own |= user_id_eq(r.signatures[i].staff, v->c.actor->id);
	if (r.nsignatures && staff_public(&v->c, r.signatures[0].staff, &key) == OK)
		s.key = release_hex(visit_page(v), (struct str){ (const char *)key.b, sizeof key.b });
	release_page(visit_page(v), release_head(v, r.series.title), &v->form, &s);
	return OK;
}

/* What has left, once more, under audit. */
static enum err taken(struct visit *v, struct release *r)
{
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(release_read(&v->c, id, r));
	if (!release_final(r))
		return ERR_ABSENT;
	return audit(&v->c, VERB_RELEASE_TAKEN, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

static enum err send(struct visit *v, const char *type, const char *name, struct str bytes)
{
	struct reply *reply = &v->x->reply;

	reply->type = type;
	reply->disposition = arena_fmt(v->c.arena, "attachment; filename=\"%s\"", name);
	reply->sandbox = true;
	buf_take(&reply->body, bytes);
	return OK;
}

enum err release_made_take(struct visit *v)
{
	struct release r;

	TRY(taken(v, &r));
	return send(v, "text/csv; charset=utf-8", "table.csv", r.csv);
}

enum err release_made_book(struct visit *v)
{
	struct release r;
	struct str book;

	TRY(taken(v, &r));
	TRY(release_book(visit_page(v), &r, &book));
	return send(v, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	            "table.xlsx", book);
}

enum err release_made_sign(struct visit *v)
{
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(release_sign(&v->c, id));
	return visit_saved(v, "/reports/releases/%s", visit_id(v, id.b));
}

enum err release_made_back(struct visit *v)
{
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(release_decline(&v->c, id));
	return visit_saved(v, "/reports/tables");
}
