/* Private to the module event: what its files share. */
#pragma once
#include "care/day_call.h"
#include "care/event.h"
#include "care/event_sql.h"
#include "care/person.h"

enum { EVENT_ROOM = 24 * 1024, EVENTS_SHOWN = 20, HOUR_SECONDS = 3600 };

/* The kind of a row that is an answer. */
#define BESIDE STR("beside")

/* Adds a row to c->change. words.n == 0: none. */
enum err event_put(struct ctx *c, struct person_id person, struct row_id id,
                   const struct row_id *replaces, const struct buf *safety,
                   struct str words) NODISCARD;
/* Opens a row as far as the actor may. */
enum err event_open_row(struct ctx *c, struct person_id person, const struct event_row *r,
                        struct event *out) NODISCARD;
/* An event in its latest correction. ERR_ABSENT when there is none, ERR_DENIED when it is closed.
 */
enum err event_read(struct ctx *c, struct person_id person, struct row_id id,
                    struct event *out) NODISCARD;

/* Counts new harm (event_count.c): a random number, kept with the event, names it in the
 * measurement inbox, so that a correction replaces what was counted and nothing points from there
 * to the event. Without the case key nothing is counted until somebody who has it corrects the
 * event. before: NULL, or what n corrects. */
struct event_mark {
	uint8_t b[ID_BYTES];
	bool has;
};
enum err event_count(struct ctx *c, struct person_id person, const struct event *before,
                     const struct event_new *n, struct event_mark *mark) NODISCARD;

/* --- what the pages show --- */

struct events_view {
	struct event_list all; /* one page of them */
	struct person_id person;
	struct pager pager;
	size_t closed;
	bool may_write;
};
struct event_view {
	struct person_id person;
	const char *action;
	const struct event *now; /* NULL, or what is corrected */
	bool words;              /* this reader may write in the case */
	bool conflict;
};
struct beside_view {
	struct person_id person;
	struct task_call call;
	struct str hour; /* "23:40": of the call */
	const char *where;
	bool late;
	struct event_list before; /* the latest answers */
	bool conflict;
	struct row_id answers; /* zeros: none is open */
};
/* Handlers of event_beside.c. */
enum err beside_show(struct visit *v) NODISCARD;
enum err beside_save(struct visit *v) NODISCARD;
struct beside_form {
	struct row_id call;
	struct str with;
	struct str done;
	struct str safe;
	struct str next;
	struct day next_day;
};
/* Where was it noticed: a msgid. */
const char *harm_where_words(struct str where);
