/* Headers as other tools spell them, brought to one spelling. */
#include "forms/reader.h"

/* A header up to its language: lower case, words joined by _, parts by ::. */
const struct reader_header_word reader_spellings[] = {
	{ "type", "type" },
	{ "command", "type" },
	{ "name", "name" },
	{ "value", "name" },
	{ "list_name", "list_name" },
	{ "label", "label" },
	{ "caption", "label" },
	{ "hint", "hint" },
	{ "guidance_hint", "guidance_hint" },
	{ "required", "required" },
	{ "bind::required", "required" },
	{ "required_message", "required_message" },
	{ "requiredmsg", "required_message" },
	{ "bind::jr:requiredmsg", "required_message" },
	{ "relevant", "relevant" },
	{ "relevance", "relevant" },
	{ "skip_logic", "relevant" },
	{ "bind::relevant", "relevant" },
	{ "constraint", "constraint" },
	{ "bind::constraint", "constraint" },
	{ "constraint_message", "constraint_message" },
	{ "constraining_message", "constraint_message" },
	{ "constraintmsg", "constraint_message" },
	{ "bind::jr:constraintmsg", "constraint_message" },
	{ "calculation", "calculation" },
	{ "calculate", "calculation" },
	{ "bind::calculate", "calculation" },
	{ "default", "default" },
	{ "read_only", "read_only" },
	{ "readonly", "read_only" },
	{ "bind::readonly", "read_only" },
	{ "appearance", "appearance" },
	{ "body::appearance", "appearance" },
	{ "control::appearance", "appearance" },
	{ "choice_filter", "choice_filter" },
	{ "parameters", "parameters" },
	{ "repeat_count", "repeat_count" },
	{ "count", "repeat_count" },
	{ "jr::count", "repeat_count" },
	{ "control::jr:count", "repeat_count" },
	{ "image", "media::image" },
	{ "media::image", "media::image" },
	{ "big-image", "media::big-image" },
	{ "media::big-image", "media::big-image" },
	{ "audio", "media::audio" },
	{ "media::audio", "media::audio" },
	{ "video", "media::video" },
	{ "media::video", "media::video" },
	{ "disabled", "disabled" },
	{ "trigger", "trigger" },
	{ "why", "why" },
	{ "seen_by", "seen_by" },
	{ "compartment", "compartment" },
	{ "told_once", "told_once" },
	{ "countable", "countable" },
	{ "core", "core" },
	{ "terms", "terms" },
	{ "adapt", "adapt" },
	{ "picture", "picture" },
	{ "form_title", "form_title" },
	{ "title", "form_title" },
	{ "set_form_title", "form_title" },
	{ "form_id", "form_id" },
	{ "id_string", "form_id" },
	{ "set_form_id", "form_id" },
	{ "version", "version" },
	{ "default_language", "default_language" },
	{ "allow_choice_duplicates", "allow_choice_duplicates" },
	{ "extends", "extends" },
};
const size_t reader_spellings_n = sizeof reader_spellings / sizeof *reader_spellings;

/* Words that mean one thing on every sheet but these: a choices sheet may well have a column
 * "title" of its own to filter by, and a survey no form_id. */
static bool belongs(const char *name, int which)
{
	static const char *const settings[] = {
		"form_title", "form_id", "version", "default_language", "allow_choice_duplicates", "extends"
	};
	static const char *const choices[] = { "list_name",        "name",         "label",
		                                   "media::image",     "media::audio", "media::video",
		                                   "media::big-image", "picture" };

	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (str_eq(str_z(name), str_z(settings[i])))
			return which == SETTINGS;
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		if (str_eq(str_z(name), str_z(choices[i])))
			return which == CHOICES || which == SURVEY;
	return which == SURVEY;
}

/* The lower-case form with _ for spaces. */
static struct str folded(struct arena *a, struct str s)
{
	struct str out = arena_str(a, s);
	char *p = arena_alloc(a, out.n + 1);

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		p[i] = c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	return (struct str){ p, s.n };
}

static const char *spelled(struct arena *a, struct str said, int which)
{
	struct str key = folded(a, said);

	for (size_t i = 0; i < reader_spellings_n; i++) {
		if (!str_eq(key, str_z(reader_spellings[i].said)) ||
		    !belongs(reader_spellings[i].name, which))
			continue;
		return reader_spellings[i].name;
	}
	return NULL;
}

/* Splits at the first :: or, in a header without any, at the first : that is not part of jr:. */
static struct str part(struct str s, bool twofold, struct str *rest)
{
	for (size_t i = 0; i < s.n; i++) {
		bool here = s.p[i] == ':' && (!twofold || (i + 1 < s.n && s.p[i + 1] == ':'));
		if (!here)
			continue;
		*rest = str_trim((struct str){ s.p + i + 1 + twofold, s.n - i - 1 - twofold });
		return str_trim((struct str){ s.p, i });
	}
	*rest = STR("");
	return s;
}

static bool has_twofold(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.p[i] == ':' && s.p[i + 1] == ':')
			return true;
	}
	return false;
}

static struct str with_language(struct arena *a, const char *name, struct str language)
{
	return language.n ? arena_fmt(a, "%s::%s", name, language.p) : str_z(name);
}

struct str reader_spelling(struct arena *a, struct str header, int which)
{
	bool twofold = has_twofold(header);
	struct str rest;
	struct str language;
	struct str first = part(header, twofold, &rest);
	struct str second = part(rest, twofold, &language);
	const char *name = NULL;

	if (which == SCORING)
		return header;
	if (second.n)
		name = spelled(
			a, arena_fmt(a, "%.*s::%.*s", (int)first.n, first.p, (int)second.n, second.p), which);
	if (name)
		return with_language(a, name, language);
	name = spelled(a, first, which);
	return name ? with_language(a, name, arena_str(a, rest)) : header;
}
