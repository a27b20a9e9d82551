/* Both scores side by side, question by question. */
#include "care/rating_inside.h"

#include <stdlib.h>

enum { SCORERS = 2 };

enum err first_of(struct ctx *c, struct person_id person, struct row_id assessment,
                  struct first_view *out)
{
	struct assessment a;
	struct form_kept r;

	TRY(assessment_frame(c, person, assessment, &a));
	*out = (struct first_view){ .id = a.id, .who = a.author, .day = a.day, .wave = a.wave };
	if (a.closed)
		return OK;
	TRY(rubric_of(c, RUBRIC_PACK, a.form, &r));
	out->place = choice_words(c, &r, r.form->instrument->setting, a.setting);
	return OK;
}

/* The step that was chosen, from 1; 0 without one. */
static int step_chosen(const struct item_view *i)
{
	for (size_t k = 0; !i->missing && k < i->anchors.n; k++)
		if (i->anchors.at[k].chosen)
			return (int)k + 1;
	return 0;
}

static struct str words_of(struct ctx *c, const struct item_view *i)
{
	int step = step_chosen(i);

	if (step)
		return i->anchors.at[step - 1].words;
	return str_z(lang_text(c->lang, i->missing ? i->missing : T("Not asked yet")));
}

static struct both_line line_of(struct ctx *c, const struct item_view *one,
                                const struct item_view *two)
{
	int a = step_chosen(one);
	int b = step_chosen(two);

	return (struct both_line){ .label = one->label,
		                       .words = { words_of(c, one), words_of(c, two) },
		                       .seen = { one->evidence, two->evidence },
		                       .apart = (a == 0) != (b == 0) ? -1 : abs(a - b) };
}

/* Two reasons why there is no step are not apart: both scored nothing. */
static void add_domain(struct ctx *c, struct both_view *v, const struct domain_view *one,
                       const struct domain_view *two, struct both_domain *out)
{
	struct both_line *differ = NEW_N(c->arena, struct both_line, one->items.n + 1);
	struct both_line *alike = NEW_N(c->arena, struct both_line, one->items.n + 1);

	*out = (struct both_domain){ one->name, { differ, 0 }, { alike, 0 } };
	for (size_t i = 0; i < one->items.n && i < two->items.n; i++) {
		struct both_line l = line_of(c, &one->items.at[i], &two->items.at[i]);
		if (l.apart == 0)
			alike[out->alike.n++] = l;
		else
			differ[out->differ.n++] = l;
		v->alike += l.apart == 0;
		v->close += l.apart == 1;
		v->far += l.apart != 0 && l.apart != 1;
	}
}

static enum err domains_of(struct ctx *c, const struct assessment both[SCORERS],
                           struct both_view *out)
{
	struct both_domain *list = NEW_N(c->arena, struct both_domain, BOWL_DOMAINS);
	struct answers said[SCORERS];
	struct form_kept r;

	TRY(rubric_of(c, RUBRIC_PACK, both[0].form, &r));
	for (int i = 0; i < SCORERS; i++)
		TRY(answers_read(c->arena, both[i].json, &said[i]));
	for (int d = 0; d < BOWL_DOMAINS; d++) {
		struct domain_view view[SCORERS];
		for (int i = 0; i < SCORERS; i++)
			TRY(domain_of(c, &r, d, both[0].age_group, &said[i], NULL, &view[i]));
		add_domain(c, out, &view[0], &view[1], &list[d]);
	}
	out->domains = (struct both_domains){ list, BOWL_DOMAINS };
	out->about = about_of(c, &r);
	return OK;
}

enum err both_read(struct ctx *c, struct person_id person, const struct rating *r,
                   struct both_view *out)
{
	struct assessment both[SCORERS];

	*out = (struct both_view){ .person = person, .rating = *r };
	TRY(rating_answer(c, person, r, &both[1]));
	TRY(assessment_frame(c, person, r->assessment, &both[0]));
	if (both[0].closed)
		return ERR_DENIED;
	out->second = both[1].day;
	TRY(first_of(c, person, r->assessment, &out->first));
	TRY(talk_read(c, person, r->id, &out->talk));
	out->may_write = can(c, person, MAY_WRITE, IN_CASE);
	return domains_of(c, both, out);
}
