/* The words of the type column: what they mean, and why some are refused. */
#include "forms/types.h"

#define DEVICE \
	T("This number or address of a device or account can lead to a person, so it stays empty. " \
	  "Who " \
	  "typed an answer, and when, is kept anyway.")
#define BLOCK \
	T("Tables, ratings and rankings of another program are not read. Write each of their lines " \
	  "as " \
	  "a select_one with a list, or use rank.")
#define PLACE \
	T("A point on a map can lead somebody to a person, so it is not collected. Ask for the town " \
	  "in words, or use the person's own page, where an address has its own key.")
#define OUTSIDE \
	T("Choices from another file are not read. Put them into the choices sheet and use " \
	  "select_one with the name of the list.")

/* Longer words stand before shorter ones that they begin with. */
const struct type_word type_words[] = {
	{ "begin group", TYPE_BEGIN, FORM_GROUP, FORM_META_NONE, NULL },
	{ "begin repeat", TYPE_BEGIN, FORM_REPEAT, FORM_META_NONE, NULL },
	{ "begin lgroup", TYPE_BEGIN, FORM_REPEAT, FORM_META_NONE, NULL },
	{ "begin looped group", TYPE_BEGIN, FORM_REPEAT, FORM_META_NONE, NULL },
	{ "begin loop", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE,
	  T("A loop over a list is not read. Use begin_repeat, or write the questions out.") },
	{ "end loop", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE,
	  T("A loop over a list is not read. Use end_repeat, or write the questions out.") },
	{ "begin kobomatrix", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, BLOCK },
	{ "end kobomatrix", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, BLOCK },
	{ "begin score", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, BLOCK },
	{ "score  row", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, BLOCK },
	{ "end score", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, BLOCK },
	{ "begin rank", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, BLOCK },
	{ "rank  level", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, BLOCK },
	{ "end rank", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, BLOCK },
	{ "end group", TYPE_END, FORM_GROUP, FORM_META_NONE, NULL },
	{ "end repeat", TYPE_END, FORM_REPEAT, FORM_META_NONE, NULL },
	{ "end lgroup", TYPE_END, FORM_REPEAT, FORM_META_NONE, NULL },
	{ "end looped group", TYPE_END, FORM_REPEAT, FORM_META_NONE, NULL },
	{ "select one from file", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, OUTSIDE },
	{ "select multiple from file", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, OUTSIDE },
	{ "rank from file", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, OUTSIDE },
	{ "select one external", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, OUTSIDE },
	{ "select one from map", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, PLACE },
	{ "select one using", TYPE_LIST, FORM_SELECT_ONE, FORM_META_NONE, NULL },
	{ "add select one prompt using", TYPE_LIST, FORM_SELECT_ONE, FORM_META_NONE, NULL },
	{ "select one from", TYPE_LIST, FORM_SELECT_ONE, FORM_META_NONE, NULL },
	{ "select one", TYPE_LIST, FORM_SELECT_ONE, FORM_META_NONE, NULL },
	{ "select1", TYPE_LIST, FORM_SELECT_ONE, FORM_META_NONE, NULL },
	{ "select multiple using", TYPE_LIST, FORM_SELECT_MULTIPLE, FORM_META_NONE, NULL },
	{ "add select multiple prompt using", TYPE_LIST, FORM_SELECT_MULTIPLE, FORM_META_NONE, NULL },
	{ "select multiple from", TYPE_LIST, FORM_SELECT_MULTIPLE, FORM_META_NONE, NULL },
	{ "select multiple", TYPE_LIST, FORM_SELECT_MULTIPLE, FORM_META_NONE, NULL },
	{ "select all that apply from", TYPE_LIST, FORM_SELECT_MULTIPLE, FORM_META_NONE, NULL },
	{ "select all that apply", TYPE_LIST, FORM_SELECT_MULTIPLE, FORM_META_NONE, NULL },
	{ "rank", TYPE_LIST, FORM_RANK, FORM_META_NONE, NULL },
	{ "text", TYPE_PLAIN, FORM_TEXT, FORM_META_NONE, NULL },
	{ "string", TYPE_PLAIN, FORM_TEXT, FORM_META_NONE, NULL },
	{ "integer", TYPE_PLAIN, FORM_INTEGER, FORM_META_NONE, NULL },
	{ "int", TYPE_PLAIN, FORM_INTEGER, FORM_META_NONE, NULL },
	{ "decimal", TYPE_PLAIN, FORM_DECIMAL, FORM_META_NONE, NULL },
	{ "date time", TYPE_PLAIN, FORM_DATETIME, FORM_META_NONE, NULL },
	{ "datetime", TYPE_PLAIN, FORM_DATETIME, FORM_META_NONE, NULL },
	{ "date", TYPE_PLAIN, FORM_DATE, FORM_META_NONE, NULL },
	{ "time", TYPE_PLAIN, FORM_TIME, FORM_META_NONE, NULL },
	{ "range", TYPE_PLAIN, FORM_RANGE, FORM_META_NONE, NULL },
	{ "note", TYPE_PLAIN, FORM_NOTE, FORM_META_NONE, NULL },
	{ "calculate", TYPE_PLAIN, FORM_CALCULATE, FORM_META_NONE, NULL },
	{ "acknowledge", TYPE_PLAIN, FORM_ACKNOWLEDGE, FORM_META_NONE, NULL },
	{ "trigger", TYPE_PLAIN, FORM_ACKNOWLEDGE, FORM_META_NONE, NULL },
	{ "image", TYPE_PLAIN, FORM_IMAGE, FORM_META_NONE, NULL },
	{ "photo", TYPE_PLAIN, FORM_IMAGE, FORM_META_NONE, NULL },
	{ "audio", TYPE_PLAIN, FORM_AUDIO, FORM_META_NONE, NULL },
	{ "file", TYPE_PLAIN, FORM_FILE, FORM_META_NONE, NULL },
	{ "hidden", TYPE_PLAIN, FORM_HIDDEN, FORM_META_NONE, NULL },
	{ "start", TYPE_PLAIN, FORM_META, FORM_START, NULL },
	{ "end", TYPE_PLAIN, FORM_META, FORM_END, NULL },
	{ "today", TYPE_PLAIN, FORM_META, FORM_TODAY, NULL },
	{ "username", TYPE_PLAIN, FORM_META, FORM_USERNAME, NULL },
	{ "geopoint", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, PLACE },
	{ "geotrace", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, PLACE },
	{ "geoshape", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, PLACE },
	{ "gps", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, PLACE },
	{ "location", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, PLACE },
	{ "osm", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, PLACE },
	{ "start-geopoint", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, PLACE },
	{ "background-geopoint", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, PLACE },
	{ "deviceid", TYPE_EMPTY, FORM_HIDDEN, FORM_META_NONE, DEVICE },
	{ "imei", TYPE_EMPTY, FORM_HIDDEN, FORM_META_NONE, DEVICE },
	{ "subscriberid", TYPE_EMPTY, FORM_HIDDEN, FORM_META_NONE, DEVICE },
	{ "simserial", TYPE_EMPTY, FORM_HIDDEN, FORM_META_NONE, DEVICE },
	{ "phonenumber", TYPE_EMPTY, FORM_HIDDEN, FORM_META_NONE, DEVICE },
	{ "phone number", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE,
	  T("Use text; the constraint regex(., '^[0-9]*$') takes digits alone.") },
	{ "percentage", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE,
	  T("Use integer; a constraint keeps it between 0 and 100.") },
	{ "email", TYPE_EMPTY, FORM_HIDDEN, FORM_META_NONE, DEVICE },
	{ "audit", TYPE_EMPTY, FORM_HIDDEN, FORM_META_NONE,
	  T("How somebody moved through the form is not recorded. Who opened and who saved is kept by "
	    "the program itself.") },
	{ "background-audio", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE,
	  T("Nobody is recorded without being asked. Remove this row, or use audio, which is started "
	    "by hand.") },
	{ "barcode", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE,
	  T("Codes cannot be scanned here. Use text and type the number.") },
	{ "video", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE,
	  T("Videos are not taken with a form. Use file, image or audio.") },
	{ "xml-external", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, OUTSIDE },
	{ "csv-external", TYPE_REFUSED, FORM_HIDDEN, FORM_META_NONE, OUTSIDE },
};
const size_t type_words_n = sizeof type_words / sizeof *type_words;

