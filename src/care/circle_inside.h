/* Private to the module circle: what its files and its pages share. */
#pragma once
#include "care/circle.h"
#include "care/circle_sql.h"
#include "care/day.h"
#include "care/person.h"

/* What somebody is to the other, when the other is kind to them; "" when only people know. */
struct str circle_mirror(struct str kind);
/* True for family and for those who care: the ties of the family page. */
bool circle_is_family(struct str kind);
/* Opens one row; called is left empty for somebody with a record of their own. */
enum err circle_open(struct ctx *c, struct person_id person, const struct circle_row *r,
                     struct circle_link *out) NODISCARD;

/* --- the pages --- */

/* A tie, and what can be done about it. */
struct tie {
	const struct circle_link *link;
	bool mirror;   /* this reader may write it in the other record, where nothing stands yet */
	bool receives; /* a caregiver without a record, whom this reader may welcome */
};
struct ties {
	const struct tie *at;
	size_t n;
};
struct found_person {
	struct person person;
	const char *href; /* the form with this person chosen */
};
struct found_people {
	const struct found_person *at;
	size_t n;
};
enum { CIRCLE_SHOWN = 16 };
struct circle_view {
	struct person person;
	struct pager pager; /* over all three, in this order: */
	struct ties away;
	struct ties near; /* as they stand */
	struct ties ended;
	bool closed; /* some ties are closed to this reader */
	bool writes;
};
struct circle_form_view {
	struct person person;
	const char *action;
	struct str search; /* what was searched; empty: nothing */
	struct found_people found;
	bool chosen;                           /* somebody with a record here */
	struct person other;                   /* who, then */
	const struct circle_link *same;        /* what stands here already about them */
	const struct circle_link *now;         /* what is corrected or ended */
	const struct circle_link *other_saved; /* somebody saved this meanwhile */
};
struct relative {
	const struct circle_link *link;
	struct task_next next;
	bool closed; /* the other record is closed to this reader */
};
struct relatives {
	const struct relative *at;
	size_t n;
};

/* What the form posts. */
struct circle_form {
	struct str kind, name, reach, words;
	struct person_id other; /* zeros: somebody without a record here */
	struct when when;
};
enum { CIRCLE_FIELDS = 8 };
extern const struct field circle_fields[CIRCLE_FIELDS];

/* Handlers of circle_form.c. */
enum err circle_new_show(struct visit *v) NODISCARD;
enum err circle_new_save(struct visit *v) NODISCARD;
enum err circle_correct_show(struct visit *v) NODISCARD;
enum err circle_correct_save(struct visit *v) NODISCARD;
