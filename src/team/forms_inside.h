/* Private to the module forms. */
#pragma once
#include "access/form_media.h"
#include "forms/compare.h"
#include "team/forms.h"

/* --- forms_sheet.c --- */

struct sheet_edit {
	size_t row; /* as a spreadsheet numbers it */
	struct str column;
	struct str value;
};
/* The sheet as CSV, every row at its number, with n cells written anew; columns that are not there
 * are added. */
struct str sheet_csv(struct arena *a, const struct sheet *s, const struct sheet_edit *at, size_t n);
/* The column for reasons in the form's language number lang: "why::Español (es)". */
struct str why_column(struct arena *a, const struct form_def *f, size_t lang);

enum { SHEET_SURVEY, SHEET_CHOICES, SHEET_SETTINGS, SHEET_SCORING };

/* --- forms_view.c --- */

/* What there is of a form now. */
struct standing {
	bool some;                   /* a version is in use, or was */
	bool shipped;                /* nobody decided anything yet: the pack as it ships */
	struct form_kept kept;       /* the version of the latest decision, or the shipped one */
	struct form_decision latest; /* serial 0: nobody decided yet */
};
enum err standing_of(struct ctx *c, struct str form, struct standing *out) NODISCARD;
/* The pack with this form id as it ships; false when there is none. */
bool shipped_of(struct ctx *c, struct str form, struct form_kept *out);

/* One line of the list of forms. */
struct form_line {
	struct str title, id, version, href, who;
	const char *about; /* msgid; "": asked by a page of its own */
	struct day day;
	bool shipped, draft, ready;
	bool large;     /* FORM_LARGE: only its title is known */
	size_t missing; /* questions without a reason */
};
struct form_lines {
	const struct form_line *at;
	size_t n;
};
struct forms_view {
	struct form_lines used, drafts, retired;
};
enum err forms_view_of(struct ctx *c, struct forms_view *out) NODISCARD;

struct objection_place {
	const struct form_problem *problem;
	struct str field;  /* its label, where it has one */
	struct str detail; /* of the problem, unless it only names that field */
};
struct objection_places {
	const struct objection_place *at;
	size_t n;
};
struct objection_line {
	const struct form_problem *problem; /* the first of its places */
	struct objection_places places;
};
struct objection_lines {
	const struct objection_line *at;
	size_t n;
	size_t places; /* of all lines */
	size_t more;   /* that were not kept */
};
/* Those of one weight. together: what is said of several places is one line. */
struct objection_lines objections_of(struct ctx *c, const struct form_def *f,
                                     const struct form_problems *p, enum form_weight w,
                                     bool together);

struct lang_line {
	struct str name, code;
	size_t texts, missing;
	bool chosen;
};
struct lang_lines {
	const struct lang_line *at;
	size_t n;
};
struct unused_line {
	struct str what;
	const char *words;
};
struct unused_lines {
	const struct unused_line *at;
	size_t n;
};
/* One file that a form wants. */
struct media_line {
	struct str name, beside;
	const char *what; /* msgid: a picture, a sound, a film */
	const char *sheet;
	size_t row;
	bool there;
	struct media_view shown;
	const char *accept;
	const char *problem; /* msgid, of what was just sent */
};
struct media_lines {
	const struct media_line *at;
	size_t n;
	size_t missing;
	size_t cells; /* that name a file which is missing or cannot be shown there */
};
/* A draft or a version, as its page shows it. */
struct form_view_page {
	struct str base; /* "/team/forms/drafts/..." */
	bool draft;
	struct form_draft d; /* of a draft */
	struct form_kept kept;
	struct standing now;
	bool current; /* a version: the one in use */
	struct str title;
	const char *about;
	size_t questions;
	struct objection_lines unready, remarks;
	struct objection_lines words; /* that may hurt (forms/lexicon.h) */
	struct media_lines media;
	struct lang_lines langs;
	struct unused_lines unused;
	struct form_lines history; /* versions that were in use before */
	const char *objection;
	bool counted; /* something of it may be counted */
	bool manager, stale;
};
enum err form_view_of(struct visit *v, struct form_view_page *out) NODISCARD;

struct change_line {
	const char *what; /* msgid */
	struct str field, column, from, to;
	const char *words;
	bool refused;
};
struct change_lines {
	const struct change_line *at;
	size_t n;
	size_t more;
};
struct compare_view {
	const struct form_view_page *page;
	struct change_lines lines;
	size_t refused;
	bool same;         /* word for word */
	bool same_version; /* not that, and of the same name */
};
enum err compare_view_of(struct visit *v, const struct form_view_page *page,
                         struct compare_view *out) NODISCARD;

/* --- forms_reasons.c --- */