/* The length of the phrase at the start of s, whatever its capitals and with _ for spaces; 0 when
 * it is another. */
static size_t begins(struct str s, const char *phrase)
{
	size_t i = 0;

	for (; phrase[i]; i++) {
		char c = i < s.n ? s.p[i] : '\0';
		c = c == '_' ? ' ' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		if (c != phrase[i])
			return 0;
	}
	return i == s.n || s.p[i] == ' ' ? i : 0;
}

const struct type_word *type_word(struct str type, struct str *rest)
{
	for (size_t i = 0; i < type_words_n; i++) {
		size_t n = begins(type, type_words[i].phrase);
		if (n == 0)
			continue;
		*rest = str_trim((struct str){ type.p + n, type.n - n });
		return &type_words[i];
	}
	*rest = STR("");
	return NULL;
}

bool type_or_other(struct str *list)
{
	static const char *const endings[] = { "or other", "or specify other" };
	struct str after;
	struct str name = str_cut(*list, ' ', &after);

	after = str_trim(after);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		if (after.n == 0 || begins(after, endings[i]) != after.n)
			continue;
		*list = name;
		return true;
	}
	return false;
}

/* 0: how a page is here anyway. */
const struct type_look type_looks[] = {
	{ "field-list", 0 },
	{ "label", 0 }, /* of a select: head_of_table */
	{ "minimal", FORM_MINIMAL },
	{ "likert", FORM_LIKERT },
	{ "multiline", FORM_MULTILINE },
	{ "month-year", FORM_MONTH_YEAR },
	{ "year", FORM_YEAR },
};
const size_t type_looks_n = sizeof type_looks / sizeof *type_looks;

static struct str next_word(struct str *list)
{
	struct str word = STR("");

	while (list->n && word.n == 0)
		word = str_cut(*list, ' ', list);
	return word;
}

unsigned type_look(struct str appearance, struct str *other)
{
	unsigned look = 0;

	*other = STR("");
	while (appearance.n) {
		struct str word = next_word(&appearance);
		bool known = word.n == 0;
		for (size_t i = 0; i < type_looks_n; i++) {
			if (!str_eq(word, str_z(type_looks[i].word)))
				continue;
			look |= type_looks[i].look;
			known = true;
		}
		if (!known && other->n == 0)
			*other = word;
	}
	return look;
}
