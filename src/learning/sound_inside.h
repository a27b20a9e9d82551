/* Private to learning/sound: what its files share. */
#pragma once
#include "access/forms.h"
#include "access/yardstick.h"
#include "forms/score.h"
#include "learning/report_inside.h"
#include "learning/sound.h"
#include "measure/correlate.h"

/* Limits of docs/decisions/0031. A figure of fewer people than SOUND_TELL is not told. Two scores
 * of one person so many days apart, or a score and another questionnaire, are close. */
enum {
	SOUND_TELL = 30,
	SOUND_JUDGE = 50,
	SOUND_JUDGE_ITEMS = 100,
	SOUND_CLOSE = 31,
	SOUND_SETTLED = 60,   /* a first score so many days after arrival still says how it began */
	SOUND_HALF_YEAR = 150 /* change is expected from so many days on */
};

/* --- sound_people.c --- */

/* Answers that stand beside a score: other questionnaires, and her own rating. */
enum sound_other { OTHER_WHO5, OTHER_PHQ4, OTHER_CRIES8, OTHER_OWN, SOUND_OTHERS };

struct sound_look {
	int32_t day; /* since arrival */
	uint8_t setting;
	uint8_t wording;
	int8_t own;                       /* by who walks with her: 1, 0, or -1: not known */
	int16_t domain[OUTCOMES_DOMAINS]; /* as in struct outcomes_score */
	int8_t level[SCORE_ITEMS];        /* by sound_people.names; 0: no level */
};
struct sound_person {
	struct pseudonym_id pseudonym;
	int64_t episode;
	size_t first; /* of looks, by day */
	size_t n;
	uint8_t reason; /* enum outcomes_reason */
	bool reopened;
	struct str others[SOUND_OTHERS]; /* "120 form=.. all_four=3.00;..." (care/questionnaire) */
};
/* Somebody whom two scored who did not see each other's score; drawn by chance. */
struct sound_pair {
	struct pseudonym_id pseudonym;
	int16_t domain[2][OUTCOMES_DOMAINS]; /* hundredths; below 0: none */
	int8_t level[2][SCORE_ITEMS];        /* as of a look */
};
/* Whoever was scored with the steps of one age group and in one wording, each once, by the first
 * time with us. */
struct sound_people {
	struct sound_person *at;
	size_t n;
	struct sound_look *looks;
	struct str names[SCORE_ITEMS];
	size_t n_names;
	const struct sound_pair *pairs; /* in the same wording, each person once */
	size_t n_pairs;
	bool worded; /* form is known: it is the wording that most scores have */
	struct form_kept form;
};
/* In a, the wording in c->arena. */
enum err sound_gather(struct ctx *c, struct arena *a, enum outcomes_group group,
                      struct sound_people *out) NODISCARD;
/* "safe_home=3;...": the levels of questions by names, which grow; the rest of level stays. */
void sound_levels(struct arena *a, struct sound_people *p, struct str items,
                  int8_t level[SCORE_ITEMS]);
/* The number that an other questionnaire gave under a name within SOUND_CLOSE days of one of her
 * scores, the latest such; *look becomes that score. NAN when there is none. */
double sound_beside(const struct sound_people *p, const struct sound_person *one,
                    enum sound_other other, const char *name, const struct sound_look **look);

/* --- what is told --- */

enum sound_said { SOUND_FEW, SOUND_FLAT, SOUND_SAID };
/* A figure of n people. x and ci mean something when it is said; flat: cannot be worked out. */
struct sound_figure {
	enum sound_said said;
	size_t n;
	double x;
	struct interval ci;
};
struct sound_item {
	struct str label;
	struct sound_figure rest;    /* with the others */
	struct sound_figure dropped; /* alpha of the others */
	struct sound_figure kappa;   /* between two who scored alone, weighted by squares */
};
struct sound_items {
	const struct sound_item *at;
	size_t n;
};
struct sound_domain {
	size_t i;
	struct sound_figure alpha;
	size_t left_out; /* some of its questions have no level */
	struct sound_figure omega;
	struct sound_figure sem; /* in units of the scale of 1 to 4 */
	struct sound_items items;
	struct sound_figure scored; /* only n */
	struct part floor;
	struct part ceiling;
	bool has_room;              /* neither is above 15 %, and enough people */
	struct sound_figure raters; /* ICC(2,1) of two who scored alone */
	struct sound_figure again;  /* ICC(2,1) of two scores */
	struct sound_figure change;
	double before;
	double after;
	struct sound_figure change_in_sd;
	struct sound_figure spread; /* the standard deviation of first scores */
};
struct sound_domains {
	const struct sound_domain *at;
	size_t n;
};

enum sound_answer { SOUND_YES, SOUND_NO, SOUND_CANNOT_SAY };
/* What should be so if the rubric measures what it should. */
struct sound_claim {
	const char *words;    /* msgid */
	const char *of;       /* instead: a domain (msgid), of which it is her own rating and ours */
	const char *expected; /* msgid */
	const char *link;     /* definition */
	struct sound_figure figure;
	enum sound_answer answer;
	bool judged; /* enough people for the verdict */
	bool apart;  /* of two groups, whose sizes would tell of small numbers on other pages */
};
struct sound_claims {
	const struct sound_claim *at;
	size_t n;
};
struct sound_criterion {
	const char *words; /* msgid */
	enum sound_answer answer;
};
struct sound_criteria {
	const struct sound_criterion *at;
	size_t n;
};

struct sound_report {
	enum outcomes_group group;
	size_t people;
	bool worded;
	struct str form; /* hash of the wording; worded only */
	struct sound_domains domains;
	struct part
		others; /* latest scores by who does not walk with the person, where that is known */
	struct sound_claims claims;
	struct sound_criteria criteria;
	bool validated;
	int64_t waiting;
};

/* --- sound_pair.c --- */
/* The pairs of a group in a wording, for out, which has its people. */
enum err sound_pairs(struct ctx *c, struct arena *a, enum outcomes_group group, struct str wording,
                     struct sound_people *out) NODISCARD;
/* How far two agree about a domain, and about a question of it (an index into names). */
struct sound_figure sound_raters(struct arena *a, const struct sound_people *p, size_t domain);
struct sound_figure sound_kappa(struct arena *a, const struct sound_people *p, size_t name,
                                const struct score_scale *s);

/* --- sound_domain.c --- */
/* A share of people as it may be told. */
struct part sound_share(uint32_t k, uint32_t n);
struct part sound_others(const struct sound_people *p);
struct sound_domain sound_domain_of(struct ctx *c, struct arena *a, const struct sound_people *p,
                                    size_t domain);
/* --- sound_claim.c --- */
struct sound_claims sound_claims_of(struct arena *a, struct arena *scratch,
                                    const struct sound_people *p);
/* --- sound_stick.c --- */
/* What a change of one person is measured by, of those domains that enough people stand behind:
 * SOUND_JUDGE scored again, or else SOUND_JUDGE_ITEMS for alpha. False when there is none. */
bool sound_sticks(const struct sound_report *r, struct yardsticks *out);

/* A figure of n people as it may be told. */
struct sound_figure sound_figure(size_t n, double x, struct interval ci);
/* A domain of a score, from 1 to 4; of OUTCOMES_DOMAINS the mean of all, which needs four. NAN when
 * too little is known. */
double sound_value(const struct sound_look *l, size_t domain);
/* How she began and how she stood last, when half a year lies between; domain as in sound_value. */
struct pairs sound_first_and_last(struct arena *a, const struct sound_people *p, size_t domain);
