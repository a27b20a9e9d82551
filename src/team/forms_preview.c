/* A form before it is used: in each of its languages, as each role, and on paper. */
#include "base/buf.h"
#include "team/forms_inside.h"
#include "team/forms_preview_html.h"

#include <string.h>

/* Lines and choices of one page; on paper everything stands. */
enum { PAGE_LINES = 90, PAPER_LINES = 100000 };

static const char *const compartments[] = {
	[IN_IDENTITY] = T("Who somebody is"),
	[IN_LOCATION] = T("Where somebody is"),
	[IN_SAFETY] = T("Safety"),
	[IN_CASE] = T("Care and support"),
	[IN_STORY] = T("The story"),
	[IN_HEALTH] = T("Health"),
	[IN_COUNSEL] = T("Counselling"),
	[IN_LEGAL] = T("Legal matters"),
	[IN_MESSAGES] = T("Messages"),
};

static const struct choice role_list[] = {
#define ROLE(bit, name, words, compartments) { #name, words },
#include "access/roles.def"
#undef ROLE
};

static const char *type_words(const struct form_field *f)
{
	static const char *const words[] = {
		[FORM_TEXT] = T("Words"),
		[FORM_INTEGER] = T("A whole number"),
		[FORM_DECIMAL] = T("A number"),
		[FORM_DATE] = T("A day"),
		[FORM_TIME] = T("A time of the day"),
		[FORM_DATETIME] = T("A day and a time"),
		[FORM_SELECT_ONE] = T("One of these"),
		[FORM_SELECT_MULTIPLE] = T("Any of these"),
		[FORM_RANK] = T("These, in an order"),
		[FORM_RANGE] = T("A number on a scale"),
		[FORM_NOTE] = T("Read aloud; nothing is answered"),
		[FORM_CALCULATE] = T("Worked out from other answers"),
		[FORM_ACKNOWLEDGE] = T("A box to tick"),
		[FORM_GROUP] = T("A group"),
		[FORM_REPEAT] = T("A group that is asked as often as needed"),
		[FORM_IMAGE] = T("A picture"),
		[FORM_AUDIO] = T("A recording"),
		[FORM_FILE] = T("A file"),
		[FORM_HIDDEN] = T("Kept by the program; nobody is asked"),
		[FORM_META] = T("Noted by the program"),
	};

	return words[f->type];
}

static struct preview_choices choices_of(struct ctx *c, const struct form_def *f,
                                         const struct form_field *field, struct str lang)
{
	enum { SHOWN = 100, LONG = 200 };
	size_t offered = field->list ? field->list->n : 0;
	size_t n = offered > LONG ? SHOWN : offered;
	struct preview_choice *all = NEW_N(c->arena, struct preview_choice, n + 1);

	for (size_t i = 0; i < n; i++) {
		const struct form_choice *one = &field->list->at[i];
		all[i].label = form_text_in(f, &one->label, lang);
		if (all[i].label.n == 0)
			all[i].label = one->name;
		all[i].media = form_media_in(c->arena, f, one->media, lang, all[i].label);
	}
	return (struct preview_choices){ all, n, offered - n };
}

/* Who may hold the key of a compartment. */
static struct str roles_of(struct ctx *c, enum compartment in)
{
	struct buf b = buf_new(c->arena, 4096);

	for (size_t i = 0; i < sizeof role_list / sizeof *role_list; i++) {
		int64_t bit = role_find(str_z(role_list[i].value));
		if (role_compartments(bit) >> in & 1)
			buf_fmt(&b, "%s%s", b.n ? ", " : "", lang_text(c->lang, role_list[i].label));
	}
	return buf_str(&b);
}

static size_t depth_of(const struct form_def *f, const struct form_field *field)
{
	size_t n = 0;

	for (int g = field->group; g != FORM_NO_GROUP; g = f->fields[g].group)
		n++;
	return n;
}

static bool of_person(const struct form_def *f)
{
	struct str about = forms_setting(f, STR("about"));

	return !str_eq(about, STR("staff")) && !str_eq(about, STR("organisation"));
}

/* Nobody who walks with us: no compartment, and keys of its own (access/house_key.h). */
static void of_house(const struct ctx *c, const struct form_def *f, const struct preview_view *p,
                     struct preview_line *line)
{
	int64_t roles = ROLE_manager;
	bool staff = str_eq(forms_setting(f, STR("about")), STR("staff"));

	if (!staff)
		roles |= ROLE_lead;
	line->compartment = T("a key of its own");
	line->roles = str_z(
		lang_text(c->lang, staff ? T("the colleague and the managers") : T("managers and leads")));
	line->closed = p->role && !staff && !(role_find(p->role_name) & roles);
}

