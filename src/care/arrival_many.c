/* Many people at once: a table of labels and urgent needs; each is welcomed alone afterwards. */
#include "care/arrival_html.h"
#include "care/arrival_inside.h"
#include "care/arrival_sql.h"
#include "care/person_alike.h"
#include "care/welcome.h"

/* clang-format off */
#define EACH_LINE(X) \
	X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) \
	X(16) X(17) X(18) X(19) X(20) X(21) X(22) X(23) X(24) X(25) X(26) X(27) X(28) X(29) X(30)
#define LINE_AT(n, member) offsetof(struct arrival_many_form, line[(n) - 1].member)
#define LINE_FIELDS(n) \
	{ .name = "label_" #n, .kind = FIELD_TEXT, .max = 200, .at = LINE_AT(n, label) }, \
	{ .name = "u" #n, .kind = FIELD_FLAGS, .at = LINE_AT(n, urgent), \
	  .choices = &arrival_urgent }, \
	{ .name = "language_" #n, .kind = FIELD_TEXT, .max = 80, .at = LINE_AT(n, language) }, \
	{ .name = "new_" #n, .kind = FIELD_TEXT, .max = 200, .at = LINE_AT(n, fresh) },
#define LINE_NAMES(n) { .number = n, .label = "label_" #n, .urgent = "u" #n, \
	.language = "language_" #n, .fresh = "new_" #n },
/* clang-format on */

const struct field arrival_many_fields[ARRIVAL_MANY_FIELDS] = {
	FIELD(struct arrival_many_form, team, ID, OPTIONAL, 0),
	FIELD(struct arrival_many_form, known, TEXT, OPTIONAL, 0), EACH_LINE(LINE_FIELDS)
};
static const struct arrival_line line_list[ARRIVAL_ROWS] = { EACH_LINE(LINE_NAMES) };

/* Who is here already under a name like that of a line: out[i] belongs to line i. */
static enum err alike_of(struct visit *v, struct person_list out[ARRIVAL_ROWS])
{
	const struct arrival_many_form *in = v->in;
	struct person some[ARRIVAL_ROWS];
	struct person_list found[ARRIVAL_ROWS];
	size_t line[ARRIVAL_ROWS];
	size_t n = 0;

	for (size_t i = 0; i < ARRIVAL_ROWS; i++) {
		out[i] = (struct person_list){ NULL, 0 };
		if (!in->line[i].label.n)
			continue;
		some[n] = (struct person){ .name = in->line[i].label };
		line[n++] = i;
	}
	if (n)
		TRY(person_alike_each(&v->c, some, n, found));
	for (size_t i = 0; i < n; i++)
		out[line[i]] = found[i];
	return OK;
}

/* This line was looked at: it is somebody new. */
static bool settled(const struct arrival_line_form *l)
{
	return str_eq(l->fresh, l->label);
}

/* So many are asked about at once, so that the page stays small; the others when these are
 * settled. */
enum { ASKED_AT_ONCE = 12 };

/* The lines; of a form that is shown again with those whom they could mean. */
static enum err lines_of(struct visit *v, struct arrival_lines *out)
{
	struct arrival_line *lines = NEW_N(v->c.arena, struct arrival_line, ARRIVAL_ROWS);
	const struct arrival_many_form *in = v->in;
	struct person_list alike[ARRIVAL_ROWS];
	size_t asked = 0;

	memcpy(lines, line_list, sizeof line_list);
	*out = (struct arrival_lines){ lines, ARRIVAL_ROWS };
	if (!v->again)
		return OK;
	TRY(alike_of(v, alike));
	for (size_t i = 0; i < ARRIVAL_ROWS; i++) {
		bool asks = alike[i].n && !settled(&in->line[i]);
		if (!asks || asked < ASKED_AT_ONCE)
			lines[i].alike = alike[i];
		asked += asks;
	}
	return OK;
}

enum err arrival_many_show(struct visit *v)
{
	struct arrival_lines lines;
	struct arrival_view w;

	TRY(arrival_view(v, &w));
	TRY(lines_of(v, &lines));
	(void)visit_draft(v);
	arrival_many_page(visit_page(v), visit_head(v, T("Many arrive at once"), "/people"), &v->form,
	                  &w, &lines);
	return OK;
}

/* The code of a language that was picked from the list; what is in no list stays as it was typed.
 */
static struct str language_code(const struct visit *v, const struct choice_list *all,
                                struct str typed)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(typed, str_z(lang_text(v->c.lang, all->at[i].label))))
			return str_z(all->at[i].value);
	return typed;
}

/* A line without a label but with something urgent is a person, too. */
static enum err check_line(struct visit *v, size_t i, const struct arrival_line_form *l)
{
	if (l->label.n || (!l->urgent && !l->language.n))
		return OK;
	return visit_problem(v, line_list[i].label,
	                     T("Please write what to call this person; \"Person 7\" is enough."));
}

static enum err check_lines(struct visit *v)
{
	const struct arrival_many_form *in = v->in;
	enum err e = OK;
	bool any = false;

	for (size_t i = 0; i < ARRIVAL_ROWS; i++) {
		enum err one = check_line(v, i, &in->line[i]);
		e = one != OK ? one : e;
		any |= in->line[i].label.n > 0;
	}
	if (e == OK && !any)
		return visit_problem(v, "label_1", T("Please write at least one person."));
	return e;
}

/* Everything waits until each line that could be somebody known was looked at: so nothing is lost,
 * and nobody is here twice. */
static enum err check_known(struct visit *v)
{
	const struct arrival_many_form *in = v->in;
	struct person_list alike[ARRIVAL_ROWS];

	TRY(alike_of(v, alike));
	for (size_t i = 0; i < ARRIVAL_ROWS; i++)
		if (alike[i].n && !settled(&in->line[i]))
			return visit_problem(v, "known",
			                     T("Somebody with a name like this is already here. Nothing is "
			                       "saved yet: tick who is somebody new, and empty the line of "
			                       "who is here already."));
	return OK;
}

/* The second of two clicks must not take those for somebody else whom the first has written. */
static enum err saved_before(struct visit *v, bool *out)
{
	const struct arrival_posted_row *row;

	arrival_posted(v->c.read, v->c.house->org, v->token, &row);
	TRY(read_now(v->c.read));
	*out = row != NULL;
	return OK;
}

enum err arrival_many_save(struct visit *v)
{
	const struct arrival_many_form *in = v->in;
	struct choice_list languages;
	struct team_id team;
	bool before;

	TRY(saved_before(v, &before));
	if (before)
		return visit_saved(v, "/people");
	TRY(check_lines(v));
	TRY(arrival_team(v, in->team, &team));
	TRY(check_known(v));
	TRY(welcome_languages(&v->c, &languages));
	for (size_t i = 0; i < ARRIVAL_ROWS; i++) {
		const struct arrival_line_form *l = &in->line[i];
		struct arrival card = { .label = l->label,
			                    .urgent = l->urgent,
			                    .language = language_code(v, &languages, l->language) };
		if (l->label.n)
			TRY(arrival_write(&v->c, person_id_fresh(v->c.now), team, &card));
	}
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people");
}
