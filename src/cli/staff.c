/* kintsugi staff: colleagues, by a key officer. */
#include "team/staff.h"
#include "access/audit.h"
#include "cli/commands.h"
#include "cli/file.h"
#include "cli/signed_in.h"

#include <stdio.h>
#include <string.h>

struct staff_options {
	const char *data;
	const char *as;
	const char *passphrase_file;
	const char *roles;
	struct texts teams;
	const char *language;
	const char *new_file;
	bool generate;
};
static const struct option options[] = {
	OPTION_DATA(struct staff_options),
	OPTION_AS(struct staff_options),
	OPTION_PASSPHRASE(struct staff_options),
	OPTION(struct staff_options, roles, "roles", TEXT, "ROLE,ROLE", OPTIONAL_OPTION,
	       "add: what she does, for instance caseworker or lead,caseworker"),
	OPTION(struct staff_options, teams, "team", MANY, "NAME", OPTIONAL_OPTION,
	       "add: her team; may be given more than once (all of yours)"),
	OPTION(struct staff_options, language, "language", TEXT, "CODE", OPTIONAL_OPTION,
	       "add: of her pages (en)"),
	OPTION(struct staff_options, new_file, "new-passphrase-file", TEXT, "FILE", OPTIONAL_OPTION,
	       "add, reset: take her passphrase from FILE"),
	OPTION(struct staff_options, generate, "generate", FLAG, NULL, OPTIONAL_OPTION,
	       "add, reset: make a passphrase and print it"),
};

struct task {
	const struct call *call;
	const struct staff_options *o;
	struct ctx *c;
	struct str name;
};

static int failed(enum err e)
{
	if (e == ERR_DENIED)
		return command_failed("Only a key officer can do this. Please sign in as one with --as.");
	return command_failed("Nothing was changed: %s", err_words(e));
}

static enum err find(struct task *t, struct staff_view *out)
{
	struct staff_views all;

	TRY(staff_list(t->c, &all));
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].active && str_eq(all.at[i].user_name, t->name)) {
			*out = all.at[i];
			return OK;
		}
	return ERR_ABSENT;
}

/* 0 when a role is unknown. */
static int64_t roles_read(struct str list)
{
	int64_t all = 0;

	while (list.n) {
		int64_t role = role_find(str_trim(str_cut(list, ',', &list)));

		if (!role)
			return 0;
		all |= role;
	}
	return all;
}

static const struct team_view *team_named(const struct team_views *views, struct str name)
{
	for (size_t i = 0; i < views->n; i++)
		if (str_eq(views->at[i].name, name) || str_eq(views->at[i].code, name))
			return &views->at[i];
	return NULL;
}

/* The teams that were named; without any, the actor's only one. Evaluation and technicians may have
 * none. */
static int teams_read(struct task *t, struct staff_new *staff)
{
	struct team_views views;
	struct team_id *ids;
	enum err e = teams_mine(t->c, &views);

	if (e != OK)
		return failed(e);
	ids = NEW_N(t->c->arena, struct team_id, views.n + OPTION_TIMES);
	staff->teams = ids;
	for (size_t i = 0; i < t->o->teams.n; i++) {
		const struct team_view *v = team_named(&views, str_z(t->o->teams.at[i]));

		if (!v)
			return command_failed("You are in no team %s. Please name one of yours.",
			                      t->o->teams.at[i]);
		ids[staff->nteams++] = v->id;
	}
	for (size_t i = 0; t->o->teams.n == 0 && role_compartments(staff->roles) && i < views.n; i++)
		ids[staff->nteams++] = views.at[i].id;
	return EXIT_DONE;
}

static int new_passphrase(struct task *t, struct str *out)
{
	const char *problem;

	if (t->o->generate)
		*out = passphrase_fresh(t->c->arena);
	else if (passphrase_ask(t->c->arena, t->o->new_file, "The colleague's new passphrase", true,
	                        out) != OK)
		return command_failed(
			"No new passphrase was given, or the two differ. Please use --generate, or "
			"--new-passphrase-file FILE.");
	problem = passphrase_problem(*out, t->name);
	return problem ? command_failed("%s", problem) : EXIT_DONE;
}

static void say_passphrase(const struct task *t, struct str passphrase)
{
	if (t->o->generate)
		printf("Passphrase: %.*s\nPlease hand it over in person.\n", (int)passphrase.n,
		       passphrase.p);
}

