#include "care/contact_html.h"
#include "care/contact_inside.h"

static const struct choice answer_list[] = {
	{ "yes", T("Yes") },
	{ "no", T("No") },
};
static const struct choice_list answers = { answer_list, sizeof answer_list / sizeof *answer_list };

struct channel_form {
	struct str answer;
	struct str hours;
	struct str who;
	struct str words;
	bool message;
	struct day until;
};
enum { ASKED = 6 };
struct contact_form {
	struct channel_form of[ASKED];
	struct row_id before;
};

/* clang-format off */
#define AT(i, member) offsetof(struct contact_form, of[i].member)
#define CHANNEL(i, of_) \
	{ .name = of_ "_answer", .kind = FIELD_CHOICE, .at = AT(i, answer), .choices = &answers }, \
	{ .name = of_ "_hours", .kind = FIELD_TEXT, .max = 200, .at = AT(i, hours) }, \
	{ .name = of_ "_who", .kind = FIELD_TEXT, .max = 200, .at = AT(i, who) }, \
	{ .name = of_ "_words", .kind = FIELD_LONG, .max = 1000, .at = AT(i, words) }, \
	{ .name = of_ "_message", .kind = FIELD_FLAG, .at = AT(i, message) }, \
	{ .name = of_ "_until", .kind = FIELD_DAY, .at = AT(i, until) }
#define NAMES(of_, title_) \
	{ of_, title_, of_ "_answer", of_ "_hours", of_ "_who", of_ "_words", of_ "_message", \
	  of_ "_until" }
/* clang-format on */

static const struct field contact_fields[] = {
	CHANNEL(0, "phone"),
	CHANNEL(1, "text"),
	CHANNEL(2, "app"),
	CHANNEL(3, "letter"),
	CHANNEL(4, "visit"),
	CHANNEL(5, "through"),
	FIELD(struct contact_form, before, ID, OPTIONAL, 0),
};
static const struct contact_names names[ASKED] = {
	NAMES("phone", T("Phone call")), NAMES("text", T("Text message")),
	NAMES("app", T("Messenger")),    NAMES("letter", T("Letter")),
	NAMES("visit", T("Visit")),      NAMES("through", T("Through somebody else")),
};

static const struct contact_names *names_of(struct str channel)
{
	for (size_t i = 0; i < ASKED; i++)
		if (str_eq(channel, str_z(names[i].channel)))
			return &names[i];
	return NULL;
}

/* The rules as they stand come back, so that asking again is confirming them. */
static void fill(struct visit *v, const struct contact_rules *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct contact_rule *r = &rules->at[i];
		const struct contact_names *n = names_of(r->channel);
		if (!n)
			continue;
		visit_fill(v, n->answer, r->allowed ? STR("yes") : STR("no"));
		visit_fill(v, n->hours, r->hours);
		visit_fill(v, n->who, r->who_may_answer);
		visit_fill(v, n->words, r->words);
		visit_fill(v, n->message, r->message ? STR("1") : STR(""));
		visit_fill(v, n->until, html_of_day(&v->html, r->valid_until));
	}
}

static enum err contact_show(struct visit *v)
{
	struct contact_view w = {
		.names = { names, ASKED }, .answers = &answers, .today = v->c.today, .conflict = v->conflict
	};
	bool has;

	TRY(welcome_path_read(&v->c, v->person, &w.path));
	w.path.here = STEP_CONTACT;
	TRY(contact_read(&v->c, v->person, &w.now));
	TRY(contact_latest(&v->c, v->person, &w.before, &has));
	if (v->again && !v->conflict)
		w.before = ((const struct contact_form *)v->in)->before;
	w.may_write = can(&v->c, v->person, MAY_WRITE, IN_SAFETY);
	w.action = visit_path(v, "/people/%s/contact", visit_id(v, v->person.b));
	if (!visit_draft(v))
		fill(v, &w.now);
	contact_page(visit_page(v), visit_head(v, T("Safe contact"), "/people"), &v->form, &w);
	return OK;
}

/* Words about a way without an answer are kept: they say why not. */
static struct contact_rules rules_of(struct visit *v)
{
	const struct contact_form *in = v->in;
	struct contact_rule *rules = NEW_N(v->c.arena, struct contact_rule, ASKED);
	size_t n = 0;

	for (size_t i = 0; i < ASKED; i++) {
		const struct channel_form *ch = &in->of[i];
		if (!ch->answer.n && !ch->hours.n && !ch->who.n && !ch->words.n)
			continue;
		rules[n++] = (struct contact_rule){ .channel = str_z(names[i].channel),
			                                .hours = ch->hours,
			                                .who_may_answer = ch->who,
			                                .words = ch->words,
			                                .allowed = str_eq(ch->answer, STR("yes")),
			                                .message = ch->message,
			                                .valid_until = ch->until };
	}
	return (struct contact_rules){ rules, n };
}

static enum err contact_save(struct visit *v)
{
	const struct contact_form *in = v->in;
	struct contact_rules rules = rules_of(v);
	const char *next;

	if (rules.n == 0)
		return visit_problem(v, "phone_answer",
		                     T("Please answer for at least one way, or leave this for now."));
	TRY(contact_write(&v->c, v->person, v->token, &rules, row_unless_none(&in->before)));
	visit_draft_done(v, v->x->request.path.p);
	TRY(welcome_next(&v->c, v->person, STEP_CONTACT, &next));
	return visit_saved(v, "%s", next);
}

static const struct route routes[] = {
	PAGE("/people/:person/contact", PERSON(READ, SAFETY), contact_show),
	POST("/people/:person/contact", PERSON(WRITE, SAFETY), contact_save,
	     FORM(struct contact_form, contact_fields), contact_show),
};
const struct routes contact_routes = { routes, sizeof routes / sizeof *routes };
