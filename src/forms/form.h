/* P9: a form as people in the field write it, an XLSForm (CSV sheets or .xlsx): read once, not
 * changed. */
#pragma once
#include "forms/csv.h"
#include "forms/xpath.h"

enum { FORM_LANGS = 8, FORM_DEPTH = 8, FORM_PROBLEMS = 60, FORM_NO_GROUP = -1 };

enum form_type {
	FORM_TEXT,
	FORM_INTEGER,
	FORM_DECIMAL,
	FORM_DATE,
	FORM_TIME,
	FORM_DATETIME,
	FORM_SELECT_ONE,
	FORM_SELECT_MULTIPLE,
	FORM_RANK,
	FORM_RANGE, /* a number from range.start to range.end */
	FORM_NOTE,
	FORM_CALCULATE,
	FORM_ACKNOWLEDGE, /* the answer is "OK" */
	FORM_GROUP,
	FORM_REPEAT,
	FORM_IMAGE,
	FORM_AUDIO,
	FORM_FILE,
	FORM_HIDDEN,
	FORM_META /* form_field.meta says which */
};

enum form_meta { FORM_META_NONE, FORM_START, FORM_END, FORM_TODAY, FORM_USERNAME };

/* Bits of form_field.look. Any other appearance is a remark and changes nothing. */
enum form_look {
	FORM_MINIMAL = 1 << 0,   /* a closed list */
	FORM_LIKERT = 1 << 1,    /* choices side by side */
	FORM_MULTILINE = 1 << 2, /* a tall box */
	FORM_MONTH_YEAR = 1 << 3,
	FORM_YEAR = 1 << 4
};

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

/* Names of files that come with the form, in its languages; mostly empty. */
struct form_media {
	struct form_text image;
	struct form_text big; /* the same, larger */
	struct form_text audio;
	struct form_text video;
};

struct form_choice {
	struct str name;
	struct form_text label;
	const struct form_media *media;   /* NULL: none */
	struct str picture;               /* symbol id, or empty */
	const struct xpath_pair *columns; /* the row's other columns, for choice_filter */
	size_t columns_n;
	size_t row; /* of the choices sheet; 0: "other" of or_other, which no choice_filter hides */
};

struct form_list {
	struct str name;
	const struct form_choice *at;
	size_t n;
};

/* Of a range, decimal numbers as written; 1, 10 and 1 when the form does not say. */
struct form_range {
	struct str start;
	struct str end;
	struct str step; /* never zero */
};

struct form_field {
	enum form_type type;
	enum form_meta meta; /* of FORM_META only */
	struct str name;     /* unique in its group; unique in the form when an expression names it */
	struct str path; /* group/name: the key of its answer; the same for each round of a repeat */
	struct form_text label;
	struct form_text hint;
	struct form_text guidance_hint; /* for the one who asks: on paper and when unfolded */
	const struct form_media *media; /* NULL: none */
	struct form_text why;           /* its own; form_why also looks at its groups */
	struct str seen_by;
	struct str compartment;
	struct str told_once;
	struct str terms;
	struct str relevant;
	struct str constraint; /* of a value only: a kind of missing always passes */
	struct form_text constraint_message;
	struct str calculation;  /* of a calculate, or of any other field that computes its value */
	struct str initial;      /* column default */
	bool initial_is_formula; /* initial is an expression, worked out once when the form is opened */
	struct str choice_filter;
	struct str repeat_count; /* of a repeat: an expression for the number of rounds; or empty: as
	                          * many as the people want */
	struct str appearance;   /* as written */
	unsigned look;           /* what we do of it */
	struct str parameters;   /* as written */
	struct form_range range; /* of a range only */
	bool countable;
	bool core;
	/* Required means: a value or one of the kinds of missing. Nothing in a form can take "prefer
	 * not to say" from a question to a person. */
	bool required;
	struct str required_if; /* an expression in place of yes; then required is false */
	struct form_text required_message;
	bool read_only;
	bool adapt;    /* a placeholder that the organisation writes itself */
	bool or_other; /* the list ends with the choice "other"; the next field asks which */
	const struct form_list *list; /* of select_one, select_multiple, rank */
	int group;                    /* index of the group or repeat around it, or FORM_NO_GROUP */
	int repeat;                   /* index of the nearest repeat around it, or FORM_NO_GROUP */
	size_t row;                   /* of the survey sheet */
};

struct instrument; /* forms/score.h */
struct form_file;  /* forms/media.h */

