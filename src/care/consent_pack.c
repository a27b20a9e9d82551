/* The purposes of the pack, and from which age a child answers alone. */
#include "care/consent_inside.h"
#include "forms/shelf.h"

#include <string.h>

enum {
	WRONG_CODE = LIST_OTHER,
	WRONG_TEXT,
	WRONG_GROUPS,
	WRONG_USUAL,
	WRONG_BEST,
	WRONG_PURPOSE,
	WRONG_SOURCE
};

const char *purposes_advice(const struct list_problem *p)
{
	switch (p->fault) {
	case LIST_GONE:
		return T("This file is not there. Please put back the one that came with the program.");
	case LIST_TORN:
		return T("This cannot be read as a table. Please save it again as CSV in UTF-8, with every "
		         "quote closed.");
	case LIST_NO_NAME:
		return T(
			"The first cell of this line is empty or not the right one. Please compare it with "
			"the file that came with the program.");
	case LIST_TWICE:
		return T("This name stands in an earlier line, too. Please keep one of them.");
	case LIST_YES_NO:
		return T("Please write yes or no here.");
	case LIST_NUMBER:
		return strcmp(p->column, "age") == 0
		           ? T("Please write an age in years here, from 1 to 17.")
		           : T("Please write a whole number of days here, from 1 to 731.");
	case WRONG_CODE:
		return T("Please use only small letters, digits and _ here; records keep this name.");
	case WRONG_TEXT:
		return T(
			"Please write here what is told before the answer, at least in the first language.");
	case WRONG_GROUPS:
		return T(
			"Please write which groups of data can be ticked, with a space between: name where "
			"safety case story health counsel legal totals.");
	case WRONG_USUAL:
		return T("The usual time is longer than the longest. Please change one of them.");
	case WRONG_BEST:
		return T("Nobody decides for a child about research or publicity. Please write no here.");
	case WRONG_PURPOSE:
		return T(
			"There is no such purpose in consent-purposes.csv. Please write one that is there.");
	case WRONG_SOURCE:
		return T("Please write which law says so, so that others can check it.");
	default:
		return "";
	}
}

/* --- one line --- */

static bool code_sound(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_", s.p[i]))
			return false;
	return s.n > 0 && s.n <= 40;
}

static const char *text(struct list_sheet *s, const struct sheet_row *row, const char *what,
                        struct str language)
{
	struct str t = list_text(s, row, what, language);

	if (!t.n)
		list_wrong(s, row, what, WRONG_TEXT);
	return t.p;
}

static uint32_t bit_of(struct str code)
{
	for (size_t i = 0; i < consent_groups.n; i++)
		if (str_eq(code, str_z(consent_groups.at[i].value)))
			return 1U << i;
	return 0;
}

static uint32_t groups(struct list_sheet *s, const struct sheet_row *row)
{
	struct str rest = list_cell(s, row, "groups");
	uint32_t all = 0;

	if (!rest.n)
		list_wrong(s, row, "groups", WRONG_GROUPS);
	while (rest.n) {
		uint32_t bit = bit_of(str_cut(rest, ' ', &rest));
		if (!bit)
			list_wrong(s, row, "groups", WRONG_GROUPS);
		all |= bit;
		rest = str_trim(rest);
	}
	return all;
}

/* Whatever a pack says: what is not for the child's own help waits for somebody who may answer. */
static bool never_decided(struct str code)
{
	return str_eq(code, STR("research")) || str_eq(code, STR("media"));
}

static struct purpose purpose_in(struct list_sheet *s, const struct sheet_row *row,
                                 struct str language)
{
	struct purpose p = { .code = row->cells[0].p,
		                 .label = text(s, row, "label", language),
		                 .means = text(s, row, "means", language),
		                 .good = text(s, row, "good", language),
		                 .risk = text(s, row, "risk", language),
		                 .no = text(s, row, "no", language),
		                 .days = list_number(s, row, "days", 1, CONSENT_MOST_DAYS),
		                 .longest = list_number(s, row, "longest", 1, CONSENT_MOST_DAYS),
		                 .groups = groups(s, row),
		                 .leaves = list_yes(s, row, "leaves"),
		                 .renewed = list_yes(s, row, "asked_again"),
		                 .best_interests = list_yes(s, row, "best_interests"),
		                 .alone_source = "" };

