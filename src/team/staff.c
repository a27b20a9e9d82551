#include "team/staff.h"

#include "team/staff_sql.h"

enum { NAME_LEAST = 2, NAME_MOST = 40, WORDS_ROOM = 4096 };

static const struct str no_words = { NULL, 0 };

/* --- who is here --- */

static void join(struct buf *b, struct str word)
{
	if (b->n)
		buf_add(b, STR(", "));
	buf_add(b, word);
}

static struct str roles_joined(struct ctx *c, int64_t roles)
{
	struct buf b = buf_new(c->arena, WORDS_ROOM);

	for (int64_t bit = 1; bit <= ROLE_board; bit <<= 1)
		if (roles & bit)
			join(&b, str_z(lang_text(c->lang, role_words(bit))));
	return buf_str(&b);
}

struct rolls {
	struct colleague_row_list staff;
	struct colleague_team_list members;
	struct team_views mine;
};

static enum err rolls_read(struct ctx *c, struct rolls *r)
{
	colleague_all(c->read, c->house->org, &r->staff);
	colleague_teams(c->read, c->house->org, &r->members);
	return teams_mine(c, &r->mine);
}

static const struct team_view *shared(const struct rolls *r, struct team_id team)
{
	for (size_t i = 0; i < r->mine.n; i++)
		if (team_id_eq(r->mine.at[i].id, team))
			return &r->mine.at[i];
	return NULL;
}

static void fill_teams(struct ctx *c, const struct rolls *r, struct colleague *out)
{
	struct buf b = buf_new(c->arena, WORDS_ROOM);

	for (size_t i = 0; i < r->members.n; i++) {
		const struct team_view *team = shared(r, r->members.at[i].team);

		if (!user_id_eq(r->members.at[i].staff, out->id))
			continue;
		if (team)
			join(&b, team->name);
		else
			out->other_teams++;
	}
	out->teams = buf_str(&b);
}

/* A lead sees those with whom she shares a team; closed accounts are in none any more. */
static bool visible(const struct actor *a, const struct colleague *who)
{
	return actor_is(a, ROLE_manager) || who->self || who->teams.n > 0;
}

enum err colleagues_read(struct ctx *c, struct colleagues *out)
{
	struct rolls r;
	struct colleague *list;
	size_t n = 0;

	TRY(rolls_read(c, &r));
	list = NEW_N(c->arena, struct colleague, r.staff.n + 1);
	for (size_t i = 0; i < r.staff.n; i++) {
		const struct colleague_row *row = &r.staff.at[i];
		struct colleague *one = &list[n];

		*one = (struct colleague){ .id = row->id,
			                       .user_name = row->user_name,
			                       .roles = roles_joined(c, row->roles),
			                       .active = row->state == STAFF_ACTIVE,
			                       .self = user_id_eq(row->id, c->actor->id) };
		fill_teams(c, &r, one);
		n += visible(c->actor, one);
	}
	*out = (struct colleagues){ list, n };
	return OK;
}

enum err colleague_read(struct ctx *c, struct user_id id, struct colleague *out)
{
	struct colleagues all;

	TRY(colleagues_read(c, &all));
	for (size_t i = 0; i < all.n; i++)
		if (user_id_eq(all.at[i].id, id)) {
			*out = all.at[i];
			return OK;
		}
	return ERR_ABSENT;
}

enum err colleague_taken(struct ctx *c, struct str user_name, bool *taken)
{
	const struct colleague_row *row;

	colleague_named(c->read, c->house->org, user_name, &row);
	TRY(read_now(c->read));
	*taken = row != NULL;
	return OK;
}

const char *user_name_problem(struct str s)
{
	if (s.n < NAME_LEAST || s.n > NAME_MOST)
		return T("A user name has 2 to 40 letters.");
	for (size_t i = 0; i < s.n; i++) {
		bool letter = (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9');

		if (!letter && s.p[i] != '.' && s.p[i] != '_' && s.p[i] != '-')
			return T("Please use small letters a to z, digits, dot, dash or underscore.");
	}
	return NULL;
}

const char *team_code_problem(struct str code)
{
	for (size_t i = 0; i < code.n; i++) {
		char ch = code.p[i];

		if (!(ch >= 'a' && ch <= 'z') && !(ch >= 'A' && ch <= 'Z') && !(ch >= '0' && ch <= '9'))
			return T("Please use letters a to z and digits only.");
	}
	return NULL;
}

/* --- coming and going --- */

enum { LEAVE_MEMORY = 1 << 30 };

/* Commits what c holds and goes on with a further task of the same actor, in the same language. */
static enum err commit_and_go_on(struct ctx *c)
{
	const struct lang *lang = c->lang;

	read_end(c->read);
	TRY(audit_commit(c));
	TRY(ctx_begin(c, c->arena, c->house, c->actor, c->now));
	c->lang = lang;
	return OK;
}

enum err colleague_add(struct ctx *c, const struct staff_new *staff)
{
	struct user_id id;

	TRY(staff_add(c, staff, &id));
	TRY(audit(c, VERB_STAFF_ADDED, NULL, REASON_CARE, no_words));
	TRY(commit_and_go_on(c));
	TRY(holders_hand_over(c));
	return commit_and_go_on(c);
}

static enum err leave(struct ctx *c, struct user_id id)
{
	TRY(staff_leave(c, id));
	TRY(audit(c, VERB_STAFF_LEFT, NULL, REASON_CARE, no_words));
	TRY(audit(c, VERB_KEY_MADE, NULL, REASON_CARE, no_words));
	colleague_signs_in_again(c->change, c->house->org, c->actor->id);
	return audit_commit(c);
}

/* New keys of some hundred people are more than one page's memory. */
enum err colleague_leave(const struct ctx *c, struct user_id id)
{
	struct arena *a = arena_new(LEAVE_MEMORY);
	struct ctx task;
	enum err e;

	if (!a)
		return ERR_BUSY;
	e = ctx_begin(&task, a, c->house, c->actor, c->now);
	if (e == OK)
		e = leave(&task, id);
	arena_free(a);
	return e;
}

enum err team_add(struct ctx *c, struct str name, struct str code, bool assign_all)
{
	struct team_id id;

	TRY(team_make(c, name, code, assign_all, &id));
	TRY(audit(c, VERB_KEY_MADE, NULL, REASON_CARE, no_words));
	colleague_signs_in_again(c->change, c->house->org, c->actor->id);
	return OK;
}

const struct module staff_module = {
	.name = "staff",
	.routes = &staff_routes,
	.queries = staff_queries,
};
