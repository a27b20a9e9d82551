/* Which languages a form is written in, and which of them comes first. */
#include "forms/reader.h"

#include <strings.h>

/* Names that people write without a code. */
static const struct {
	const char *name;
	const char *code;
} known[] = {
	{ "English", "en" },    { "Español", "es" },    { "Spanish", "es" },   { "Français", "fr" },
	{ "French", "fr" },     { "العربية", "ar" },    { "Arabic", "ar" },    { "Português", "pt" },
	{ "Portuguese", "pt" }, { "Swahili", "sw" },    { "Kiswahili", "sw" }, { "Русский", "ru" },
	{ "Russian", "ru" },    { "Українська", "uk" }, { "Ukrainian", "uk" }, { "Nepali", "ne" },
	{ "Hindi", "hi" },      { "Bengali", "bn" },    { "Bangla", "bn" },    { "Thai", "th" },
	{ "Tagalog", "tl" },    { "Vietnamese", "vi" }, { "Khmer", "km" },     { "Burmese", "my" },
	{ "Amharic", "am" },    { "Tigrinya", "ti" },   { "Somali", "so" },    { "Romanian", "ro" },
};

/* Whatever the capitals of Latin letters. */
static bool same(struct str a, struct str b)
{
	return a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}

/* "Español (es)" becomes name and code; without brackets a known name has its code, and any other
 * is both. */
static struct form_lang named(struct str column)
{
	struct form_lang l = { column, column, column };
	struct str code;
	struct str name = str_cut(column, '(', &code);

	if (code.n > 1 && code.p[code.n - 1] == ')') {
		l.name = str_trim(name);
		l.code = str_trim((struct str){ code.p, code.n - 1 });
		return l;
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (same(column, str_z(known[i].name)))
			l.code = str_z(known[i].code);
	}
	return l;
}

/* A header without brackets says a language as shortly as it can. */
static bool bare(const struct form_lang *l)
{
	return str_eq(l->column, l->name);
}

/* "English (en)", "english(en)", "English" and "en" are one; two dialects with one code are not. */
static bool one_language(const struct form_lang *a, const struct form_lang *b)
{
	return same(a->code, b->code) && (same(a->name, b->name) || bare(a) || bare(b));
}

size_t reader_language_at(const struct form_def *d, struct str column)
{
	const struct form_lang said = named(column);
	size_t l = 0;

	while (l < d->langs_n && !str_eq(d->langs[l].column, column))
		l++;
	if (l < d->langs_n)
		return l;
	for (l = 0; l < d->langs_n && !one_language(&d->langs[l], &said);)
		l++;
	return l;
}

void reader_add_language(struct reader *r, struct str column)
{
	struct form_def *d = r->def;

	if (reader_language_at(d, column) < d->langs_n)
		return;
	if (d->langs_n == FORM_LANGS) {
		reader_problem(r, FORM_REFUSED, 1, column,
		               T("A form can have eight languages. Make a second form."), column);
		return;
	}
	d->langs[d->langs_n++] = named(column);
}

static const char *const text_columns[] = {
	"label",
	"hint",
	"guidance_hint",
	"why",
	"required_message",
	"constraint_message",
	"media::image",
	"media::audio",
	"media::video",
	"form_title",
};

static bool translated(struct str header, struct str *language)
{
	for (size_t i = 0; i < sizeof text_columns / sizeof *text_columns; i++) {
		if (reader_language(header, str_z(text_columns[i]), language))
			return true;
	}
	return false;
}

/* The header's language that default_language means: as written, by its name or by its code. */
static bool meant(struct reader *r, struct str given, struct str *column)
{
	struct str language;

	for (r->which = SURVEY; r->which < SHEETS; r->which++) {
		struct sheet_row head = reader_header(r);
		for (size_t i = 0; i < head.n; i++) {
			if (!translated(head.cells[i], &language))
				continue;
			*column = language;
			if (same(language, given) || same(named(language).name, given) ||
			    same(named(language).code, given))
				return true;
		}
	}
	return false;
}

/* Whether the texts have a language without a name: a column "label", or no label at all. Beside
 * "label::English" a plain "why" is English as well. */
static bool has_plain(struct reader *r)
{
	struct sheet_row head;
	struct str language;
	bool labels = false;

	r->which = SURVEY;
	head = reader_header(r);
	for (size_t i = 0; i < head.n; i++) {
		if (str_eq(head.cells[i], STR("label")))
			return true;
		labels = labels || reader_language(head.cells[i], STR("label"), &language);
	}
	return !labels;
}

/* The default language comes first. Without one that the headers know, a column named just "label"
 * makes the first language: named as the settings say, or nameless. */
static void first_language(struct reader *r)
{
	const struct sheet *s = &r->sheets[SETTINGS];
	struct str given = { "", 0 };
	struct str column;

	r->which = SETTINGS;
	if (s->n > 1)
		given = reader_cell(r, &s->rows[1], "default_language");
	if (given.n && meant(r, given, &column)) {
		reader_add_language(r, column);
		return;
	}
	if (has_plain(r)) {
		reader_add_language(r, given);
		return;
	}
	r->which = SETTINGS;
	if (given.n)
		reader_problem(
			r, FORM_REMARK, s->rows[1].number, STR("default_language"),
			T("No column is in this language. The first language of the survey is taken."), given);
}

/* "label::English" beside "label::English (en)" is the same twice. */
static void refuse_twins(struct reader *r)
{
	struct sheet_row head = reader_header(r);
	struct str one;
	struct str other;

	for (size_t i = 0; i < head.n; i++) {
		if (!translated(head.cells[i], &one))
			continue;
		for (size_t j = 0; j < i; j++) {
			if (translated(head.cells[j], &other) &&
			    head.cells[i].n - one.n == head.cells[j].n - other.n &&
			    str_starts(head.cells[j],
			               (struct str){ head.cells[i].p, head.cells[i].n - one.n }) &&
			    reader_language_at(r->def, one) == reader_language_at(r->def, other))
				reader_problem(r, FORM_REFUSED, head.number, head.cells[i],
				               T("This column is there twice. Keep one of them."), head.cells[j]);
		}
	}
}

void reader_languages(struct reader *r)
{
	struct str language;

	if (r->def->langs_n)
		return; /* told already: a form that was kept */
	first_language(r);
	for (r->which = SURVEY; r->which < SHEETS; r->which++) {
		struct sheet_row head = reader_header(r);
		for (size_t i = 0; i < head.n; i++) {
			if (translated(head.cells[i], &language))
				reader_add_language(r, language);
		}
		refuse_twins(r);
	}
	if (r->def->langs_n == 0)
		reader_add_language(r, STR(""));
}

/* The same order as the languages of other_words. */
static const char *const other_codes[] = { "en", "es", "fr", "ar" };
static const char *const other_words[][2] = {
	{ "Other", "Which other?" },
	{ "Otro", "¿Cuál?" },
	{ "Autre", "Lequel ?" },
	{ "غير ذلك", "ما هو؟" },
};

struct form_text reader_other(const struct reader *r, bool ask)
{
	struct form_text t = { .in = { { "", 0 } } };

	for (size_t l = 0; l < FORM_LANGS; l++) {
		t.in[l] = STR("");
		for (size_t i = 0; l < r->def->langs_n && i < 4; i++) {
			if (i == 0 || str_eq(r->def->langs[l].code, str_z(other_codes[i])))
				t.in[l] = str_z(other_words[i][ask]);
		}
	}
	return t;
}
