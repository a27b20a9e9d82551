/* What programs ask for. A cookie says nothing here, and nothing is changed but the day of use. */
#include "learning/api_inside.h"

enum { JSON_MOST = 2 << 20 };

static enum err fetched(struct visit *v, struct api_releases *out)
{
	return api_fetch(&v->c, v->x->request.authorization, out);
}

static enum err say(struct visit *v, const struct buf *json)
{
	struct reply *reply = &v->x->reply;

	if (json->full)
		return ERR_TOO_BIG;
	reply->type = "application/json; charset=utf-8";
	reply->sandbox = true;
	buf_take(&reply->body, buf_str(json));
	return OK;
}

enum err api_serve_list(struct visit *v)
{
	struct buf json = buf_new(v->c.arena, JSON_MOST);
	struct api_releases all;

	TRY(fetched(v, &all));
	api_put_list(visit_page(v), &all, &json);
	return say(v, &json);
}

enum err api_serve_one(struct visit *v)
{
	struct buf json = buf_new(v->c.arena, JSON_MOST);
	struct api_releases all;
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(fetched(v, &all));
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].release.id, id)) {
			api_put_release(visit_page(v), &all.at[i], &json);
			return say(v, &json);
		}
	return ERR_ABSENT;
}

enum err api_serve_definitions(struct visit *v)
{
	struct buf json = buf_new(v->c.arena, JSON_MOST);
	struct api_releases all;

	TRY(fetched(v, &all));
	api_put_definitions(visit_page(v), &json);
	return say(v, &json);
}
