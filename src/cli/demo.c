/* kintsugi demo: a house to look at, with sign-ins for every role, and then serves it. */
#include "cli/demo.h"

#include "base/buf.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "forms/answers.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct demo_options {
	const char *data;
	int64_t people;
	int64_t seed;
	const char *listen;
	bool no_serve;
	const char *postgres;
	const char *postgres_keyring;
};
static const struct option options[] = {
	OPTION(struct demo_options, data, "data", TEXT, "DIR", NEEDED_OPTION,
	       "the folder to make it in; must be new or empty"),
	OPTION(struct demo_options, people, "people", INT, "N", OPTIONAL_OPTION,
	       "how many people (240; 34 makes a small house)"),
	OPTION(struct demo_options, seed, "seed", INT, "N", OPTIONAL_OPTION,
	       "another number, other people (1)"),
	OPTION(struct demo_options, listen, "listen", TEXT, "HOST:PORT", OPTIONAL_OPTION,
	       "where to listen (127.0.0.1:8080)"),
	OPTION(struct demo_options, no_serve, "no-serve", FLAG, NULL, OPTIONAL_OPTION,
	       "make it and stop"),
	OPTION(struct demo_options, postgres, "postgres", TEXT, "CONN", OPTIONAL_OPTION,
	       "an empty PostgreSQL database"),
	OPTION(struct demo_options, postgres_keyring, "postgres-keyring", TEXT, "CONN", OPTIONAL_OPTION,
	       "a second one, for the keyring"),
};

enum { SMALL_HOUSE = 60, TEAM_ANY = -1, TEAM_ALL = -2 };

/* Who works here: user name, role, team (an index, any or all). Every role can be looked at in
 * every house. The first five names are a contract with scripts. */
static const struct {
	const char *name;
	int64_t roles;
	int team;
	bool small; /* also in a small house */
} colleagues[] = {
	{ "caseworker", ROLE_caseworker, 0, true },
	{ "lead", ROLE_lead, 0, true },
	{ "evaluation", ROLE_evaluation, TEAM_ANY, true },
	{ "technician", ROLE_technician, TEAM_ANY, true },
	{ "shelter", ROLE_shelter, 0, true },
	{ "health", ROLE_health, 0, true },
	{ "counsellor", ROLE_counsellor, 0, true },
	{ "legal", ROLE_legal, 0, true },
	{ "volunteer", ROLE_volunteer, 0, true },
	{ "safeguarding", ROLE_safeguarding, TEAM_ALL, true },
	{ "board", ROLE_board, TEAM_ANY, true },
	{ "caseworker.two", ROLE_caseworker, 0, true },
	{ "caseworker.three", ROLE_caseworker, 1, false },
	{ "caseworker.four", ROLE_caseworker, 1, false },
	{ "caseworker.five", ROLE_caseworker, 2, false },
	{ "lead.two", ROLE_lead, 1, false },
	{ "lead.three", ROLE_lead, 2, false },
	{ "caseworker.six", ROLE_caseworker, 2, false },
};
enum { COLLEAGUES = sizeof colleagues / sizeof *colleagues };

const struct demo_team demo_teams[DEMO_TEAMS] = { { "River house", "RIV" },
	                                              { "Hill house", "HIL" },
	                                              { "Town programme", "TWN" } };

/* One officer and everybody else, with their passphrases. */
struct sign_ins {
	const char *name[COLLEAGUES + 1];
	const char *role[COLLEAGUES + 1];
	struct str passphrase[COLLEAGUES + 1];
	size_t n;
};

/* Six words of two syllables: long enough for a demonstration that stays on this machine. */
static struct str invent_passphrase(struct demo *d)
{
	static const char *const parts[] = { "lamp",  "river",  "stone",  "bread",  "north",  "paper",
		                                 "green", "bowl",   "thread", "garden", "window", "salt",
		                                 "cloud", "copper", "walnut", "harbour" };
	struct buf b = buf_new(d->arena, 128);

