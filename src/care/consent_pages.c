/* All consents on one page, taking one back, and a copy on paper. */
#include "care/consent_html.h"
#include "care/consent_sql.h"
#include "care/consent_view.h"
#include "care/disclosure.h"

static const struct choice carry_list[] = {
	{ "open", T("Yes") },
	{ "discreet", T("Only a page that names nothing") },
};
const struct choice_list consent_carries = { carry_list, 2 };

enum err consent_person(struct visit *v, struct person *out)
{
	TRY(person_read(&v->c, v->person, out));
	if (!out->name.p || !out->name.n)
		out->name = out->code;
	return OK;
}

/* --- all of them --- */

enum part { LIVE, REFUSED, PAST };

static enum part part_of(const struct consent *k)
{
	return k->live ? LIVE : k->state == CONSENT_REFUSED ? REFUSED : PAST;
}

/* What holds now, then what was answered with no, then what holds no longer; one page of it. */
static void page_of(struct visit *v, const struct consent_list *all, struct consents_view *view)
{
	const char *here = visit_path(v, "/people/%s/consents?", visit_id(v, v->person.b));
	struct consent *at = NEW_N(v->c.arena, struct consent, all->n + 1);
	size_t n = 0;

	for (int part = LIVE; part <= PAST; part++)
		for (size_t i = 0; i < all->n; i++) {
			const struct consent *k = &all->at[i];
			if (k->closed || (int)part_of(k) != part)
				continue;
			at[n++] = *k;
			view->live += part == LIVE;
			view->outgrown |= k->outgrown;
		}
	view->closed = all->n - n;
	view->pager = visit_pager(v, here, n, CONSENTS_SHOWN);
	view->all = (struct consent_list){ at + view->pager.from, view->pager.n };
	for (size_t i = 0; i < view->all.n; i++) {
		view->refused += part_of(&view->all.at[i]) == REFUSED;
		view->past += part_of(&view->all.at[i]) == PAST;
	}
}

/* A paper that was signed for an entry which was corrected since belongs to the one that stands. */
static enum err moved_on(struct visit *v, struct file_entries *files)
{
	struct file_entry *list = NEW_N(v->c.arena, struct file_entry, files->n + 1);
	struct consent_row_list rows;

	consents_of(v->c.read, v->c.house->org, v->person, &rows);
	TRY(read_now(v->c.read));
	for (size_t k = 0; k < files->n; k++) {
		list[k] = files->at[k];
		for (size_t i = 0; i < rows.n; i++)
			if (rows.at[i].has_replaces && row_id_eq(rows.at[i].replaces, list[k].about)) {
				list[k].about = rows.at[i].id;
				i = SIZE_MAX; /* which may have been corrected, too */
			}
	}
	files->at = list;
	return OK;
}

/* The signed papers of each. */
static enum err papers_of(struct visit *v, struct consents_view *view)
{
	struct page_papers *papers = NEW_N(v->c.arena, struct page_papers, view->all.n + 1);
	struct file_entries files;

	TRY(files_read(&v->c, v->person, &files));
	TRY(moved_on(v, &files));
	for (size_t i = 0; i < view->all.n; i++) {
		const struct consent *k = &view->all.at[i];

		papers[i] = file_papers(&v->c, v->person, &files, "consents", k->id);
		if (!str_eq(k->terms.how, STR("signature")) && !str_eq(k->terms.how, STR("mark")))
			papers[i].add.n = 0;
	}
	view->papers = papers;
	return OK;
}

enum err consents_show(struct visit *v)
{
	struct consents_view view = { .person = v->person, .conflict = v->conflict };
	struct disclosure_list out;
	struct consent_list all;
	struct person p;

	TRY(consent_person(v, &p));
	TRY(consents_read(&v->c, v->person, &all));
	TRY(disclosures_read(&v->c, v->person, &out));
	for (size_t i = 0; i < out.n; i++)
		view.waiting += disclosure_waits(&out.at[i]);
	view.given_out = (int64_t)out.n;
	view.purposes = purposes_now(&v->c);
	view.child = consent_majority(p.birth_year, v->c.today) == AGE_CHILD;
	view.turning = consent_majority(p.birth_year, v->c.today) == AGE_TURNING;
	view.may_write = can(&v->c, v->person, MAY_WRITE, IN_CASE);
	page_of(v, &all, &view);
	TRY(papers_of(v, &view));
	consents_page(visit_page(v), visit_head(v, T("Consents"), "/people"), &v->form, &view);
	return OK;
}

/* --- one of them --- */

static enum err paper(struct visit *v, struct consent_paper_view *view)
{
	struct consent *k = NEW(v->c.arena, struct consent);
	struct row_id row;
	struct person p;

	TRY(visit_row(v, "row", &row));
	TRY(consent_read(&v->c, v->person, row, k));
	if (k->closed)
		return ERR_DENIED;
	TRY(consent_person(v, &p));
	*view = (struct consent_paper_view){ .consent = k,
		                                 .purpose = purpose_of(&v->c, k->terms.purpose),
		                                 .person = v->person,
		                                 .name = p.name,
		                                 .code = p.code,
		                                 .house = v->c.house->name };
	return OK;
}

enum err consent_back_show(struct visit *v)
{
	struct consent_paper_view view;

	TRY(paper(v, &view));
	consent_back_page(visit_page(v), visit_head(v, T("Taking a consent back"), "/people"), &v->form,
	                  &view);
	return OK;
}

enum err consent_back_save(struct visit *v)
{
	const struct back_form *in = v->in;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(consent_withdraw(&v->c, v->person, v->token, row, in->how, in->by));
	return visit_saved(v, "/people/%s/consents", visit_id(v, v->person.b));
}

enum err consent_print_show(struct visit *v)
{
	struct consent_paper_view view;

	TRY(paper(v, &view));
	consent_print_page(visit_page(v), visit_head(v, T("Before it is printed"), "/people"), &v->form,
	                   &view);
	return OK;
}

enum err consent_print_save(struct visit *v)
{
	const struct print_form *in = v->in;
	struct consent_paper_view view;

	TRY(paper(v, &view));
	TRY(audit(&v->c, VERB_PRINTED, &v->person, REASON_CARE, (struct str){ NULL, 0 }));
	return visit_go(v, "/people/%s/consents/%s/paper%s", visit_id(v, v->person.b),
	                visit_id(v, view.consent->id.b),
	                str_eq(in->carry, STR("discreet")) ? "?as=note" : "");
}

/* Without a word, mark or menu when it must be safe to carry. */
enum err consent_paper_show(struct visit *v)
{
	bool discreet = str_eq(visit_query(v, "as"), STR("note"));
	struct consent_paper_view view;
	struct page_head head;

	TRY(paper(v, &view));
	head = *visit_head(v, discreet ? T("A note") : T("A consent"), "/people");
	head.discreet = discreet;
	head.person = (struct page_person){ .code = { NULL, 0 } };
	consent_paper(visit_page(v), &head, &view);
	return OK;
}
