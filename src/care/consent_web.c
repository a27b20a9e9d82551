/* The addresses of consents, and what may be posted to them. */
#include "care/consent_view.h"
#include "care/welcome.h"

static const struct field consent_fields_in[] = {
	FIELD(struct consent_form, purpose, TEXT, REQUIRED, 40),
	CHOICE(struct consent_form, answer, CHOICE, REQUIRED, &consent_answers),
	FIELD(struct consent_form, recipient, TEXT, OPTIONAL, 200),
	CHOICE(struct consent_form, groups, FLAGS, OPTIONAL, &consent_groups),
	FIELD(struct consent_form, withheld, TEXT, OPTIONAL, 500),
	FIELD(struct consent_form, until, DAY, OPTIONAL, 0),
	CHOICE(struct consent_form, how, CHOICE, OPTIONAL, &consent_hows),
	FIELD(struct consent_form, witness, TEXT, OPTIONAL, 200),
	FIELD(struct consent_form, language, TEXT, OPTIONAL, 16),
	CHOICE(struct consent_form, interpreter, CHOICE, OPTIONAL, &interpreters),
	CHOICE(struct consent_form, by, CHOICE, OPTIONAL, &consent_givers),
	CHOICE(struct consent_form, standing, CHOICE, OPTIONAL, &consent_standings),
	FIELD(struct consent_form, ground, TEXT, OPTIONAL, 500),
	FIELD(struct consent_form, unsuspected, FLAG, OPTIONAL, 0),
	CHOICE(struct consent_form, assent, CHOICE, OPTIONAL, &consent_assents),
	FIELD(struct consent_form, talked, OWN, OPTIONAL, 2000),
	FIELD(struct consent_form, deciders, TEXT, OPTIONAL, 500),
	FIELD(struct consent_form, nobody, LONG, OPTIONAL, 2000),
	FIELD(struct consent_form, weighed, LONG, OPTIONAL, 2000),
	FIELD(struct consent_form, review, DAY, OPTIONAL, 0),
	FIELD(struct consent_form, instead, TEXT, OPTIONAL, 500),
	FIELD(struct consent_form, day, DAY, OPTIONAL, 0),
};

static const struct field back_fields[] = {
	CHOICE(struct back_form, how, CHOICE, OPTIONAL, &consent_back_hows),
	CHOICE(struct back_form, by, CHOICE, OPTIONAL, &consent_takers),
};
static const struct field print_fields[] = {
	CHOICE(struct print_form, carry, CHOICE, REQUIRED, &consent_carries),
};

#define ONE "/people/:person/consents/:row"

static const struct route routes[] = {
	PAGE("/people/:person/consents", PERSON(READ, SAFETY), consents_show),
	PAGE("/people/:person/consents/new", PERSON(WRITE, CASE), consent_new_page),
	POST("/people/:person/consents/new", PERSON(WRITE, CASE), consent_create,
	     FORM(struct consent_form, consent_fields_in), consent_new_page),
	PAGE(ONE, PERSON(WRITE, CASE), consent_correct),
	POST(ONE, PERSON(WRITE, CASE), consent_save, FORM(struct consent_form, consent_fields_in),
	     consent_correct),
	PAGE(ONE "/withdraw", PERSON(WRITE, CASE), consent_back_show),
	POST(ONE "/withdraw", PERSON(WRITE, CASE), consent_back_save,
	     FORM(struct back_form, back_fields), consent_back_show),
	PAGE(ONE "/print", PERSON(READ, CASE), consent_print_show),
	POST(ONE "/print", PERSON(READ, CASE), consent_print_save,
	     FORM(struct print_form, print_fields), consent_print_show),
	PAGE(ONE "/paper", PERSON(READ, CASE), consent_paper_show),
};
const struct routes consent_routes = { routes, sizeof routes / sizeof *routes };
