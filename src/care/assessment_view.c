/* What the pages of assessments show: forms and answers turned into words. */
#include "base/buf.h"
#include "care/assessment_inside.h"

static const struct choice missing_list[] = {
	{ "later", T("We ask later") },      { "prefer_not", T("Prefers not to say") },
	{ "not_known", T("Not known") },     { "not_applicable", T("Does not apply") },
	{ "not_asked", T("Not asked yet") },
};
const struct choice_list missing_kinds = { missing_list,
	                                       sizeof missing_list / sizeof *missing_list };

/* In the order of enum outcomes_wave_name. */
static const struct choice wave_list[] = {
	{ "intake", T("At the beginning") },
	{ "6m", T("Six months") },
	{ "1y", T("One year") },
	{ "2y", T("Two years") },
	{ "3y", T("Three years") },
	{ "closure", T("At the closure") },
	{ "after", T("One year after the closure") },
	{ "between", T("In between") },
};
const struct choice_list wave_choices = { wave_list, sizeof wave_list / sizeof *wave_list };

int wave_find(struct str value)
{
	for (int i = 0; i < WAVE_UNPLANNED; i++)
		if (str_eq(value, str_z(wave_list[i].value)))
			return i;
	return WAVE_UNPLANNED;
}

const char *wave_value(int wave)
{
	return wave_list[wave >= 0 && wave < WAVE_UNPLANNED ? wave : WAVE_UNPLANNED].value;
}

const char *wave_words(int wave)
{
	return wave_list[wave >= 0 && wave < WAVE_UNPLANNED ? wave : WAVE_UNPLANNED].label;
}

/* The names of the domains that have become harder, with commas between. */
static struct str harder_words(struct ctx *c, const struct bowl *bowl)
{
	struct buf b = buf_new(c->arena, 1024);

	for (int i = 0; i < BOWL_DOMAINS; i++)
		if (state_harder(bowl->domain[i]))
			buf_fmt(&b, "%s%s", b.n ? ", " : "", lang_text(c->lang, domain_words(i)));
	return buf_str(&b);
}

struct str seams_words(struct ctx *c, const struct seams *s)
{
	struct buf b = buf_new(c->arena, 2048);
	struct html h = { .out = &b, .lang = c->lang };
	struct str harder = harder_words(c, &s->bowl);
	struct str wave = str_z(lang_text(c->lang, wave_words(s->wave)));
	struct str n;
	int64_t stable = 0;

	for (int i = 0; i < BOWL_DOMAINS; i++)
		stable += s->stable >> i & 1;
	n = html_of_int(&h, stable);
	n = html_fill_bare(&h, lang_text(c->lang, T("{1} of six stable")), &n, 1);
	if (harder.n == 0)
		return arena_fmt(c->arena, "%.*s: %.*s", (int)wave.n, wave.p, (int)n.n, n.p);
	harder = html_fill_bare(&h, lang_text(c->lang, T("Harder now: {1}")), &harder, 1);
	return arena_fmt(c->arena, "%.*s: %.*s. %.*s", (int)wave.n, wave.p, (int)n.n, n.p,
	                 (int)harder.n, harder.p);
}

struct about_view about_of(struct ctx *c, const struct form_kept *r)
{
	const struct instrument *m = r->form->instrument;

	return (struct about_view){ forms_text(c, r, &r->form->title), m->citation, m->licence,
		                        m->status, str_eq(m->status, STR("not yet validated")) };
}

/* --- items --- */

static const char *missing_words(enum answer_kind kind)
{
	const char *word = answer_word(kind);

	for (size_t i = 0; word && i < missing_kinds.n; i++)
		if (str_eq(str_z(word), str_z(missing_list[i].value)))
			return missing_list[i].label;
	return NULL;
}

static bool says(const struct answer *a, struct str level)
{
	int64_t n;

	return a && a->kind == ANSWER_INTEGER && str_int(level, &n) && a->n == n;
}

static struct str evidence_in(struct ctx *c, const struct answers *in, const struct form_field *f)
{
	const struct answer *a = in ? answers_find(in, evidence_path(c->arena, f->path)) : NULL;

	return a ? a->text : (struct str){ "", 0 };
}

static const char *missing_in(const struct answer *a)
{
	return a ? missing_words(a->kind) : NULL;
}

static const char *named(struct ctx *c, char kind, const struct form_field *f)
{
	return arena_fmt(c->arena, "%c_%.*s", kind, (int)f->name.n, f->name.p).p;
}

static enum err item_of(struct ctx *c, const struct form_kept *r, const struct form_field *f,
                        struct str age_group, const struct answers *now, const struct answers *last,
                        struct item_view *out)
{
	const struct answer *said = now ? answers_find(now, f->path) : NULL;
	const struct answer *before = last ? answers_find(last, f->path) : NULL;
	struct anchor_view *anchors;
	struct form_choices choices;

