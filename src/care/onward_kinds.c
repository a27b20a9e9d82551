/* The questions of each kind. Names and codes are sealed and final. */
#include "care/onward_inside.h"

#define LIST(name, ...) \
	static const struct choice name##_list[] = { __VA_ARGS__ }; \
	static const struct choice_list name = { name##_list, sizeof name##_list / sizeof *name##_list }

LIST(holders, { "self", T("The person") }, { "bank", T("A bank, in the own name") },
     { "group", T("A savings group") }, { "family", T("Somebody trusted") },
     { "us", T("We, with a receipt") });
LIST(whats, { "training", T("Training") }, { "apprentice", T("Learning at the workplace") },
     { "work", T("Paid work") }, { "own", T("An own business") });
LIST(seen, { "yes", T("Yes") }, { "no", T("No") }, { "none", T("There is none") });
LIST(yes_no, { "yes", T("Yes") }, { "no", T("No") }, { "unclear", T("Not clear") });
LIST(safe, { "yes", T("Yes") }, { "care", T("Yes, with care") }, { "no", T("No") },
     { "waits", T("Not decided yet") });
LIST(decided, { "goes", T("To go home") }, { "stays", T("To stay") },
     { "thinks", T("Still thinking about it") });
LIST(results, { "safe", T("Safe enough") }, { "plan", T("Only with a plan") },
     { "unsafe", T("Not safe now") }, { "unknown", T("Not known") });
LIST(reached, { "yes", T("Yes, in person") }, { "through", T("Through somebody trusted") },
     { "no", T("No") });
LIST(hows, { "well", T("Well") }, { "mixed", T("Some of it is hard") }, { "hard", T("Hard") },
     { "back", T("Wants to come back") });

#define LINE(i, name_) \
	{ \
		.name = (name_), .kind = FIELD_TEXT, .max = 300, \
		.at = offsetof(struct onward_form, value[i]) \
	}
#define LONG(i, name_) \
	{ \
		.name = (name_), .kind = FIELD_LONG, .max = 4000, \
		.at = offsetof(struct onward_form, value[i]) \
	}
#define ONE(i, name_, list) \
	{ \
		.name = (name_), .kind = FIELD_CHOICE, .at = offsetof(struct onward_form, value[i]), \
		.choices = &(list) \
	}
#define DAYS \
	FIELDS_WHEN(struct onward_form, when), FIELD(struct onward_form, checked, DAY, OPTIONAL, 0), \
		FIELD(struct onward_form, next, DAY, OPTIONAL, 0)

const struct field onward_savings[SAVED_N + ONWARD_DAYS] = {
	LINE(SAVED_IN, "put_aside"),
	LINE(SAVED_OUT, "taken_out"),
	LINE(SAVED_ALL, "in_all"),
	LINE(SAVED_FOR, "goal"),
	ONE(SAVED_HOLDER, "holder", holders),
	LONG(SAVED_WORDS, "words"),
	DAYS,
};
static const struct onward_words savings_words[SAVED_N] = {
	{ T("Put aside this time"), T("With the currency.") },
	{ T("Taken out this time"), NULL },
	{ T("Put aside in all"), NULL },
	{ T("What it is for, in own words"), NULL },
	{ T("Who keeps it"), NULL },
	{ T("Anything else"), NULL },
};

const struct field onward_work[WORK_N + ONWARD_DAYS] = {
	ONE(WORK_WHAT, "what", whats),
	LINE(WORK_PLACE, "place"),
	LINE(WORK_WAGE, "wage"),
	LINE(WORK_HOURS, "hours"),
	LINE(WORK_CHECKED_BY, "checked_by"),
	ONE(WORK_CONTRACT, "contract", seen),
	ONE(WORK_FREE, "free", yes_no),
	ONE(WORK_PAPERS, "papers", yes_no),
	ONE(WORK_SAFE, "safe", safe),
	LONG(WORK_WORDS, "words"),
	DAYS,
};
static const struct onward_words work_words[WORK_N] = {
	{ T("What it is"), NULL },
	{ T("Which school, workshop or employer"), NULL },
	{ T("The wage, and how it is paid"), NULL },
	{ T("Hours and days off"), NULL },
	{ T("Who went and looked at the place"),
	  T("Leave it empty when nobody has: the page says so.") },
	{ T("A written contract was seen"), NULL },
	{ T("Free to leave, also without notice"), NULL },
	{ T("Papers stay with the person"), NULL },
	{ T("Is the place safe?"), NULL },
	{ T("The person's own view"), NULL },
};

const struct field onward_return[RETURN_N + ONWARD_DAYS] = {
	LONG(RETURN_WORDS, "choice"),
	LONG(RETURN_KNOWS, "knows"),
	ONE(RETURN_DECIDED, "decided", decided),
	LINE(RETURN_CHECKED_BY, "checked_by"),
	ONE(RETURN_RESULT, "result", results),
	LONG(RETURN_WRONG, "wrong"),
	LINE(RETURN_PARTNER, "partner"),
	LINE(RETURN_TRAVEL, "travel"),
	DAYS,
};
static const struct onward_words return_words[RETURN_N] = {
	{ T("The choice, in own words"), NULL },
	{ T("What is known of it"),
	  T("How it is there now, who helps there, that staying is possible, and coming back.") },
	{ T("What was chosen"), T("It can be chosen anew at any time, also on the way.") },
	{ T("Who looked at the risk"), T("Leave it empty when nobody has: the page says so.") },
	{ T("What was found"), NULL },
	{ T("What could go wrong, and what is done then"), NULL },
	{ T("Who gives a welcome there"), NULL },
	{ T("The way there, and with whom"), NULL },
};

const struct field onward_after[AFTER_N + ONWARD_DAYS] = {
	ONE(AFTER_REACHED, "reached", reached),
	ONE(AFTER_HOW, "how", hows),
	LONG(AFTER_WORDS, "words"),
	DAYS,
};
static const struct onward_words after_words[AFTER_N] = {
	{ T("Could the person be reached?"), NULL },
	{ T("How is it there?"), NULL },
	{ T("In own words"), NULL },
};

static const struct onward_about abouts[ONWARD_KINDS] = {
	[ONWARD_SAVINGS] = { .name = "savings",
	                     .path = "/savings",
	                     .title = T("Savings"),
	                     .moment = T("Savings"),
	                     .intro = T("This belongs to the person. Nobody has to save, "
	                                "and no help depends on it."),
	                     .why = T(
							 "So that nothing of theirs is lost, and they can see it grow. Figures "
							 "hold only that somebody saves, never how much."),
	                     .button = T("Save this line"),
	                     .checked_by = -1,
	                     .words = savings_words,
	                     .fields = onward_savings,
	                     .n = SAVED_N },
	[ONWARD_WORK] = { .name = "work",
	                  .path = "/work",
	                  .title = T("Training and work"),
	                  .moment = T("Training or work"),
	                  .intro =
	                      T("Before somebody begins: has one of us looked at "
	                        "the place? Papers in the "
	                        "person's own hands, a wage paid to nobody else, and an open door."),
	                  .why =
	                      T("Work is where many were harmed before. Those who walk along see this; "
	                        "nothing of it goes to the employer."),
	                  .button = T("Save this place"),
	                  .checked = T("When it was looked at"),
	                  .unchecked = T("Nobody has looked at this place yet."),
	                  .checked_by = WORK_CHECKED_BY,
	                  .words = work_words,
	                  .fields = onward_work,
	                  .n = WORK_N },
	[ONWARD_RETURN] = { .name = "return",
	                    .path = "/return",
	                    .title = T("Going home"),
	                    .moment = T("Going home"),
	                    .intro = T("Only as an own choice, with all that is known, and never in a "
	                               "hurry. Staying is a full answer too."),
	                    .why =
	                        T("So that the choice is an informed one, and somebody asks afterwards "
	                          "how it is."),
	                    .button = T("Save the choice"),
	                    .checked = T("When the risk was looked at"),
	                    .next = T("When we ask how it is there"),
	                    .unchecked = T("Nobody has looked at the risk yet."),
	                    .checked_by = RETURN_CHECKED_BY,
	                    .words = return_words,
	                    .fields = onward_return,
	                    .n = RETURN_N },
	[ONWARD_AFTER] = { .name = "after",
	                   .path = "/after",
	                   .title = T("After going home"),
	                   .moment = T("After going home"),
	                   .intro = T("Asked only in the way that was called safe."),
	                   .why = T("So that somebody notices when it becomes hard, and the door stays "
	                            "open."),
	                   .button = T("Save how it is"),
	                   .next = T("When we ask again"),
	                   .checked_by = -1,
	                   .words = after_words,
	                   .fields = onward_after,
	                   .n = AFTER_N },
};

const struct onward_about *onward_about(enum onward_kind kind)
{
	return &abouts[kind];
}

struct onward_questions onward_questions(struct arena *a, enum onward_kind kind)
{
	const struct onward_about *about = &abouts[kind];
	struct onward_question *at = NEW_N(a, struct onward_question, about->n);

	for (size_t i = 0; i < about->n; i++)
		at[i] = (struct onward_question){ &about->fields[i], about->words[i].label,
			                              about->words[i].hint };
	return (struct onward_questions){ at, about->n };
}

struct str onward_answer(struct ctx *c, const struct onward *o, size_t i)
{
	const struct choice_list *choices = abouts[o->kind].fields[i].choices;

	return choices ? str_z(lang_text(c->lang, choice_label(choices, o->value[i]))) : o->value[i];
}
