/* The demonstration: an invented organisation, from a seed. No name in it is anybody's. */
#pragma once
#include "access/holder.h"
#include "base/random.h"
#include "forms/form.h"
#include "forms/list.h"

enum { DEMO_YEARS = 3, DEMO_TEAMS = 3, DEMO_WORKERS = 12, DEMO_PEOPLE_MOST = 20000 };

/* One colleague who writes, signed in. */
struct demo_worker {
	const struct actor *actor;
	size_t team;
};

extern const struct demo_team {
	const char *name;
	const char *code;
} demo_teams[DEMO_TEAMS];

struct demo {
	struct arena *arena; /* lives as long as the command */
	struct house *house;
	struct dice dice;
	struct instant now;
	struct team_id teams[DEMO_TEAMS];
	size_t nteams;
	struct demo_worker workers[DEMO_WORKERS];
	size_t nworkers;
	/* NULL where a team has none. */
	const struct actor *leads[DEMO_TEAMS];
	const struct actor *counsellor;
	const struct actor *legal;
	/* They write nothing here, and are asked to walk along. */
	struct user_id health;
	struct user_id volunteer;
	struct life *lives;
	size_t nlives;
	size_t harm_signs; /* noticed so far: one is enough to show */
	/* Read once. */
	const struct form_def *rubric;
	const struct form_def *own_view;
	struct code_list services;
};

/* Invents n people with three years of their lives and writes them day by day. Says how far it is
 * on a terminal. */
enum err demo_people(struct demo *d, size_t n) NODISCARD;
/* Reviews of their records by the manager and the leads: one that is over, one under way. */
enum err demo_reviews(struct demo *d, const struct actor *manager) NODISCARD;
