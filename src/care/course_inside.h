/* Private to the module course: what its pages show. */
#pragma once
#include "care/assessment_inside.h"
#include "care/course.h"
#include "care/own_view.h"
#include "care/plan.h"

/* Her goals, by the day they were said. */
struct course_goal {
	int number;       /* 1, 2, ... on its page */
	struct str words; /* hers */
	struct day said;
	struct day ended;  /* NO_DAY while it goes on */
	const char *state; /* msgid */
	bool reached;
	int64_t domain; /* -1: none */
};
struct course_goals {
	struct course_goal *at;
	size_t n;
};

/* All that is open to this reader. */
struct course {
	struct assessment_list scored; /* in force, oldest first */
	struct seams_list seams;       /* of the same */
	struct own_view_list own;      /* in force, oldest first */
	struct course_goals goals;
	struct form_kept rubric; /* as it is now */
	struct course_rule rule[BOWL_DOMAINS];
};
enum err course_read(struct ctx *c, struct person_id person, struct course *out) NODISCARD;
struct course_points course_points(struct arena *a, const struct course *all, int domain);

/* --- the page of all six --- */

/* How she saw it on a day. */
struct course_own {
	struct day day; /* NO_DAY: never said */
	struct str words;
	struct str picture;
};
struct course_line {
	const char *name; /* msgid */
	struct str href;
	const char *before; /* msgid: how the team saw it; NULL: not compared */
	const char *now;
	const char *told; /* msgid */
	struct course_own own_first;
	struct course_own own_last; /* NO_DAY: said once or never */
};
struct course_lines {
	const struct course_line *at;
	size_t n;
};
/* One goal as its list shows it. */
struct course_view {
	struct person_id person;
	bool closed; /* to this reader */
	struct seams_list bowls;
	struct course_lines lines;
	struct course_goals goals; /* of all domains and of none */
	struct chart_way *way;     /* of the goals; NULL: there are none */
	struct about_view about;
};
void course_view(struct ctx *c, const struct course *all, struct course_view *out);

/* --- the page of one --- */

struct course_score {
	struct day day;
	const char *wave;  /* msgid */
	struct str place;  /* words; empty: not noted */
	struct str age;    /* the same: whose sentences */
	struct str mean;   /* "2.3"; empty: not known */
	const char *state; /* msgid */
	bool apart;        /* not comparable with the one before */
};
struct course_scores {
	const struct course_score *at; /* newest first */
	size_t n;
};
struct course_owns {
	const struct course_own *at; /* newest first */
	size_t n;
};
struct course_domain_view {
	struct person_id person;
	struct course_change since_first;
	struct course_change since_last; /* COURSE_NOTHING when it is the same change */
	struct course_rule rule;
	struct course_scores scores;
	struct course_owns own;
	struct course_goals goals; /* of this domain */
	struct chart_way *way;     /* NULL: nothing to draw */
	struct about_view about;
};
void course_domain_view(struct ctx *c, const struct course *all, int domain,
                        struct course_domain_view *out);
/* What course_way draws; course_draw writes it into a page. */
struct chart_way *course_way(struct ctx *c, const struct course_points *points,
                             const struct course_owns *own, const struct course_goals *goals,
                             const char *label);
void course_draw(struct html *h, const struct chart_way *way);

/* --- words: course_words.c --- */
/* "Scored once", ...: a msgid. */
const char *course_short(enum course_told told);
/* One sentence, with days and numbers. */
struct str course_sentence(struct html *h, const struct course_change *ch);
/* What it rests on. */
struct str course_assumed(struct html *h, const struct course_rule *rule);
