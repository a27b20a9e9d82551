#include "forms/workbook_inside.h"

#include <string.h>

void book_trouble(struct book *b, size_t row, struct str cell, const char *words, struct str detail)
{
	struct workbook *w = b->out;

	if (w->troubles_n < WORKBOOK_TROUBLES)
		w->troubles[w->troubles_n++] =
			(struct workbook_trouble){ b->sheet, row, cell, words, detail };
}

static enum err refuse(struct book *b, const char *words)
{
	book_trouble(b, 0, STR(""), words, STR(""));
	return ERR_INVALID;
}

static enum err too_big(struct book *b)
{
	book_trouble(b, 0, STR(""),
	             T("This workbook is too big when it is unpacked. Keep only the sheets of the "
	               "form, without pictures, and split a very long form."),
	             STR(""));
	return ERR_TOO_BIG;
}

static int feed(void *arg, char *to, int n)
{
	return zipped_read(arg, to, n);
}

static enum err walk(struct book *b, struct zipped_part *p,
                     enum err (*on)(struct book *b, struct xml *x, void *arg), void *arg)
{
	struct xml *x = xml_open(b->a, feed, p);
	enum mark mark = x ? xml_next(x) : MARK_BAD;
	enum err e = OK;

	while (e == OK && mark != MARK_BAD && mark != MARK_END) {
		if (mark == MARK_OPEN)
			e = on(b, x, arg);
		if (e == OK)
			mark = xml_next(x);
	}
	if (x && xml_declares(x))
		e = refuse(b, T("This workbook declares entities, which no spreadsheet program does. Save "
		                "it anew as .xlsx."));
	else if (zipped_burst(p))
		e = too_big(b);
	else if (e == ERR_TOO_BIG && b->out->troubles_n == 0)
		e = too_big(b);
	else if ((e == OK && mark == MARK_BAD) || (e != OK && b->out->troubles_n == 0))
		e = refuse(b, T("This workbook is torn. Open it in a spreadsheet program and save it anew "
		                "as .xlsx."));
	if (x)
		xml_close(x);
	return e;
}

enum err book_part(struct book *b, const char *path,
                   enum err (*on)(struct book *b, struct xml *x, void *arg), void *arg, bool *there)
{
	struct zipped_part *p;
	enum err e = zipped_part(b->zip, path, &p);

	*there = e != ERR_ABSENT;
	if (e == ERR_ABSENT)
		return OK;
	if (e == ERR_DENIED)
		return refuse(b, T("This workbook has a password. Save it without one."));
	if (e == ERR_TOO_BIG)
		return too_big(b);
	e = e == OK ? walk(b, p, on, arg)
	            : refuse(b, T("This workbook is torn. Save it anew as .xlsx."));
	zipped_close(p);
	return e;
}

enum err book_text(struct xml *x, const char *element, bool plain, struct buf *to)
{
	enum mark mark;
	bool take = plain;
	bool aid = false;

	to->n = 0;
	while ((mark = xml_next(x)) != MARK_END && mark != MARK_BAD) {
		if (mark == MARK_CLOSE && xml_is(x, element))
			return to->full ? ERR_TOO_BIG : OK;
		if (mark == MARK_TEXT && take && !aid)
			buf_add(to, xml_text(x));
		if (mark == MARK_TEXT)
			continue;
		if (xml_is(x, "rPh"))
			aid = mark == MARK_OPEN;
		if (xml_is(x, "t"))
			take = mark == MARK_OPEN;
	}
	return ERR_INVALID;
}

/* --- which part is which --- */

static enum err on_relation(struct book *b, struct xml *x, void *arg)
{
	struct relation *r;

	(void)arg;
	if (!xml_is(x, "Relationship"))
		return OK;
	if (b->relations_n == BOOK_RELATIONS)
		return ERR_TOO_BIG;
	r = &b->relations[b->relations_n++];
	*r = (struct relation){ xml_attribute(x, "Id"), xml_attribute(x, "Type"),
		                    xml_attribute(x, "Target") };
	return OK;
}

