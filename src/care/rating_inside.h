/* Private to care/rating: one asking with what became of it, and what its pages show. */
#pragma once
#include "care/assessment_inside.h"
#include "care/rating.h"

enum rating_state { RATING_WAITS = 1, RATING_IN = 2, RATING_LEFT = 3 };
enum { TALK_MAX = 4000 };

struct rating {
	struct row_id id;
	struct user_id owner;
	struct str who; /* the owner's user name */
	struct instant hour;
	struct day due;
	int64_t state;
	struct row_id assessment; /* as it was when it was asked */
	bool drawn;               /* by chance */
	bool closed;              /* to this reader: assessment and drawn are not known */
	bool waits;               /* and its days are not over */
	bool mine;
};
struct ratings {
	const struct rating *at;
	size_t n;
};
/* All of a person, oldest first. */
enum err ratings_read(struct ctx *c, struct person_id person, struct ratings *out) NODISCARD;
/* ERR_ABSENT when there is none of this id. */
enum err rating_one(struct ctx *c, struct person_id person, struct row_id id,
                    struct rating *out) NODISCARD;
/* The one that waits for the actor; NULL when there is none. */
const struct rating *rating_waiting(const struct ratings *all);
/* The last assessment that the actor could score too: in force, of the last days, a colleague's and
 * not scored a second time by her. NULL when there is none. */
enum err rating_possible(struct ctx *c, struct person_id person, const struct ratings *all,
                         const struct assessment **out) NODISCARD;
/* What the second one scored, in its latest correction. ERR_ABSENT before it is in; ERR_DENIED
 * while the actor is blind. */
enum err rating_answer(struct ctx *c, struct person_id person, const struct rating *r,
                       struct assessment *out) NODISCARD;

struct talk {
	bool any;
	struct row_id id;
	struct str who;
	struct day day;
	struct str words; /* p == NULL when closed */
};
/* What was agreed, or why it was given up; !any when nothing was written. */
enum err talk_read(struct ctx *c, struct person_id person, struct row_id rating,
                   struct talk *out) NODISCARD;
/* Writes it as row id in place of before (NULL: the first); adds to c->change. The commit ends in
 * ERR_CONFLICT when somebody wrote meanwhile. ERR_INVALID before both are in; ERR_DENIED. */
enum err talk_write(struct ctx *c, struct person_id person, const struct rating *r,
                    struct row_id id, struct str words, const struct row_id *before) NODISCARD;
/* There will be no second score, and why; from then on everything is open again. ERR_DENIED when it
 * is not the actor's, ERR_INVALID when it is over. */
enum err rating_leave(struct ctx *c, struct person_id person, const struct rating *r,
                      struct row_id id, struct str words) NODISCARD;

/* --- pages --- */

/* What is known of the first score before the second is in: nothing of what it says. */
struct first_view {
	struct row_id id;
	struct str who;
	struct day day;
	int wave;
	struct str place;
};
enum err first_of(struct ctx *c, struct person_id person, struct row_id assessment,
                  struct first_view *out) NODISCARD;

struct rating_line {
	struct rating rating;
	struct first_view first;
	struct talk talk;
};
struct rating_lines {
	const struct rating_line *at;
	size_t n;
};
enum { RATINGS_SHOWN = 24 };
struct ratings_view {
	struct person_id person;
	const struct rating_line *mine;   /* waits for this reader; NULL: none */
	const struct first_view *offered; /* could be scored by this reader too; NULL: none */
	const struct form_view *form;
	struct rating_lines lines; /* newest first */
	struct pager pager;
	bool may_write;
};

/* One question as both scored it. */
struct both_line {
	struct str label;
	struct str words[2];
	struct str seen[2];
	int apart; /* steps; -1: one of the two has no step, and the other has */
};
struct both_lines {
	const struct both_line *at;
	size_t n;
};
struct both_domain {
	const char *name; /* msgid */
	struct both_lines differ;
	struct both_lines alike;
};
struct both_domains {
	const struct both_domain *at;
	size_t n;
};
struct both_view {
	struct person_id person;
	struct rating rating;
	struct first_view first;
	struct day second; /* when the second one scored */
	struct both_domains domains;
	size_t alike;
	size_t close; /* one step apart */
	size_t far;   /* more, or one of the two had no sentence */
	struct talk talk;
	bool may_write;
	bool conflict;
	struct row_id before;
	const struct form_view *form;
	struct about_view about;
};
/* ERR_ABSENT while the second is not in, ERR_DENIED while the actor is blind. */
enum err both_read(struct ctx *c, struct person_id person, const struct rating *r,
                   struct both_view *out) NODISCARD;
