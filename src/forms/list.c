#include "forms/list.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err file_text(struct arena *a, const char *path, struct str *out)
{
	struct stat st;
	char *p;
	ssize_t got;
	size_t room;
	size_t n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return ERR_ABSENT;
	room = fstat(fd, &st) == 0 && st.st_size < SHEET_BYTES ? (size_t)st.st_size + 1 : SHEET_BYTES;
	p = arena_alloc(a, room);
	while ((got = read(fd, p + n, room - n)) > 0)
		n += (size_t)got;
	close(fd);
	*out = (struct str){ p, n };
	return got == 0 ? OK : ERR_STORE;
}

/* The column "what::Language (code)"; the first one of what when that language has none; -1 without
 * any. */
static int text_column(const struct sheet_row *head, struct str what, struct str code)
{
	int first = -1;

	for (size_t i = 0; i < head->n; i++) {
		struct str cell = head->cells[i];
		if (!str_starts(cell, what) || cell.n < what.n + code.n + 2)
			continue;
		if (first < 0)
			first = (int)i;
		if (str_eq((struct str){ cell.p + cell.n - code.n - 1, code.n }, code))
			return (int)i;
	}
	return first;
}

static struct str cell(const struct sheet_row *row, int i)
{
	return i >= 0 && (size_t)i < row->n ? row->cells[i] : (struct str){ "", 0 };
}

void list_wrong(struct list_sheet *s, const struct sheet_row *row, const char *column, int fault)
{
	if (s->problem.fault == LIST_WELL)
		s->problem = (struct list_problem){ s->problem.file, row ? row->number : 0, column, fault };
}

static void check_names(struct list_sheet *s, const char *first)
{
	for (size_t i = 1; i < s->sheet.n; i++) {
		struct str name = cell(&s->sheet.rows[i], 0);
		if (!name.n)
			list_wrong(s, &s->sheet.rows[i], first, LIST_NO_NAME);
		for (size_t j = 1; j < i; j++)
			if (str_eq(name, cell(&s->sheet.rows[j], 0)))
				list_wrong(s, &s->sheet.rows[i], first, LIST_TWICE);
	}
}

void list_open(struct arena *a, const char *path, const char *first, struct list_sheet *out)
{
	struct str text;
	size_t row = 0;
	enum err e = file_text(a, path, &text);

	*out = (struct list_sheet){ .arena = a, .problem = { .file = path, .column = "" } };
	if (e != OK) {
		list_wrong(out, NULL, "", e == ERR_ABSENT ? LIST_GONE : LIST_TORN);
	} else if (sheet_read(a, text, &out->sheet, &row) != OK) {
		out->sheet.n = 0;
		out->problem.row = row;
		out->problem.fault = LIST_TORN;
	} else if (!out->sheet.n || !str_eq(cell(&out->sheet.rows[0], 0), str_z(first))) {
		list_wrong(out, out->sheet.n ? &out->sheet.rows[0] : NULL, first, LIST_NO_NAME);
		out->sheet.n = 0;
	}
	check_names(out, first);
}

struct str list_cell(const struct list_sheet *s, const struct sheet_row *row, const char *column)
{
	const struct sheet_row *head = &s->sheet.rows[0];

	for (size_t i = 0; i < head->n; i++)
		if (str_eq(head->cells[i], str_z(column)))
			return cell(row, (int)i);
	return STR("");
}

struct str list_text(const struct list_sheet *s, const struct sheet_row *row, const char *what,
                     struct str code)
{
	struct str prefix = arena_fmt(s->arena, "%s::", what);
	struct str text = cell(row, text_column(&s->sheet.rows[0], prefix, code));

	return text.n ? text : cell(row, text_column(&s->sheet.rows[0], prefix, STR("")));
}

bool list_yes(struct list_sheet *s, const struct sheet_row *row, const char *column)
{
	struct str said = list_cell(s, row, column);

	if (!str_eq(said, STR("yes")) && !str_eq(said, STR("no")))
		list_wrong(s, row, column, LIST_YES_NO);
	return str_eq(said, STR("yes"));
}

int list_number(struct list_sheet *s, const struct sheet_row *row, const char *column, int low,
                int high)
{
	int64_t n;

	if (str_int(list_cell(s, row, column), &n) && n >= low && n <= high)
		return (int)n;
	list_wrong(s, row, column, LIST_NUMBER);
	return low;
}

enum err list_load(struct arena *a, const char *path, struct str code, struct code_list *out)
{
	struct list_sheet s;
	struct list_item *items;

	list_open(a, path, "name", &s);
	if (s.problem.fault == LIST_GONE)
		return ERR_ABSENT;
	if (s.sheet.n < 2)
		return ERR_INVALID;
	items = NEW_N(a, struct list_item, s.sheet.n - 1);
	for (size_t i = 1; i < s.sheet.n; i++) {
		const struct sheet_row *row = &s.sheet.rows[i];
		items[i - 1] =
			(struct list_item){ cell(row, 0), list_text(&s, row, "label", code),
			                    list_text(&s, row, "definition", code),
			                    list_cell(&s, row, "compartment"), list_cell(&s, row, "terms") };
	}
	*out = (struct code_list){ items, s.sheet.n - 1 };
	return OK;
}
