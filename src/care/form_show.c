/* What was answered, to be read: in the words that were asked, whatever the form says now. */
#include "care/form_inside.h"
#include "care/missing.h"

struct showing {
	struct ctx *c;
	const struct form_kept *form;
	const struct filled *f;
	struct answer_line *at;
	size_t n;
	size_t room;
	uint32_t may; /* compartments that may be read */
	const struct person_id *person;
	enum err failed;
};

static void add_choice(struct ctx *c, struct buf *b, const struct form_kept *form,
                       const struct form_list *l, struct str name)
{
	const struct form_choice *one = form_choice(l, name);

	buf_add(b, one ? forms_text(c, form, &one->label) : name);
}

struct str answer_words(struct ctx *c, const struct form_kept *form, const struct form_field *d,
                        const struct answer *a)
{
	struct buf b = buf_new(c->arena, 2 * ANSWERS_TEXT);
	struct str names = a->text;
	struct row_id file;

	if (answer_word(a->kind))
		return str_z(answer_word(a->kind));
	if (file_asked(d) && file_answer(a, &file))
		return str_z(lang_text(c->lang, file_words(d)));
	if (a->kind == ANSWER_INTEGER)
		return arena_fmt(c->arena, "%lld", (long long)a->n);
	if (!d->list)
		return a->text;
	while (names.n) {
		add_choice(c, &b, form, d->list, str_cut(names, ' ', &names));
		if (names.n)
			buf_add(&b, STR(" · "));
	}
	return buf_str(&b);
}

static struct answer_line *line(struct showing *s)
{
	struct answer_line *more;

	if (s->n == s->room) {
		more = NEW_N(s->c->arena, struct answer_line, 2 * s->room + 64);
		for (size_t i = 0; i < s->n; i++)
			more[i] = s->at[i];
		s->at = more;
		s->room = 2 * s->room + 64;
	}
	s->at[s->n] = (struct answer_line){ .said = STR("") };
	return &s->at[s->n++];
}

/* What was seen and heard when it was asked. */
static void show_media(struct showing *s, struct answer_line *l, const struct form_field *d,
                       const struct answer *a)
{
	struct str names = a->text;
	struct media_view *all;

	l->media = form_media_shown(s->c, s->form, d->media, l->label);
	if (!d->list || l->missing)
		return;
	all = NEW_N(s->c->arena, struct media_view, d->list->n + 1);
	l->choices.at = all;
	while (names.n && l->choices.n < d->list->n) {
		const struct form_choice *one = form_choice(d->list, str_cut(names, ' ', &names));
		if (one && one->media)
			all[l->choices.n++] =
				form_media_shown(s->c, s->form, one->media, forms_text(s->c, s->form, &one->label));
	}
}

static void show_question(struct showing *s, const struct form_field *d, struct str path)
{
	const struct answer *a = answers_find(&s->f->answers, path);
	bool closed =
		s->f->closed && (!(s->may & 1u << lies_in(&s->f->about, d)) || !seen_by_actor(s->c, d));
	struct answer_line *l;

	if (!a && !closed)
		return;
	l = line(s);
	l->label = forms_text(s->c, s->form, &d->label);
	if (l->label.n == 0)
		l->label = d->name;
	l->closed = !a;
	l->missing = a ? missing_words(a->kind) : NULL;
	if (a && !l->missing)
		l->said = answer_words(s->c, s->form, d, a);
	if (a && !s->failed)
		s->failed = file_brought(s->c, &(struct file_owner){ s->person, s->f->about.row }, d, a,
		                         &l->brought);
	if (a)
		show_media(s, l, d, a);
}

static void heading(struct showing *s, const struct form_field *d, size_t round)
{
	struct str label = forms_text(s->c, s->form, &d->label);
	struct answer_line *l = line(s);

	l->heading = true;
	l->label = round ? arena_fmt(s->c->arena, "%s %zu", label.p, round) : label;
}

static size_t end_of(const struct form_def *f, size_t field)
{
	size_t end = field + 1;

	while (end < f->fields_n && f->fields[end].group >= (int)field)
		end++;
	return end;
}

static void show(struct showing *s, size_t first, size_t last, struct str under);

/* A heading under which nothing stands is taken back. */
static void show_under(struct showing *s, size_t field, struct str under, size_t round)
{
	size_t before = s->n;

	heading(s, &s->form->form->fields[field], round);
	show(s, field + 1, end_of(s->form->form, field), under);
	if (s->n == before + 1)
		s->n = before;
}

static void show_rounds(struct showing *s, size_t field, struct str path)
{
	const struct answer *rounds = answers_find(&s->f->answers, path);
	int64_t n = rounds && rounds->kind == ANSWER_ROUNDS ? rounds->n : 0;

	for (int64_t r = 1; r <= n; r++)
		show_under(s, field, arena_fmt(s->c->arena, "%s[%lld]/", path.p, (long long)r), (size_t)r);
}

static void show(struct showing *s, size_t first, size_t last, struct str under)
{
	const struct form_def *f = s->form->form;

	for (size_t i = first; i < last; i = end_of(f, i)) {
		const struct form_field *d = &f->fields[i];
		struct str path = arena_fmt(s->c->arena, "%s%.*s", under.p, (int)d->name.n, d->name.p);
		if (d->type == FORM_REPEAT)
			show_rounds(s, i, path);
		else if (d->type == FORM_GROUP)
			show_under(s, i, arena_fmt(s->c->arena, "%s/", path.p), 0);
		else if (form_keeps(d) && d->type != FORM_META && d->type != FORM_HIDDEN)
			show_question(s, d, path);
	}
}

struct answer_lines answer_lines_of(struct ctx *c, const struct person_id *person,
                                    const struct form_kept *form, const struct filled *f)
{
	struct showing s = { .c = c, .form = form, .f = f, .person = person };

	for (int i = IN_IDENTITY; i <= IN_LAST_; i++)
		if (!person || can(c, *person, MAY_READ, (enum compartment)i))
			s.may |= 1u << i;
	show(&s, 0, form->form->fields_n, STR(""));
	return (struct answer_lines){ s.at, s.n, s.failed };
}
