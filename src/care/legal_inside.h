/* Private to the module legal: what its files and its pages share. */
#pragma once
#include "care/legal_read.h"
#include "care/legal_sql.h"
#include "care/person.h"

/* What a row is about; sealed and final. The first two lie in care, the others in law. */
enum legal_what {
	LEGAL_STATUS = 1,
	LEGAL_HEARING,
	LEGAL_DETAILS, /* of a hearing */
	LEGAL_PROCEEDING,
	LEGAL_VIEW,
	LEGAL_NOTE
};
/* One row, opened; one of these is filled, by what. */
struct legal_entry {
	int64_t what; /* enum legal_what; 0: closed to this reader */
	struct str body;
	struct legal_status status;
	struct legal_hearing hearing; /* or its details */
	struct legal_proceeding proceeding;
	struct legal_view view;
	struct legal_note note;
};
enum err legal_open(struct ctx *c, struct person_id person, const struct legal_row *r,
                    struct legal_entry *out) NODISCARD;

enum { LEGAL_WARN_DAYS = 14, LEGAL_ASK_DAYS = 7 };
/* The tasks of a status: to look at it before it ends. */
enum err legal_status_tasks(struct ctx *c, struct person_id person,
                            const struct legal_status *s) NODISCARD;
/* The tasks of all hearings, with h in place of the one of the same root. */
enum err legal_hearing_tasks(struct ctx *c, struct person_id person,
                             const struct legal_hearing *h) NODISCARD;

/* --- the pages --- */

enum { LEGAL_SHOWN = 12 };
struct legal_page_view {
	struct person person;
	struct legal all;
	struct pager pager; /* over hearings, proceedings and notes at once, each from its beginning */
	struct str status;  /* in words */
	const struct legal_hearing *next;
	struct day today;
	bool writes_care;
	bool writes_law;
};
/* The entry at this place of its list stands on this page. */
bool legal_shown(const struct legal_page_view *view, size_t place);
/* What a hearing belongs to, in words; NULL: none. */
const struct legal_proceeding *legal_proceeding_of(const struct legal *all,
                                                   const struct legal_hearing *h);
/* A form about one row. */
struct legal_form_view {
	struct person person;
	const char *action;
	struct row_id before;       /* of status and view */
	struct choice_list choices; /* statuses, or proceedings */
	bool law;                   /* what lies in legal may be written */
	struct str saved_by;        /* somebody saved this meanwhile: who, and what */
	struct str saved;
	struct day saved_day; /* of a hearing */
};
/* The view of a form at /people/ID/legal/TAIL, without what it is about. */
enum err legal_form_begin(struct visit *v, const char *tail, struct legal_form_view *out) NODISCARD;
/* The row of the address, and "TAIL/ROW"; *has is false on the page of a new one. */
const char *legal_row_of(struct visit *v, const char *tail, struct row_id *row, bool *has);
/* Where all of these forms lead back to. */
enum err legal_saved(struct visit *v) NODISCARD;

/* What the forms post. */
struct legal_status_form {
	struct str code;
	struct day until, reflection, reflection_end, extended;
	struct row_id before;
	struct when when;
};
struct legal_view_form {
	struct str justice, part;
	struct row_id before;
	struct when when;
};
struct legal_proceeding_form {
	struct str kind, court, words, outcome;
	bool over;
	struct when when;
};
struct legal_note_form {
	struct str words;
	struct when when;
};
struct legal_hearing_form {
	struct day hearing;
	struct str companion, state, after, place, decided;
	struct row_id proceeding;
	struct when when;
};

/* Handlers of legal_forms.c and legal_hearing.c; those of a proceeding, a note or a hearing serve
 * new ones (without :row) and corrections. */
enum err legal_status_show(struct visit *v) NODISCARD;
enum err legal_status_save(struct visit *v) NODISCARD;
enum err legal_view_show(struct visit *v) NODISCARD;
enum err legal_view_save(struct visit *v) NODISCARD;
enum err legal_proceeding_show(struct visit *v) NODISCARD;
enum err legal_proceeding_save(struct visit *v) NODISCARD;
enum err legal_note_show(struct visit *v) NODISCARD;
enum err legal_note_save(struct visit *v) NODISCARD;
enum err legal_hearing_show(struct visit *v) NODISCARD;
enum err legal_hearing_save(struct visit *v) NODISCARD;
