/* A form that is filled in: what holds a saving up. */
#include "care/form_inside.h"

enum compartment lies_in(const struct filled_about *about, const struct form_field *f)
{
	enum compartment in = forms_compartment(f);

	return in == IN_CASE && about->home ? about->home : in;
}

static struct str concepts_of(struct ctx *c, const struct form_def *form)
{
	struct buf b = buf_new(c->arena, 8192);

	for (size_t i = 0; i < form->fields_n; i++) {
		if (form->fields[i].told_once.n == 0)
			continue;
		buf_add(&b, form->fields[i].told_once);
		buf_byte(&b, ' ');
	}
	return buf_str(&b);
}

enum err filling_open(struct ctx *c, const struct person_id *person, const struct filled_new *n,
                      struct fill_start start, struct filling *out)
{
	struct fill_start *s = NEW(c->arena, struct fill_start);
	struct day_names *names = NEW(c->arena, struct day_names);
	struct str concepts = concepts_of(c, n->form->form);

	*out = (struct filling){ .n = n };
	for (int i = IN_IDENTITY; i <= IN_LAST_; i++)
		if (!person || can(c, *person, MAY_WRITE, (enum compartment)i))
			out->may |= 1u << i;
	if (person && concepts.n && (out->may & 1u << IN_CASE))
		TRY(tellings_of(c, *person, concepts, &out->told));
	*s = start;
	s->form = n->form->form;
	s->lang = str_z(c->lang ? lang_code(c->lang) : "en");
	s->today = c->today;
	s->now = clock_hour(c->now);
	s->offset_minutes = c->house->utc_offset;
	s->username = c->actor->user_name;
	if (c->lang) {
		day_names(c->lang, names);
		s->months = names->months;
		s->days = names->days;
	}
	s->kept = n->kept;
	s->given = n->given;
	return fill_open(c->arena, s, &out->fill);
}

bool filling_closed(const struct filling *g, const struct fill_node *n)
{
	/* That something was told lies in the case. */
	uint32_t needs = 1u << lies_in(&g->n->about, n->field);

	if (n->field->told_once.n)
		needs |= 1u << IN_CASE;
	return form_keeps(n->field) && (g->may & needs) != needs;
}

const struct told *filling_told(const struct filling *g, const struct fill_node *n)
{
	const struct filled *before = g->n->replaces;

	if (n->field->told_once.n == 0 || (before && answers_find(&before->answers, n->path)))
		return NULL;
	for (size_t i = 0; i < g->told.n; i++)
		if (str_eq(g->told.at[i].concept.name, n->field->told_once))
			return &g->told.at[i];
	return NULL;
}

const struct filled_again *filling_again(const struct filling *g, const struct fill_node *n)
{
	for (size_t i = 0; i < g->n->nagain; i++)
		if (str_eq(g->n->again[i].concept, n->field->told_once) && g->n->again[i].reason.n)
			return &g->n->again[i];
	return NULL;
}

static const char *again_problem(const struct filling *g, const struct fill_node *n)
{
	const struct filled_again *again;

	if (!n->relevant || !n->answered || answer_word(n->value.kind) || !filling_told(g, n))
		return NULL;
	again = filling_again(g, n);
	if (!again)
		return T("This was told before. Please say why it is asked again, or leave it empty.");
	return str_eq(again->reason, STR("other")) && again->words.n == 0
	           ? T("Please say in a few words why.")
	           : NULL;
}

const char *filling_problem(const struct filling *g, size_t node)
{
	size_t n;
	size_t all;
	const struct fill_node *one = &fill_nodes(g->fill, &n)[node];
	const struct fill_problem *p;

	if (filling_closed(g, one))
		return NULL;
	if (one->problem == FILL_NONE)
		return again_problem(g, one);
	p = &fill_problems(g->fill, &n, &all)[one->problem];
	if (p->rule == FILL_REQUIRED && filling_told(g, one))
		return NULL;
	return p->own.n ? p->own.p : p->words;
}

bool filling_sound(const struct filling *g)
{
	size_t n;

	(void)fill_nodes(g->fill, &n);
	for (size_t i = 0; i < n; i++)
		if (filling_problem(g, i))
			return false;
	return true;
}
