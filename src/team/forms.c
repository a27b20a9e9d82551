#include "team/forms.h"

#include "base/buf.h"
#include "base/fields.h"
#include "team/forms_inside.h"
#include "team/forms_sql.h"

enum { BODY_ROOM = 4 * SHEET_BYTES };

static const struct choice about_list[] = {
	{ "person", T("A person") },
	{ "questionnaire", T("A person, with a score") },
	{ "service", T("A service that was given") },
	{ "stay", T("A stay") },
	{ "organisation", T("The organisation") },
	{ "staff", T("A colleague") },
	{ "review", T("A record, read to see how well we work") },
};
const struct choice_list form_abouts = { about_list, sizeof about_list / sizeof *about_list };

/* --- drafts --- */

static enum err body_of(struct ctx *c, const struct form_files *f, struct str media,
                        struct bytes *out)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "survey", f->survey);
	fields_put(&b, "choices", f->choices);
	fields_put(&b, "settings", f->settings);
	fields_put(&b, "scoring", f->scoring);
	fields_put(&b, "media", media);
	*out = str_bytes(buf_str(&b));
	return b.full ? ERR_TOO_BIG : OK;
}

/* What cannot be read back any more is a draft without a form. */
static enum err open_row(struct ctx *c, const struct form_draft_row *r, struct form_draft *out)
{
	struct str body = { (const char *)r->body.p, r->body.n };
	struct form_files files = { fields_get(body, "survey"), fields_get(body, "choices"),
		                        fields_get(body, "settings"), fields_get(body, "scoring"),
		                        STR("") };
	struct form_problems *problems = NEW(c->arena, struct form_problems);
	struct form_file *media;
	size_t n = media_recorded(c->arena, fields_get(body, "media"), &media);
	forms_room(c, body.n);
	TRY(form_media_there(c, media, &n));
	*out = (struct form_draft){ .id = r->id,
		                        .edition = r->edition,
		                        .who = r->user_name,
		                        .hour = r->hour,
		                        .problems = problems };
	if (form_read_with(c->arena, &files, (struct form_came){ media, n }, &out->form, problems) !=
	    OK)
		out->form = NULL;
	else
		forms_check(c->arena, c->house->packs, out->form, problems);
	return OK;
}

/* In a list, long ones would need too much together: of these only the title is read. */
static enum err open_long(struct ctx *c, const struct form_draft_row *r, struct form_draft *out)
{
	struct str body = { (const char *)r->body.p, r->body.n };
	struct sheet settings;
	size_t row;

	*out = (struct form_draft){
		.id = r->id, .edition = r->edition, .who = r->user_name, .hour = r->hour, .title = STR("?")
	};
	if (sheet_read(c->arena, fields_get(body, "settings"), &settings, &row) != OK)
		return OK;
	for (size_t i = 0; settings.n > 1 && i < settings.rows[1].n && i < settings.rows[0].n; i++)
		if (str_starts(settings.rows[0].cells[i], STR("form_title")))
			out->title = settings.rows[1].cells[i].n ? settings.rows[1].cells[i] : out->title;
	return OK;
}

enum err form_drafts(struct ctx *c, struct form_draft_list *out)
{
	struct form_draft_row_list rows;
	struct form_draft *list;
	size_t n = 0;

	form_drafts_all(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct form_draft, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		bool large = rows.at[i].body.n > FORM_LARGE;
		TRY(large ? open_long(c, &rows.at[i], &list[n]) : open_row(c, &rows.at[i], &list[n]));
		n += large || list[n].form != NULL;
	}
	*out = (struct form_draft_list){ list, n };
	return OK;
}

enum err form_draft_read(struct ctx *c, struct row_id id, struct form_draft *out)
{
	const struct form_draft_row *row;

	form_draft_one(c->read, c->house->org, id, &row);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	TRY(open_row(c, row, out));
	return out->form ? OK : ERR_INVALID;
}

