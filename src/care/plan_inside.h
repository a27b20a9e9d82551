/* Private to the module plan. */
#pragma once
#include "care/assessment.h"
#include "care/file.h"
#include "care/person.h"
#include "care/plan.h"
#include "care/words.h"

/* The states of a kind, as answers. */
extern const struct choice_list plan_goal_states, plan_option_states;
extern const struct choice_list plan_step_states, plan_agreed;
const struct choice_list *plan_states(enum plan_kind kind);
/* The label of a code; "" for none of the list. */
const char *plan_label(const struct choice_list *list, struct str code);
bool plan_is(const struct plan_entry *e, const char *state);
/* The row itself, replaced or not; NULL: there is none. */
const struct plan_entry *plan_row_of(const struct plan *plan, struct row_id id);
/* An entry as it is sealed. */
struct str plan_body(struct ctx *c, const struct plan_entry *e);
struct plan_row_list; /* plan_sql.h */
enum err plan_open(struct ctx *c, struct person_id person, const struct plan_row_list *rows,
                   struct plan *out) NODISCARD;
/* One task for each day on which a step is open, in place of those before. */
enum err plan_tasks(struct ctx *c, struct person_id person, const struct plan *plan) NODISCARD;
/* Counts the states of all that is in force. */
enum err plan_count(struct ctx *c, struct person_id person, const struct plan *plan) NODISCARD;

/* --- pages --- */
/* "self", "us", "partner": who does a step. */
extern const struct choice_list plan_whos;
/* The six domains, by number. */
extern const struct choice_list plan_domains;
extern const struct choice_list plan_carries;

struct low_items {
	const struct low_item *at;
	size_t n;
};
struct plan_entries {
	const struct plan_entry *at;
	size_t n;
};
struct goal_view {
	struct plan_entry goal;
	struct plan_entries options;
	struct plan_entries steps; /* those still to do first */
	size_t behind;             /* how many of them are not */
	struct str quote;          /* of the words it grew out of; p == NULL: none, or closed */
	struct day said;
	bool past; /* reached or let go */
};
struct goal_views {
	const struct goal_view *at;
	size_t n;
};
enum { PLAN_AGREEMENTS = 8 };
struct plan_view {
	struct person person;
	struct goal_views goals; /* those that are chosen first */
	struct goal_views shown; /* those of this page */
	struct pager pager;
	size_t past;                    /* of those shown */
	struct plan_entries agreements; /* newest first */
	struct page_papers papers;      /* of the newest agreement */
	struct words words;
	struct low_items low;
	struct day today;
	bool may_write, closed, conflict;
};
struct plan_form_view {
	struct person person;
	enum plan_kind kind;
	const char *action;
	struct str quote;       /* of a goal that grows out of their words */
	struct plan_entry goal; /* of an option or a step */
	struct choice_list languages;
	struct row_id before;         /* the row that is replaced; zeros: a new one */
	const struct plan_entry *now; /* what somebody else saved meanwhile, or NULL */
	bool changes;
	const char *save; /* msgid, on the button */
};
/* Name to use, or the code. */
enum err plan_person(struct visit *v, struct person *out) NODISCARD;
/* The whole plan as its page and its paper show it. */
enum err plan_view_read(struct visit *v, struct plan_view *out) NODISCARD;
/* What was said in the words that a goal grew out of; p == NULL: nothing, or closed. */
enum err plan_quote(struct ctx *c, struct person_id person, struct str from, struct row_id source,
                    struct str *quote, struct day *said) NODISCARD;

/* Of all four forms; each asks its part. */
struct plan_form {
	struct str words, state, reason, length, hardships, no_promise, who, name, shorter, language;
	struct str interpreter, paper, domain, from;
	struct day day, due;
	struct row_id before, source;
};
struct plan_print_form {
	struct str carry, language;
};
/* plan_pages.c */
enum err plan_show(struct visit *v) NODISCARD;
/* plan_forms.c */
enum err plan_done_save(struct visit *v) NODISCARD;
enum err plan_goal_new(struct visit *v) NODISCARD;
enum err plan_goal_change(struct visit *v) NODISCARD;
enum err plan_goal_save(struct visit *v) NODISCARD;
enum err plan_option_new(struct visit *v) NODISCARD;
enum err plan_option_change(struct visit *v) NODISCARD;
enum err plan_option_save(struct visit *v) NODISCARD;
enum err plan_step_new(struct visit *v) NODISCARD;
enum err plan_step_change(struct visit *v) NODISCARD;
enum err plan_step_save(struct visit *v) NODISCARD;
enum err plan_agree_new(struct visit *v) NODISCARD;
enum err plan_agree_change(struct visit *v) NODISCARD;
enum err plan_agree_save(struct visit *v) NODISCARD;
/* plan_paper.c */
enum err plan_print_show(struct visit *v) NODISCARD;
enum err plan_print_save(struct visit *v) NODISCARD;
enum err plan_paper_show(struct visit *v) NODISCARD;
