/* What only the house can say against a form: its roles, its concepts, what it is about. */
#include "access/forms.h"
#include "base/buf.h"
#include "base/mark.h"
#include "forms/list.h"

static bool parts(char c)
{
	return c == ' ' || c == ',' || c == ';' || c == '\n' || c == '\t';
}

/* The next word of a cell, and what is left of it; empty at the end. */
static struct str word_of(struct str *cell)
{
	struct str word;

	while (cell->n && parts(cell->p[0])) {
		cell->p++;
		cell->n--;
	}
	word = (struct str){ cell->p, 0 };
	while (cell->n && !parts(cell->p[0])) {
		cell->p++;
		cell->n--;
		word.n++;
	}
	return word;
}

bool forms_seen_by(struct str seen_by, int64_t roles)
{
	struct str rest = seen_by;
	bool anybody = false;

	for (struct str word = word_of(&rest); word.n; word = word_of(&rest)) {
		if (str_eq(word, STR("team")) || (role_find(word) & roles))
			return true;
		anybody = true;
	}
	return !anybody;
}

static void note(struct form_problems *problems, const struct form_field *f, const char *column,
                 const char *words, struct str detail)
{
	form_problem_add(problems, (struct form_problem){ FORM_UNREADY, "survey", f->row, str_z(column),
	                                                  words, detail });
}

/* A wrong word, and what stands there instead. Codes are no words of a sentence: these are said
 * anew in the words of a house. */
static struct str known_roles(struct arena *a, struct str word)
{
	static const struct {
		const char *name;
		uint32_t opens;
	} roles[] = {
#define ROLE(bit, name, words, compartments) { #name, compartments },
#include "access/roles.def"
#undef ROLE
	};
	struct buf b = buf_new(a, 512);

	buf_add(&b, word);
	buf_add(&b, STR(": team"));
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (roles[i].opens)
			buf_fmt(&b, " %s", roles[i].name);
	return buf_str(&b);
}

static void check_seen_by(struct arena *a, const struct form_field *f,
                          struct form_problems *problems)
{
	struct str rest = f->seen_by;

	for (struct str word = word_of(&rest); word.n; word = word_of(&rest))
		if (!str_eq(word, STR("team")) && !str_eq(word, STR("survivor")) && !role_find(word))
			note(problems, f, "seen_by",
			     T("There is no such role here. After the colon stand the words that can be used, "
			       "with a space between; the first one means everybody who walks along."),
			     known_roles(a, word));
}

/* Questionnaires have pages and a score of their own, which show all to whoever holds the key. */
static void check_scored(const struct form_field *f, struct form_problems *problems)
{
	if (form_asks(f) && !str_eq(f->seen_by, STR("team")))
		note(problems, f, "seen_by",
		     T("A form with a score is seen as a whole by whoever may open it. Empty this cell."),
		     f->seen_by);
}

static bool known(const struct code_list *concepts, struct str code)
{
	for (size_t i = 0; i < concepts->n; i++)
		if (str_eq(concepts->at[i].name, code))
			return true;
	return false;
}

/* Nobody who walks with us is there: no fact of hers, and no key of hers. */
static void check_house(const struct form_field *f, struct form_problems *problems)
{
	if (f->told_once.n)
		note(problems, f, "told_once",
		     T("A form about a colleague or the organisation tells nothing of a person who walks "
		       "with us. Empty this cell."),
		     f->told_once);
	if (form_asks(f) && !str_eq(f->compartment, STR("case")))
		note(problems, f, "compartment",
		     T("A form about a colleague or the organisation is sealed as a whole, for those who "
		       "may open it. Empty this cell; write roles under seen_by to narrow who sees an "
		       "answer."),
		     f->compartment);
}

void forms_check(struct arena *a, const char *packs, const struct form_def *f,
                 struct form_problems *problems)
{
	struct str about = forms_setting(f, STR("about"));
	bool house = str_eq(about, STR("staff")) || str_eq(about, STR("organisation"));
	struct code_list concepts;
	bool listed =
		list_load(a, arena_fmt(a, "%s/core/concepts.csv", packs).p, STR("en"), &concepts) == OK;

	for (size_t i = 0; i < f->fields_n; i++) {
		const struct form_field *one = &f->fields[i];
		check_seen_by(a, one, problems);
		if (f->instrument)
			check_scored(one, problems);
		if (house)
			check_house(one, problems);
		else if (listed && one->told_once.n && !known(&concepts, one->told_once))
			note(problems, one, "told_once",
			     T("There is no such fact in packs/core/concepts.csv, so nobody would be spared "
			       "telling it twice. Correct the code, or add it to that list."),
			     one->told_once);
	}
}