enum err form_draft_add(struct ctx *c, struct row_id id, const struct form_draft *upload,
                        const struct form_draft *replaces)
{
	struct form_files files = draft_files(c, upload->form, NULL, 0, NULL, 0);
	struct bytes body;

	form_media_name(c->arena, upload->form);
	TRY(form_media_keep(c, upload->form, false));
	if (replaces) {
		form_draft_delete(c->change, c->house->org, replaces->id, replaces->edition);
		TRY(media_sweep(c, replaces->id, upload->form));
	}
	TRY(body_of(c, &files, media_record(c->arena, upload->form), &body));
	form_draft_insert(c->change, c->house->org, id, c->actor->id, clock_hour(c->now), body);
	return audit(c, VERB_FORM_DRAFTED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err form_draft_drop(struct ctx *c, const struct form_draft *d)
{
	form_draft_delete(c->change, c->house->org, d->id, d->edition);
	TRY(media_sweep(c, d->id, NULL));
	return audit(c, VERB_FORM_DROPPED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

/* now: the form with the files that it has from now on. */
static enum err change_draft(struct ctx *c, const struct form_draft *d,
                             const struct form_files *files, const struct form_def *now)
{
	struct bytes body;

	TRY(body_of(c, files, media_record(c->arena, now), &body));
	form_draft_change(c->change, c->house->org, d->id, d->edition, c->actor->id, clock_hour(c->now),
	                  body);
	return audit(c, VERB_FORM_DRAFTED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err form_draft_reasons(struct ctx *c, const struct form_draft *d, size_t lang,
                            const struct form_reason *at, size_t n)
{
	struct sheet_edit *edits = NEW_N(c->arena, struct sheet_edit, n + 1);
	struct form_problems *problems = NEW(c->arena, struct form_problems);
	struct str column = why_column(c->arena, d->form, lang);
	const struct form_def *read;
	struct form_files files;

	for (size_t i = 0; i < n; i++)
		edits[i] = (struct sheet_edit){ at[i].row, column, at[i].words };
	files = draft_files(c, d->form, edits, n, NULL, 0);
	/* What cannot be read again is not kept. */
	if (form_read(c->arena, &files, &read, problems) != OK)
		return ERR_TOO_BIG;
	return change_draft(c, d, &files, d->form);
}

static bool wanted(struct ctx *c, const struct form_def *f, struct str name)
{
	const struct form_media_ref *refs;
	size_t n = form_media_refs(c->arena, f, &refs);

	for (size_t i = 0; i < n; i++)
		if (str_eq(refs[i].name, name))
			return true;
	return false;
}

enum err form_draft_file(struct ctx *c, const struct form_draft *d, struct str name,
                         struct str bytes)
{
	struct form_def changed = *d->form;
	struct form_files files = draft_files(c, d->form, NULL, 0, NULL, 0);
	struct form_file one = { .name = name, .kind = file_kind_of(bytes), .bytes = bytes };

	if (!wanted(c, d->form, name))
		return ERR_ABSENT;
	one.large = bytes.n > FORM_FILE_BYTES;
	if (!one.large)
		TRY(media_clean(c->arena, &one));
	if (media_wrong(c->arena, d->form, name, &one) || d->form->files_n == FORM_FILES_MOST)
		return ERR_INVALID;
	changed.files = NEW_N(c->arena, struct form_file, FORM_FILES_MOST);
	changed.files_n = 0;
	for (size_t i = 0; i < d->form->files_n; i++)
		if (!str_eq(d->form->files[i].name, name))
			changed.files[changed.files_n++] = d->form->files[i];
	changed.files[changed.files_n++] = one;
	form_media_name(c->arena, &changed);
	TRY(form_media_keep(c, &changed, false));
	return change_draft(c, d, &files, &changed);
}

/* --- in use --- */

/* What a form may not take away: of the version in use, of the pack as it ships, and of the one
 * that it says it extends. */
static bool takes_away(struct ctx *c, const struct form_def *f, const struct form_def *from)
{
	struct form_comparison *all = NEW(c->arena, struct form_comparison);

	form_compare(c->arena, from, f, all);
	return all->refused > 0;
}

static const char *against(struct ctx *c, const struct form_def *f, const struct form_def *from)
{
	if (from->instrument && !f->instrument)
		return T("This form is scored, and its scoring sheet is missing. Download the version in "
		         "use, and change that one.");
	if (takes_away(c, f, from))
		return T("It takes away from the minimum standard. The comparison shows where; put these "
		         "back as they were.");
	return NULL;
}

/* What nobody could be asked about, or not without a score. */
static const char *against_about(const struct form_def *f)
{
	struct str about = forms_setting(f, STR("about"));

	if (about.n && choice_label(&form_abouts, about)[0] == '\0')
		return T("Nothing of this name can be asked about. Write person, questionnaire, service, "
		         "stay, organisation, staff or review under about in the sheet settings.");
	return str_eq(about, STR("questionnaire")) && !f->instrument
	           ? T("A questionnaire has a sheet scoring. Add it, or write person under about in "
	               "the "
	               "sheet settings.")
	           : NULL;
}

enum err form_objection(struct ctx *c, const struct form_draft *d, const char **out)
{
	const struct form_def *f = d->form;
	struct standing now;
	struct form_kept core;

	*out = against_about(f);
	if (!form_ready(d->problems))
		*out = T("Something is still missing. It is listed with the draft.");
	TRY(standing_of(c, f->id, &now));
	if (!*out && now.some)
		*out = against(c, f, now.kept.form);
	if (!*out && shipped_of(c, f->id, &core))
		*out = against(c, f, core.form);
	if (!*out && f->extends.n && shipped_of(c, f->extends, &core))
		*out = against(c, f, core.form);
	return OK;
}

enum err form_publish(struct ctx *c, const struct form_draft *d, int64_t serial, bool leave)
{
	struct form_kept kept;
	const char *objection;

	TRY(form_objection(c, d, &objection));
	if (objection || (d->form->instrument && !leave))
		return ERR_INVALID;
	if (d->form->instrument)
		TRY(audit(c, VERB_FORM_LEAVE, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	forms_name(c->arena, d->form, &kept);
	/* The wording is kept without the rows of the spreadsheet: it must read the same. */
	TRY(forms_parse(c, kept.canonical, &kept));
	TRY(forms_keep(c, &kept));
	form_decide(c, &(struct form_decision){ .form = d->form->id,
	                                        .serial = serial + 1,
	                                        .version = kept.hash,
	                                        .about = forms_setting(d->form, STR("about")) });
	form_draft_delete(c->change, c->house->org, d->id, d->edition);
	TRY(media_sweep(c, d->id, d->form));
	return audit(c, VERB_FORM_PUBLISHED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err form_retire(struct ctx *c, const struct form_kept *f, int64_t serial, bool retire)
{
	struct str about = forms_setting(f->form, STR("about"));

	if (retire && about.n == 0)
		return ERR_INVALID;
	TRY(forms_keep(c, f));
	form_decide(c, &(struct form_decision){ .form = f->form->id,
	                                        .serial = serial + 1,
	                                        .version = f->hash,
	                                        .about = about,
	                                        .retired = retire });
	return audit(c, retire ? VERB_FORM_RETIRED : VERB_FORM_PUBLISHED, NULL, REASON_CARE,
	             (struct str){ NULL, 0 });
}

const struct module forms_module = {
	.name = "forms",
	.routes = &forms_routes,
	.queries = forms_queries,
};