static struct preview_line line_of(struct ctx *c, const struct form_def *f,
                                   const struct form_field *field, const struct preview_view *p,
                                   uint32_t open)
{
	enum compartment in = forms_compartment(field);
	struct preview_line line = {
		.heading = form_holds(field),
		.depth = depth_of(f, field),
		.label = form_text_in(f, &field->label, p->lang),
		.hint = form_text_in(f, &field->hint, p->lang),
		.guidance = form_text_in(f, &field->guidance_hint, p->lang),
		.condition = condition_words(c, f, field, field->relevant, p->lang),
		.rule = condition_words(c, f, field, field->constraint, p->lang),
		.seen_by = str_eq(field->seen_by, STR("team")) ? STR("") : field->seen_by,
		.terms = field->terms,
		.type = type_words(field),
		.choices = choices_of(c, f, field, p->lang),
		.asks = form_asks(field),
		.rank = field->type == FORM_RANK,
		.required = field->required || field->required_if.n,
		.countable = field->countable,
		.core = field->core,
	};

	if (line.label.n == 0)
		line.label = field->name;
	line.media = form_media_in(c->arena, f, field->media, p->lang, line.label);
	line.why = form_text_in(f, line.asks ? form_why(f, field) : &field->why, p->lang);
	if (!form_keeps(field))
		return line;
	line.compartment = compartments[in];
	line.roles = roles_of(c, in);
	line.closed = p->role && !(open >> in & 1);
	if (!of_person(f))
		of_house(c, f, p, &line);
	line.closed |= p->role && !forms_seen_by(field->seen_by, role_find(p->role_name));
	return line;
}

/* Whether it belongs on paper or on a page of the form at all. */
static bool shown(const struct form_field *field, bool paper)
{
	return !paper || (field->type != FORM_CALCULATE && field->type != FORM_HIDDEN &&
	                  field->type != FORM_META);
}

/* Who may open it is said where it changes, not at every question. */
static void say_once(struct preview_line *line, const char **said, struct str *seen_by)
{
	if (!line->compartment)
		return;
	if (line->compartment == *said && str_eq(line->seen_by, *seen_by))
		line->roles.n = 0;
	*said = line->compartment;
	*seen_by = line->seen_by;
}

static void take_lines(struct visit *v, struct preview_view *p, uint32_t open)
{
	const struct form_def *f = p->page->kept.form;
	struct preview_line *lines = NEW_N(v->c.arena, struct preview_line, f->fields_n + 1);
	size_t room = p->paper ? PAPER_LINES : PAGE_LINES;
	const char *said = NULL;
	struct str seen_by = STR("");
	size_t i;

	for (i = p->from; i < f->fields_n && room > 0; i++) {
		size_t takes = 1 + (f->fields[i].list ? f->fields[i].list->n : 0);
		if (!shown(&f->fields[i], p->paper))
			continue;
		lines[p->lines.n] = line_of(&v->c, f, &f->fields[i], p, open);
		say_once(&lines[p->lines.n++], &said, &seen_by);
		room -= takes < room ? takes : room;
	}
	p->next = i < f->fields_n ? i : 0;
	p->lines.at = lines;
}

static struct str lang_shown(struct visit *v, const struct form_def *f)
{
	struct str asked = visit_query(v, "lang");

	for (size_t l = 0; l < f->langs_n; l++)
		if (str_eq(f->langs[l].code, asked.n ? asked : str_z(lang_code(v->c.lang))))
			return f->langs[l].code;
	return f->langs_n ? f->langs[0].code : STR("");
}

static void preview_of(struct visit *v, const struct form_view_page *page, struct preview_view *out)
{
	struct str role = visit_query(v, "role");
	int64_t from;

	*out = (struct preview_view){ .page = page,
		                          .lang = lang_shown(v, page->kept.form),
		                          .role_name = STR(""),
		                          .roles = { role_list, sizeof role_list / sizeof *role_list },
		                          .paper = visit_paper(v) };
	if (role_find(role)) {
		out->role = role_words(role_find(role));
		out->role_name = role;
	}
	if (!out->paper && str_int(visit_query(v, "from"), &from) && from > 0)
		out->from = (size_t)from;
	take_lines(v, out, role_compartments(role_find(role)));
}

/* --- the pages --- */

static const char section[] = "/team/forms";

enum err forms_preview_show(struct visit *v)
{
	struct form_view_page page;
	struct preview_view view;

	TRY(form_view_of(v, &page));
	preview_of(v, &page, &view);
	form_preview_page(visit_page(v), visit_head(v, T("How it looks"), section), &view);
	return OK;
}

/* Asked by its code; else the first, which every question needs. */
static size_t lang_asked(struct visit *v, const struct form_def *f)
{
	const struct reasons_form *in = v->in;

	if (in)
		return form_lang_number(f, in->lang);
	for (size_t l = 0; l < f->langs_n; l++)
		if (str_eq(f->langs[l].code, visit_query(v, "lang")))
			return l;
	return 0;
}

enum err forms_reasons_show(struct visit *v)
{
	struct form_view_page page;
	struct reasons_view view;

	TRY(form_view_of(v, &page));
	reasons_view_of(v, &page, lang_asked(v, page.kept.form), &view);
	form_reasons_page(visit_page(v), visit_head(v, T("Why we ask"), section), &v->form, &view);
	return OK;
}

/* Both numbers came, and are numbers. */
static bool posted_whole(const struct decide_form *in)
{
	return in && in->serial != INT64_MIN && in->edition != INT64_MIN;
}

enum err forms_compare_show(struct visit *v)
{
	struct form_view_page page;
	struct compare_view view;

	TRY(form_view_of(v, &page));
	page.stale = page.stale || (v->again && posted_whole(v->in) && form_overtaken(v->in, &page));
	TRY(compare_view_of(v, &page, &view));
	form_compare_page(visit_page(v), visit_head(v, T("What would be different"), section), &v->form,
	                  &view);
	if (page.stale)
		v->x->reply.status = 409;
	return OK;
}
