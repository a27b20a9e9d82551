/* A form that somebody sends: a workbook, or one sheet. */
#include "team/forms_inside.h"

enum { SETTLED = 4 };

struct form_files draft_files(struct ctx *c, const struct form_def *f,
                              const struct sheet_edit *survey, size_t nsurvey,
                              const struct sheet_edit *settings, size_t nsettings)
{
	struct arena *a = c->arena;

	return (struct form_files){
		sheet_csv(a, &f->sheets[SHEET_SURVEY], survey, nsurvey),
		sheet_csv(a, &f->sheets[SHEET_CHOICES], NULL, 0),
		sheet_csv(a, &f->sheets[SHEET_SETTINGS], settings, nsettings),
		sheet_csv(a, &f->sheets[SHEET_SCORING], NULL, 0),
		STR(""),
	};
}

static bool has_title(const struct form_def *f)
{
	const struct sheet *s = &f->sheets[SHEET_SETTINGS];

	for (size_t i = 0; s->n > 1 && i < s->rows[0].n && i < s->rows[1].n; i++)
		if (str_starts(s->rows[0].cells[i], STR("form_title")) && s->rows[1].cells[i].n)
			return true;
	return false;
}

static struct str version_today(struct ctx *c)
{
	struct date d = day_date(c->today);

	return arena_fmt(c->arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* As the form says; a pack that a module asks by itself stays so. */
static struct str about_of(struct ctx *c, const struct form_def *f)
{
	struct str said = forms_setting(f, STR("about"));
	struct form_kept pack;

	if (said.n)
		return said;
	return shipped_of(c, f->id, &pack) ? forms_setting(pack.form, STR("about")) : STR("person");
}

/* The settings that a form needs to be the same form next time: otherwise the file's name would be
 * its id. */
static size_t settle(struct ctx *c, const struct form_def *f, struct sheet_edit out[SETTLED])
{
	const struct sheet *s = &f->sheets[SHEET_SETTINGS];
	size_t row = s->n > 1 ? s->rows[1].number : s->n ? s->rows[0].number + 1 : 2;
	struct str about = about_of(c, f);
	size_t n = 0;

	if (forms_setting(f, STR("form_id")).n == 0)
		out[n++] = (struct sheet_edit){ row, STR("form_id"), f->id };
	if (!has_title(f))
		out[n++] = (struct sheet_edit){ row, STR("form_title"), f->title.in[0] };
	if (f->version.n == 0)
		out[n++] = (struct sheet_edit){ row, STR("version"), version_today(c) };
	if (!str_eq(forms_setting(f, STR("about")), about))
		out[n++] = (struct sheet_edit){ row, STR("about"), about };
	return n;
}

/* What came, and behind it what the version in use has: of one name, the first is taken. */
static enum err gather_media(struct ctx *c, const struct form_def *f, struct form_came *out)
{
	struct standing now;
	struct form_file *all;
	size_t n = f->files_n;

	TRY(standing_of(c, f->id, &now));
	all = NEW_N(c->arena, struct form_file, n + (now.some ? now.kept.form->files_n : 0) + 1);
	for (size_t i = 0; i < n; i++) {
		all[i] = f->files[i];
		TRY(media_clean(c->arena, &all[i]));
	}
	for (size_t i = 0; now.some && i < now.kept.form->files_n; i++)
		all[n++] = now.kept.form->files[i];
	*out = (struct form_came){ all, n };
	return OK;
}

enum err form_upload_again(struct ctx *c, struct str bytes, struct str name,
                           const struct form_draft *before, struct form_draft *out)
{
	struct form_came came = { NULL, 0 };
	struct form_problems *problems = NEW(c->arena, struct form_problems);
	struct sheet_edit settings[SETTLED];
	struct form_files files;
	enum err e;

	*out = (struct form_draft){ .problems = problems };
	forms_room(c, bytes.n);
	if (before)
		came = (struct form_came){ before->form->files, before->form->files_n };
	e = form_read_file_with(c->arena, bytes, name, came, &out->form, problems);
	if (e != OK)
		return e == ERR_TOO_BIG ? ERR_INVALID : e;
	files = draft_files(c, out->form, NULL, 0, settings, settle(c, out->form, settings));
	TRY(gather_media(c, out->form, &came));
	e = form_read_with(c->arena, &files, came, &out->form, problems);
	return e == ERR_TOO_BIG ? ERR_INVALID : e;
}

enum err form_upload(struct ctx *c, struct str bytes, struct str name, struct form_draft *out)
{
	return form_upload_again(c, bytes, name, NULL, out);
}
