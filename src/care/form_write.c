/* A form that is filled in: the saving. */
#include "base/fields.h"
#include "care/form_inside.h"
#include "care/form_sql.h"

enum { BODY_ROOM = ANSWERS_BYTES + 4096 };

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
									  .replaces = row_or_none(before ? &before->id : NULL),
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
	const struct filled *before = n->replaces;

	s->n = n;
	s->entry = before ? before->entry : s->id;
	if (before)
		n->about = before->about;
	if (before && before->closed)
		return ERR_DENIED;
	if (before && !row_is_none(before->counted))
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
	TRY(forms_keep(c, n->form));
	TRY(filling_tell(c, person, &g));
	TRY(filling_count(c, &g, &all, &(struct counting){ .person = &person, .row = s.counted }));
	return audit(c, n->replaces ? VERB_CORRECTED : VERB_WROTE, &person, REASON_CARE,
	             (struct str){ NULL, 0 });
}