/* What follows once her row is in the change: entry, commit, keys. */
static enum err finish_add(struct task *t)
{
	TRY(audit(t->c, VERB_STAFF_ADDED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	TRY(house_commit(t->c));
	return house_hand_over(t->c);
}

static int add(struct task *t)
{
	struct staff_new staff = { .user_name = t->name,
		                       .language = t->o->language ? str_z(t->o->language) : STR("en") };
	struct user_id id;
	enum err e;
	int bad;

	if (user_name_problem(t->name))
		return command_misused("%s", user_name_problem(t->name));
	if (!t->o->roles)
		return command_misused("--roles is needed, for instance --roles caseworker.");
	staff.roles = roles_read(str_z(t->o->roles));
	if (staff.roles == 0)
		return command_misused(
			"--roles takes caseworker, lead, manager, shelter, health, counsellor, legal, "
			"volunteer, "
			"safeguarding, evaluation, technician or board, with commas between.");
	bad = teams_read(t, &staff);
	if (!bad)
		bad = new_passphrase(t, &staff.passphrase);
	if (bad)
		return bad;
	e = staff_add(t->c, &staff, &id);
	if (e == OK)
		e = finish_add(t);
	if (e == ERR_CONFLICT)
		return command_failed(
			"There is a colleague with this user name already. Please choose another.");
	if (e != OK)
		return failed(e);
	printf("%.*s can sign in now.\n", (int)t->name.n, t->name.p);
	say_passphrase(t, staff.passphrase);
	return EXIT_DONE;
}

static void print_roles(int64_t roles)
{
	for (int64_t bit = 1; bit <= ROLE_board; bit <<= 1)
		if (roles & bit) {
			roles &= ~bit;
			printf("%s%s", role_name(bit), roles ? "," : "");
		}
}

static int list(struct task *t)
{
	struct staff_views all;
	enum err e = staff_list(t->c, &all);

	if (e != OK)
		return failed(e);
	puts("user\troles\tstate\tlanguage");
	for (size_t i = 0; i < all.n; i++) {
		const struct staff_view *v = &all.at[i];

		printf("%.*s\t", (int)v->user_name.n, v->user_name.p);
		print_roles(v->roles);
		printf("\t%s\t%.*s\n", v->active ? "active" : "left", (int)v->language.n, v->language.p);
	}
	return EXIT_DONE;
}

static int absent(const struct task *t)
{
	return command_failed("There is no colleague %.*s. Please look at: kintsugi staff list",
	                      (int)t->name.n, t->name.p);
}

static int disable(struct task *t)
{
	struct staff_view who;
	enum err e = find(t, &who);

	if (e == ERR_ABSENT)
		return absent(t);
	if (e == OK && user_id_eq(who.id, t->c->actor->id))
		return command_failed("You cannot close your own account. Please ask another key officer.");
	if (e == OK)
		e = staff_leave(t->c, who.id);
	if (e == OK)
		e = audit(t->c, VERB_STAFF_LEFT, NULL, REASON_CARE, (struct str){ NULL, 0 });
	if (e == OK)
		e = house_commit(t->c);
	if (e != OK)
		return failed(e);
	printf("%.*s is signed out and cannot sign in any more. Her keys are replaced.\n",
	       (int)t->name.n, t->name.p);
	return EXIT_DONE;
}

static int reset(struct task *t)
{
	struct str passphrase;
	struct staff_view who;
	struct user_id id;
	enum err e = find(t, &who);
	int bad;

	if (e == ERR_ABSENT)
		return absent(t);
	if (e == OK && user_id_eq(who.id, t->c->actor->id))
		return command_failed(
			"Your own passphrase is changed in the browser. Another key officer can reset you.");
	bad = new_passphrase(t, &passphrase);
	if (bad)
		return bad;
	if (e == OK)
		e = staff_reset(t->c, who.id, passphrase, &id);
	if (e == OK)
		e = audit(t->c, VERB_STAFF_CHANGED, NULL, REASON_CARE, (struct str){ NULL, 0 });
	if (e == OK)
		e = house_commit(t->c);
	if (e == OK)
		e = house_hand_over(t->c);
	if (e != OK)
		return failed(e);
	printf("%.*s has new keys. Leads must assign her to her people again.\n", (int)t->name.n,
	       t->name.p);
	say_passphrase(t, passphrase);
	return EXIT_DONE;
}

static const struct {
	const char *name;
	bool named;
	int (*run)(struct task *t);
} tasks[] = { { "add", true, add },
	          { "list", false, list },
	          { "disable", true, disable },
	          { "reset", true, reset } };

static int run(const struct call *call)
{
	const struct staff_options *o = call->options;
	struct ctx c;
	size_t i = 0;
	struct task t = { .call = call, .o = o, .c = &c };
	int status;

	while (i < sizeof tasks / sizeof *tasks && strcmp(tasks[i].name, call->operands[0]) != 0)
		i++;
	if (i == sizeof tasks / sizeof *tasks || call->noperands != (tasks[i].named ? 2u : 1u))
		return command_misused(
			"Usage: kintsugi staff add NAME | list | disable NAME | reset NAME; more with --help");
	t.name = tasks[i].named ? str_trim(str_z(call->operands[1])) : (struct str){ "", 0 };
	if (tasks[i].named && (t.name.n == 0 || t.name.n > 40 || !str_utf8(t.name)))
		return command_misused("A user name has 1 to 40 letters.");
	status = signed_in_begin(call, o->data, o->as, o->passphrase_file, &c);
	if (status)
		return status;
	status = actor_holds(c.actor, HOLDER_SIGNING, NULL) ? tasks[i].run(&t) : failed(ERR_DENIED);
	return status;
}

const struct command staff_command = {
	.name = "staff",
	.operands = "add NAME|list|disable NAME|reset NAME",
	.least = 1,
	.most = 2,
	.words = "Adds, lists and closes the accounts of colleagues.",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct staff_options),
	.run = run,
};
