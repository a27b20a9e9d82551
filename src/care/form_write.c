/* A form that is filled in: what holds a saving up, and the saving. */
#include "base/fields.h"
#include "care/form_inside.h"
#include "care/form_sql.h"

enum { BODY_ROOM = ANSWERS_BYTES + 4096 };

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

/* --- saving --- */

const struct form_field *form_field_of(struct ctx *c, const struct form_def *form, struct str path)
{
	struct buf b = buf_new(c->arena, path.n + 1);
	bool in = false;

	for (size_t i = 0; i < path.n; i++) {
		in |= path.p[i] == '[';
		if (!in)
			buf_byte(&b, path.p[i]);
		in &= path.p[i] != ']';
	}
	for (size_t i = 0; i < form->fields_n; i++)
		if (str_eq(form->fields[i].path, buf_str(&b)))
			return &form->fields[i];
	return NULL;
}

struct saving {
	struct person_id person;
	struct row_id id; /* of the next row */
	struct row_id entry;
	struct row_id counted;
	const struct form_answer_row_list *rows; /* of a correction */
	const struct filled_new *n;
	const struct answers *all;
	const int *in; /* beside all: the compartment of each */
};

/* In which compartment each answer lies; 0: the form does not ask it. */
static const int *places_of(struct ctx *c, const struct filled_new *n, const struct answers *all)
{
	int *in = NEW_N(c->arena, int, all->n + 1);

	for (size_t i = 0; i < all->n; i++) {
		const struct form_field *f = form_field_of(c, n->form->form, all->at[i].path);
		in[i] = f ? (int)lies_in(&n->about, f) : 0;
	}
	return in;
}

/* The answers of one compartment. */
static struct answers part_of(struct ctx *c, const struct saving *s, enum compartment in)
{
	struct answer *at = NEW_N(c->arena, struct answer, s->all->n + 1);
	struct answers out = *s->all;

	out.at = at;
	out.n = 0;
	out.hash = s->n->form->hash;
	for (size_t i = 0; i < s->all->n; i++)
		if (s->in[i] == (int)in)
			at[out.n++] = s->all->at[i];
	return out;
}

static enum compartment home_of(const struct filled_about *about)
{
	return about->home ? about->home : IN_CASE;
}

static enum err body_of(struct ctx *c, const struct saving *s, const struct answers *part,
                        enum compartment in, struct str *out)
{
	const struct filled_new *n = s->n;
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct str json;

	TRY(answers_write(c->arena, part, &json));
	fields_put_int(&b, "compartment", in);
	if (n->about.about.n) {
		fields_put(&b, "about", n->about.about);
		fields_put_id(&b, "subject", n->about.row.b);
		fields_put_int(&b, "home", home_of(&n->about));
	}
	if (in == home_of(&n->about))
		fields_put_id(&b, "counted", s->counted.b);
	when_put(&b, &n->when, c->today);
	fields_put(&b, "language", n->language);
	fields_put(&b, "interpreter", n->interpreter);
	fields_put(&b, "answers", json);
	*out = buf_str(&b);
	return b.full ? ERR_TOO_BIG : OK;
}

/* The row in force of the entry that lies in a compartment. */
static enum err row_in(struct ctx *c, const struct saving *s, enum compartment in,
                       const struct form_answer_row **out)
{
	struct str body;

	*out = NULL;
	for (size_t i = 0; s->rows && i < s->rows->n; i++) {
		const struct form_answer_row *r = &s->rows->at[i];
		if (!r->current || !row_id_eq(r->entry, s->entry))
			continue;
		TRY(open_among(c, s->person, ~1u & ((1u << (IN_LAST_ + 1)) - 1), SEAL_FORM_ANSWER, r->id,
		               r->body, &body));
		if (fields_int(body, "compartment", 0) == in)
			*out = r;
	}
	return OK;
}