	for (int i = 0; i < 6; i++)
		buf_fmt(&b, "%s%s", i ? "-" : "", parts[random_below(sizeof parts / sizeof *parts)]);
	return buf_str(&b);
}

static struct str remember(struct demo *d, struct sign_ins *s, const char *name, int64_t roles)
{
	s->name[s->n] = name;
	s->role[s->n] = role_name(roles);
	s->passphrase[s->n] = invent_passphrase(d);
	return s->passphrase[s->n++];
}

static enum err write_sign_ins(const char *dir, const struct sign_ins *s, struct arena *a)
{
	int fd =
		open(arena_fmt(a, "%s/sign-ins.tsv", dir).p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum err e = OK;

	if (fd < 0)
		return ERR_STORE;
	for (size_t i = 0; i < s->n && e == OK; i++)
		if (dprintf(fd, "%s\t%s\t%s\n", s->name[i], s->role[i], s->passphrase[i].p) < 0)
			e = ERR_STORE;
	return close(fd) == 0 ? e : ERR_STORE;
}

static enum err make_house(struct demo *d, const struct demo_options *o, struct sign_ins *s)
{
	bool small = o->people <= SMALL_HOUSE;
	struct house_new h = { .dir = o->data,
		                   .name = STR("Demonstration house"),
		                   .postgres = str_z(o->postgres),
		                   .postgres_keyring = str_z(o->postgres_keyring),
		                   .team = str_z(demo_teams[0].name),
		                   .team_code = str_z(demo_teams[0].code),
		                   .assign_all = small };

	h.officer = (struct staff_new){ .user_name = STR("manager"),
		                            .roles = ROLE_manager,
		                            .language = STR("en") };
	h.officer.passphrase = remember(d, s, "manager", ROLE_manager);
	return house_make(d->arena, &h);
}

static enum err find_teams(struct demo *d, struct ctx *c, bool small)
{
	struct team_views mine;

	for (size_t i = 1; !small && i < DEMO_TEAMS; i++) {
		struct team_id id;
		TRY(team_make(c, str_z(demo_teams[i].name), str_z(demo_teams[i].code), false, &id));
	}
	TRY(house_commit(c));
	TRY(teams_mine(c, &mine));
	for (size_t i = 0; i < mine.n; i++)
		for (size_t t = 0; t < DEMO_TEAMS; t++)
			if (str_eq(mine.at[i].code, str_z(demo_teams[t].code)))
				d->teams[t] = mine.at[i].id;
	d->nteams = mine.n;
	return OK;
}

static enum err add_colleagues(struct demo *d, struct ctx *c, bool small, struct sign_ins *s)
{
	for (size_t i = 0; i < COLLEAGUES; i++) {
		struct staff_new n = { .user_name = str_z(colleagues[i].name),
			                   .roles = colleagues[i].roles,
			                   .language = STR("en") };
		struct user_id id;
		if (small && !colleagues[i].small)
			continue;
		n.passphrase = remember(d, s, colleagues[i].name, colleagues[i].roles);
		if (colleagues[i].team != TEAM_ANY) {
			n.teams = colleagues[i].team == TEAM_ALL ? d->teams : &d->teams[colleagues[i].team];
			n.nteams = colleagues[i].team == TEAM_ALL ? d->nteams : 1;
		}
		TRY(staff_add(c, &n, &id));
		if (colleagues[i].roles & ROLE_health)
			d->health = id;
		if (colleagues[i].roles & ROLE_volunteer)
			d->volunteer = id;
		TRY(house_commit(c));
	}
	return house_hand_over(c);
}

/* Who writes what: caseworkers the lives, the others what is theirs. */
static void take_post(struct demo *d, size_t i, const struct actor *actor)
{
	int64_t roles = colleagues[i].roles;
	size_t team = colleagues[i].team >= 0 ? (size_t)colleagues[i].team : 0;

	if (roles & ROLE_caseworker)
		d->workers[d->nworkers++] = (struct demo_worker){ actor, team };
	else if (roles & ROLE_lead)
		d->leads[team] = actor;
	else if (roles & ROLE_counsellor)
		d->counsellor = actor;
	else
		d->legal = actor;
}

static enum err sign_writers_in(struct demo *d, const struct sign_ins *s)
{
	const int64_t writers = ROLE_caseworker | ROLE_lead | ROLE_counsellor | ROLE_legal;

