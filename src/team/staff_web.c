#include "team/staff.h"

#include "team/staff_html.h"

#include <string.h>

/* In the order of their bits: a ticked box is a role. */
static const struct choice role_list[] = {
#define ROLE(bit, name, words, compartments) { #name, words },
#include "access/roles.def"
#undef ROLE
};
static const struct choice_list roles = { role_list, sizeof role_list / sizeof *role_list };

static const char section[] = "/team/staff";

static bool is_officer(const struct visit *v)
{
	return actor_holds(v->c.actor, HOLDER_SIGNING, NULL) != NULL;
}

static enum err list_show(struct visit *v)
{
	struct colleagues all;
	struct team_views teams;

	TRY(colleagues_read(&v->c, &all));
	TRY(teams_mine(&v->c, &teams));
	staff_list_page(visit_page(v), visit_head(v, T("Team"), section), &all, &teams,
	                actor_is(v->c.actor, ROLE_manager), is_officer(v),
	                actor_is(v->c.actor, ROLE_lead));
	return OK;
}

/* --- a new colleague --- */

struct staff_form {
	struct str user_name;
	uint32_t roles;
	struct str team; /* never posted itself: room for the boxes team-ID */
	struct str passphrase;
};
static const struct field staff_fields[] = {
	FIELD(struct staff_form, user_name, TEXT, REQUIRED, 40),
	CHOICE(struct staff_form, roles, FLAGS, OPTIONAL, &roles),
	FIELD(struct staff_form, team, TEXT, OPTIONAL, 0),
	FIELD(struct staff_form, passphrase, TEXT, REQUIRED, 200),
};

/* The actor's teams as boxes, and in *staff those that the form has ticked. */
static enum err team_boxes(struct visit *v, struct choice_list *out, struct staff_new *staff)
{
	struct team_views all;
	struct choice *boxes;
	struct team_id *teams;
	struct ticked t;

	TRY(teams_mine(&v->c, &all));
	boxes = NEW_N(v->c.arena, struct choice, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		boxes[i] =
			(struct choice){ visit_id(v, all.at[i].id.b), arena_str(v->c.arena, all.at[i].name).p };
	*out = (struct choice_list){ boxes, all.n };
	t = visit_ticked(v, "team", out);
	teams = NEW_N(v->c.arena, struct team_id, t.n + 1);
	for (size_t i = 0; i < t.n; i++)
		teams[i] = all.at[t.at[i]].id;
	staff->teams = teams;
	staff->nteams = t.n;
	return OK;
}

static enum err staff_new(struct visit *v)
{
	struct choice_list boxes;
	struct staff_new staff;

	TRY(team_boxes(v, &boxes, &staff));
	staff_new_page(visit_page(v), visit_head(v, T("A new colleague"), section), &v->form, &roles,
	               &boxes);
	return OK;
}

struct staff_work {
	struct staff_new staff;
	struct user_id leaves;
	enum err done;
};

static void add_work(struct visit *v)
{
	struct staff_work *w = v->in;

	w->done = colleague_add(&v->c, &w->staff);
}

static enum err add_then(struct visit *v)
{
	const struct staff_work *w = v->in;

	/* Sent twice: she is there already. */
	if (w->done == OK || w->done == ERR_REPEATED)
		return visit_saved(v, "%s", section);
	if (w->done == ERR_CONFLICT)
		return visit_problem(v, "user_name", T("This user name is taken. Please choose another."));
	return w->done;
}

static enum err check_staff(struct visit *v, const struct staff_form *in)
{
	const char *name = user_name_problem(in->user_name);
	const char *passphrase = passphrase_problem(in->passphrase, in->user_name);
	bool taken;

