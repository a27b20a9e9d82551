/* Groups of data, the codes of an answer, and a consent as it is sealed. */
#include "base/fields.h"
#include "care/consent_inside.h"

#define LIST(name, ...) \
	static const struct choice name##_list[] = { __VA_ARGS__ }; \
	const struct choice_list name = { name##_list, sizeof name##_list / sizeof *name##_list }

/* Codes are sealed and final. */
/* In the order of enum GROUP_...: the bits are sealed and final. */
LIST(consent_groups, { "name", T("My name and how to reach me") }, { "where", T("Where I live") },
     { "safety", T("My safety") }, { "case", T("My wishes and my plan") },
     { "story", T("My story") }, { "health", T("My health") },
     { "counsel", T("What I say in counselling") }, { "legal", T("Legal matters") },
     { "totals", T("Only totals, without my name") });
LIST(consent_hows, { "signature", T("Signed on paper") }, { "mark", T("A mark on paper") },
     { "thumbprint", T("A thumbprint on paper") },
     { "spoken", T("Spoken, with a second person there") });
LIST(consent_givers, { "self", T("This person") }, { "guardian", T("A parent or guardian") },
     { "best", T("Nobody safe can answer: decided in the child's best interests") });
LIST(consent_takers, { "self", T("This person") }, { "guardian", T("A parent or guardian") });
LIST(consent_standings, { "parent", T("A parent who has the right to decide") },
     { "court", T("Appointed by a court") },
     { "authority", T("An authority that protects children") },
     { "kin", T("Brings the child up, where the law lets them answer") });
LIST(consent_assents, { "yes", T("The child says yes") }, { "no", T("The child says no") },
     { "young", T("Too young to be asked") });
LIST(consent_back_hows, { "spoken", T("Spoken") }, { "written", T("Written") },
     { "sign", T("Shown in another way") });

const char *consent_label(const struct choice_list *list, struct str code)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(code, str_z(list->at[i].value)))
			return list->at[i].label;
	return "";
}

const char *consent_say(const struct ctx *c, const char *text)
{
	return c->lang ? lang_text(c->lang, text) : text;
}

struct str consent_groups_words(struct ctx *c, uint32_t groups)
{
	struct buf b = buf_new(c->arena, 4096);

	for (size_t i = 0; i < consent_groups.n; i++) {
		if (!(groups >> i & 1))
			continue;
		if (b.n)
			buf_add(&b, STR(", "));
		buf_add(&b, str_z(consent_say(c, consent_groups.at[i].label)));
	}
	return buf_str(&b);
}

struct choice_list consent_groups_of(struct ctx *c, uint32_t groups)
{
	struct choice *list = NEW_N(c->arena, struct choice, consent_groups.n);
	size_t n = 0;

	for (size_t i = 0; i < consent_groups.n; i++)
		if (groups >> i & 1)
			list[n++] = consent_groups.at[i];
	return (struct choice_list){ list, n };
}

struct str purpose_told(struct ctx *c, const struct purpose *p)
{
	const char *const texts[] = { p->label, p->means, p->good, p->risk, p->no };
	struct buf b = buf_new(c->arena, 64 * 1024);
	uint8_t hash[32];

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		buf_fmt(&b, "%s\n", texts[i]);
	hash_bytes(str_bytes(buf_str(&b)), hash);
	return arena_fmt(c->arena, "%s-%02x%02x%02x%02x", c->lang ? lang_code(c->lang) : "en", hash[0],
	                 hash[1], hash[2], hash[3]);
}

/* --- sealed --- */

/* Names of the sealed record; final. */
static const struct {
	const char *name;
	size_t at;
} texts[] = {
	{ "purpose", offsetof(struct consent_terms, purpose) },
	{ "recipient", offsetof(struct consent_terms, recipient) },
	{ "withheld", offsetof(struct consent_terms, withheld) },
	{ "language", offsetof(struct consent_terms, language) },
	{ "interpreter", offsetof(struct consent_terms, interpreter) },
	{ "told", offsetof(struct consent_terms, told) },
	{ "how", offsetof(struct consent_terms, how) },
	{ "witness", offsetof(struct consent_terms, witness) },
	{ "by", offsetof(struct consent_terms, by) },
	{ "ground", offsetof(struct consent_terms, ground) },
	{ "assent", offsetof(struct consent_terms, assent) },
	{ "instead", offsetof(struct consent_terms, instead) },
	{ "standing", offsetof(struct consent_terms, standing) },
	{ "talked", offsetof(struct consent_terms, talked) },
	{ "deciders", offsetof(struct consent_terms, deciders) },
	{ "nobody", offsetof(struct consent_terms, nobody) },
	{ "weighed", offsetof(struct consent_terms, weighed) },
};
enum { TEXTS = sizeof texts / sizeof *texts, BODY_ROOM = 64 * 1024 };

struct buf consent_body(struct ctx *c, const struct consent_terms *t)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	for (size_t i = 0; i < TEXTS; i++)
		fields_put(&b, texts[i].name,
		           *(const struct str *)(const void *)((const char *)t + texts[i].at));
	fields_put_int(&b, "groups", t->groups);
	fields_put_int(&b, "unsuspected", t->unsuspected);
	fields_put_int(&b, "day", t->day.n);
	fields_put_int(&b, "born", t->born);
	fields_put_day(&b, "review", t->review);
	return b;
}

void consent_fields(struct str body, struct consent_terms *out)
{
	for (size_t i = 0; i < TEXTS; i++)
		*(struct str *)(void *)((char *)out + texts[i].at) = fields_get(body, texts[i].name);
	out->groups = (uint32_t)fields_int(body, "groups", 0);
	out->unsuspected = fields_int(body, "unsuspected", 0) != 0;
	out->day = fields_day(body, "day", NO_DAY);
	out->review = fields_day(body, "review", NO_DAY);
	out->born = fields_int(body, "born", 0);
}
