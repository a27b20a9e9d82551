/* What a form's parts need to know: the values to show again and the problem of each field. The
 * room that parses forms fills it; a form that was never sent is one with n == 0 and a token. */
#pragma once
#include "base/arena.h"

struct field_view {
	const char *name;
	struct str value;    /* of a group of check boxes: the chosen values with a space between */
	const char *problem; /* msgid, NULL when it is well */
};
struct form_view {
	const struct field_view *at;
	size_t n;
	const char *token;
};

/* One answer of a radio group, a select or a group of check boxes. */
struct choice {
	const char *value; /* [a-z0-9_-]+, so that it may be part of an id */
	const char *label; /* msgid */
};
struct choice_list {
	const struct choice *at;
	size_t n;
};

/* A choice of a form of filters, and whether it is the one in force. */
struct filter_option {
	struct str value;
	struct str label; /* in the language of the page already */
	bool chosen;
};
struct filter_options {
	const struct filter_option *at;
	size_t n;
};

/* The label of a value; "" when the list has no such value. */
const char *choice_label(const struct choice_list *list, struct str value);
/* The value of name; the empty view when it has none. */
struct str form_value(const struct form_view *f, const char *name);
/* The msgid of what is wrong with name; NULL when nothing is. */
const char *form_problem(const struct form_view *f, const char *name);
/* True when value is the value of name, or one of its space-separated values. */
bool form_checked(const struct form_view *f, const char *name, const char *value);
/* True when the box value of the group name is ticked: by a field name-value as posted, or by
 * form_checked. */
bool form_flagged(const struct form_view *f, const char *name, const char *value);
/* The ids of the hint and the problem of name, for aria-describedby; in a. hint may be NULL. */
struct str form_described(struct arena *a, const struct form_view *f, const char *name,
                          const char *hint);
/* How many fields have a problem. */
size_t form_problems(const struct form_view *f);
