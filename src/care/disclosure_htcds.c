/* One person's record in the fields of HTCDS 2.0 (Human Trafficking Case Data Standard, IOM, CC BY
 * 4.0), for the one receiver whom a consent names. docs/exchange.md has the table. */
#include "base/fields.h"
#include "care/casework.h"
#include "care/closure.h"
#include "care/disclosure_inside.h"
#include "care/followup.h"

#include <string.h>

enum { VALUES_MOST = 1024, FILE_MOST = 64 * 1024 };

static const char before[] = "htcds_";

bool disclosure_is_file(struct str carry)
{
	return str_eq(carry, STR("file"));
}

/* --- what the standard calls it --- */

static struct str gender_of(struct str code)
{
	return str_eq(code, STR("woman"))    ? STR("Feminine")
	       : str_eq(code, STR("man"))    ? STR("Masculine")
	       : str_eq(code, STR("unsaid")) ? STR("NonSpecifiedUnknown")
	                                     : (struct str){ "", 0 };
}

/* after: somebody asks how it is, with a live yes to it. */
static struct str status_of(const struct episode *e, bool after)
{
	if (e->state != PERSON_CLOSED)
		return STR("Active");
	if (str_eq(e->reason, STR("transferred")))
		return STR("ClosedReferred");
	return after ? STR("FollowUp") : STR("Closed");
}

/* Day as the standard writes it. */
static struct str day_text(struct ctx *c, struct day d)
{
	struct date day = day_date(d);

