/* Two versions of a form, or a pack and what somebody made of it: what differs, and what becomes of
 * answers that are there. */
#pragma once
#include "forms/form.h"

enum { COMPARE_CHANGES = 1000 };

enum form_change_kind {
	CHANGE_ADDED,
	CHANGE_REMOVED,
	CHANGE_MOVED,   /* to another group, or to another place in the same one */
	CHANGE_CHANGED, /* a cell */
	CHANGE_LANGUAGE_ADDED,
	CHANGE_LANGUAGE_REMOVED
};

struct form_change {
	enum form_change_kind kind;
	const struct form_field *before; /* NULL: added, or a language */
	const struct form_field *after;  /* NULL: removed, or a language */
	const char *column;              /* of a changed cell: "label", "type", "choices"; else "" */
	struct str lang;                 /* code, of a text; else empty */
	struct str from; /* the cells, the paths of a moved field, the name of a language */
	struct str to;
	const char *words; /* what it means for answers that are there; a literal in English */
	bool refused;      /* it would take away from the minimum standard (core) */
};

struct form_comparison {
	struct form_change at[COMPARE_CHANGES];
	size_t n;       /* kept in at */
	size_t all;     /* counted, kept or not */
	size_t refused; /* among all */
};

/*
 * Compares before with after into *out. A field is the same when its path is, or, where no path is,
 * when its name is the only one of that name in both. Views of both forms; what is made lives in a.
 */
void form_compare(struct arena *a, const struct form_def *before, const struct form_def *after,
                  struct form_comparison *out);

/* Something in a form that nothing uses. */
struct form_unused {
	const struct form_field *field; /* or */
	const struct form_list *list;
	const char *words; /* a literal in English */
};

/* Up to room of them into out; returns how many there are in all. */
size_t form_unused(struct arena *a, const struct form_def *f, struct form_unused *out, size_t room);

/* How many texts (labels, hints, reasons, messages, choices, title) the form has, and how many of
 * them are not written in its language number lang. */
struct form_translation {
	size_t texts;
	size_t missing;
};
struct form_translation form_translation(const struct form_def *f, size_t lang);
