/* Private to care/person: what its files and its pages share. */
#pragma once
#include "care/assessment.h"
#include "care/circle.h"
#include "care/contact.h"
#include "care/person.h"
#include "care/person_sql.h"
#include "care/stay.h"
#include "care/timeline.h"
#include "care/words.h"

/* Reads a directory entry; views into entry, code in a. entry.p == NULL: everything but the code is
 * closed. */
void person_of_entry(struct arena *a, struct person_id id, struct str entry, struct person *out);
/* Opens a person's walks and gives the last. ERR_DENIED without the case key, ERR_ABSENT when there
 * is none. */
enum err episode_last(struct ctx *c, struct person_id person, const struct episode_row_list *rows,
                      struct episode *out) NODISCARD;

/* --- the page --- */

struct seam_line {
	const char *name;  /* msgid */
	const char *state; /* msgid: stable, growing, fragile, not known */
	bool harder;       /* it was better the time before */
	int now;           /* 0..100; of the meter */
	int then;          /* the time before; -1: none */
};
struct seam_lines {
	const struct seam_line *at;
	size_t n;
};
struct step_list {
	const struct next_step *at;
	size_t n;
};
/* A group of links to other pages about her. */
struct link_group {
	const char *label; /* msgid */
	const struct page_link *at;
	size_t n;
};
struct link_groups {
	const struct link_group *at;
	size_t n;
};
struct person_view {
	struct person person;
	struct day today;
	bool writes;      /* this reader may write in the case */
	bool case_closed; /* the case is closed to this reader */
	bool has_episode;
	struct episode episode;
	const char *age; /* msgid; NULL: not known */
	struct str language;
	struct words words;
	bool words_count;
	struct contact_rules contact;
	struct circle_links away; /* who must not be told or met */
	bool safety_closed;
	struct stay stay; /* where they sleep now */
	bool has_stay;
	struct step_list steps;    /* soonest first; PERSON_STEPS are shown at once */
	struct moment_list notes;  /* the last contacts */
	struct moment_list lately; /* the last of everything else */
	struct bowl bowl;
	struct seam_lines seams;
	bool alone;                  /* this reader is to score alone first (care/rating.h) */
	struct seams_list over_time; /* the first and the last three */
	struct link_groups more;
};
/* Everything that the page shows. */
enum err person_view_read(struct ctx *c, struct person_id id, struct person_view *out) NODISCARD;

/* --- lists --- */

struct hit {
	const struct person *person;
	bool opens; /* this reader may open the page */
};
/* How many stand on the page at once, and how many with those that are folded away. */
enum { PERSON_STEPS = 6, PERSON_STEPS_ALL = 16 };
struct hits {
	const struct hit *at;
	size_t n;
	struct str text; /* what was searched; empty: those I walk with */
	size_t all;      /* how many there are on all pages */
	struct pager pager;
};
enum { HITS_PAGE = 100 };
