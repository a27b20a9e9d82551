/* Private to the module arrival: what its pages show. */
#pragma once
#include "access/holder.h"
#include "care/arrival.h"
#include "care/person.h"

struct arrival_view {
	struct team_views teams; /* a choice is shown only when there are several */
	struct choice_list languages;
	struct person_list alike; /* people who may be the same; shown before saving */
	struct str checked;       /* the label for which alike was shown; empty: it was not */
};

/* A table of many: one line each. */
enum { ARRIVAL_ROWS = 30, ARRIVAL_MANY_FIELDS = 2 + 4 * ARRIVAL_ROWS };
struct arrival_line {
	int number;
	const char *label; /* names of fields */
	const char *urgent;
	const char *language;
	const char *fresh; /* ticked: "somebody new"; its value is the label it was ticked for */
	struct person_list alike;
};
struct arrival_lines {
	const struct arrival_line *at;
	size_t n;
};

/* Teams and languages for a page. */
enum err arrival_view(struct visit *v, struct arrival_view *out) NODISCARD;
/* The team that was chosen, or the only one. A problem beside "team" when it must be chosen or is
 * none of the actor's. */
enum err arrival_team(struct visit *v, struct team_id chosen, struct team_id *out) NODISCARD;

/* What the table posts. */
struct arrival_line_form {
	struct str label;
	uint32_t urgent;
	struct str language;
	struct str fresh;
};
struct arrival_many_form {
	struct team_id team;
	struct str known; /* of the whole table: nothing is posted, a problem may stand here */
	struct arrival_line_form line[ARRIVAL_ROWS];
};
extern const struct field arrival_many_fields[ARRIVAL_MANY_FIELDS];
enum err arrival_many_show(struct visit *v) NODISCARD;
enum err arrival_many_save(struct visit *v) NODISCARD;
