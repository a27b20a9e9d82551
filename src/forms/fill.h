/* Filling in a form: what its rules say about the answers so far. Pure: the same form, answers and
 * day give the same result; nothing of it depends on a browser. */
#pragma once
#include "base/clock.h"
#include "forms/answers.h"
#include "forms/form.h"

enum {
	FILL_NODES = 20000,  /* questions, groups and rounds of repeats on one form */
	FILL_ROUNDS = 200,   /* of one repeat */
	FILL_PROBLEMS = 1000 /* kept; more are only counted */
};
#define FILL_NONE SIZE_MAX

/* What a fill starts from. All views must outlive it. */
struct fill_start {
	const struct form_def *form;
	struct str lang;             /* "es": for choice labels and the form's own messages */
	struct day today;            /* the organisation's */
	struct instant now;          /* for now(), start and end */
	int offset_minutes;          /* of the organisation's clock from UTC */
	struct str username;         /* for the type username; may be empty */
	const struct answers *kept;  /* what the program itself stored before; NULL for none */
	const struct answers *given; /* what a person sends now, by path; NULL for none */
	bool fresh;                  /* opened for the first time: defaults are written in */
	struct str added;            /* "children[3]": this round alone is fresh; may be empty */
	size_t blank;                /* to be printed: each repeat has so many rounds; 0: not */
	const char *const *months;   /* for format-date, see xpath_host; NULL: English */
	const char *const *days;
};

/* Where a field stands in one filling-in. Nodes are in the order of the form; a group, a repeat and
 * each round of a repeat stand before what is in them. */
struct fill_node {
	const struct form_field *field;
	struct str path;     /* "family/children[2]/name"; of a repeat without its rounds, "children" */
	size_t parent;       /* index, or FILL_NONE */
	size_t end;          /* index after the last node in it; its own + 1 for a question */
	size_t rounds;       /* of a repeat: how many; 0 otherwise */
	size_t round;        /* the round that this node is, from 1; 0 for all other nodes */
	bool rounds_fixed;   /* of a repeat: repeat_count decides, nobody adds or removes */
	bool relevant;       /* it and all around it are asked */
	bool answered;       /* value holds something: a value or a kind of missing */
	struct answer value; /* its path is node.path; as it was sent where it could not be read */
	size_t problem;      /* index of its first problem, or FILL_NONE */
};

enum fill_rule {
	FILL_TYPE,       /* not a number, not a date */
	FILL_CHOICE,     /* none of the choices that are offered */
	FILL_CONSTRAINT, /* the form's own rule */
	FILL_REQUIRED,   /* neither a value nor a kind of missing; says nothing against a draft */
	FILL_TOO_MANY    /* more rounds, or longer, than fits */
};

struct fill_problem {
	size_t node;
	enum fill_rule rule;
	const char *words; /* msgid, a literal; what to do */
	struct str own;    /* the form's own message in the language; shown instead; may be empty */
};

struct fill;

/*
 * Works the form out: lays it out with the rounds of its repeats, takes answers from kept and
 * given, decides what is relevant, calculates in the order of dependence, checks types, choices,
 * required and constraints. Everything lives in a; *out keeps views of *start's things.
 *
 * given may name any field that a person answers; its empty text takes an answer back, a path that
 * is not named keeps what kept says. Values may come as text whatever the type. For calculations,
 * hidden fields, read-only fields and metadata given is not looked at, nor a path that the form
 * does not have. {path of a repeat, ANSWER_ROUNDS, n} says how many rounds there are.
 *
 * Wrong answers are no error: they are problems. ERR_INVALID when form_order objects or an
 * expression cannot be worked out; ERR_TOO_BIG beyond FILL_NODES.
 */
enum err fill_open(struct arena *a, const struct fill_start *start, struct fill **out) NODISCARD;

/* The nodes, *n of them. */
const struct fill_node *fill_nodes(const struct fill *f, size_t *n);

/* The problems of relevant nodes in the order of the form; *all counts also those not kept. */
const struct fill_problem *fill_problems(const struct fill *f, size_t *n, size_t *all);

/* The choices of a select, rank or likert that its choice_filter lets through for this node. */
enum err fill_choices(struct fill *f, size_t node, struct form_choices *out) NODISCARD;

/* t in the language, each ${field} in it replaced by its answer as it reads from node: a choice's
 * label, a date as written. */
struct str fill_text(struct fill *f, size_t node, const struct form_text *t);

/* The canonical answers: relevant nodes only, values in their type, ordered by path, with form id
 * and version; the caller adds the hash. What has a problem of rule FILL_TYPE is kept as text. */
enum err fill_answers(struct fill *f, struct answers *out) NODISCARD;

/* One more round at the end of the repeat at path; out shares in's texts. ERR_TOO_BIG past
 * FILL_ROUNDS. The new round's path is where fill_start.added points. */
enum err fill_add(struct arena *a, const struct answers *in, struct str repeat, struct answers *out,
                  struct str *added) NODISCARD;
/* Without the round at path ("children[2]"); the later ones move up. ERR_ABSENT when it is not
 * there. */
enum err fill_remove(struct arena *a, const struct answers *in, struct str round,
                     struct answers *out) NODISCARD;

/* What makes a form impossible to work out: an expression that, through others, depends on itself.
 * NULL when there is nothing; otherwise a sentence, with the field in *at. The reader asks it. */
const char *form_order(struct arena *a, const struct form_def *f, size_t *at);
