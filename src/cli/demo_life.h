/* Parts of the demonstration: a life, what happens in it, and the dice they share. */
#pragma once
#include "care/person.h"
#include "cli/demo.h"
#include "forms/list.h"

#define COUNT(list) ((uint32_t)(sizeof(list) / sizeof *(list)))
#define ONE_OF(d, list) str_z((list)[dice_below(&(d)->dice, COUNT(list))])

/* Rows that later events of a life point to. */
enum life_row {
	ROW_NEED,
	ROW_STATUS,
	ROW_GOAL,
	ROW_OPTION,
	ROW_OTHER_OPTION,
	ROW_STEP,
	ROW_AGREEMENT,
	ROW_PROCEEDING,
	ROW_HEARING,
	ROW_PROMISE,
	LIFE_ROWS
};

/* Who writes; NOBODY_ELSE: whoever walks along. */
enum demo_writer { BY_WORKER, BY_LEAD, BY_COUNSELLOR, BY_LEGAL };

struct life {
	struct person person;
	size_t worker;
	struct day entry;
	int64_t age;   /* at entry; also when nobody knows it */
	int64_t begin; /* days since entry until the walk that is planned now begins; 0: the first */
	int64_t until; /* days since that beginning until the walk ends; -1: it goes on */
	int64_t again; /* days since entry until a second walk begins; -1: none */
	const char *reason; /* of the ending */
	double level[6];    /* at entry */
	double best[6];     /* where it is going */
	double months;      /* time constant of recovery */
	bool shelter;
	bool counselled; /* a counsellor walks along */
	bool lawyer;     /* a legal worker does */
	bool has_status; /* in the law, written in ROW_STATUS */
	bool agreed;     /* to the plan, in ROW_AGREEMENT */
	int goal;        /* which of the goals in demo_texts.def */
	struct str types;
	const char *gender;
	struct life *mother;
	struct row_id row[LIFE_ROWS];
};

/* Writing one event: in c, whose day is the event's; what: as it was added. */
struct turn {
	struct demo *d;
	struct ctx *c;
	struct life *l;
	int what;
};
typedef enum err demo_write(const struct turn *t);

struct demo_event {
	int64_t at; /* seconds */
	int32_t week;
	size_t desk; /* of the worker who walks along at first */
	size_t order;
	struct life *life;
	demo_write *write;
	int what;
	enum demo_writer by;
	bool alone; /* several people at once */
};
struct demo_events {
	struct demo_event *at;
	size_t n;
	size_t room;
};

/* --- dice --- */
bool demo_chance(struct demo *d, uint32_t percent);
int64_t demo_between(struct demo *d, int64_t low, int64_t high);
double demo_uniform(struct demo *d);
struct str demo_name(struct demo *d);
/* 0 to 99, from the life alone and one for each `what`: how one life differs from others without a
 * throw that would change those that follow. */
uint32_t demo_trait(const struct life *l, uint32_t what);

/* --- time --- */
/* Days between the beginning of the walk and the day on which the demonstration is made. */
int64_t demo_days_so_far(const struct demo *d, const struct life *l);
/* The walk goes on on that day since its beginning, which is not to come. */
bool demo_goes_on(const struct demo *d, const struct life *l, int64_t days);
/* An event days after the walk began at a time of the working day; what is still to come is left
 * out. */
void demo_add(struct demo *d, struct demo_events *e, struct life *l, int64_t days,
              demo_write *write, int what);
/* The same at minutes after midnight, by another writer. */
void demo_add_by(struct demo *d, struct demo_events *e, struct life *l, int64_t days,
                 int64_t minutes, enum demo_writer by, demo_write *write, int what);
/* The one that was added last is about several people. */
void demo_alone(struct demo_events *e);
/* An adult at entry. */
bool demo_adult(const struct life *l);
double demo_level(struct demo *d, const struct life *l, int domain, int64_t days);

/* What is seen of the six domains on this day: items has room for SCORE_ITEMS (demo_record.c). */
struct assessment_item;
enum err demo_items(const struct turn *t, struct assessment_item *items, size_t *n);
/* Whether the assessment that is written now is scored a second time, and by whom (demo_rating.c).
 */
void demo_draw(const struct turn *t);
void demo_plan_rating(struct demo *d, struct demo_events *e, struct life *l, int64_t days,
                      int wave);

/* --- what the themes add to a life --- */
void demo_plan_record(struct demo *d, struct demo_events *e, struct life *l);  /* demo_record.c */
void demo_plan_return(struct demo *d, struct demo_events *e, struct life *l);  /* demo_record.c */
void demo_plan_home(struct demo *d, struct demo_events *e, struct life *l);    /* demo_home.c */
void demo_plan_circle(struct demo *d, struct demo_events *e, struct life *l);  /* demo_circle.c */
void demo_plan_safety(struct demo *d, struct demo_events *e, struct life *l);  /* demo_safety.c */
void demo_plan_law(struct demo *d, struct demo_events *e, struct life *l);     /* demo_law.c */
void demo_plan_plan(struct demo *d, struct demo_events *e, struct life *l);    /* demo_plan.c */
void demo_plan_story(struct demo *d, struct demo_events *e, struct life *l);   /* demo_story.c */
void demo_plan_service(struct demo *d, struct demo_events *e, struct life *l); /* demo_service.c */
void demo_plan_onward(struct demo *d, struct demo_events *e, struct life *l);  /* demo_onward.c */
void demo_plan_end(struct demo *d, struct demo_events *e, struct life *l);     /* demo_end.c */
/* demo_questionnaire.c */
void demo_plan_questionnaires(struct demo *d, struct demo_events *e, struct life *l);
/* Groups of several, and those turned away: once for the house. */
void demo_plan_groups(struct demo *d, struct demo_events *e);
/* Hand-overs, when all lives are known. */
void demo_plan_handovers(struct demo *d, struct demo_events *e);
