/* What leaves under a consent: gathered, shown, and put on paper once it is written down. */
#include "base/fields.h"
#include "care/contact.h"
#include "care/disclosure_html.h"
#include "care/disclosure_inside.h"
#include "care/words.h"

/* Codes are sealed and final. */
static const struct choice ground_list[] = {
	{ "danger", T("A life is in danger") },
	{ "report", T("The law makes us report it") },
	{ "court", T("A court has ordered it") },
};
const struct choice_list disclosure_grounds = { ground_list, 3 };
static const struct choice told_list[] = {
	{ "yes", T("Yes") },
	{ "later", T("Not yet") },
	{ "danger", T("Not yet: telling would endanger somebody") },
};
const struct choice_list disclosure_tolds = { told_list, 3 };
static const struct choice carry_list[] = {
	{ "open", T("On paper, as it is") },
	{ "discreet", T("On paper that names nothing") },
	{ "spoken", T("Spoken: nothing on paper") },
	{ "file", T("As a file for their computer, in the fields of HTCDS 2.0") },
};
const struct choice_list disclosure_carries = { carry_list,
	                                            sizeof carry_list / sizeof *carry_list };

struct day disclosure_working_day(struct day d)
{
	enum { SATURDAY = 5, SUNDAY = 6 };
	int weekday;

	/* 1970-01-01, day 0, was a Thursday; Monday is 0. */
	do {
		d = day_add(d, 1);
		weekday = (d.n % 7 + 7 + 3) % 7;
	} while (weekday == SATURDAY || weekday == SUNDAY);
	return d;
}

/* --- gathering --- */

/* Names of the sealed lines are final. */
static const struct {
	const char *name;
	const char *label;
} lines[] = {
	{ "line_name", T("Name") },
	{ "line_code", T("Code") },
	{ "line_contact", T("How to get in touch") },
	{ "line_concerns", T("What worries, in their own words") },
	{ "line_wishes", T("What is hoped for, in their own words") },
	{ "htcds_prs_FirstName", "prs_FirstName" },
	{ "htcds_prs_Gender", "prs_Gender" },
	{ "htcds_vic_TypeOfExploitation", "vic_TypeOfExploitation" },
	{ "htcds_cas_Status", "cas_Status" },
	{ "htcds_cas_ReasonForCaseClosure", "cas_ReasonForCaseClosure" },
	{ "htcds_prs_Deceased", "prs_Deceased" },
	{ "htcds_cas_ReferredOrganisation", "cas_ReferredOrganisation" },
	{ "htcds_cas_OutgoingReferralDate", "cas_OutgoingReferralDate" },
	{ "htcds_cas_OutgoingReferralDetails", "cas_OutgoingReferralDetails" },
	{ "line_words", T("What else you need to know") },
};
enum { LINES = sizeof lines / sizeof *lines };

static const char *say(const struct ctx *c, const char *text)
{
	return c->lang ? lang_text(c->lang, text) : text;
}

static void put_line(struct buf *b, const char *name, struct str text)
{
	if (text.n)
		fields_put(b, name, text);
}

static void join(struct buf *b, struct str part)
{
	if (part.n && b->n)
		buf_add(b, STR(" - "));
	buf_add(b, part);
}

/* What a recipient must know to keep this person safe: also the ways that are not to be used. */
static struct str rule_words(struct ctx *c, const struct contact_rule *r)
{
	struct buf b = buf_new(c->arena, 16 * 1024);

	buf_add(&b, str_z(say(c, contact_channel(r->channel))));
	if (!contact_may(r, c->today)) {
		join(&b, str_z(say(c, T("please do not use this way"))));
		return buf_str(&b);
	}
	join(&b, r->hours);
	join(&b, r->who_may_answer);
	join(&b, r->words);
	return buf_str(&b);
}

static enum err gather_name(struct ctx *c, struct person_id person, struct buf *b)
{
	struct contact_rules rules;
	struct person p;

	TRY(person_read(c, person, &p));
	TRY(contact_read(c, person, &rules));
	put_line(b, "line_name", p.name);
	for (size_t i = 0; i < rules.n; i++)
		put_line(b, "line_contact", rule_words(c, &rules.at[i]));
	return OK;
}

static enum err gather_case(struct ctx *c, struct person_id person, struct buf *b)
{
	struct words w;

	TRY(words_read(c, person, &w));
	put_line(b, "line_concerns", w.concerns);
	put_line(b, "line_wishes", w.wishes);
	return OK;
}

enum err disclosure_gather(struct ctx *c, struct person_id person, const struct disclosure_share *s,
                           struct buf *b)
{
	bool discreet = str_eq(s->carry, STR("discreet"));
	struct person p;

