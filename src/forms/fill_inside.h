/* Inside the room only: how a fill is kept while it is worked out. */
#pragma once
#include "base/mark.h"
#include "forms/fill.h"
#include "forms/xpath_inside.h"

enum fill_column {
	FILL_RELEVANT,
	FILL_CALCULATION,
	FILL_CHECK,
	FILL_CHOICES,
	FILL_REQUIRED_IF,
	FILL_ROUND_COUNT,
	FILL_INITIAL,
	FILL_COLUMNS
};

/* A field of the form, and where it stands on this page. */
struct fill_field {
	const struct form_field *field;
	size_t end;       /* index after the last field in it */
	const size_t *at; /* its nodes in order; of a repeat its rounds */
	size_t n;
	const size_t *sets; /* of a repeat: the nodes that hold the rounds */
	size_t sets_n;
	bool early;                            /* the condition of a group around it asks for it */
	struct xpath_expr *expr[FILL_COLUMNS]; /* NULL until asked, or when there is none */
};

struct fill_work {
	struct str text; /* the value as expressions read it; empty for what is missing */
	const struct answer *kept;
	const struct answer *given;
	bool fresh;
};

struct fill {
	struct arena *a;
	const struct fill_start *start;
	const struct form_def *form;
	struct xpath_engine *engine;
	struct fill_field *fields; /* as form->fields */
	size_t *by_name;           /* field indexes ordered by name */
	size_t *order;             /* field indexes in the order of dependence */
	struct answers kept;       /* ordered by path */
	struct answers given;
	struct fill_node *nodes;
	struct fill_work *work; /* beside nodes */
	size_t n;
	size_t room;
	struct answer *counted; /* ANSWER_ROUNDS that repeat_count asked for in the round before */
	size_t counted_n;
	size_t here;                      /* the node that an expression stands at */
	const struct form_choice *choice; /* that a choice_filter is asked of */
	struct fill_problem *problems;
	size_t problems_n;
	size_t problems_all;
	bool unread; /* an expression could not be read */
};

/* Field indexes so that each comes after all it depends on; false when one depends on itself, which
 * stands in *at. */
bool fill_order(struct arena *a, const struct form_def *form, size_t *order, size_t *at);
/* Field indexes by name, and the field of a name or fields_n. */
size_t *fill_names(struct arena *a, const struct form_def *form);
size_t fill_name(const struct form_def *form, const size_t *by_name, struct str name);

/* True when the condition of the group may ask for field though it stands in it, however deep:
 * nobody is asked and nothing is calculated. */
bool fill_early(const struct form_def *form, size_t field, size_t group);

/* Lays the nodes out. ERR_TOO_BIG beyond FILL_NODES. */
enum err fill_lay(struct fill *f) NODISCARD;
/* The engine with its callbacks. */
enum err fill_engine(struct fill *f) NODISCARD;
/* Relevance and values of all nodes, in order. */
enum err fill_work_out(struct fill *f) NODISCARD;
/* Writes defaults that are formulas into what is fresh and empty; true when it wrote any. */
bool fill_initials(struct fill *f);
/* The node's expression of that column holds; otherwise when there is none. What cannot be worked
 * out, for it grows too big, does not hold. */
bool fill_holds(struct fill *f, size_t node, enum fill_column column, bool otherwise);
struct str fill_evaluated(struct fill *f, size_t node, enum fill_column column);

/* What raw comes to in the field's type, and as expressions read it. False, and the raw text, when
 * it is none. Choices are not looked at. */
bool fill_value(struct arena *a, const struct form_field *field, const struct answer *raw,
                struct answer *out, struct str *text);
/* Whether word stands in words with spaces between. */
bool fill_word_in(struct str words, struct str word);
/* What to do when it is none. */
const char *fill_value_words(const struct form_field *field);

/* Problems of all relevant nodes, from scratch. */
enum err fill_check(struct fill *f) NODISCARD;
