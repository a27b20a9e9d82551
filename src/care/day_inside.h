/* Private to the module day: what its page shows. */
#pragma once
#include "care/day_call.h"
#include "care/day_sql.h"
#include "care/person.h"

/* The rest folds away: a list that never ends helps nobody. */
enum { DAY_TASKS_SHOWN = 8, DAY_PEOPLE_SHOWN = 40 };

/* Who may write a note about a contact. */
enum {
	NOTE_ROLES = ROLE_caseworker | ROLE_lead | ROLE_counsellor | ROLE_legal | ROLE_safeguarding |
	             ROLE_manager
};

/* Thirty who arrive in one night make thirty calls: the page still comes through a weak line. */
enum { DAY_CALLS_SHOWN = 8, DAY_PEOPLE_LISTED = 20 };

/* task.state; task_open is 1. A call is open, too, and only task_answer closes it. */
enum { TASK_CALLED = 3, TASK_ROOM = 4096 };

struct task {
	struct row_id id;
	struct person_id person;
	enum task_kind kind;
	struct day due;
	struct str name;
	struct str code;
	struct str words;
	const char *title;   /* msgid */
	const char *button;  /* msgid */
	const char *where;   /* after /people/ID */
	const char *aside;   /* msgid: the title on her own page, which she may look at too */
	struct instant by;   /* of a call */
	struct row_id about; /* zeros: of nothing */
	bool overdue;
	bool coming; /* after today */
	bool open;   /* to this reader */
	bool call;
};
struct tasks {
	const struct task *at;
	size_t n;
};
struct day_call {
	const struct task *task;
	struct str hour; /* "23:40": when it is due */
};
struct day_calls_view {
	const struct day_call *at;
	size_t n;
};
struct happening {
	struct person_id person;
	struct str name;
	struct str code;
	struct str who;
	const char *did; /* msgid */
	struct day day;
};
struct happenings {
	const struct happening *at;
	size_t n;
};

/* Opens a row of the task table. */
enum err task_open(struct ctx *c, const struct task_row *r, struct task *out) NODISCARD;
/* Seals what a task is about. */
enum err task_seal(struct ctx *c, struct person_id person, struct row_id id, struct str body,
                   struct sealed *out) NODISCARD;
/* The name and code of a task's person. */
enum err task_name(struct ctx *c, struct task *t) NODISCARD;

/* Calls: of those I walk with, of my team when I am on call, and past their hour when I lead it;
 * the earliest first. */
enum err day_calls(struct ctx *c, struct tasks *out) NODISCARD;
/* Open tasks of those I walk with, overdue first, a week ahead; calls are not among them. */
enum err day_tasks(struct ctx *c, struct tasks *out) NODISCARD;
/* What colleagues wrote lately about those I walk with. */
enum err day_changes(struct ctx *c, struct happenings *out) NODISCARD;