static enum err read_relations(struct book *b, const char *path)
{
	bool there;

	b->relations_n = 0;
	return book_part(b, path, on_relation, NULL, &there);
}

static bool ends_with(struct str s, const char *ending)
{
	struct str e = str_z(ending);

	return s.n >= e.n && memcmp(s.p + s.n - e.n, e.p, e.n) == 0;
}

/* The target of the first relation of this type. */
static struct str related(const struct book *b, const char *type)
{
	for (size_t i = 0; i < b->relations_n; i++) {
		if (ends_with(b->relations[i].type, type))
			return b->relations[i].target;
	}
	return STR("");
}

/* "xl/" of "xl/workbook.xml". */
static struct str folder_of(struct str path)
{
	while (path.n && path.p[path.n - 1] != '/')
		path.n--;
	return path;
}

struct str book_target(const struct book *b, struct str target)
{
	struct str folder = folder_of(b->path);

	if (target.n && target.p[0] == '/')
		return (struct str){ target.p + 1, target.n - 1 };
	return arena_fmt(b->a, "%.*s%.*s", (int)folder.n, folder.p, (int)target.n, target.p);
}

static enum err on_sheet(struct book *b, struct xml *x, void *arg)
{
	struct str since;

	(void)arg;
	if (xml_is(x, "workbookPr")) {
		since = xml_attribute(x, "date1904");
		b->since_1904 = str_eq(since, STR("1")) || str_eq(since, STR("true"));
	}
	if (!xml_is(x, "sheet"))
		return OK;
	if (b->sheets_n == BOOK_SHEETS)
		return ERR_TOO_BIG;
	b->sheets[b->sheets_n++] =
		(struct named_sheet){ str_trim(xml_attribute(x, "name")), xml_attribute(x, "id") };
	return OK;
}

static enum err read_outline(struct book *b)
{
	struct str file;
	bool there;

	TRY(read_relations(b, "_rels/.rels"));
	b->path = related(b, "/officeDocument");
	if (b->path.n == 0)
		b->path = STR("xl/workbook.xml");
	if (b->path.p[0] == '/')
		b->path = (struct str){ b->path.p + 1, b->path.n - 1 };
	if (ends_with(b->path, ".bin"))
		return refuse(b, T("This is a binary workbook (.xlsb). Save it as .xlsx."));
	TRY(book_part(b, b->path.p, on_sheet, NULL, &there));
	if (!there)
		return refuse(
			b,
			T("This is no .xlsx workbook. Open it in a spreadsheet program and save it as .xlsx."));
	file = folder_of(b->path);
	file = arena_fmt(b->a, "%.*s_rels/%s.rels", (int)file.n, file.p, b->path.p + file.n);
	return read_relations(b, file.p);
}

/* --- the file as a whole --- */

static bool holds(struct str s, struct str what)
{
	for (size_t i = 0; i + what.n <= s.n; i++) {
		if (memcmp(s.p + i, what.p, what.n) == 0)
			return true;
	}
	return false;
}

static enum err open_file(struct book *b, struct str bytes)
{
	enum err e;

	if (bytes.n > b->bytes)
		return too_big(b);
	if (str_starts(bytes, STR("\xD0\xCF\x11\xE0")) &&
	    holds(bytes, STR("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0")))
		return refuse(b, T("This workbook has a password. Save it without one; who may open it "
		                   "here is decided by the program."));
	if (str_starts(bytes, STR("\xD0\xCF\x11\xE0")))
		return refuse(b, T("This is an old workbook (.xls). Save it as .xlsx."));
	e = zipped_open(b->a, bytes, &b->zip);
	if (e == ERR_TOO_BIG)
		return too_big(b);
	if (e != OK)
		return refuse(b, T("This is no .xlsx workbook, or it is torn. Open it in a spreadsheet "
		                   "program and save it as .xlsx."));
	if (zipped_has(b->zip, "vbaProject.bin") || zipped_has(b->zip, "macrosheets/sheet1.xml"))
		return refuse(
			b, T("This workbook holds macros, which are programs. Save it as .xlsx without them."));
	if (zipped_has(b->zip, "META-INF/manifest.xml") && zipped_has(b->zip, "content.xml"))
		return refuse(b, T("This is an OpenDocument spreadsheet (.ods). Save it as .xlsx."));
	return OK;
}

