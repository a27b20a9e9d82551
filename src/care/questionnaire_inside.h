/* Private to the module questionnaire. */
#pragma once
#include "care/person.h"
#include "care/questionnaire.h"
#include "forms/fill.h"

/* --- reading: questionnaire.c --- */

/* Where its answers are sealed. */
enum compartment questionnaire_in(const struct form_kept *form);
/* One in its latest correction, and the row itself. ERR_ABSENT when there is none. */
enum err questionnaire_read(struct ctx *c, struct person_id person, struct row_id id,
                            struct questionnaire *out) NODISCARD;
enum err questionnaire_exact(struct ctx *c, struct person_id person, struct row_id id,
                             struct questionnaire *out) NODISCARD;
/* The one before it of the same questionnaire, open to this reader; NULL: none. */
const struct questionnaire *questionnaire_before(const struct questionnaire_list *all,
                                                 const struct questionnaire *q);

/* --- writing: questionnaire_write.c --- */

/* --- counting: questionnaire_count.c --- */

/* All that was answered of this questionnaire in the walk that goes on, q included, as one sum. */
enum err questionnaire_count(struct ctx *c, struct person_id person, const struct questionnaire *q,
                             const struct row_id *replaces) NODISCARD;

/* --- what the pages show: questionnaire_view.c --- */

enum question_kind { QUESTION_GROUP, QUESTION_NOTE, QUESTION_ONE, QUESTION_NUMBER, QUESTION_WORDS };

struct question_choice {
	const char *value;
	struct str label;
};
struct question_choices {
	const struct question_choice *at;
	size_t n;
};
struct question_view {
	enum question_kind kind;
	const char *name; /* of the field: "q_" and its path */
	const char *missing_name;
	struct str label;
	struct str hint;
	struct str why;
	struct question_choices choices;
	struct str said;     /* what was answered, in words */
	const char *missing; /* msgid: why there is no answer; NULL: there is one */
};
struct question_views {
	const struct question_view *at;
	size_t n;
};
/* The form's name for a field: "q_mood-phq_1"; "m_..." for why there is no answer. */
const char *question_input(struct arena *a, char kind, const struct form_field *f);
/* The questions of a form; of a filled one with what was said, and without those that were not
 * asked. said may be NULL. */
struct question_views question_views(struct ctx *c, const struct form_kept *form,
                                     const struct answers *said);

/* One scale in words. */
struct scale_view {
	struct str label;
	struct str figure; /* "11"; empty: none */
	struct str most;   /* "27" */
	struct str words;  /* of its band */
	struct str reliability;
	struct str change; /* since the time before; empty: nothing to compare with */
	const char *state; /* msgid: why there is no figure, or what a zero means; NULL */
	int width;         /* of the meter: 0 to 100 */
	int width_then;    /* -1: none */
	bool higher_is_better;
};
struct scale_views {
	const struct scale_view *at;
	size_t n;
};
struct scale_views scale_views(struct ctx *c, const struct questionnaire *q,
                               const struct questionnaire *before);

/* Whose it is, and what must be said with every figure. */
struct about_lines {
	struct str lang; /* code of the language its questions stand in */
	bool other_lang; /* another one than the page's */
	struct str title;
	struct str who;
	struct str status;
	struct str citation;
	struct str licence;
};
struct about_lines about_lines(struct ctx *c, const struct form_kept *form);

struct fill_page {
	struct person_id person;
	const struct form_view *form;
	const char *action;
	struct about_lines about;
	struct question_views questions;
	bool corrects;
	const struct questionnaire *other; /* saved meanwhile by somebody else */
	struct question_views said;        /* what it says */
};
struct result_page {
	struct person_id person;
	const struct questionnaire *q;
	struct about_lines about;
	struct scale_views scales;
	struct question_views questions;
	bool may_write;
};
struct entry_line {
	const struct questionnaire *q;
	struct str title;
	struct scale_views scales;
};
struct entry_lines {
	const struct entry_line *at;
	size_t n;
};
struct offer_line {
	struct str id;
	struct about_lines about;
	struct scale_views scales; /* of the last time; none: not yet */
	struct day last;
	bool may_write;
};
struct offer_lines {
	const struct offer_line *at;
	size_t n;
};
enum { QUESTIONNAIRES_SHOWN = 20 };
struct questionnaires_page {
	struct person_id person;
	bool waits;     /* for their own words */
	bool may_words; /* the reader may write these down */
	struct offer_lines offers;
	struct entry_lines entries; /* newest first, one page of them */
	struct pager pager;
};

/* --- pages that read: questionnaire_pages.c --- */

enum err questionnaires_show(struct visit *v) NODISCARD;
enum err questionnaire_result_show(struct visit *v) NODISCARD;
