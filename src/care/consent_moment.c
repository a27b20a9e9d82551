/* Consents on the page of a person. */
#include "care/consent_inside.h"
#include "care/consent_sql.h"

void consent_ask(struct ctx *c, struct person_id person, void **state)
{
	struct consent_row_list *rows = NEW(c->arena, struct consent_row_list);

	consents_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static const char *title_of(const struct consent *k)
{
	switch (k->state) {
	case CONSENT_REFUSED:
		return T("Asked for a consent: no");
	case CONSENT_WITHDRAWN:
		return T("A consent was taken back");
	case CONSENT_GIVEN:
		break;
	}
	if (str_eq(k->terms.by, STR("best")))
		return T("Decided in the child's best interests");
	if (str_eq(k->terms.by, STR("guardian")))
		return T("A parent or guardian gave a consent");
	return T("A consent was given");
}

static struct str words_of(struct ctx *c, const struct consent *k)
{
	if (k->closed)
		return (struct str){ NULL, 0 };
	if (!k->terms.recipient.n)
		return str_z(k->words);
	return arena_fmt(c->arena, "%s: %.*s", k->words, (int)k->terms.recipient.n,
	                 k->terms.recipient.p);
}

/* Corrected or renewed; what was taken back is not: it was right when it was said. */
static bool replaced(const struct consent_row_list *rows, struct row_id id)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].has_replaces && row_id_eq(rows->at[i].replaces, id))
			return rows->at[i].state != CONSENT_WITHDRAWN;
	return false;
}

enum err consent_tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct consent_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct consent k;
		struct day written;
		bool correct;
		TRY(consent_open(c, person, 0, &rows->at[i], &k));
		written = clock_day(k.hour, c->house->utc_offset);
		correct = k.current && !k.closed && k.state != CONSENT_WITHDRAWN;
		page_moment(parts,
		            (struct moment){ .day = k.state == CONSENT_WITHDRAWN || k.closed ? written
		                                                                             : k.terms.day,
		                             .hour = k.hour,
		                             .kind = "consent",
		                             .title = title_of(&k),
		                             .words = words_of(c, &k),
		                             .who = k.author,
		                             .replaced = replaced(rows, k.id),
		                             .row = k.id,
		                             .correct = correct ? "consents" : NULL });
	}
	return OK;
}
