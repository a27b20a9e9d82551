/* Conditions of a form for those who do not write them: the questions and answers that they name,
 * in words. What stands between is left as it is. */
#include "base/buf.h"
#include "team/forms_inside.h"

enum { CONDITION_ROOM = 32 * 1024 };

struct reading {
	struct buf out;
	const struct form_def *f;
	const struct form_field *asked; /* the question that was named last */
	struct str code;
};

static void put_quoted(struct reading *r, struct str words)
{
	buf_add(&r->out, STR("“"));
	buf_add(&r->out, words);
	buf_add(&r->out, STR("”"));
}

static void put_question(struct reading *r, struct str name)
{
	const struct form_field *field = form_find(r->f, name);
	struct str label = field ? form_text_in(r->f, &field->label, r->code) : STR("");

	if (field)
		r->asked = field;
	put_quoted(r, label.n ? label : name);
}

/* One of the choices of the question before it, or just some text. */
static void put_answer(struct reading *r, struct str said)
{
	const struct form_choice *one = form_choice(r->asked ? r->asked->list : NULL, said);
	struct str label = one ? form_text_in(r->f, &one->label, r->code) : STR("");

	put_quoted(r, label.n ? label : said);
}

struct str condition_words(struct ctx *c, const struct form_def *f, const struct form_field *field,
                           struct str condition, struct str code)
{
	struct reading r = { buf_new(c->arena, CONDITION_ROOM), f, field, code };
	struct str rest = condition;

	while (rest.n) {
		struct str found;
		size_t n = xpath_reference(rest, &found);
		if (n)
			put_question(&r, found);
		else if ((n = xpath_literal(rest, &found)))
			put_answer(&r, found);
		else
			buf_byte(&r.out, rest.p[n++]);
		rest = (struct str){ rest.p + n, rest.n - n };
	}
	return r.out.full ? condition : buf_str(&r.out);
}