struct form_def {
	struct str id;
	struct str version;
	struct str extends; /* id of the form that this one adapts; or empty */
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
	struct form_file *files; /* that its media columns name and that came with it, by name */
	size_t files_n;
};

enum form_weight {
	FORM_REFUSED, /* the form cannot be used at all */
	FORM_UNREADY, /* it loads as a draft and cannot be published */
	FORM_REMARK   /* worth knowing: a text without translation */
};

struct form_problem {
	enum form_weight weight;
	const char *sheet; /* "survey"; NULL: the whole file */
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

/* The sheets as bytes; an empty str is a sheet that is not there. Only the first is needed. */
struct form_files {
	struct str survey;
	struct str choices;
	struct str settings;
	struct str scoring;
	struct str name; /* of the file without its ending: id and title of a form that has none */
};

/*
 * Reads a form. *out lives in a and keeps views of nothing outside it. ERR_INVALID when anything
 * was refused: every reason with sheet, row and column stands in *problems. A form that is only
 * unready loads, and form_ready says no. Limits: those of sheet_read, FORM_LANGS, FORM_DEPTH.
 */
enum err form_read(struct arena *a, const struct form_files *files, const struct form_def **out,
                   struct form_problems *problems) NODISCARD;

/* The same from survey.csv, choices.csv... and the folder media in dir. ERR_ABSENT without a
 * survey.csv. */
enum err form_load(struct arena *a, const char *dir, const struct form_def **out,
                   struct form_problems *problems) NODISCARD;

/* The same from the bytes of an .xlsx; name is the file's without its ending. */
enum err form_read_workbook(struct arena *a, struct str bytes, struct str name,
                            const struct form_def **out, struct form_problems *problems) NODISCARD;

/* The same from a file that somebody sent, by its bytes and whole name: an .xlsx, a .zip of one and
 * its media (forms/media.h), or the survey sheet alone as CSV. */
enum err form_read_file(struct arena *a, struct str bytes, struct str name,
                        const struct form_def **out, struct form_problems *problems) NODISCARD;

/* The same from a folder or such a file, whichever path is; files may lie in a folder media beside
 * the file. ERR_ABSENT when it is neither. */
enum err form_open(struct arena *a, const char *path, const struct form_def **out,
                   struct form_problems *problems) NODISCARD;

/* Notes a problem that was found outside this room. When there is no room left, a heavier one takes
 * the place of a lighter one. Its views must live as long as p is used. */
void form_problem_add(struct form_problems *p, struct form_problem one);
/* True when nothing was refused and every question says why: the form may be published. */
bool form_ready(const struct form_problems *problems);

/* The text in the language of code ("es"); else in the form's default; else in any. */
struct str form_text_in(const struct form_def *f, const struct form_text *t, struct str code);

/* True when t is written in the language of code itself. */
bool form_text_has(const struct form_def *f, const struct form_text *t, struct str code);

/* By path or by name; NULL when there is none. */
const struct form_field *form_find(const struct form_def *f, struct str name);

/* The choice of that name; NULL when l has none, or is NULL. */
const struct form_choice *form_choice(const struct form_list *l, struct str name);

/* The reason for asking: the field's own or its nearest group's. Never NULL, may be empty. */
const struct form_text *form_why(const struct form_def *f, const struct form_field *field);

/* True for the types that are a question to a person (and so need a reason). */
bool form_asks(const struct form_field *field);

/* How many of its fields are such questions. */
size_t form_questions(const struct form_def *f);

/* True for the types that have a value: questions, and calculate, hidden and metadata. */
bool form_keeps(const struct form_field *field);

/* True for groups and repeats. */
bool form_holds(const struct form_field *field);

struct form_choices {
	const struct form_choice **at;
	size_t n;
};

/* The choices of a select or rank that its choice_filter lets through, in order. */
enum err form_choices(struct arena *a, const struct form_field *field,
                      const struct xpath_pair *answers, size_t n,
                      struct form_choices *out) NODISCARD;

/*
 * The bytes that stand for this form's content: the same for the same cells, whatever the order of
 * columns, empty rows, line endings and quoting. Whoever stores the form hashes them; the hash is
 * its identity.
 */
struct str form_canonical(struct arena *a, const struct form_def *f);

/* The form that canonical bytes stand for: they are kept for ever under their hash. Row numbers are
 * not theirs. ERR_INVALID when they are none, or when the form would be refused today. */
enum err form_read_canonical(struct arena *a, struct str canonical, const struct form_def **out,
                             struct form_problems *problems) NODISCARD;
