#include "care/casework.h"

#include "access/holder.h"
#include "access/inbox.h"
#include "base/fields.h"
#include "care/casework_sql.h"
#include "care/person.h"

enum { BODY_ROOM = 16 * 1024 };

enum err casework_list(struct ctx *c, struct code_list *out)
{
	struct str path = arena_fmt(c->arena, "%s/core/casework-types.csv", c->house->packs);

	return list_load(c->arena, path.p, str_z(lang_code(c->lang)), out);
}

enum err casework_read(struct ctx *c, struct person_id person, struct casework *out)
{
	struct episode e;

	TRY(episode_now(c, person, &e));
	*out = (struct casework){ .types = fields_get(e.body, "types"),
		                      .said_by = fields_get(e.body, "types_by"),
		                      .gender = fields_get(e.body, "gender"),
		                      .site = fields_get(e.body, "site") };
	return OK;
}

static bool ours(struct str name)
{
	return str_eq(name, STR("types")) || str_eq(name, STR("types_by")) ||
	       str_eq(name, STR("gender")) || str_eq(name, STR("site"));
}

/* The other fields of the walk stay as they are. */
static struct str body_with(struct ctx *c, struct str body, const struct casework *w)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(body, &at, &name, &value);)
		if (!ours(name))
			fields_put(&b, arena_str(c->arena, name).p, value);
	fields_put(&b, "types", w->types);
	fields_put(&b, "types_by", w->said_by);
	fields_put(&b, "gender", w->gender);
	fields_put(&b, "site", w->site);
	return buf_str(&b);
}

/* The site as it is counted: the code of the person's team. */
static enum err site_of(struct ctx *c, struct person_id person, struct str *out)
{
	const struct relation *r;
	struct team_views teams;

	*out = (struct str){ "", 0 };
	TRY(relation_of(c, person, &r));
	TRY(teams_mine(c, &teams));
	for (size_t i = 0; i < teams.n; i++)
		if (team_id_eq(teams.at[i].id, r->team))
			*out = teams.at[i].code;
	return OK;
}

enum err casework_write(struct ctx *c, struct person_id person, const struct casework *w)
{
	struct casework full = *w;
	struct episode e;
	struct buf b = buf_new(c->arena, 2048);

	TRY(episode_now(c, person, &e));
	TRY(site_of(c, person, &full.site));
	e.body = body_with(c, e.body, &full);
	TRY(episode_write(c, person, &e));
	fields_put(&b, "types", full.types);
	fields_put(&b, "gender", full.gender);
	fields_put(&b, "site", full.site);
	TRY(inbox_add(c, e.pseudonym, e.number, "entry", buf_str(&b)));
	return audit(c, VERB_WROTE, &person, REASON_CARE, (struct str){ NULL, 0 });
}

static const struct page_link forms[] = {
	{ .path = "/casework", .label = T("Kinds of casework"), .opens = IN_CASE },
};
const struct module casework_module = {
	.name = "casework",
	.link = { PLACE_WALK, "/casework", T("Kinds of casework"), IN_CASE },
	.routes = &casework_routes,
	.queries = casework_queries,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
