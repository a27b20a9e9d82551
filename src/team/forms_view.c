/* What the pages of forms show. */
#include "base/buf.h"
#include "forms/lexicon.h"
#include "team/forms_inside.h"

enum { UNUSED_SHOWN = 60 };

static struct str here(const struct ctx *c)
{
	return str_z(c->lang ? lang_code(c->lang) : "en");
}

static struct str title_of(const struct ctx *c, const struct form_def *f)
{
	struct str title = form_text_in(f, &f->title, here(c));

	return title.n ? title : f->id;
}

static const char *about_of(const struct form_def *f)
{
	return choice_label(&form_abouts, forms_setting(f, STR("about")));
}

/* --- what there is --- */

bool shipped_of(struct ctx *c, struct str form, struct form_kept *out)
{
	struct form_kept_list packs;

	forms_shipped(c, &packs);
	for (size_t i = 0; i < packs.n; i++) {
		if (!str_eq(packs.at[i].form->id, form))
			continue;
		*out = packs.at[i];
		return true;
	}
	return false;
}

enum err standing_of(struct ctx *c, struct str form, struct standing *out)
{
	struct form_decisions all;

	*out = (struct standing){ .some = false };
	TRY(form_decisions_of(c, form, &all));
	if (all.n) {
		out->latest = all.at[0];
		out->some = true;
		return forms_get(c, all.at[0].version, &out->kept);
	}
	out->shipped = out->some = shipped_of(c, form, &out->kept);
	return OK;
}

/* --- the list --- */

static struct form_line line_of(struct ctx *c, const struct form_def *f)
{
	return (struct form_line){ .title = title_of(c, f),
		                       .id = f->id,
		                       .version = f->version,
		                       .about = about_of(f),
		                       .day = NO_DAY };
}

static struct str version_href(struct ctx *c, struct str hash)
{
	return arena_fmt(c->arena, "/team/forms/versions/%.*s", (int)hash.n, hash.p);
}

static struct form_line decided_line(struct ctx *c, const struct form_decision *d,
                                     const struct form_kept *f)
{
	struct form_line line = line_of(c, f->form);

	line.href = version_href(c, d->version);
	line.day = clock_day(d->hour, c->house->utc_offset);
	line.who = d->who;
	return line;
}

static enum err used_lines(struct ctx *c, struct forms_view *out)
{
	struct form_kept_list packs;
	struct form_decisions all;
	struct form_line *used;
	struct form_line *retired;

	TRY(form_decisions(c, &all));
	forms_shipped(c, &packs);
	used = NEW_N(c->arena, struct form_line, all.n + packs.n + 1);
	retired = NEW_N(c->arena, struct form_line, all.n + 1);
	for (size_t i = 0; i < all.n; i++) {
		struct form_kept f;
		TRY(forms_get(c, all.at[i].version, &f));
		if (all.at[i].retired)
			retired[out->retired.n++] = decided_line(c, &all.at[i], &f);
		else
			used[out->used.n++] = decided_line(c, &all.at[i], &f);
	}
	for (size_t i = 0; i < packs.n; i++) {
		bool decided = false;
		for (size_t k = 0; k < all.n; k++)
			decided = decided || str_eq(all.at[k].form, packs.at[i].form->id);
		if (decided)
			continue;
		used[out->used.n] = line_of(c, packs.at[i].form);
		used[out->used.n].shipped = true;
		used[out->used.n++].href = version_href(c, packs.at[i].hash);
	}
	out->used.at = used;
	out->retired.at = retired;
	return OK;
}

enum err forms_view_of(struct ctx *c, struct forms_view *out)
{
	struct form_draft_list drafts;
	struct form_line *lines;

	*out = (struct forms_view){ .used = { NULL, 0 } };
	TRY(used_lines(c, out));
	TRY(form_drafts(c, &drafts));
	lines = NEW_N(c->arena, struct form_line, drafts.n + 1);
	for (size_t i = 0; i < drafts.n; i++) {
		const struct form_draft *d = &drafts.at[i];
		char id[ID_TEXT + 1];
		id_write(d->id.b, id);
		lines[i] = d->form ? line_of(c, d->form)
		                   : (struct form_line){ .title = d->title, .large = true, .day = NO_DAY };
		lines[i].href = arena_fmt(c->arena, "/team/forms/drafts/%s", id);
		lines[i].day = clock_day(d->hour, c->house->utc_offset);
		lines[i].who = d->who;
		lines[i].draft = true;
		lines[i].ready = d->form && form_ready(d->problems);
		lines[i].missing = d->form ? d->problems->unready : 0;
	}
	out->drafts = (struct form_lines){ lines, drafts.n };
	return OK;
}

