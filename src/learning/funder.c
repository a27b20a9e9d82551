#include "learning/funder.h"

#include "base/log.h"
#include "forms/list.h"

#include <dirent.h>
#include <stdlib.h>

enum { FUNDERS_MOST = 20 };

static struct funder_category category_of(const struct ctx *c, const struct list_sheet *s,
                                          const struct sheet_row *row)
{
	return (struct funder_category){ .code = list_cell(s, row, "name"),
		                             .label = list_text(s, row, "label", str_z(lang_code(c->lang))),
		                             .services = list_cell(s, row, "services") };
}

static bool sheet_of(struct ctx *c, struct str code, struct funder *out)
{
	const char *path =
		arena_fmt(c->arena, "%s/funders/%.*s.csv", c->house->packs, (int)code.n, code.p).p;
	struct funder_category *list;
	struct list_sheet s;

	list_open(c->arena, path, "name", &s);
	if (s.problem.fault != LIST_WELL || s.sheet.n == 0)
		return false;
	list = NEW_N(c->arena, struct funder_category, s.sheet.n);
	*out = (struct funder){ .code = code, .label = code, .at = list };
	for (size_t i = 1; i < s.sheet.n; i++) {
		const struct sheet_row *row = &s.sheet.rows[i];
		struct funder_category one = category_of(c, &s, row);
		if (!str_eq(one.code, STR("funder"))) {
			list[out->n++] = one;
			continue;
		}
		out->label = one.label;
		out->about = list_text(&s, row, "definition", str_z(lang_code(c->lang)));
	}
	list[out->n++] = (struct funder_category){ .code = STR("") };
	return true;
}

static int by_code(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Names of sheets without their ending, sorted. */
static size_t sheets(struct ctx *c, struct str codes[FUNDERS_MOST])
{
	DIR *d = opendir(arena_fmt(c->arena, "%s/funders", c->house->packs).p);
	const struct dirent *e;
	size_t n = 0;

	while (d && n < FUNDERS_MOST && (e = readdir(d))) {
		struct str rest;
		struct str code = str_cut(arena_str(c->arena, str_z(e->d_name)), '.', &rest);
		if (code.n && str_eq(rest, STR("csv")))
			codes[n++] = code;
	}
	if (d)
		(void)closedir(d);
	qsort(codes, n, sizeof *codes, by_code);
	return n;
}

void funders_read(struct ctx *c, struct funders *out)
{
	struct funder *list = NEW_N(c->arena, struct funder, FUNDERS_MOST);
	struct str codes[FUNDERS_MOST];
	size_t n = sheets(c, codes);

	*out = (struct funders){ list, 0 };
	for (size_t i = 0; i < n; i++)
		if (sheet_of(c, codes[i], &list[out->n]))
			out->n++;
		else
			log_event("funder-left-out", LOG_INT("sheet", (int64_t)i));
}

size_t funder_category_of(const struct funder *f, struct str service)
{
	for (size_t i = 0; i + 1 < f->n; i++)
		for (struct str rest = f->at[i].services; rest.n;)
			if (str_eq(str_cut(rest, ' ', &rest), service))
				return i;
	return f->n - 1;
}