	return arena_fmt(c->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* The code of HTCDS among terms ("htcds:ForcedLabour ctdc:isForcedLabour"), or the empty view. */
static struct str term_of(struct str terms)
{
	while (terms.n) {
		struct str code;
		struct str list = str_cut(str_cut(terms, ' ', &terms), ':', &code);

		if (str_eq(list, STR("htcds")))
			return code;
	}
	return (struct str){ "", 0 };
}

static bool stands_in(struct str list, struct str code)
{
	while (list.n)
		if (str_eq(str_trim(str_cut(list, ';', &list)), code))
			return true;
	return false;
}

/* Each once, with "; " between; a kind that has no place in the standard says nothing. */
static struct str types_of(struct ctx *c, const struct code_list *list, struct str types)
{
	struct buf b = buf_new(c->arena, VALUES_MOST);

	while (types.n) {
		struct str name = str_cut(types, ' ', &types);

		for (size_t i = 0; i < list->n; i++) {
			struct str code = term_of(list->at[i].terms);

			if (!str_eq(list->at[i].name, name) || !code.n || stands_in(buf_str(&b), code))
				continue;
			buf_add(&b, b.n ? STR("; ") : STR(""));
			buf_add(&b, code);
		}
	}
	return buf_str(&b);
}

/* --- gathering --- */

static void put_field(struct ctx *c, struct buf *b, const char *name, struct str value)
{
	if (value.n)
		fields_put(b, arena_fmt(c->arena, "%s%s", before, name).p, value);
}

/* Who this person is. */
static enum err gather_name(struct ctx *c, struct person_id person, const struct casework *work,
                            struct buf *b)
{
	struct person p;

	TRY(person_read(c, person, &p));
	put_field(c, b, "prs_FirstName", p.name);
	put_field(c, b, "prs_Gender", gender_of(work->gender));
	return OK;
}

/* What happened to this person. */
static enum err gather_story(struct ctx *c, const struct casework *work, struct buf *b)
{
	struct code_list list;

	TRY(casework_list(c, &list));
	put_field(c, b, "vic_TypeOfExploitation", types_of(c, &list, work->types));
	return OK;
}

static enum err gather_case(struct ctx *c, struct person_id person, struct buf *b)
{
	struct followups after;
	struct episode e;

	TRY(episode_now(c, person, &e));
	TRY(followup_read(c, person, &after));
	put_field(c, b, "cas_Status", status_of(&e, after.live));
	if (e.state != PERSON_CLOSED)
		return OK;
	put_field(c, b, "cas_ReasonForCaseClosure", str_z(choice_label(&closure_reasons, e.reason)));
	if (str_eq(e.reason, STR("died")))
		put_field(c, b, "prs_Deceased", STR("true"));
	return OK;
}

/* Where the consent is to a referral, the file is what it speaks of. */
static void gather_referral(struct ctx *c, const struct consent *k, struct str words, struct buf *b)
{
	if (!str_eq(k->terms.purpose, STR("referral")))
		return;
	put_field(c, b, "cas_ReferredOrganisation", k->terms.recipient);
	put_field(c, b, "cas_OutgoingReferralDate", day_text(c, c->today));
	put_field(c, b, "cas_OutgoingReferralDetails", words);
}

enum err disclosure_gather_htcds(struct ctx *c, struct person_id person,
                                 const struct disclosure_share *s, struct buf *b)
{
	struct casework work;
	struct consent k;

	TRY(casework_read(c, person, &work));
	TRY(consent_read(c, person, s->consent, &k));
	if (s->groups >> GROUP_NAME & 1)
		TRY(gather_name(c, person, &work, b));
	if (s->groups >> GROUP_STORY & 1)
		TRY(gather_story(c, &work, b));
	if (s->groups >> GROUP_CASE & 1)
		TRY(gather_case(c, person, b));
	gather_referral(c, &k, s->words, b);
	return OK;
}

/* --- the file --- */

/* The next field of the standard that left; false after the last. */
static bool next_field(const struct disclosure *d, size_t *at, struct str *name, struct str *value)
{
	while (fields_next(d->body, at, name, value))
		if (str_starts(*name, str_z(before))) {
			*name = (struct str){ name->p + sizeof before - 1, name->n - (sizeof before - 1) };
			return true;
		}
	return false;
}

static void member(struct buf *out, const char *name, struct str value)
{
	buf_fmt(out, ",\n\"%s\":", name);
	buf_json(out, value);
}

/* Of the fields one takes several values, and one is a box that is ticked. */
static void put_value(struct buf *out, struct str name, struct str value)
{
	if (str_eq(name, STR("prs_Deceased"))) {
		buf_add(out, value);
		return;
	}
	if (!str_eq(name, STR("vic_TypeOfExploitation"))) {
		buf_json(out, value);
		return;
	}
	buf_byte(out, '[');
	for (size_t i = 0; value.n; i++) {
		if (i)
			buf_byte(out, ',');
		buf_json(out, str_trim(str_cut(value, ';', &value)));
	}
	buf_byte(out, ']');
}

static void put_json(struct ctx *c, const struct disclosure *d, struct buf *out)
{
	struct str name;
	struct str value;
	bool some = false;

	buf_add(out, STR("{\"standard\":\"HTCDS 2.0\""));
	member(out, "reference", fields_get(d->body, "line_code"));
	member(out, "recipient", d->recipient);
	member(out, "given", day_text(c, d->day));
	if (d->words.n)
		member(out, "words", d->words);
	buf_add(out, STR(",\n\"fields\":{"));
	for (size_t at = 0; next_field(d, &at, &name, &value); some = true) {
		buf_add(out, some ? STR(",\n") : STR("\n"));
		buf_json(out, name);
		buf_byte(out, ':');
		put_value(out, name, value);
	}
	buf_add(out, STR("}}\n"));
}

static void put_csv(const struct disclosure *d, struct buf *out)
{
	struct str name;
	struct str value;

	buf_add(out, STR("reference"));
	for (size_t at = 0; next_field(d, &at, &name, &value);)
		buf_fmt(out, ",%.*s", (int)name.n, name.p);
	buf_add(out, STR("\r\n"));
	buf_cell_text(out, fields_get(d->body, "line_code"));
	for (size_t at = 0; next_field(d, &at, &name, &value);) {
		buf_byte(out, ',');
		buf_cell_text(out, value);
	}
	buf_add(out, STR("\r\n"));
}

enum err disclosure_htcds(struct ctx *c, const struct disclosure *d, struct str format,
                          struct buf *out)
{
	*out = buf_new(c->arena, FILE_MOST);
	if (str_eq(format, STR("json")))
		put_json(c, d, out);
	else if (str_eq(format, STR("csv")))
		put_csv(d, out);
	else
		return ERR_ABSENT;
	return out->full ? ERR_TOO_BIG : OK;
}

/* The consent must hold when the entry in the audit is committed, before the first byte leaves. */
enum err disclosure_file_take(struct visit *v)
{
	struct str format = visit_query(v, "format");
	struct reply *reply = &v->x->reply;
	struct disclosure d;
	struct consent k;
	struct row_id row;
	struct buf file;

	TRY(visit_row(v, "row", &row));
	TRY(disclosure_read(&v->c, v->person, row, &d));
	if (d.closed)
		return ERR_DENIED;
	if (!disclosure_is_file(d.carry))
		return ERR_ABSENT;
	TRY(consent_read(&v->c, v->person, d.consent, &k));
	if (!k.live)
		return visit_go(v, "/people/%s/disclosures/%s/print", visit_id(v, v->person.b),
		                visit_id(v, row.b));
	TRY(disclosure_htcds(&v->c, &d, format, &file));
	TRY(consent_expect(&v->c, v->person, d.consent));
	TRY(audit(&v->c, VERB_FILE_GIVEN, &v->person, REASON_CARE, d.recipient));
	reply->type =
		str_eq(format, STR("csv")) ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
	reply->disposition =
		arena_fmt(v->c.arena, "attachment; filename=\"record.%.*s\"", (int)format.n, format.p);
	reply->sandbox = true;
	buf_take(&reply->body, buf_str(&file));
	return OK;
}
