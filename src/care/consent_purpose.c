/* What can be agreed to, what is told about it, and what a consent must hold. */
#include "base/fields.h"
#include "care/consent_inside.h"

#define GROUP(name) (1U << GROUP_##name)

/* The texts that are told, in the order of consent_purposes: changing one gives it a new version.
 */
const struct purpose purposes[] = {
	{ /* service */
	  .means =
	      T("The people who walk with you make a plan with you and talk about it with each other."),
	  .good = T("You do not have to say everything again to each of us."),
	  .risk = T("More people in this team know about you. You can say who should not."),
	  .no = T("You get help all the same. Then only one person here works with what you tell."),
	  .days = 365,
	  .own = true,
	  .renewed = true,
	  .groups = GROUP(NAME) | GROUP(SAFETY) | GROUP(CASE) },
	{ /* recording */
	  .means = T("We write down what helps us to help you, and keep it locked."),
	  .good = T("You are not asked the same things twice. You can read it and have it corrected."),
	  .risk = T("A court may ask to see what is written."),
	  .no = T("You get help all the same. We write only what keeps you and others safe."),
	  .days = 365,
	  .own = true,
	  .renewed = true,
	  .groups = GROUP(NAME) | GROUP(SAFETY) | GROUP(CASE) },
	{ /* statistics */
	  .means = T("Your answers are counted together with others, without your name."),
	  .good = T("It shows what helps people, so that more people get it."),
	  .risk = T("Nobody can find you in the figures: nothing about a small group is shown."),
	  .no = T("You get help all the same, and you are left out of what leaves this house."),
	  .days = 365,
	  .own = true,
	  .renewed = true,
	  .groups = GROUP(TOTALS) },
	{ /* follow_up */
	  .means = T("After we finish, we get in touch in the way you choose and ask how you are."),
	  .good = T("If things have become hard, we can help again."),
	  .risk = T("Somebody near you could notice that we ask. We only use the way you call safe."),
	  .no = T("You get help all the same, and you can come back whenever you like."),
	  .days = 548,
	  .own = true,
	  .renewed = true,
	  .groups = GROUP(NAME) },
	{ /* referral */
	  .means = T("One named place receives what it needs to help you with one matter."),
	  .good = T("They know what you need when you arrive, and you do not have to explain it."),
	  .risk = T("What they have been told cannot be called back, even when you change your mind."),
	  .no =
	      T("You get help all the same. We can tell you the way, and you tell them what you like."),
	  .days = 30,
	  .groups = GROUP(NAME) },
	{ /* observation */
	  .means = T("One named person is there once, so that this team learns to work better."),
	  .good = T("The people who help you get better at it."),
	  .risk = T("One more person hears what you say. You can ask them to leave at any moment."),
	  .no = T("You get help all the same, and nobody else is in the room."),
	  .days = 14,
	  .groups = GROUP(CASE) },
	{ /* research */
	  .means = T("One named place studies what helps people, with the answers that you tick here."),
	  .good = T("What is learnt can help people whom we never meet."),
	  .risk = T("What they have received cannot be called back. They do not get your name unless "
	            "you tick it."),
	  .no = T("You get help all the same."),
	  .days = 365,
	  .renewed = true,
	  .groups = GROUP(TOTALS) },
};
#define LIST(name, ...) \
	static const struct choice name##_list[] = { __VA_ARGS__ }; \
	const struct choice_list name = { name##_list, sizeof name##_list / sizeof *name##_list }

/* Codes are sealed and final. */
LIST(consent_purposes, { "service", T("Help from this team") },
     { "recording", T("Keeping a record") }, { "statistics", T("Being counted") },
     { "follow_up", T("Being asked again later") }, { "referral", T("Passing me on to a service") },
     { "observation", T("Somebody sits in") }, { "research", T("Research") });
/* In the order of enum GROUP_...: the bits are sealed and final. */
LIST(consent_groups, { "name", T("My name and how to reach me") }, { "where", T("Where I live") },
     { "safety", T("My safety") }, { "case", T("My wishes and my plan") },
     { "story", T("My story") }, { "health", T("My health") },
     { "counsel", T("What I say in counselling") }, { "legal", T("Legal matters") },
     { "totals", T("Only totals, without my name") });
LIST(consent_hows, { "signature", T("Signed on paper") }, { "mark", T("A mark on paper") },
     { "thumbprint", T("A thumbprint on paper") },
     { "spoken", T("Spoken, with a second person there") });
LIST(consent_givers, { "self", T("This person") }, { "guardian", T("A parent or guardian") });
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

const struct purpose *purpose_of(struct str code)
{
	for (size_t i = 0; i < consent_purposes.n; i++)
		if (str_eq(code, str_z(consent_purposes.at[i].value)))
			return &purposes[i];
	return NULL;
}

const char *consent_purpose_words(struct str purpose)
{
	const struct purpose *p = purpose_of(purpose);

	return p ? consent_purposes.at[p - purposes].label : T("A consent");
}

bool consent_leaves(struct str purpose)
{
	const struct purpose *p = purpose_of(purpose);

	return p && !p->own;
}

static const char *say(const struct ctx *c, const char *text)
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
		buf_add(&b, str_z(say(c, consent_groups.at[i].label)));
	}
	return buf_str(&b);
}

struct str purpose_told(struct ctx *c, const struct purpose *p)
{
	const char *const texts[] = { consent_purposes.at[p - purposes].label, p->means, p->good,
		                          p->risk, p->no };
	struct buf b = buf_new(c->arena, 16 * 1024);
	uint8_t hash[32];

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		buf_fmt(&b, "%s\n", say(c, texts[i]));
	hash_bytes((struct bytes){ (const uint8_t *)b.p, b.n }, hash);
	return arena_fmt(c->arena, "%s-%02x%02x%02x%02x", c->lang ? lang_code(c->lang) : "en", hash[0],
	                 hash[1], hash[2], hash[3]);
}

/* --- what must be there --- */

static bool guardian_sound(const struct consent_terms *t)
{
	return !str_eq(t->by, STR("guardian")) || (t->unsuspected && t->ground.n);
}

static bool end_sound(const struct consent_terms *t)
{
	return t->until.n >= t->day.n && t->until.n <= t->day.n + CONSENT_MOST_DAYS;
}

enum err consent_settle(struct ctx *c, struct consent_terms *t, bool refused)
{
	const struct purpose *p = purpose_of(t->purpose);

	if (!p)
		return ERR_INVALID;
	if (!day_known(t->day))
		t->day = c->today;
	if (!t->by.n)
		t->by = STR("self");
	if (p->own && !t->recipient.n)
		t->recipient = c->house->name;
	if (refused) {
		t->until = NO_DAY;
		return OK;
	}
	if (!day_known(t->until))
		t->until = day_add(t->day, p->days);
	if (str_eq(t->how, STR("spoken")) && !t->witness.n)
		return ERR_INVALID;
	return t->recipient.n && end_sound(t) && guardian_sound(t) ? OK : ERR_INVALID;
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
	return b;
}

void consent_fields(struct str body, struct consent_terms *out)
{
	for (size_t i = 0; i < TEXTS; i++)
		*(struct str *)(void *)((char *)out + texts[i].at) = fields_get(body, texts[i].name);
	out->groups = (uint32_t)fields_int(body, "groups", 0);
	out->unsuspected = fields_int(body, "unsuspected", 0) != 0;
	out->day.n = (int32_t)fields_int(body, "day", INT32_MIN);
}
