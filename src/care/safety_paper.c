/* The plan on paper: one page, in this person's language, and only what was chosen for it. */
#include "access/house_words.h"
#include "care/safety_html.h"
#include "care/safety_inside.h"

static const struct choice carry_list[] = {
	{ "open", T("Yes: the plan as it is") },
	{ "discreet", T("Only a page that names nothing") },
};
const struct choice_list paper_carries = { carry_list, 2 };

/* In the order of enum safety_part. */
static const struct choice part_list[SAFETY_PARTS] = {
	{ "signs", T("How it shows that something is not safe") },
	{ "helps", T("What helps") },
	{ "places", T("Safe people and places") },
	{ "leave", T("How to leave") },
	{ "code", T("The code word") },
	{ "staff", T("What we do") },
	{ "barred", T("Who may not be let in") },
	{ "medicines", T("Allergies and medicines") },
	{ "night", T("What to do at night") },
};
const struct choice_list paper_parts = { part_list, SAFETY_PARTS };

static struct choice_list heading_languages(struct visit *v)
{
	struct page_langs all = page_langs();
	struct choice *list = NEW_N(v->c.arena, struct choice, all.n);

	for (size_t i = 0; i < all.n; i++)
		list[i] = (struct choice){ lang_code(all.at[i]), lang_name(all.at[i]) };
	return (struct choice_list){ list, all.n };
}

static enum err paper(struct visit *v, struct paper_view *w)
{
	*w = (struct paper_view){ .house = v->c.house->name, .languages = heading_languages(v) };
	TRY(safety_person(v, &w->person));
	TRY(safety_plan_read(&v->c, v->person, &w->plan));
	if (w->plan.closed)
		return ERR_DENIED;
	w->action = visit_path(v, "/people/%s/safety/print", visit_id(v, v->person.b));
	return w->plan.held ? OK : ERR_ABSENT;
}

/* Nothing is ticked before this person answers (P4). */
enum err paper_ask(struct visit *v)
{
	struct paper_view w;
	const struct lang *hers;

	TRY(paper(v, &w));
	hers = lang_find(w.person.language);
	if (!v->again)
		visit_fill(v, "in", str_z(lang_code(hers ? hers : v->c.lang)));
	safety_print_page(visit_page(v), visit_head(v, T("Before it is printed"), "/people"), &v->form,
	                  &w);
	return OK;
}

/* The parts that may stand on a page that names nothing. */
static uint32_t discreet_parts(void)
{
	uint32_t mask = 0;

	for (int i = 0; i < SAFETY_PARTS; i++)
		if (plan_parts[i].discreet)
			mask |= 1u << i;
	return mask;
}

enum err paper_choose(struct visit *v)
{
	const struct paper_form *in = v->in;
	bool discreet = str_eq(in->carry, STR("discreet"));
	uint32_t parts = discreet ? in->parts & discreet_parts() : in->parts;
	const struct lang *l = lang_find(in->in);

	if (!parts)
		return visit_problem(v, "parts", T("Please tick what this person wants on the paper."));
	TRY(audit(&v->c, VERB_PRINTED, &v->person, REASON_CARE, (struct str){ NULL, 0 }));
	return visit_go(v, "/people/%s/sheet?parts=%u&in=%s%s", visit_id(v, v->person.b), parts,
	                lang_code(l ? l : v->c.lang), discreet ? "&as=note" : "");
}

/* Without a word, mark or menu when it must be safe to carry; the address, which browsers print,
 * names nothing either. */
enum err paper_show(struct visit *v)
{
	bool discreet = str_eq(visit_query(v, "as"), STR("note"));
	const struct lang *l = lang_find(visit_query(v, "in"));
	struct page_head head;
	struct paper_view w;
	int64_t parts = 0;

	TRY(paper(v, &w));
	(void)str_int(visit_query(v, "parts"), &parts);
	w.parts = (uint32_t)parts & (discreet ? discreet_parts() : UINT32_MAX);
	if (l)
		v->html.lang = house_words_lang(&v->c, l);
	head = *visit_head(v, discreet ? T("A note") : T("Safety plan"), "/people");
	head.discreet = discreet;
	safety_paper_page(visit_page(v), &head, &w);
	return OK;
}
