/* Private to learning/review: what its pages show. */
#pragma once
#include "html/pager.h"
#include "learning/review_count.h"
#include "learning/review_inside.h"

enum { REVIEWS_SHOWN = 40 };

struct review_list_view {
	struct reviews all; /* one page of the list */
	struct pager pager;
	int64_t waiting; /* records that wait for this reader */
	struct day today;
};
struct review_new_view {
	struct choice_list rubrics;
	struct choice_list readers;
	bool all_teams; /* a manager draws from all */
};

struct review_mine_line {
	const struct review_reading *reading;
	struct str title; /* of the review */
	struct day read_by;
	struct str name; /* p == NULL: closed */
	struct str code;
};
struct review_mine_lines {
	const struct review_mine_line *at;
	size_t n;
};

/* --- the rubric --- */

enum review_question_kind { REVIEW_GROUP, REVIEW_NOTE, REVIEW_LEVELS, REVIEW_WORDS };
struct review_step {
	struct str value;
	struct str label;
};
struct review_steps {
	const struct review_step *at;
	size_t n;
};
/* What one reader marked, in words. */
struct review_mark_words {
	struct str words;    /* of the level, or what was written; empty: see missing */
	const char *missing; /* msgid */
};
struct review_question {
	enum review_question_kind kind;
	const char *name; /* of the field: "q_3" */
	struct str label;
	struct str hint;
	struct str why;
	struct review_steps steps;
	struct review_mark_words said[2];
	bool differ;
};
struct review_questions {
	const struct review_question *at;
	size_t n;
};
/* The rubric in the language of the page; marks: of the readers to be shown, or NULL. */
struct review_questions review_questions(struct ctx *c, const struct form_kept *form,
                                         const struct review_marks *const marks[2]);
/* What was posted of a rubric. */
struct answers review_posted(struct visit *v, const struct form_kept *form);
/* Fills the form with what was marked before. */
void review_fill(struct visit *v, const struct form_kept *form, const struct answers *said);
/* In place of a level. */
#define REVIEW_NOT_APPLICABLE "na"
#define REVIEW_UNSEEN "unseen"

struct review_read_view {
	const struct review *review;
	const struct review_reading *reading;
	struct page_person person;
	const struct form_view *form;
	const char *action;
	struct row_id replaces; /* the marks that stand; zeros: none */
	struct review_questions questions;
	struct str lang; /* of the rubric */
};
struct review_record_view {
	const struct review *review;
	const struct review_record *record;
	struct page_person person;
	struct review_questions questions;
	struct str lang;
	size_t differ;
	bool worded; /* something was written */
};

/* --- what it comes to --- */

struct review_line {
	struct str name; /* of the item */
	struct str label;
	struct review_item item;
	struct str share; /* "62 %"; empty: blank */
	struct str kappa;
	struct str low;
	struct str high;
};
struct review_lines {
	const struct review_line *at;
	size_t n;
};
struct review_mean {
	struct str label;
	struct str mean; /* "1.4 of 2"; empty: too few */
	struct str most;
};
struct review_means {
	const struct review_mean *at;
	size_t n;
};
struct review_result_view {
	const struct review *review;
	struct review_records records;
	size_t open;  /* records that stand side by side, or were read by one */
	size_t twice; /* of these, read by two */
	size_t near;  /* of these, first read by somebody who walks along */
	struct review_totals totals;
	struct review_lines lines;
	struct review_means means;
	struct str kappa;
	struct str low;
	struct str high;
	bool kappas; /* of some criterion */
	bool cycles; /* this reader may begin a cycle */
	const struct form_view *form;
	struct str lang;
};
/* Counts, and puts it in words. */
enum err review_result(struct ctx *c, const struct review *r,
                       struct review_result_view *out) NODISCARD;
/* The language that a rubric's texts stand in on this page. */
struct str review_lang(const struct ctx *c, const struct form_kept *form);

/* Pages that show; review_pages.c. */
enum err review_list_show(struct visit *v) NODISCARD;
enum err review_mine_show(struct visit *v) NODISCARD;
enum err review_result_show(struct visit *v) NODISCARD;
enum err review_record_show(struct visit *v) NODISCARD;
enum err review_end_show(struct visit *v) NODISCARD;
/* Pages of a reader; review_reader.c. Marks come with the rubric. */
struct review_read_form {
	struct row_id replaces; /* the marks that this corrects; zeros: the first */
};
enum err review_read_show(struct visit *v) NODISCARD;
enum err review_read_save(struct visit *v) NODISCARD;
enum err review_back_save(struct visit *v) NODISCARD;
/* How the person is named above a page. */
struct page_person review_whose(struct visit *v, struct person_id person);
