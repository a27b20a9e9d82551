/* The plan on one page of paper, in the person's language; asked first whether it is safe to carry.
 */
#include "access/house_words.h"
#include "care/plan_html.h"
#include "care/plan_inside.h"

static struct choice_list paper_languages(struct visit *v)
{
	size_t n;
	const struct lang *const *all = lang_all(&n);
	struct choice *list = NEW_N(v->c.arena, struct choice, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] = (struct choice){ lang_code(all[i]), lang_name(all[i]) };
	return (struct choice_list){ list, n };
}

enum err plan_print_show(struct visit *v)
{
	struct choice_list all = paper_languages(v);
	struct person p;

	TRY(plan_person(v, &p));
	visit_fill(v, "language", lang_find(p.language) ? p.language : str_z(lang_code(v->html.lang)));
	plan_print_page(visit_page(v), visit_head(v, T("Before it is printed"), "/people"), &v->form,
	                &p, &all);
	return OK;
}

enum err plan_print_save(struct visit *v)
{
	const struct plan_print_form *in = v->in;
	const struct lang *l = lang_find(in->language);

	TRY(audit(&v->c, VERB_PRINTED, &v->person, REASON_CARE, (struct str){ NULL, 0 }));
	return visit_go(v, "/people/%s/plan/paper?in=%s%s", visit_id(v, v->person.b),
	                lang_code(l ? l : v->html.lang),
	                str_eq(in->carry, STR("discreet")) ? "&as=note" : "");
}

/* The discreet form has no mark, menu, name or word that names the matter. */
enum err plan_paper_show(struct visit *v)
{
	const struct lang *l = lang_find(visit_query(v, "in"));
	bool discreet = str_eq(visit_query(v, "as"), STR("note"));
	struct plan_view view;
	struct page_head head;

	if (l)
		v->html.lang = house_words_lang(&v->c, l);
	v->c.lang = v->html.lang;
	TRY(plan_view_read(v, &view));
	head = *visit_head(v, discreet ? T("A note") : T("My plan"), "/people");
	head.discreet = discreet;
	plan_paper(visit_page(v), &head, &view);
	return OK;
}
