/* Private to the module day: what its page shows. */
#pragma once
#include "care/day.h"
#include "care/person.h"

/* The rest folds away: a list that never ends helps nobody. */
enum { DAY_TASKS_SHOWN = 8, DAY_PEOPLE_SHOWN = 60 };

struct task {
	struct row_id id;
	struct person_id person;
	enum task_kind kind;
	struct day due;
	struct str name;
	struct str code;
	struct str words;
	const char *title;  /* msgid */
	const char *button; /* msgid */
	const char *where;  /* after /people/ID */
	bool overdue;
	bool coming; /* after today */
	bool open;   /* to this reader */
};
struct tasks {
	const struct task *at;
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

/* Open tasks of those I walk with, overdue first, a week ahead. */
enum err day_tasks(struct ctx *c, struct tasks *out) NODISCARD;
/* What colleagues wrote lately about those I walk with. */
enum err day_changes(struct ctx *c, struct happenings *out) NODISCARD;
