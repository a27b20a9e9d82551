#include "html/lang.h"

#include <string.h>

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_code(struct str a, const char *code)
{
	if (a.n != strlen(code))
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(code[i]))
			return false;
	return true;
}

const struct lang *lang_find(struct str code)
{
	for (size_t i = 0; i < lang_table_n; i++)
		if (same_code(code, lang_table[i]->code))
			return lang_table[i];
	return NULL;
}

/* The weight of ";q=0.8" in thousandths; 1000 when there is none, 0 when it cannot be read. */
static int weight(struct str params)
{
	static const int scale[] = { 1000, 100, 10, 1 };
	int v = 0;
	size_t digits = 0;

	params = str_trim(params);
	if (params.n == 0)
		return 1000;
	if (params.n < 3 || lower(params.p[0]) != 'q' || params.p[1] != '=')
		return 0;
	for (size_t i = 2; i < params.n && digits < 4; i++) {
		char c = params.p[i];
		if (c == '.' && i == 3)
			continue;
		if (c < '0' || c > '9')
			return 0;
		v += (c - '0') * scale[digits++];
	}
	return v <= 1000 ? v : 0;
}

const struct lang *lang_accept(struct str header)
{
	const struct lang *best = lang_table[0];
	int most = 0;

	while (header.n) {
		struct str params, region;
		struct str range = str_cut(str_cut(header, ',', &header), ';', &params);
		const struct lang *l = lang_find(str_cut(str_trim(range), '-', &region));
		int w = weight(params);
		if (l && w > most) {
			best = l;
			most = w;
		}
	}
	return best;
}

const struct lang *const *lang_all(size_t *n)
{
	*n = lang_table_n;
	return lang_table;
}

const char *lang_code(const struct lang *l)
{
	return l->code;
}

bool lang_same(const struct lang *a, const struct lang *b)
{
	return strcmp(a->code, b->code) == 0;
}

const char *lang_name(const struct lang *l)
{
	return l->name;
}

bool lang_rtl(const struct lang *l)
{
	return l->rtl;
}

bool lang_draft(const struct lang *l)
{
	return l->draft;
}

static const struct lang_entry *find(const struct lang *l, const char *context, const char *text)
{
	size_t low = 0;
	size_t high = l->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = strcmp(context, l->at[mid].context);
		if (c == 0)
			c = strcmp(text, l->at[mid].text);
		if (c == 0)
			return &l->at[mid];
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const char *lang_context(const struct lang *l, const char *context, const char *text)
{
	const struct lang_entry *e = find(l, context, text);

	return e ? e->says[0] : text;
}

const char *lang_text(const struct lang *l, const char *text)
{
	return lang_context(l, "", text);
}

const char *lang_voice(const struct lang *l, enum voice v, const char *text)
{
	static const char *const contexts[] = { "", "she", "he", "they" };
	const char *context = v <= VOICE_THEY ? contexts[v] : "";
	const struct lang_entry *e = find(l, context, text);

	if (!e)
		e = find(l, "", text);
	if (!e)
		e = find(lang_table[0], context, text);
	return e ? e->says[0] : text;
}

const char *lang_plural(const struct lang *l, const char *one, const char *many, int64_t n)
{
	const struct lang_entry *e = find(l, "", one);
	unsigned long size = n < 0 ? 0 - (unsigned long)n : (unsigned long)n;
	unsigned form = e ? l->form(size) : 0;

	/* A text that is also said without a number has one form only. */
	if (e && form < e->nsays && e->nsays > 1)
		return e->says[form];
	return size == 1 ? one : many;
}