	if (!code_sound(row->cells[0]))
		list_wrong(s, row, "name", WRONG_CODE);
	if (p.days > p.longest)
		list_wrong(s, row, "days", WRONG_USUAL);
	if (p.best_interests && never_decided(row->cells[0]))
		list_wrong(s, row, "best_interests", WRONG_BEST);
	return p;
}

/* --- both files --- */

struct sought {
	const char *purposes;
	const char *ages;
	struct str language;
};

static void read_ages(struct arena *a, const char *path, struct purpose *list, struct purposes *out)
{
	struct list_sheet s;

	list_open(a, path, "purpose", &s);
	for (size_t i = 1; i < s.sheet.n; i++) {
		const struct sheet_row *row = &s.sheet.rows[i];
		size_t k = 0;
		while (k < out->n && !str_eq(row->cells[0], str_z(list[k].code)))
			k++;
		if (k == out->n) {
			list_wrong(&s, row, "purpose", WRONG_PURPOSE);
			continue;
		}
		list[k].alone = list_number(&s, row, "age", 1, 17);
		list[k].alone_source = list_cell(&s, row, "source").p;
		if (!*list[k].alone_source)
			list_wrong(&s, row, "source", WRONG_SOURCE);
	}
	/* No such file: nobody answers alone, and nothing is wrong. */
	if (s.problem.fault != LIST_WELL && s.problem.fault != LIST_GONE)
		out->problem = s.problem;
}

/* A child answers alone by a table that is right, or not at all. */
static void forget_ages(struct purpose *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		list[i].alone = 0;
}

static const void *make(struct arena *a, const void *arg)
{
	const struct sought *want = arg;
	struct purposes *out = NEW(a, struct purposes);
	struct purpose *list;
	struct list_sheet s;

	list_open(a, arena_str(a, str_z(want->purposes)).p, "name", &s);
	list = NEW_N(a, struct purpose, s.sheet.n + 1);
	for (size_t i = 1; i < s.sheet.n; i++)
		list[out->n++] = purpose_in(&s, &s.sheet.rows[i], want->language);
	out->at = list;
	out->problem = s.problem;
	if (s.problem.fault != LIST_WELL) {
		out->n = 0;
		return out;
	}
	read_ages(a, arena_str(a, str_z(want->ages)).p, list, out);
	if (out->problem.fault != LIST_WELL)
		forget_ages(list, out->n);
	return out;
}

static struct sought seek(struct arena *a, const char *packs, const char *language)
{
	return (struct sought){ arena_fmt(a, "%s/core/consent-purposes.csv", packs).p,
		                    arena_fmt(a, "%s/core/consent-ages.csv", packs).p, str_z(language) };
}

const struct purposes *purposes_read(struct arena *a, const char *packs, const char *language)
{
	struct sought want = seek(a, packs, language);

	return make(a, &want);
}

static const struct purposes *purposes_in(struct ctx *c, const struct lang *lang)
{
	struct sought want = seek(c->arena, c->house->packs, lang_code(lang));
	struct str name = arena_fmt(c->arena, "%s %s", want.language.p, want.purposes);
	int64_t stamp = shelf_stamp(shelf_stamp(0, want.purposes), want.ages);
	const struct purposes *kept = shelf(name.p, stamp, make, &want);

	return kept ? kept : make(c->arena, &want);
}

/* The files are looked at once a request, not once a consent. */
const struct purposes *purposes_now(struct ctx *c)
{
	const struct lang *lang = c->lang ? c->lang : *lang_table;
	void **seen = module_opened(c, lang);

	if (!*seen) {
		const struct purposes **found = NEW(c->arena, const struct purposes *);
		*found = purposes_in(c, lang);
		*seen = found;
	}
	return *(const struct purposes **)*seen;
}

const struct purpose *purpose_of(struct ctx *c, struct str code)
{
	const struct purposes *all = purposes_now(c);

	for (size_t i = 0; i < all->n; i++)
		if (str_eq(code, str_z(all->at[i].code)))
			return &all->at[i];
	return NULL;
}

const char *consent_purpose_words(struct ctx *c, struct str code)
{
	const struct purpose *p = purpose_of(c, code);

	return p ? p->label : consent_say(c, T("A consent"));
}

bool consent_leaves(struct ctx *c, struct str code)
{
	const struct purpose *p = purpose_of(c, code);

	return p && p->leaves;
}
