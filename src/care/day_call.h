/* Calls: tasks that want somebody within hours, and are closed only by saying what was done. */
#pragma once
#include "care/day.h"

/* A call: due within hours, for everybody who walks with her and whoever is on call for her team;
 * past its hour for the lead, too. Only task_answer closes one: no other query reaches it. */
struct task_call {
	struct row_id id;
	struct instant by; /* sealed, to the second */
	struct str words;
	bool open;
};
/* Adds one to c->change; nothing when one of the kind is open already. */
enum err task_call(struct ctx *c, struct person_id person, enum task_kind kind, struct instant by,
                   struct str words) NODISCARD;
/* The open one of a kind that is due first; out->open is false when there is none. */
enum err task_called(struct ctx *c, struct person_id person, enum task_kind kind,
                     struct task_call *out) NODISCARD;
/* Closes all open calls of a kind with c->change, whose commit ends in ERR_CONFLICT when shown was
 * answered meanwhile. again.s > 0: a new one follows, due then. */
enum err task_answer(struct ctx *c, struct person_id person, enum task_kind kind,
                     struct row_id shown, struct instant again) NODISCARD;

/* An open task, for pages about several people. */
struct task_line {
	struct person_id person;
	struct row_id id;
	struct day due;
	const char *title; /* msgid */
	struct str words;
	const char *where;  /* after /people/ID */
	const char *button; /* msgid */
};
struct task_lines {
	const struct task_line *at;
	size_t n;
};
/* The open calls that this actor is to see: of those she walks with, of her team on call, and past
 * their hour of the team that she leads; the earliest first. */
enum err calls_due(struct ctx *c, struct task_lines *out) NODISCARD;