	TRY(colleague_taken(&v->c, in->user_name, &taken));
	if (!name && taken)
		name = T("This user name is taken. Please choose another.");
	if (passphrase)
		(void)!visit_problem(v, "passphrase", passphrase);
	if (in->roles == 0)
		(void)!visit_problem(v, "roles", T("Please choose at least one kind of work."));
	if (name)
		(void)!visit_problem(v, "user_name", name);
	return name || passphrase || in->roles == 0 ? ERR_INVALID : OK;
}

static enum err staff_create(struct visit *v)
{
	const struct staff_form *in = v->in;
	struct staff_work *w = NEW(v->c.arena, struct staff_work);
	struct choice_list boxes;

	TRY(is_officer(v) ? OK : ERR_DENIED);
	TRY(check_staff(v, in));
	w->staff = (struct staff_new){ .user_name = in->user_name,
		                           .passphrase = in->passphrase,
		                           .roles = in->roles,
		                           .language = str_z(lang_code(v->c.lang)) };
	TRY(team_boxes(v, &boxes, &w->staff));
	if (role_compartments(in->roles) && w->staff.nteams == 0)
		return visit_problem(v, "team", T("This work needs a team. Please choose one."));
	v->in = w;
	return visit_slowly(v, add_work, add_then);
}

/* --- a colleague leaves --- */

static enum err colleague_of(struct visit *v, struct colleague *out)
{
	struct row_id row;
	struct user_id id;

	TRY(is_officer(v) ? OK : ERR_DENIED);
	TRY(visit_row(v, "row", &row));
	memcpy(id.b, row.b, sizeof id.b);
	TRY(colleague_read(&v->c, id, out));
	return out->active && !out->self ? OK : ERR_ABSENT;
}

static enum err leave_show(struct visit *v)
{
	struct colleague who;

	TRY(colleague_of(v, &who));
	staff_leave_page(visit_page(v), visit_head(v, T("Close an account"), section), &v->form, &who);
	return OK;
}

static void leave_work(struct visit *v)
{
	struct staff_work *w = v->in;

	w->done = colleague_leave(&v->c, w->leaves);
}

static enum err leave_then(struct visit *v)
{
	TRY(((const struct staff_work *)v->in)->done);
	return visit_saved(v, "%s", section);
}

static enum err leave_save(struct visit *v)
{
	struct staff_work *w = NEW(v->c.arena, struct staff_work);
	struct colleague who;

	TRY(colleague_of(v, &who));
	w->leaves = who.id;
	v->in = w;
	return visit_slowly(v, leave_work, leave_then);
}

/* --- a new team --- */

struct team_form {
	struct str name;
	struct str code;
	bool assign_all;
};
static const struct field team_fields[] = {
	FIELD(struct team_form, name, TEXT, REQUIRED, 80),
	FIELD(struct team_form, code, TEXT, REQUIRED, 8),
	FIELD(struct team_form, assign_all, FLAG, OPTIONAL, 0),
};

static enum err team_new(struct visit *v)
{
	team_new_page(visit_page(v), visit_head(v, T("A new team"), section), &v->form);
	return OK;
}

static enum err team_create(struct visit *v)
{
	const struct team_form *in = v->in;

	if (team_code_problem(in->code))
		return visit_problem(v, "code", team_code_problem(in->code));
	TRY(team_add(&v->c, in->name, in->code, in->assign_all));
	return visit_saved(v, "%s", section);
}

static const struct route routes[] = {
	PAGE("/team/staff", ROLES(ROLE_manager | ROLE_lead), list_show),
	PAGE("/team/staff/new", ROLES(ROLE_manager), staff_new),
	POST("/team/staff/new", ROLES(ROLE_manager), staff_create,
	     FORM(struct staff_form, staff_fields), staff_new),
	PAGE("/team/staff/:row/leave", ROLES(ROLE_manager), leave_show),
	POST("/team/staff/:row/leave", ROLES(ROLE_manager), leave_save, { 0 }, leave_show),
	PAGE("/team/teams/new", ROLES(ROLE_manager), team_new),
	POST("/team/teams/new", ROLES(ROLE_manager), team_create, FORM(struct team_form, team_fields),
	     team_new),
};
const struct routes staff_routes = { routes, sizeof routes / sizeof *routes };
