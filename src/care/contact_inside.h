/* Private to the module contact: what its page shows. */
#pragma once
#include "care/contact.h"
#include "care/welcome.h"

/* The names of one channel's fields. */
struct contact_names {
	const char *channel; /* "phone" */
	const char *title;   /* msgid */
	const char *answer;
	const char *hours;
	const char *who;
	const char *words;
	const char *message;
	const char *until;
};
struct contact_name_list {
	const struct contact_names *at;
	size_t n;
};

struct contact_view {
	struct welcome_path path;
	struct contact_rules now;
	struct contact_name_list names;
	const struct choice_list *answers;
	struct day today;
	struct row_id before; /* zeros: never asked */
	const char *action;
	bool may_write;
	bool conflict;
};
