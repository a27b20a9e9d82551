/* P9: a form as people in the field write it, an XLSForm as CSV sheets: read once, not changed. */
#pragma once
#include "forms/csv.h"
#include "forms/xpath.h"

enum { FORM_LANGS = 8, FORM_DEPTH = 8, FORM_PROBLEMS = 60, FORM_NO_GROUP = -1 };

enum form_type { FORM_TEXT, FORM_INTEGER, FORM_DATE, FORM_SELECT_ONE, FORM_NOTE, FORM_GROUP };

/* "Español (es)" is {name "Español", code "es"}. The form's first language is its default. */
struct form_lang {
	struct str column; /* as written after the :: */
	struct str name;
	struct str code;
};

/* One text in the form's languages; empty where it is not translated. */
struct form_text {
	struct str in[FORM_LANGS];
};

struct form_choice {
	struct str name;
	struct form_text label;
	struct str picture;               /* symbol id, or empty */
	const struct xpath_pair *columns; /* the row's other columns, for choice_filter */
	size_t columns_n;
	size_t row;
};

struct form_list {
	struct str name;
	const struct form_choice *at;
	size_t n;
};

struct form_field {
	enum form_type type;
	struct str name;
	struct str path; /* group/name: the key of its answer */
	struct form_text label;
	struct form_text hint;
	struct form_text why; /* its own; form_why also looks at its groups */
	struct str seen_by;
	struct str compartment;
	struct str told_once;
	struct str terms;
	struct str relevant;
	struct str choice_filter;
	bool countable;
	bool core;
	bool required; /* means: a value or one of the kinds of missing */
	bool adapt;    /* a placeholder that the organisation writes itself */
	const struct form_list *list;
	int group; /* index of the group around it, or FORM_NO_GROUP */
	size_t row;
};

struct instrument; /* forms/score.h */

struct form_def {
	struct str id;
	struct str version;
	struct form_text title;
	struct form_lang langs[FORM_LANGS];
	size_t langs_n;
	bool same_choice_names; /* allow_choice_duplicates */
	const struct form_list *lists;
	size_t lists_n;
	const struct form_field *fields; /* in order; a group stands before what is in it */
	size_t fields_n;
	const struct instrument *instrument; /* NULL without a scoring sheet */
	const struct sheet *sheets;          /* survey, choices, settings, scoring, as read */
};

enum form_weight {
	FORM_REFUSED, /* the form cannot be used at all */
	FORM_UNREADY, /* it loads as a draft and cannot be published */
	FORM_REMARK   /* worth knowing: a text without translation */
};

struct form_problem {
	enum form_weight weight;
	const char *sheet; /* "survey" */
	size_t row;        /* 0: the whole sheet */
	struct str column; /* may be empty */
	const char *words; /* what is wrong and what to do, a literal in English */
	struct str detail; /* the cell or name it is about; may be empty */
};

struct form_problems {
	struct form_problem at[FORM_PROBLEMS];
	size_t n;       /* kept in at */
	size_t refused; /* counted, kept or not */
	size_t unready;
	size_t remarks;
};

/* The sheets as bytes; an empty str is a sheet that is not there. The first and third are needed.
 */
struct form_files {
	struct str survey;
	struct str choices;
	struct str settings;
	struct str scoring;
};

/*
 * Reads a form. *out lives in a and keeps views of nothing outside it. ERR_INVALID when anything
 * was refused: every reason with sheet, row and column stands in *problems. A form that is only
 * unready loads, and form_ready says no. Limits: those of sheet_read, FORM_LANGS, FORM_DEPTH.
 */
enum err form_read(struct arena *a, const struct form_files *files, const struct form_def **out,
                   struct form_problems *problems) NODISCARD;

/* The same from survey.csv, choices.csv... in dir. ERR_ABSENT without a survey.csv. */
enum err form_load(struct arena *a, const char *dir, const struct form_def **out,
                   struct form_problems *problems) NODISCARD;

/* True when nothing was refused and every question says why: the form may be published. */
bool form_ready(const struct form_problems *problems);

/* The text in the language of code ("es"); else in the form's default; else in any. */
struct str form_text_in(const struct form_def *f, const struct form_text *t, struct str code);

/* True when t is written in the language of code itself. */
bool form_text_has(const struct form_def *f, const struct form_text *t, struct str code);

/* By path or by name; NULL when there is none. */
const struct form_field *form_find(const struct form_def *f, struct str name);

/* The reason for asking: the field's own or its nearest group's. Never NULL, may be empty. */
const struct form_text *form_why(const struct form_def *f, const struct form_field *field);

/* True for the types that take an answer. */
bool form_asks(const struct form_field *field);

/* Whether field is asked, given the answers by field name: its condition and its groups'. */
enum err form_relevant(struct arena *a, const struct form_def *f, const struct form_field *field,
                       const struct xpath_pair *answers, size_t n, bool *out) NODISCARD;

struct form_choices {
	const struct form_choice **at;
	size_t n;
};

/* The choices of a select_one that its choice_filter lets through, in order. */
enum err form_choices(struct arena *a, const struct form_field *field,
                      const struct xpath_pair *answers, size_t n,
                      struct form_choices *out) NODISCARD;

/*
 * The bytes that stand for this form's content: the same for the same cells, whatever the order of
 * columns, empty rows, line endings and quoting. Whoever stores the form hashes them; the hash is
 * its identity.
 */
struct str form_canonical(struct arena *a, const struct form_def *f);