	TRY(rubric_choices(c, f, age_group, &choices));
	anchors = NEW_N(c->arena, struct anchor_view, choices.n + 1);
	for (size_t i = 0; i < choices.n; i++)
		anchors[i] = (struct anchor_view){ arena_str(c->arena, choices.at[i]->name).p,
			                               forms_text(c, r, &choices.at[i]->label),
			                               says(said, choices.at[i]->name),
			                               says(before, choices.at[i]->name) };
	*out = (struct item_view){ .value_name = named(c, 'i', f),
		                       .missing_name = named(c, 'm', f),
		                       .evidence_name = named(c, 'e', f),
		                       .label = forms_text(c, r, &f->label),
		                       .hint = forms_text(c, r, &f->hint),
		                       .why = forms_text(c, r, form_why(r->form, f)),
		                       .anchors = { anchors, choices.n },
		                       .last_missing = missing_in(before),
		                       .last_evidence = evidence_in(c, last, f),
		                       .evidence = evidence_in(c, now, f),
		                       .missing = said ? missing_in(said) : T("Not asked yet") };
	return OK;
}

enum err domain_of(struct ctx *c, const struct form_kept *r, int domain, struct str age_group,
                   const struct answers *now, const struct answers *last, struct domain_view *out)
{
	const struct instrument *m = r->form->instrument;
	const struct score_scale *s = &m->scales[domain];
	struct item_view *items = NEW_N(c->arena, struct item_view, s->n + 1);

	for (size_t i = 0; i < s->n; i++)
		TRY(item_of(c, r, m->items[s->items[i]], age_group, now, last, &items[i]));
	*out = (struct domain_view){ .name = domain_words(domain),
		                         .items = { items, s->n },
		                         .why = { "", 0 } };
	if (s->n && m->items[s->items[0]]->group != FORM_NO_GROUP)
		out->why = forms_text(c, r, &r->form->fields[m->items[s->items[0]]->group].why);
	return OK;
}

/* --- the first questions --- */

struct str choice_words(struct ctx *c, const struct form_kept *r, const struct form_field *field,
                        struct str name)
{
	const struct form_choice *one = form_choice(field ? field->list : NULL, name);

	return one ? forms_text(c, r, &one->label) : STR("");
}

struct place_views scored_places(struct ctx *c, const struct form_kept *r)
{
	const struct form_field *f = r->form->instrument->setting;
	size_t n = f && f->list ? f->list->n : 0;
	struct place_view *list = NEW_N(c->arena, struct place_view, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] = (struct place_view){ arena_str(c->arena, f->list->at[i].name).p,
			                           forms_text(c, r, &f->list->at[i].label) };
	return (struct place_views){ list, n };
}

/* --- what somebody else changed --- */

static struct str said_words(struct ctx *c, const struct answer *a)
{
	if (!a)
		return str_z(lang_text(c->lang, T("Not asked yet")));
	if (a->kind == ANSWER_INTEGER)
		return arena_fmt(c->arena, "%lld", (long long)a->n);
	return a->kind == ANSWER_TEXT ? a->text : str_z(lang_text(c->lang, missing_words(a->kind)));
}

struct change_lines changes_of(struct ctx *c, const struct form_kept *r, const struct answers *was,
                               const struct answers *now)
{
	const struct instrument *m = r->form->instrument;
	struct change_line *lines = NEW_N(c->arena, struct change_line, 2 * m->items_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < m->items_n; i++) {
		const struct form_field *f = m->items[i];
		struct str label = forms_text(c, r, &f->label);
		struct change_line said = { label, said_words(c, answers_find(was, f->path)),
			                        said_words(c, answers_find(now, f->path)) };
		struct change_line seen = { label, evidence_in(c, was, f), evidence_in(c, now, f) };
		if (!str_eq(said.was, said.now))
			lines[n++] = said;
		if (!str_eq(seen.was, seen.now))
			lines[n++] = seen;
	}
	return (struct change_lines){ lines, n };
}

/* --- what was low --- */

/* In a scale where more is better; the pack may hold others. */
static void low_of(struct ctx *c, const struct form_kept *r, int domain, const int *levels,
                   struct low_item *list, size_t *n)
{
	const struct score_scale *s = &r->form->instrument->scales[domain];

	for (size_t i = 0; s->higher_is_better && i < s->n; i++) {
		int level = levels[s->items[i]];
		if (level >= s->lowest && level * 100 < STABLE_FROM)
			list[(*n)++] = (struct low_item){
				domain, forms_text(c, r, &r->form->instrument->items[s->items[i]]->label)
			};
	}
}

enum err assessment_low(struct ctx *c, struct person_id person, const struct low_item **out,
                        size_t *n)
{
	struct assessment_list all;
	const struct assessment *last;
	const struct instrument *m;
	struct low_item *list;
	struct answers said;
	struct form_kept r;
	int levels[SCORE_ITEMS];

	*out = NULL;
	*n = 0;
	TRY(assessments(c, person, &all));
	last = assessment_last(&all, c->today, NULL);
	if (!last)
		return OK;
	TRY(rubric_of(c, RUBRIC_PACK, last->form, &r));
	TRY(answers_read(c->arena, last->json, &said));
	m = r.form->instrument;
	TRY(score_levels(m, &said, levels));
	list = NEW_N(c->arena, struct low_item, SCORE_SCALES * m->items_n + 1);
	for (size_t d = 0; d < m->scales_n && d < BOWL_DOMAINS; d++)
		low_of(c, &r, (int)d, levels, list, n);
	*out = list;
	return OK;
}
