/* The functions that an expression may call, and why some are refused
 * (https://getodk.github.io/xforms-spec/#xpath-functions). */
#include "forms/xpath_inside.h"

#include <string.h>
#include <strings.h>

#define CODES T("Answers are not turned into codes here. Leave this function out.")
#define DEVICE T("Numbers of devices and accounts are not collected. Leave this function out.")
#define FROM_FILE \
	T("This looks things up in another file, which is not read. Put the list into the choices " \
	  "sheet and use choice_filter.")
#define NO_ITEXT T("Texts are translated in the columns label::Language. Leave this function out.")
#define NO_MAPS T("Places on a map are not asked for here. Leave this function out.")
#define NO_VERSION T("The version is kept with every answer anyway. Leave this function out.")
#define PATH T("Paths are not read here. Write ${name} instead.")
#define RANDOM T("A form gives the same answer each time it is read. Leave random values out.")

/* Known to libxml2, or to xpath_functions, by the same name. */
#define SAME(name, least, most) \
	{ \
		name, name, least, most, XPATH_PLAIN, NULL \
	}
#define REFUSED(name, why) \
	{ \
		name, NULL, 0, 0, XPATH_PLAIN, why \
	}

const struct xpath_function xpath_words[] = {
	SAME("abs", 1, 1),
	SAME("acos", 1, 1),
	REFUSED("area", NO_MAPS),
	SAME("asin", 1, 1),
	SAME("atan", 1, 1),
	SAME("atan2", 2, 2),
	REFUSED("base64-decode", CODES),
	SAME("boolean", 1, 1),
	SAME("boolean-from-string", 1, 1),
	SAME("ceiling", 1, 1),
	SAME("checklist", 3, 60),
	SAME("coalesce", 2, 2),
	{ "concat", "join-all", 1, 60, XPATH_LISTS, NULL },
	SAME("contains", 2, 2),
	SAME("cos", 1, 1),
	{ "count", "count-all", 1, 1, XPATH_NODES, NULL },
	{ "count-non-empty", "count-filled", 1, 1, XPATH_NODES, NULL },
	SAME("count-selected", 1, 1),
	REFUSED("current", PATH),
	SAME("date", 1, 1),
	SAME("date-time", 1, 1),
	{ "decimal-date-time", "days", 1, 1, XPATH_PLAIN, NULL },
	SAME("decimal-time", 1, 1),
	REFUSED("digest", CODES),
	REFUSED("distance", NO_MAPS),
	SAME("ends-with", 2, 2),
	SAME("exp", 1, 1),
	SAME("exp10", 1, 1),
	REFUSED("extract-signed", CODES),
	SAME("false", 0, 0),
	SAME("floor", 1, 1),
	SAME("format-date", 2, 2),
	{ "format-date-time", "format-date", 2, 2, XPATH_PLAIN, NULL },
	REFUSED("geofence", NO_MAPS),
	REFUSED("id", PATH),
	{ "if", "if-else", 3, 3, XPATH_PLAIN, NULL },
	{ "indexed-repeat", "indexed-repeat", 3, 1 + 2 * XPATH_LEVELS, XPATH_INDEXED, NULL },
	REFUSED("instance", FROM_FILE),
	SAME("int", 1, 1),
	REFUSED("intersects", NO_MAPS),
	{ "join", "join", 2, 60, XPATH_LISTS, NULL },
	{ "jr:choice-name", "choice-name", 2, 2, XPATH_NAMED, NULL },
	REFUSED("jr:itext", NO_ITEXT),
	REFUSED("lang", PATH),
	REFUSED("last", PATH),
	REFUSED("local-name", PATH),
	SAME("log", 1, 1),
	SAME("log10", 1, 1),
	{ "max", "max", 1, 60, XPATH_LISTS, NULL },
	{ "min", "min", 1, 60, XPATH_LISTS, NULL },
	REFUSED("name", PATH),
	REFUSED("namespace-uri", PATH),
	{ "normalize-space", "normalize-space", 0, 1, XPATH_SELF, NULL },
	SAME("not", 1, 1),
	SAME("now", 0, 0),
	{ "number", "days", 0, 1, XPATH_SELF, NULL },
	SAME("once", 1, 1),
	SAME("pi", 0, 0),
	{ "position", "position-of", 1, 1, XPATH_POSITION, NULL },
	SAME("pow", 2, 2),
	REFUSED("property", DEVICE),
	REFUSED("pulldata", FROM_FILE),
	REFUSED("random", RANDOM),
	REFUSED("randomize", RANDOM),
	{ "regex", "regex", 2, 2, XPATH_REGEX, NULL },
	{ "round", "round-to", 1, 2, XPATH_PLAIN, NULL },
	REFUSED("search", FROM_FILE),
	SAME("selected", 2, 2),
	SAME("selected-at", 2, 2),
	SAME("sin", 1, 1),
	SAME("sqrt", 1, 1),
	SAME("starts-with", 2, 2),
	{ "string", "string", 0, 1, XPATH_SELF, NULL },
	{ "string-length", "string-length", 0, 1, XPATH_SELF, NULL },
	SAME("substr", 2, 3),
	SAME("substring", 2, 3),
	SAME("substring-after", 2, 2),
	SAME("substring-before", 2, 2),
	{ "sum", "sum-all", 1, 1, XPATH_LISTS, NULL },
	SAME("tan", 1, 1),
	SAME("today", 0, 0),
	SAME("translate", 3, 3),
	SAME("true", 0, 0),
	REFUSED("uuid", RANDOM),
	REFUSED("version", NO_VERSION),
	{ "weighted-checklist", "weighted-checklist", 4, 60, XPATH_PAIRS, NULL },
};
const size_t xpath_words_n = sizeof xpath_words / sizeof *xpath_words;

const struct xpath_function *xpath_word(struct str name)
{
	for (size_t i = 0; i < xpath_words_n; i++) {
		if (str_eq(name, str_z(xpath_words[i].name)))
			return &xpath_words[i];
	}
	return NULL;
}

/* As people know them from spreadsheets and other languages. */
static const struct {
	const char *sign;
	const char *words;
} signs[] = {
	{ "=", T("Write = for equal and != for different.") },
	{ ">", T("Write = for equal and != for different.") },
	{ "&&", T("Write and in place of &&, and or in place of ||.") },
	{ "||", T("Write and in place of &&, and or in place of ||.") },
	{ ",",
	  T("Write a number with a point, such as 1.5. Commas stand between values in brackets.") },
	{ ";", T("Put commas between the values in brackets.") },
	{ "{", T("Write ${name} for an answer, with the name of its question.") },
	{ "$", T("Write ${name} for an answer, with the name of its question.") },
};

static bool called(struct str name, const char *what)
{
	return strlen(what) == name.n && strncasecmp(name.p, what, name.n) == 0;
}

const char *xpath_hint(struct str left)
{
	static const char *const operators[] = { "and", "or", "div", "mod" };
	struct str name = { left.p, xpath_name_length(left) };
	bool small = false;

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (str_starts(left, str_z(signs[i].sign)))
			return signs[i].words;
	}
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		small = small || called(name, operators[i]);
	for (size_t i = 0; i < xpath_words_n; i++)
		small = small || called(name, xpath_words[i].name);
	return small ? T("Write and, or, div, mod and the names of functions in small letters.") : NULL;
}