	for (size_t i = 0; i < COLLEAGUES && d->nworkers < DEMO_WORKERS; i++) {
		struct ctx *c = NEW(d->arena, struct ctx);
		size_t k = 0;
		if (!(colleagues[i].roles & writers))
			continue;
		while (k < s->n && strcmp(s->name[k], colleagues[i].name) != 0)
			k++;
		if (k == s->n)
			continue;
		c->arena = d->arena;
		TRY(house_sign_in(c, d->house, str_z(colleagues[i].name), s->passphrase[k]));
		read_end(c->read);
		take_post(d, i, c->actor);
	}
	return OK;
}

static enum err fill_house(struct demo *d, const struct demo_options *o, struct sign_ins *s)
{
	struct ctx c = { .arena = d->arena };

	TRY(house_sign_in(&c, d->house, STR("manager"), s->passphrase[0]));
	TRY(find_teams(d, &c, o->people <= SMALL_HOUSE));
	TRY(add_colleagues(d, &c, o->people <= SMALL_HOUSE, s));
	read_end(c.read);
	TRY(sign_writers_in(d, s));
	TRY(demo_people(d, (size_t)o->people));
	TRY(demo_reviews(d, c.actor));
	return write_sign_ins(o->data, s, d->arena);
}

static void say_sign_ins(const struct demo_options *o, const struct sign_ins *s)
{
	printf("\nSign-ins (also in %s/sign-ins.tsv, which only you can read):\n\n", o->data);
	for (size_t i = 0; i < s->n; i++)
		printf("  %-18s %-14s %s\n", s->name[i], s->role[i], s->passphrase[i].p);
	printf("\n");
	fflush(stdout);
}

static int serve(const struct demo_options *o)
{
	static const struct command *const only[] = { &serve_command };
	char name[] = "kintsugi";
	char verb[] = "serve";
	char data[] = "--data";
	char listen[] = "--listen";
	char dir[4096];
	char address[256];
	char *argv[] = { name, verb, data, dir, listen, address, NULL };

	(void)snprintf(dir, sizeof dir, "%s", o->data);
	(void)snprintf(address, sizeof address, "%s", o->listen ? o->listen : "127.0.0.1:8080");
	return command_main(only, 1, 6, argv);
}

enum { HOUSE_ARENA = 512 * 1024 * 1024 };

static int run(const struct call *call)
{
	struct demo_options o = *(const struct demo_options *)call->options;
	struct demo d = { .arena = arena_new(HOUSE_ARENA), .now = clock_now() };
	struct sign_ins s = { .n = 0 };
	enum err e;

	o.people = o.people ? o.people : 240;
	if (o.people < 1 || o.people > DEMO_PEOPLE_MOST)
		return command_misused("--people takes a number from 1 to %d.", DEMO_PEOPLE_MOST);
	if (!d.arena)
		return command_failed("There is not enough memory.");
	d.dice.state = (uint64_t)(o.seed ? o.seed : 1);
	answers_start();
	e = make_house(&d, &o, &s);
	if (e == OK)
		e = house_open(d.arena, o.data, &d.house);
	if (e == OK)
		e = fill_house(&d, &o, &s);
	if (e == OK)
		say_sign_ins(&o, &s);
	arena_free(d.arena);
	if (e != OK)
		return command_failed(
			"The demonstration could not be made (%s). Please try an empty folder.", err_name(e));
	return o.no_serve ? EXIT_DONE : serve(&o);
}

const struct command demo_command = {
	.name = "demo",
	.words = "makes an invented organisation in a folder and serves it",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct demo_options),
	.run = run,
};
