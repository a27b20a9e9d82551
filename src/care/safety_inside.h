/* Private to the module safety: what its files and pages share. */
#pragma once
#include "care/companion.h"
#include "care/digital.h"
#include "care/person.h"
#include "care/safety.h"
#include "care/safety_sql.h"

enum { SAFETY_ROOM = 64 * 1024, REVIEW_DAYS = 30 };
enum need_state { NEED_OPEN = 1, NEED_DONE = 2 };

/* --- needs --- */
enum err need_open_row(struct ctx *c, struct person_id person, const struct safety_need_row *r,
                       struct safety_need *out) NODISCARD;
/* A need as it stands now: of the row, or of the one that followed it. ERR_ABSENT when there is
 * none. */
enum err need_now(struct ctx *c, struct person_id person, struct row_id id,
                  struct safety_need *out) NODISCARD;
/* Opens those of rows that are open, soonest first. */
enum err needs_open(struct ctx *c, struct person_id person, const struct safety_need_row_list *rows,
                    struct safety_needs *out) NODISCARD;
/* Hours within which a kind is usually looked after; 0 for no such kind. */
int64_t need_hours(struct str kind);
/* "02:00", local. */
struct str need_clock(struct ctx *c, struct instant t);
/* msgids of the codes. */
const char *need_kind_words(struct str kind);
const char *need_end_words(struct str end);

/* --- plan --- */
struct plan_part {
	const char *name;  /* of the field; sealed, final */
	const char *title; /* msgids */
	const char *hint;
	const char *why;
	const char *discreet; /* its heading on paper that names nothing; NULL: never on it */
};
extern const struct plan_part plan_parts[SAFETY_PARTS];
enum err safety_plan_open_row(struct ctx *c, struct person_id person,
                              const struct safety_plan_row *r, struct safety_plan *out) NODISCARD;
enum err safety_plan_read_row(struct ctx *c, struct person_id person, struct row_id id,
                              struct safety_plan *out) NODISCARD;

/* --- pages --- */
struct plan_versions {
	const struct safety_plan *at;
	size_t n;
};
enum { SAFETY_NEEDS = 16, SAFETY_BEFORE = 12 };
struct safety_view {
	struct person person;
	struct safety_needs needs; /* one page of them */
	struct pager pager;        /* of needs */
	struct safety_plan plan;
	struct digital phone;
	struct plan_versions before; /* earlier plans, newest first, SAFETY_BEFORE at most */
	size_t earlier;              /* how many there are */
	struct day today;
	bool may_write;
	bool wider; /* an emergency opening can be declared */
};
/* Fills before and earlier. */
enum err safety_before_read(struct visit *v, struct safety_view *w) NODISCARD;
struct need_view {
	struct person person;
	const char *action;
	struct companions who;
	struct user_id self;
	const struct safety_need *now; /* what stands, of a correction or an ending; else NULL */
	struct day today;
	bool conflict;
};
struct plan_view {
	struct person person;
	const char *action;
	struct row_id before; /* zeros: the first */
	const struct safety_plan *now;
	bool conflict;
};
struct paper_view {
	struct person person;
	struct safety_plan plan;
	struct choice_list languages;
	uint32_t parts; /* bit i: plan_parts[i] */
	struct str house;
	const char *action;
};
/* The answers of the print form. */
extern const struct choice_list paper_carries;
extern const struct choice_list paper_parts;

/* What the forms post. */
struct plan_form {
	struct str part[SAFETY_PARTS];
	struct str how;
	struct day review;
	struct when when;
	struct row_id before;
};
struct paper_form {
	struct str carry;
	uint32_t parts;
	struct str in;
};
/* The person of the page; the code where the name is closed or empty. */
enum err safety_person(struct visit *v, struct person *out) NODISCARD;

/* Handlers of safety_pages.c and safety_paper.c. */
enum err safety_plan_show(struct visit *v) NODISCARD;
enum err safety_plan_save(struct visit *v) NODISCARD;
enum err safety_plan_before_show(struct visit *v) NODISCARD;
enum err paper_ask(struct visit *v) NODISCARD;
enum err paper_choose(struct visit *v) NODISCARD;
enum err paper_show(struct visit *v) NODISCARD;