static bool same_name(struct str name, const char *wanted)
{
	size_t i = 0;

	for (; i < name.n && wanted[i]; i++) {
		char c = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] + 32) : name.p[i];
		if (c != wanted[i])
			return false;
	}
	return i == name.n && wanted[i] == '\0';
}

static struct str part_of(const struct book *b, const struct named_sheet *s)
{
	for (size_t i = 0; i < b->relations_n; i++) {
		if (str_eq(b->relations[i].id, s->relation))
			return book_target(b, b->relations[i].target);
	}
	return STR("");
}

static enum err read_sheet(struct book *b, const struct named_sheet *s, const char *const *wanted,
                           size_t n)
{
	struct workbook *w = b->out;
	struct str path = part_of(b, s);

	for (size_t i = 0; i < n; i++) {
		if (!same_name(s->name, wanted[i]))
			continue;
		b->sheet = wanted[i];
		if (path.n == 0)
			return refuse(b, T("This sheet is torn. Save the workbook anew as .xlsx."));
		return book_sheet(b, path.p, &w->sheets[i]);
	}
	if (w->others_n < WORKBOOK_OTHERS)
		w->others[w->others_n++] = s->name;
	return OK;
}

static enum err read_book(struct book *b, struct str bytes, const char *const *wanted, size_t n)
{
	TRY(open_file(b, bytes));
	TRY(read_outline(b));
	TRY(book_strings(b));
	TRY(book_formats(b));
	for (size_t i = 0; i < b->sheets_n; i++)
		TRY(read_sheet(b, &b->sheets[i], wanted, n));
	return b->out->troubles_n ? ERR_INVALID : OK;
}

static struct book book_new(struct arena *a, struct workbook *out)
{
	return (struct book){ .a = a,
		                  .out = out,
		                  .path = STR(""),
		                  .relations = NEW_N(a, struct relation, BOOK_RELATIONS),
		                  .sheets = NEW_N(a, struct named_sheet, BOOK_SHEETS),
		                  .columns = SHEET_COLUMNS,
		                  .bytes = WORKBOOK_BYTES,
		                  .string_bytes = BOOK_STRING_BYTES };
}

enum err workbook_read(struct arena *a, struct str bytes, const char *const *wanted, size_t n,
                       struct workbook *out)
{
	struct book b = book_new(a, out);

	*out = (struct workbook){ .others_n = 0 };
	return n > WORKBOOK_WANTED ? ERR_BUG : read_book(&b, bytes, wanted, n);
}

/* --- a table --- */

static enum err read_rows(struct book *b, struct str bytes, size_t sheet)
{
	struct sheet none;
	struct str path;

	TRY(open_file(b, bytes));
	zipped_widen(b->zip);
	TRY(read_outline(b));
	for (size_t i = 0; i < b->sheets_n && i < WORKBOOK_OTHERS; i++)
		b->out->others[b->out->others_n++] = b->sheets[i].name;
	TRY(book_strings(b));
	TRY(book_formats(b));
	if (sheet >= b->sheets_n)
		return refuse(b, T("There is no such sheet in this workbook."));
	path = part_of(b, &b->sheets[sheet]);
	if (path.n == 0)
		return refuse(b, T("This sheet is torn. Save the workbook anew as .xlsx."));
	TRY(book_sheet(b, path.p, &none));
	return b->out->troubles_n ? ERR_INVALID : OK;
}

enum err workbook_rows(struct arena *a, struct str bytes, size_t sheet, size_t columns,
                       struct csv_on on, struct workbook *out)
{
	struct book b = book_new(a, out);

	*out = (struct workbook){ .others_n = 0 };
	b.on = &on;
	b.columns = columns;
	b.bytes = b.string_bytes = WORKBOOK_TABLE_BYTES;
	return read_rows(&b, bytes, sheet);
}