/* --- one form --- */

/* P7: the same look as "pack check" takes. */
static struct objection_lines words_of(struct ctx *c, const struct form_def *f)
{
	struct form_problems *found = NEW(c->arena, struct form_problems);

	lexicon_check(c->arena, lexicon_of(c->arena, c->house->packs), f, found);
	return objections_of(c, f, found, FORM_REMARK, false);
}

static struct lang_lines langs_of(struct ctx *c, const struct form_def *f)
{
	struct lang_line *lines = NEW_N(c->arena, struct lang_line, f->langs_n + 1);
	size_t n = 0;

	for (size_t l = 0; l < f->langs_n; l++) {
		struct form_translation t = form_translation(f, l);
		if (f->langs[l].name.n)
			lines[n++] = (struct lang_line){ .name = f->langs[l].name,
				                             .code = f->langs[l].code,
				                             .texts = t.texts,
				                             .missing = t.missing };
	}
	return (struct lang_lines){ lines, n };
}

static struct unused_lines unused_of(struct ctx *c, const struct form_def *f)
{
	struct form_unused *all = NEW_N(c->arena, struct form_unused, UNUSED_SHOWN);
	struct unused_line *lines = NEW_N(c->arena, struct unused_line, UNUSED_SHOWN);
	size_t n = form_unused(c->arena, f, all, UNUSED_SHOWN);

	n = n > UNUSED_SHOWN ? UNUSED_SHOWN : n;
	for (size_t i = 0; i < n; i++)
		lines[i] = (struct unused_line){ all[i].field ? all[i].field->path : all[i].list->name,
			                             all[i].words };
	return (struct unused_lines){ lines, n };
}

/* Which versions were in use before, newest first; the one shown is not named again. */
static enum err history_of(struct ctx *c, struct form_view_page *p)
{
	struct form_decisions all;
	struct form_line *lines;
	size_t n = 0;

	TRY(form_decisions_of(c, p->kept.form->id, &all));
	lines = NEW_N(c->arena, struct form_line, all.n + 2);
	for (size_t i = 0; i < all.n; i++) {
		struct form_kept f;
		TRY(forms_get(c, all.at[i].version, &f));
		lines[n] = decided_line(c, &all.at[i], &f);
		lines[n++].ready = !all.at[i].retired;
	}
	p->history = (struct form_lines){ lines, n };
	return OK;
}

/* Of the path: a draft by its id, or a version by its hash, kept or as it ships. */
static enum err find(struct visit *v, struct form_view_page *p)
{
	struct params parts = { v->parts.at, v->parts.n };
	struct str hash = param(&parts, STR("hash"));
	struct form_kept_list packs;
	struct row_id row;
	enum err e;

	if (!hash.p) {
		TRY(visit_row(v, "row", &row));
		TRY(form_draft_read(&v->c, row, &p->d));
		p->draft = true;
		p->base = str_z(visit_path(v, "/team/forms/drafts/%s", visit_id(v, row.b)));
		forms_name(v->c.arena, p->d.form, &p->kept);
		return OK;
	}
	p->base = version_href(&v->c, hash);
	e = forms_get(&v->c, hash, &p->kept);
	if (e != ERR_ABSENT)
		return e;
	forms_shipped(&v->c, &packs);
	for (size_t i = 0; i < packs.n; i++) {
		if (!str_eq(packs.at[i].hash, hash))
			continue;
		p->kept = packs.at[i];
		return OK;
	}
	return ERR_ABSENT;
}

enum err form_view_of(struct visit *v, struct form_view_page *out)
{
	const struct form_def *f;

	*out = (struct form_view_page){ .manager = actor_is(v->c.actor, ROLE_manager),
		                            .stale = v->conflict };
	TRY(find(v, out));
	f = out->kept.form;
	TRY(standing_of(&v->c, f->id, &out->now));
	out->current = !out->draft && out->now.some && str_eq(out->now.kept.hash, out->kept.hash);
	out->title = title_of(&v->c, f);
	out->about = about_of(f);
	out->questions = form_questions(f);
	for (size_t i = 0; i < f->fields_n && !out->draft; i++)
		out->counted |= f->fields[i].countable;
	out->langs = langs_of(&v->c, f);
	out->unused = unused_of(&v->c, f);
	out->words = words_of(&v->c, f);
	out->media = media_lines_of(&v->c, f);
	if (!out->draft)
		return history_of(&v->c, out);
	out->unready = objections_of(&v->c, f, out->d.problems, FORM_UNREADY, true);
	out->remarks = objections_of(&v->c, f, out->d.problems, FORM_REMARK, true);
	return form_objection(&v->c, &out->d, &out->objection);
}
