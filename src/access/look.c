/* P7: words that may hurt are pointed out, once and gently, after saving and while writing. Nothing
 * is refused, and what was found lies nowhere but sealed for whoever wrote it. */
#include "access/session_sql.h"
#include "access/visit_inside.h"
#include "base/fields.h"
#include "forms/lexicon.h"

/* Shorter lines are names, places and times. */
enum { LONG_LINE = 300, SHOWN_SECONDS = 120, KEPT_BYTES = 16 * 1024 };

/* Where it is kept: the row of a draft whose address no form has. */
static struct row_id kept_id(void)
{
	return draft_id(STR("/words/look"));
}

/* Fields beyond the table are those of a pack. */
static bool is_looked_at(const struct visit *v, size_t i)
{
	const struct form_table *t = &v->route->form;

	if (i >= t->n)
		return true;
	return t->at[i].kind == FIELD_LONG ||
	       (t->at[i].kind == FIELD_TEXT && t->at[i].max >= LONG_LINE);
}

static void add(struct lexicon_finds *all, const struct lexicon_finds *some)
{
	for (size_t i = 0; i < some->n; i++) {
		bool there = all->n == LEXICON_FINDS;
		for (size_t k = 0; k < all->n; k++)
			there |= all->at[k].word == some->at[i].word;
		if (!there)
			all->at[all->n++] = some->at[i];
	}
}

static void look_through(struct visit *v, struct lexicon_finds *all)
{
	const struct lexicon *l = lexicon_of(v->c.arena, v->c.house->packs);
	struct lexicon_finds some;

	all->n = 0;
	for (size_t i = 0; i < v->form.n; i++) {
		if (!is_looked_at(v, i))
			continue;
		lexicon_look(v->c.arena, l, v->form.at[i].value, &some);
		add(all, &some);
	}
}

static struct str body_of(struct visit *v, const struct lexicon_finds *f, struct str path)
{
	struct buf b = buf_new(v->c.arena, KEPT_BYTES);

	fields_put(&b, "path", path);
	fields_put_int(&b, "at", v->c.now.s);
	for (size_t i = 0; i < f->n; i++) {
		fields_put(&b, "said", f->at[i].said);
		fields_put(&b, "better", f->at[i].word->better);
		fields_put(&b, "why", f->at[i].word->why);
		fields_put(&b, "code", f->at[i].word->code);
	}
	return buf_str(&b);
}

bool look_keep(struct visit *v, struct str path)
{
	struct lexicon_finds found;
	struct row_id id = kept_id();

	if (!v->c.actor || v->x->request.method != METHOD_POST || v->form.n == 0)
		return false;
	look_through(v, &found);
	if (found.n == 0)
		return false;
	draft_put(v->c.change, v->c.house->org, v->c.actor->id, id, false, (struct person_id){ { 0 } },
	          clock_hour(v->c.now), seal_own(&v->c, SEAL_DRAFT, id, body_of(v, &found, path)));
	return true;
}

/* The words of a body, which has said first and code last of each. */
static struct page_words words_in(struct visit *v, struct str body)
{
	struct page_word *words = NEW_N(v->c.arena, struct page_word, LEXICON_FINDS);
	struct page_word one = { .said = { "", 0 } };
	struct str name;
	struct str value;
	size_t n = 0;

	for (size_t at = 0; n < LEXICON_FINDS && fields_next(body, &at, &name, &value);) {
		if (str_eq(name, STR("said")))
			one.said = value;
		else if (str_eq(name, STR("better")))
			one.better = value;
		else if (str_eq(name, STR("why")))
			one.why = value;
		else if (str_eq(name, STR("code"))) {
			one.code = value;
			words[n++] = one;
		}
	}
	return (struct page_words){ words, n };
}

struct page_words look_kept(struct visit *v)
{
	static const struct page_words none;
	const struct draft_row *row = NULL;
	struct row_id id = kept_id();
	struct str body;
	int64_t at;

	if (!v->c.actor || v->again || !str_eq(visit_query(v, "words"), STR("1")))
		return none;
	draft_of(v->c.read, v->c.house->org, v->c.actor->id, id, &row);
	if (read_now(v->c.read) != OK || !row ||
	    open_own(&v->c, SEAL_DRAFT, id, row->body, &body) != OK)
		return none;
	at = fields_int(body, "at", 0);
	/* Once: who comes back to this address later is not told again. */
	if (!str_eq(fields_get(body, "path"), v->x->request.path) || v->c.now.s < at ||
	    v->c.now.s > at + SHOWN_SECONDS)
		return none;
	return words_in(v, body);
}

enum err look_answer(struct visit *v)
{
	struct buf b = buf_new(v->c.arena, KEPT_BYTES);
	struct lexicon_finds found;

	(void)visit_posted(v, "text", LEXICON_TEXT);
	look_through(v, &found);
	if (found.n)
		buf_add(&b,
		        str_z(lang_text(v->html.lang, T("Some words may hurt when they are read later:"))));
	for (size_t i = 0; i < found.n; i++) {
		struct str said[] = { found.at[i].said, found.at[i].word->better };
		buf_byte(&b, '\n');
		buf_add(&b, html_fill(&v->html, lang_text(v->html.lang, T("{1} — perhaps: {2}")), said, 2));
	}
	buf_byte(&b, '\0');
	reply_text(&v->x->reply, 200, buf_str(&b).p);
	return OK;
}
