/* Private to the module own_view: its questions as a page shows them. */
#pragma once
#include "care/assessment_inside.h"
#include "care/own_view.h"

#define OWN_VIEW_PACK "own-view"

struct own_choice {
	const char *value;   /* "3" */
	const char *picture; /* "plant" */
	struct str words;
};
struct own_choices {
	const struct own_choice *at;
	size_t n;
};
struct own_question {
	const char *name; /* i_my_safety */
	struct str label;
	struct str why;
	struct own_choices choices;
};
struct own_questions {
	const struct own_question *at;
	size_t n;
};
/* The form's questions, one a domain, in the language of c. */
enum err own_questions_of(struct ctx *c, const struct form_kept *r,
                          struct own_questions *out) NODISCARD;
/* The name of her answer's picture for a level: a msgid. */
const char *picture_words(int level);
extern const struct choice_list own_view_hows;
/* What somebody else saved meanwhile, domain by domain. */
struct own_line {
	const char *name; /* msgid */
	struct str words;
};
struct own_lines {
	const struct own_line *at;
	size_t n;
	struct str author; /* empty: nobody did */
};

/* --- counting: own_view_count.c --- */

/* All that she said of the six in the walk that goes on, what n says (levels: 1 to 4, other numbers
 * say nothing) included, as one sum. */
enum err own_view_count(struct ctx *c, struct person_id person, const struct own_view_new *n,
                        struct str form, const int levels[BOWL_DOMAINS]) NODISCARD;
