/* A part of care/safety.h: what is needed within hours. */
#pragma once
#include "access/when.h"

/* "injury", "medicine", "danger", "child", "shelter", "food", "phone", "interpreter", "papers",
 * "other". Codes are sealed; final. */
extern const struct choice_list safety_kinds;
/* "1", "4", "12", "24", "72" hours from now. */
extern const struct choice_list safety_hours;
/* How it ended: "met", "unwanted", "unmet". */
extern const struct choice_list safety_ends;

struct safety_need_new {
	struct str kind;
	struct str what;
	int64_t hours;                 /* from now; 0: as usual for the kind, or as it was */
	struct user_id who;            /* who does it; zeros: whoever is on duty */
	const struct row_id *replaces; /* NULL, or the need that this one corrects */
};
struct safety_need {
	struct row_id id;
	struct str kind;
	struct str what;
	struct instant due;
	struct day due_day; /* local */
	struct str clock;   /* "02:00", local */
	bool late;
	struct user_id who_id; /* zeros: whoever is on duty */
	struct str who;        /* user name */
	bool open;
	struct str end; /* of safety_ends */
	struct str done;
	struct when when; /* of what was done */
	struct str author;
	bool closed; /* this reader may not open it: all else is empty */
};
struct safety_needs {
	const struct safety_need *at;
	size_t n;
};
/* Writes a need as row id, with its task; adds to c->change. ERR_INVALID: no such kind or
 * colleague, or neither kind nor words. The commit ends in ERR_CONFLICT when the one that is
 * corrected was changed or looked after meanwhile. */
enum err safety_need_write(struct ctx *c, struct person_id person, struct row_id id,
                           const struct safety_need_new *n) NODISCARD;
/* What was done about an open need, as row id; its task ends. end of safety_ends (empty: "met").
 * ERR_INVALID without words. Conflicts as above. */
enum err safety_need_done(struct ctx *c, struct person_id person, struct row_id id,
                          struct row_id need, struct str end, struct str done,
                          const struct when *when) NODISCARD;
/* Of an arrival card: a need of each kind in kinds (bit i: safety_kinds.at[i]), words with the
 * first; without a kind "other". The caller audits. */
enum err safety_needs_begin(struct ctx *c, struct person_id person, uint32_t kinds,
                            struct str words) NODISCARD;