static enum err save_part(struct ctx *c, struct saving *s, const struct answers *part,
                          enum compartment in)
{
	const struct form_answer_row *before;
	struct sealed sealed;
	struct str body;

	TRY(row_in(c, s, in, &before));
	if (part->n == 0 && !before && in != home_of(&s->n->about))
		return OK;
	TRY(body_of(c, s, part, in, &body));
	TRY(seal_person(c, s->person, in, SEAL_FORM_ANSWER, s->id, body, &sealed));
	if (before)
		form_answer_replace(c->change, c->house->org, s->person, before->id);
	form_answer_insert(c->change, &(struct form_answer_insert_args){
									  .org = c->house->org,
									  .person = s->person,
									  .id = s->id,
									  .entry = s->entry,
									  .has_replaces = before != NULL,
									  .replaces = before ? before->id : (struct row_id){ { 0 } },
									  .author = c->actor->id,
									  .hour = clock_hour(c->now),
									  .form = s->n->form->hash,
									  .body = sealed });
	s->id = row_id_fresh(c->now);
	return OK;
}

/* The case (or the entry's own compartment) stands first: its row is always there, and carries the
 * id of what was posted. */
static enum err save_parts(struct ctx *c, struct saving *s, const struct filling *g)
{
	enum compartment home = home_of(&s->n->about);
	struct answers part = part_of(c, s, home);

	TRY(save_part(c, s, &part, home));
	for (int i = IN_IDENTITY; i <= IN_LAST_; i++) {
		if (i == (int)home || !(g->may & 1u << i))
			continue;
		part = part_of(c, s, (enum compartment)i);
		TRY(save_part(c, s, &part, (enum compartment)i));
	}
	return OK;
}

/* Seen before somebody else corrected it: that row is not in force any more, and replacing it ends
 * in a conflict. */
static void refuse_stale(struct ctx *c, const struct saving *s)
{
	for (size_t i = 0; s->n->base && i < s->rows->n; i++)
		if (row_id_eq(s->rows->at[i].id, *s->n->base) && !s->rows->at[i].current)
			form_answer_replace(c->change, c->house->org, s->person, *s->n->base);
}

/* Of a correction, what it was about and under what it was counted stay. */
static enum err settle(struct ctx *c, struct person_id person, struct saving *s,
                       struct filled_new *n)
{
	static const struct row_id none = { { 0 } };
	const struct filled *before = n->replaces;

	s->n = n;
	s->entry = before ? before->entry : s->id;
	if (before)
		n->about = before->about;
	if (before && before->closed)
		return ERR_DENIED;
	if (before && !row_id_eq(before->counted, none))
		s->counted = before->counted;
	else
		id_random(s->counted.b);
	return about_find(c, person, &n->about);
}

enum err filled_write(struct ctx *c, struct person_id person, struct row_id id,
                      const struct filled_new *n)
{
	struct saving s = { .person = person, .id = id };
	struct filled_new own = *n;
	struct form_answer_row_list rows;
	struct filling g;
	struct answers all;

	TRY(settle(c, person, &s, &own));
	TRY(filling_open(c, &person, &own, (struct fill_start){ .fresh = !n->kept && !n->replaces },
	                 &g));
	if (!filling_sound(&g))
		return ERR_INVALID;
	TRY(fill_answers(g.fill, &all));
	s.all = &all;
	s.in = places_of(c, &own, &all);
	if (n->replaces) {
		form_answers_of(c->read, c->house->org, person, &rows);
		TRY(read_now(c->read));
		s.rows = &rows;
		refuse_stale(c, &s);
	}
	TRY(save_parts(c, &s, &g));
	forms_keep(c, n->form);
	TRY(filling_tell(c, person, &g));
	TRY(filling_count(c, &g, &all, &(struct counting){ .person = &person, .row = s.counted }));
	return audit(c, n->replaces ? VERB_CORRECTED : VERB_WROTE, &person, REASON_CARE,
	             (struct str){ NULL, 0 });
}
