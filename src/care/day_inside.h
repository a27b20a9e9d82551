/* Private to the module day: what its page shows. */
#pragma once
#include "care/day_call.h"
#include "care/day_sql.h"
#include "care/person.h"
#include "care/rating.h"

/* The rest folds away: a list that never ends helps nobody. */
enum { DAY_TASKS_SHOWN = 8, DAY_TASKS_PAGE = 32, DAY_PEOPLE_SHOWN = 40 };

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
	size_t from; /* place of the first one */
	size_t next; /* place where the next page begins; 0: these were all */
	size_t more; /* how many come after these; 0 although there are some: not known */
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
struct day_view {
	struct day_calls_view calls;
	struct tasks tasks;
	struct rating_dues alone; /* scorings without the first one's marks */
	struct person_list mine;
	struct happenings lately;
	struct day today;
	size_t to_review; /* emergency openings that wait for a lead's look */
	int64_t to_read;  /* records that wait to be read for a review */
	int64_t keys;     /* of programs, that nobody answers for any more */
	int64_t roles;
};

/* Opens a row of the task table. */
enum err task_open(struct ctx *c, const struct task_row *r, struct task *out) NODISCARD;
/* Seals what a task is about. */
enum err task_seal(struct ctx *c, struct person_id person, struct row_id id, struct str body,
                   struct sealed *out) NODISCARD;
/* True when the task is open to the actor, and what it asks for can be done with her keys. */
bool task_may_do(struct ctx *c, const struct task *t);
/* True for roles that do every kind of task, for those they walk with. */
bool task_role_does_all(int64_t roles);
/* The name and code of a task's person. */
enum err task_name(struct ctx *c, struct task *t) NODISCARD;

/* Calls: of those I walk with, of my team when I am on call, and past their hour when I lead it;
 * the earliest first. */
enum err day_calls(struct ctx *c, struct tasks *out) NODISCARD;
/* Open tasks that the actor may do for those she walks with: today, then what is late, then a week
 * ahead; a page of DAY_TASKS_PAGE from a place. Calls are not among them. */
enum err day_tasks(struct ctx *c, size_t from, struct tasks *out) NODISCARD;
/* What colleagues wrote lately about those I walk with. */
enum err day_changes(struct ctx *c, struct happenings *out) NODISCARD;
