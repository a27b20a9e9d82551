#include "care/plan_html.h"
#include "care/plan_inside.h"
#include "care/welcome.h"

static const struct choice who_list[] = {
	{ "self", T("This person") },
	{ "us", T("A colleague here") },
	{ "partner", T("A partner, or somebody else") },
};
const struct choice_list plan_whos = { who_list, sizeof who_list / sizeof *who_list };

/* In the order of domain_words(), with its words. */
static const struct choice domain_list[] = {
	{ "0", T("Safety") },           { "1", T("Legal protection") },
	{ "2", T("Mental wellbeing") }, { "3", T("Work and education") },
	{ "4", T("Social support") },   { "5", T("Physical wellbeing") },
};
const struct choice_list plan_domains = { domain_list, sizeof domain_list / sizeof *domain_list };

static const struct choice from_list[] = {
	{ "concern", T("What worries") },
	{ "wish", T("What is hoped for") },
	{ "domain", T("Where more support may help") },
	{ "own", T("Something else") },
};
static const struct choice_list froms = { from_list, sizeof from_list / sizeof *from_list };
static const struct choice carry_list[] = {
	{ "open", T("Yes") },
	{ "discreet", T("Only a page that names nothing") },
};
const struct choice_list plan_carries = { carry_list, sizeof carry_list / sizeof *carry_list };

/* --- forms: one struct, of which each kind asks its part --- */

static const struct field goal_fields[] = {
	FIELD(struct plan_form, words, OWN, REQUIRED, 2000),
	CHOICE(struct plan_form, state, CHOICE, OPTIONAL, &plan_goal_states),
	FIELD(struct plan_form, reason, OWN, OPTIONAL, 1000),
	CHOICE(struct plan_form, domain, CHOICE, OPTIONAL, &plan_domains),
	CHOICE(struct plan_form, from, CHOICE, OPTIONAL, &froms),
	FIELD(struct plan_form, day, DAY, OPTIONAL, 0),
	FIELD(struct plan_form, paper, TEXT, OPTIONAL, 100),
	FIELD(struct plan_form, source, ID, OPTIONAL, 0),
	FIELD(struct plan_form, before, ID, OPTIONAL, 0),
};
static const struct field option_fields[] = {
	FIELD(struct plan_form, words, LONG, REQUIRED, 2000),
	FIELD(struct plan_form, length, TEXT, OPTIONAL, 300),
	FIELD(struct plan_form, hardships, LONG, OPTIONAL, 2000),
	FIELD(struct plan_form, no_promise, LONG, OPTIONAL, 2000),
	FIELD(struct plan_form, language, TEXT, OPTIONAL, 16),
	CHOICE(struct plan_form, interpreter, CHOICE, OPTIONAL, &interpreters),
	CHOICE(struct plan_form, state, CHOICE, OPTIONAL, &plan_option_states),
	FIELD(struct plan_form, reason, OWN, OPTIONAL, 1000),
	FIELD(struct plan_form, day, DAY, OPTIONAL, 0),
	FIELD(struct plan_form, paper, TEXT, OPTIONAL, 100),
	FIELD(struct plan_form, before, ID, OPTIONAL, 0),
};
static const struct field step_fields[] = {
	FIELD(struct plan_form, words, LONG, REQUIRED, 1000),
	CHOICE(struct plan_form, who, CHOICE, OPTIONAL, &plan_whos),
	FIELD(struct plan_form, name, TEXT, OPTIONAL, 100),
	FIELD(struct plan_form, due, DAY, OPTIONAL, 0),
	FIELD(struct plan_form, shorter, TEXT, OPTIONAL, 60),
	CHOICE(struct plan_form, state, CHOICE, OPTIONAL, &plan_step_states),
	FIELD(struct plan_form, reason, LONG, OPTIONAL, 1000),
	FIELD(struct plan_form, before, ID, OPTIONAL, 0),
};
static const struct field agree_fields[] = {
	CHOICE(struct plan_form, state, CHOICE, REQUIRED, &plan_agreed),
	FIELD(struct plan_form, words, OWN, OPTIONAL, 4000),
	FIELD(struct plan_form, name, TEXT, OPTIONAL, 100),
	FIELD(struct plan_form, language, TEXT, OPTIONAL, 16),
	CHOICE(struct plan_form, interpreter, CHOICE, OPTIONAL, &interpreters),
	FIELD(struct plan_form, day, DAY, OPTIONAL, 0),
	FIELD(struct plan_form, due, DAY, OPTIONAL, 0),
	FIELD(struct plan_form, paper, TEXT, OPTIONAL, 100),
	FIELD(struct plan_form, before, ID, OPTIONAL, 0),
};
static const struct field done_fields[] = {
	FIELD(struct plan_form, before, ID, REQUIRED, 0),
};
static const struct field print_fields[] = {
	CHOICE(struct plan_print_form, carry, CHOICE, REQUIRED, &plan_carries),
	FIELD(struct plan_print_form, language, TEXT, OPTIONAL, 16),
};

