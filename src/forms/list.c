#include "forms/list.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err file_text(struct arena *a, const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t got = 1;
	char *p;

	*out = (struct str){ "", 0 };
	if (fd < 0)
		return ERR_ABSENT;
	if (fstat(fd, &st) != 0 || st.st_size > SHEET_BYTES) {
		close(fd);
		return ERR_STORE;
	}
	p = arena_alloc(a, (size_t)st.st_size + 1);
	out->p = p;
	while (got > 0 && out->n < (size_t)st.st_size) {
		got = read(fd, p + out->n, (size_t)st.st_size - out->n);
		out->n += got > 0 ? (size_t)got : 0;
	}
	close(fd);
	return got >= 0 ? OK : ERR_STORE;
}

/* The column "what::Language (code)"; the first one of what when that language has none; -1 without
 * any. */
static int column(const struct sheet_row *head, struct str what, struct str code)
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

static int column_named(const struct sheet_row *head, struct str name)
{
	for (size_t i = 0; i < head->n; i++)
		if (str_eq(head->cells[i], name))
			return (int)i;
	return -1;
}

static struct str cell(const struct sheet_row *row, int i)
{
	return i >= 0 && (size_t)i < row->n ? row->cells[i] : (struct str){ "", 0 };
}

enum err list_load(struct arena *a, const char *path, struct str code, struct code_list *out)
{
	struct sheet sheet;
	struct list_item *items;
	struct str text;
	size_t row;
	int label;
	int definition;
	int compartment;

	TRY(file_text(a, path, &text));
	TRY(sheet_read(a, text, &sheet, &row));
	if (sheet.n < 2 || !str_eq(cell(&sheet.rows[0], 0), STR("name")))
		return ERR_INVALID;
	label = column(&sheet.rows[0], STR("label::"), code);
	definition = column(&sheet.rows[0], STR("definition::"), code);
	compartment = column_named(&sheet.rows[0], STR("compartment"));
	items = NEW_N(a, struct list_item, sheet.n - 1);
	for (size_t i = 1; i < sheet.n; i++)
		items[i - 1] = (struct list_item){ cell(&sheet.rows[i], 0), cell(&sheet.rows[i], label),
			                               cell(&sheet.rows[i], definition),
			                               cell(&sheet.rows[i], compartment) };
	*out = (struct code_list){ items, sheet.n - 1 };
	return OK;
}