struct reason_ask {
	const char *name; /* "why-12", by the row of the survey */
	struct str label;
	size_t questions; /* of a group: how many of its questions have none */
	size_t row;
	const char *problem;
};
struct reason_asks {
	const struct reason_ask *at;
	size_t n;
};
struct reasons_view {
	const struct form_view_page *page;
	struct reason_asks asks;
	size_t left; /* questions that come on the next page */
	size_t lang;
	struct str lang_name, lang_code;
};
enum { REASONS_SHOWN = 60, REASON_BYTES = 500 };
void reasons_view_of(struct visit *v, const struct form_view_page *page, size_t lang,
                     struct reasons_view *out);
/* What was posted for these questions. */
struct form_reason *reasons_posted(struct visit *v, const struct form_def *f, size_t lang,
                                   size_t *n);

/* --- forms_condition.c --- */

/* A condition of a field as people read it: ${call} = 'yes' with the question and the answer in
 * their words, in the language of code. */
struct str condition_words(struct ctx *c, const struct form_def *f, const struct form_field *field,
                           struct str condition, struct str code);

/* --- forms_preview.c --- */

struct preview_choice {
	struct str label;
	struct media_view media;
};
struct preview_choices {
	const struct preview_choice *at;
	size_t n;
	size_t more; /* of a long list, not shown */
};
struct preview_line {
	struct media_view media;
	bool heading;
	size_t depth;
	struct str label, hint, guidance, why, condition, rule, seen_by, terms;
	const char *type;        /* msgid */
	const char *compartment; /* msgid */
	struct str roles;        /* who may open that compartment; empty: as for the one before */
	struct preview_choices choices;
	bool asks, required, countable, core, closed, rank;
};
struct preview_lines {
	const struct preview_line *at;
	size_t n;
};
struct preview_view {
	const struct form_view_page *page;
	struct preview_lines lines;
	struct str lang;      /* code */
	const char *role;     /* msgid; NULL: nobody chosen */
	struct str role_name; /* its name in addresses */
	struct choice_list roles;
	size_t from, next; /* line numbers; next 0: this is the end */
	bool paper;
};

/* --- forms_pages.c, forms_preview.c --- */

struct upload_form {
	struct row_id draft; /* that it stands in for */
	int64_t edition;
	const struct form_problems *problems; /* of the file, when it was refused */
};
struct reasons_form {
	int64_t lang;
	int64_t edition;
};
struct decide_form {
	int64_t serial;  /* of the decision that was looked at */
	int64_t edition; /* of the draft */
	bool leave;      /* this house may use the questionnaire */
};
/* A language that the form has, or its first. */
size_t form_lang_number(const struct form_def *f, int64_t n);
/* Somebody was faster while this one was looking: what is different now is shown first. in may be
 * NULL. */
bool form_overtaken(const struct decide_form *in, const struct form_view_page *page);
enum err forms_list_show(struct visit *v) NODISCARD;
enum err forms_upload_show(struct visit *v) NODISCARD;
enum err forms_one_show(struct visit *v) NODISCARD;
enum err forms_preview_show(struct visit *v) NODISCARD;
enum err forms_copy_show(struct visit *v) NODISCARD;
enum err forms_reasons_show(struct visit *v) NODISCARD;
enum err forms_compare_show(struct visit *v) NODISCARD;
enum err forms_package_show(struct visit *v) NODISCARD;

/* --- forms_media.c --- */

/* The files of a draft as its record names them, and back: what is not there any more is left out.
 */
struct str media_record(struct arena *a, const struct form_def *f);
size_t media_recorded(struct arena *a, struct str record, struct form_file **out);
/* Of a picture, leaves what is needed to draw it; one that cannot be drawn has no kind any more.
 * ERR_BUSY without memory. */
enum err media_clean(struct arena *a, struct form_file *file) NODISCARD;
/* Forgets what only the draft that goes has named. now: what comes in its place, or NULL. */
enum err media_sweep(struct ctx *c, struct row_id gone, const struct form_def *now) NODISCARD;

/* The files that f names, and which of them are here. */
struct media_lines media_lines_of(struct ctx *c, const struct form_def *f);
struct media_form {
	struct str name;
	int64_t edition;
};
/* What is wrong with a file for the cells of that name, a msgid; NULL: nothing. */
const char *media_wrong(struct arena *a, const struct form_def *f, struct str name,
                        const struct form_file *file);
enum err forms_media_show(struct visit *v) NODISCARD;
enum err forms_media_save(struct visit *v) NODISCARD;
/* Shown in pages of the same house only, and kept by the browser: a hash never means another file.
 */
enum err forms_media_content(struct visit *v) NODISCARD;

/* --- forms_upload.c --- */

/* The sheets of a form as they are kept, with cells of the survey and the settings written anew. */
struct form_files draft_files(struct ctx *c, const struct form_def *f,
                              const struct sheet_edit *survey, size_t nsurvey,
                              const struct sheet_edit *settings, size_t nsettings);