	TRY(person_read(c, person, &p));
	put_line(b, "line_code", p.code);
	if (disclosure_is_file(s->carry)) {
		TRY(disclosure_gather_htcds(c, person, s, b));
		put_line(b, "line_words", s->words);
		return OK;
	}
	if (s->groups >> GROUP_NAME & 1)
		TRY(gather_name(c, person, b));
	if (s->groups >> GROUP_CASE & 1 && !discreet)
		TRY(gather_case(c, person, b));
	put_line(b, "line_words", s->words);
	return OK;
}

struct paper_lines disclosure_lines(struct ctx *c, const struct disclosure *d)
{
	struct paper_line *at = NEW_N(c->arena, struct paper_line, PAPER_LINES);
	struct str name;
	struct str text;
	size_t n = 0;

	for (size_t from = 0; n < PAPER_LINES && fields_next(d->body, &from, &name, &text);)
		for (size_t i = 0; i < LINES; i++)
			if (str_eq(name, str_z(lines[i].name)))
				at[n++] = (struct paper_line){ lines[i].label, text };
	return (struct paper_lines){ at, n };
}

/* --- pages --- */

enum err disclosure_share_show(struct visit *v)
{
	struct share_view view = { .person = v->person, .conflict = v->conflict };
	struct choice_list groups;
	struct consent k;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(consent_read(&v->c, v->person, row, &k));
	if (k.closed)
		return ERR_DENIED;
	if (!k.leaves)
		return ERR_ABSENT;
	/* Only what the consent allows can be ticked. */
	groups = consent_groups_of(&v->c, k.terms.groups);
	view.consent = &k;
	view.groups = &groups;
	view.what = consent_groups_words(&v->c, k.terms.groups);
	view.purpose = k.words;
	share_page(visit_page(v), visit_head(v, T("Giving information"), "/people"), &v->form, &view);
	return OK;
}

/* Once it is committed, and not before, the paper can be seen. */
enum err disclosure_share_save(struct visit *v)
{
	const struct share_form *in = v->in;
	struct disclosure_share s = { .groups = in->groups, .words = in->words, .carry = in->carry };
	const char *person = visit_id(v, v->person.b);
	struct consent k;

	TRY(visit_row(v, "row", &s.consent));
	TRY(consent_read(&v->c, v->person, s.consent, &k));
	if (in->groups & ~k.terms.groups)
		return visit_problem(v, "groups", T("The consent does not allow this."));
	if (!in->groups)
		return visit_problem(v, "groups",
		                     T("Please tick what is given. Nothing else goes on the paper."));
	TRY(disclosure_give(&v->c, v->person, v->token, &s));
	if (str_eq(in->carry, STR("spoken")))
		return visit_saved(v, "/people/%s/disclosures", person);
	return visit_go(v, "/people/%s/disclosures/%s/print", person, visit_id(v, v->token.b));
}

/* What left is what was written then. When the consent does not hold any more, nothing is printed
 * again. */
enum err disclosure_print_show(struct visit *v)
{
	struct disclosure_view view = { .person = v->person, .house = v->c.house->name };
	struct disclosure d;
	struct consent k;
	struct row_id row;
	struct page_head head;

	TRY(visit_row(v, "row", &row));
	TRY(disclosure_read(&v->c, v->person, row, &d));
	if (d.closed)
		return ERR_DENIED;
	if (!str_eq(d.ground, STR("consent")) || str_eq(d.carry, STR("spoken")))
		return ERR_ABSENT;
	TRY(consent_read(&v->c, v->person, d.consent, &k));
	view.it = &d;
	view.live = k.live;
	view.lines = disclosure_lines(&v->c, &d);
	view.what = consent_groups_words(&v->c, d.groups);
	head = *visit_head(v, disclosure_is_file(d.carry) ? T("A file") : T("A note"), "/people");
	head.discreet = view.live && !disclosure_is_file(d.carry);
	head.person = (struct page_person){ .code = { NULL, 0 } };
	disclosure_paper(visit_page(v), &head, &view);
	return OK;
}

struct str disclosure_account(struct ctx *c, const char *why, struct str recipient, uint32_t groups)
{
	struct str what = consent_groups_words(c, groups);
	struct buf b = buf_new(c->arena, 8192);

	buf_add(&b, recipient);
	if (what.n)
		buf_add(&b, STR(": "));
	buf_add(&b, what);
	if (why)
		buf_fmt(&b, ". %s", c->lang ? lang_text(c->lang, why) : why);
	return buf_str(&b);
}