#define PLAN "/people/:person/plan"
#define FORM_OF(fields) FORM(struct plan_form, fields)

static const struct route routes[] = {
	PAGE(PLAN, PERSON(READ, CASE), plan_show),
	PAGE(PLAN "/goals/new", PERSON(WRITE, CASE), plan_goal_new),
	POST(PLAN "/goals/new", PERSON(WRITE, CASE), plan_goal_save, FORM_OF(goal_fields),
	     plan_goal_new),
	PAGE(PLAN "/goals/:row", PERSON(WRITE, CASE), plan_goal_change),
	POST(PLAN "/goals/:row", PERSON(WRITE, CASE), plan_goal_save, FORM_OF(goal_fields),
	     plan_goal_change),
	PAGE(PLAN "/goals/:row/offer", PERSON(WRITE, CASE), plan_option_new),
	POST(PLAN "/goals/:row/offer", PERSON(WRITE, CASE), plan_option_save, FORM_OF(option_fields),
	     plan_option_new),
	PAGE(PLAN "/options/:row", PERSON(WRITE, CASE), plan_option_change),
	POST(PLAN "/options/:row", PERSON(WRITE, CASE), plan_option_save, FORM_OF(option_fields),
	     plan_option_change),
	PAGE(PLAN "/goals/:row/step", PERSON(WRITE, CASE), plan_step_new),
	POST(PLAN "/goals/:row/step", PERSON(WRITE, CASE), plan_step_save, FORM_OF(step_fields),
	     plan_step_new),
	PAGE(PLAN "/steps/:row", PERSON(WRITE, CASE), plan_step_change),
	POST(PLAN "/steps/:row", PERSON(WRITE, CASE), plan_step_save, FORM_OF(step_fields),
	     plan_step_change),
	POST(PLAN "/done", PERSON(WRITE, CASE), plan_done_save, FORM_OF(done_fields), plan_show),
	PAGE(PLAN "/agree", PERSON(WRITE, CASE), plan_agree_new),
	POST(PLAN "/agree", PERSON(WRITE, CASE), plan_agree_save, FORM_OF(agree_fields),
	     plan_agree_new),
	PAGE(PLAN "/agreements/:row", PERSON(WRITE, CASE), plan_agree_change),
	POST(PLAN "/agreements/:row", PERSON(WRITE, CASE), plan_agree_save, FORM_OF(agree_fields),
	     plan_agree_change),
	PAGE(PLAN "/print", PERSON(READ, CASE), plan_print_show),
	POST(PLAN "/print", PERSON(READ, CASE), plan_print_save,
	     FORM(struct plan_print_form, print_fields), plan_print_show),
	PAGE(PLAN "/paper", PERSON(READ, CASE), plan_paper_show),
};
const struct routes plan_routes = { routes, sizeof routes / sizeof *routes };
