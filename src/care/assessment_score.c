/* Answers in, six means out; and the words for them. */
#include "base/fields.h"
#include "care/assessment_inside.h"

const char *const domain_names[BOWL_DOMAINS] = { "safety", "legal",  "mental",
	                                             "work",   "social", "physical" };

const char *domain_words(int domain)
{
	static const char *const words[BOWL_DOMAINS] = {
		T("Safety"),         T("Legal protection"),  T("Mental wellbeing"), T("Work and education"),
		T("Social support"), T("Physical wellbeing")
	};

	return domain >= 0 && domain < BOWL_DOMAINS ? words[domain] : "";
}

const char *state_words(struct bowl_domain d, bool stable)
{
	if (d.state == BOWL_MISSING)
		return T("Not known yet");
	if (d.state < GROWING_FROM)
		return T("Needs much support");
	if (d.state < STABLE_FROM)
		return T("Growing");
	return stable ? T("Stable") : T("Nearly stable");
}

bool state_harder(struct bowl_domain d)
{
	return d.state != BOWL_MISSING && d.state + HARDER_BY <= d.best;
}

/* --- means --- */

void means_put(struct buf *b, const struct means *m)
{
	for (int i = 0; i < BOWL_DOMAINS; i++)
		if (m->domain[i] != MEAN_UNKNOWN)
			fields_put_int(b, domain_names[i], m->domain[i]);
	fields_put_int(b, "stable", m->stable);
}

struct means means_get(struct str fields)
{
	struct means m;

	for (int i = 0; i < BOWL_DOMAINS; i++)
		m.domain[i] = (int)fields_int(fields, domain_names[i], MEAN_UNKNOWN);
	m.stable = fields_int(fields, "stable", 0);
	return m;
}

static int mean_of(const struct score_domain *d)
{
	switch (d->state) {
	case SCORE_MEAN:
		return d->hundredths;
	case SCORE_NONE_APPLICABLE:
		return MEAN_NOT_APPLICABLE;
	case SCORE_INSUFFICIENT:
		return MEAN_UNKNOWN;
	}
	return MEAN_UNKNOWN;
}

/* As access/inbox.h carries it in bits 6 and 7. */
static int64_t verdict(enum score_say say)
{
	switch (say) {
	case SCORE_YES:
		return 1;
	case SCORE_CANNOT_SAY:
		return 2;
	case SCORE_NO:
		return 0;
	}
	return 0;
}

enum err means_of(const struct form_kept *r, const struct answers *in, struct means *out)
{
	const struct instrument *m = r->form->instrument;
	int levels[SCORE_ITEMS];
	struct score score;

	TRY(score_levels(m, in, levels));
	TRY(score_count(m, levels, score_setting(m, in), &score));
	if (score.n != BOWL_DOMAINS)
		return ERR_INVALID;
	*out = (struct means){ .stable = verdict(score.stable_in_all) << BOWL_DOMAINS };
	for (int i = 0; i < BOWL_DOMAINS; i++) {
		out->domain[i] = mean_of(&score.domains[i]);
		if (score.domains[i].stable == SCORE_YES)
			out->stable |= (int64_t)1 << i;
	}
	return OK;
}

/* --- answers --- */

bool item_level(const struct form_field *f, struct str said, int64_t *level)
{
	return form_choice(f->list, said) && str_int(said, level);
}

struct str evidence_path(struct arena *a, struct str path)
{
	return arena_fmt(a, "%.*s/evidence", (int)path.n, path.p);
}

static const struct form_field *item_field(const struct form_kept *r, struct str name)
{
	const struct instrument *m = r->form->instrument;

	for (size_t i = 0; i < m->items_n; i++)
		if (str_eq(m->items[i]->name, name))
			return m->items[i];
	return NULL;
}

static bool sound(const struct assessment_item *item)
{
	bool answered = item->value > 0 && item->value < SCORE_ITEMS;
	bool missing = item->value == 0 && (item->kind == ANSWER_NOT_ASKED || answer_word(item->kind));

	return (answered || missing) && item->evidence.n <= ASSESSMENT_EVIDENCE;
}

enum err items_answer(struct ctx *c, const struct form_kept *r, const struct assessment_item *items,
                      size_t n, struct answer *list, size_t *count)
{
	for (size_t i = 0; i < n; i++) {
		const struct form_field *field = item_field(r, items[i].name);
		if (!field || !sound(&items[i]))
			return ERR_INVALID;
		list[(*count)++] =
			(struct answer){ .path = field->path,
			                 .n = items[i].value,
			                 .kind = items[i].value ? ANSWER_INTEGER : items[i].kind };
		if (items[i].evidence.n)
			list[(*count)++] = (struct answer){ .path = evidence_path(c->arena, field->path),
				                                .kind = ANSWER_TEXT,
				                                .text = items[i].evidence };
	}
	return OK;
}
