/* Inside the room only: the parts of an .xlsx. */
#pragma once
#include "base/buf.h"
#include "base/mark.h"
#include "forms/workbook.h"
#include "forms/xml.h"
#include "forms/zip.h"

enum {
	BOOK_STRING_BYTES = 8 << 20,
	BOOK_STRING = 40, /* of these, for each string that there may be */
	BOOK_CELL = 128 << 10,
	BOOK_CELLS = 600000, /* of one sheet that are not empty */
	BOOK_FORMATS = 4096,
	BOOK_RELATIONS = 200,
	BOOK_SHEETS = 100
};

/* How a number is shown. */
enum shown { SHOWN_PLAIN, SHOWN_DATE, SHOWN_TIME, SHOWN_MOMENT, SHOWN_FIXED, SHOWN_PERCENT };
struct format {
	enum shown shown;
	int whole;    /* zeros before the point, of SHOWN_FIXED */
	int decimals; /* digits behind it, of SHOWN_FIXED and SHOWN_PERCENT */
};

struct relation {
	struct str id;
	struct str type;
	struct str target;
};
struct named_sheet {
	struct str name;
	struct str relation;
};

struct book {
	struct arena *a;
	struct zipped *zip;
	struct workbook *out;
	const char *sheet; /* the one at hand, for troubles */
	struct str path;   /* of the workbook part */
	struct relation *relations;
	size_t relations_n;
	struct named_sheet *sheets;
	size_t sheets_n;
	struct str *strings;
	size_t strings_n;
	struct format *formats; /* by the style's number */
	size_t formats_n;
	bool since_1904;
	const struct csv_on *on; /* told of each row, none of which is kept; NULL: rows are kept */
	size_t columns;          /* that a sheet may have */
	size_t bytes;            /* that the file may have */
	size_t string_bytes;     /* that all shared strings may have, and as many of them */
};

/* Notes a trouble of the sheet at hand. */
void book_trouble(struct book *b, size_t row, struct str cell, const char *words,
                  struct str detail);

/* Calls on(b, x, arg) with every element that opens in a part. *there says whether there is such a
 * part. What is wrong is noted as a trouble, and ERR_INVALID or ERR_TOO_BIG returned. */
enum err book_part(struct book *b, const char *path,
                   enum err (*on)(struct book *b, struct xml *x, void *arg), void *arg,
                   bool *there) NODISCARD;

/* Gathers the text of the open element up to its close: of <t> inside <si> or <is> without the
 * reading aids of <rPh>, or of the element itself when plain. */
enum err book_text(struct xml *x, const char *element, bool plain, struct buf *to) NODISCARD;

/* s trimmed, with the characters that _x000D_ and its like stand for, and lines that end in LF. */
struct str book_plain(struct arena *a, struct str s);

/* A buf for the text of one cell after another, which does not grow any more. */
struct buf book_room(struct arena *a);

/* Shared strings and number formats, into b. */
enum err book_strings(struct book *b) NODISCARD;
enum err book_formats(struct book *b) NODISCARD;

/* The path of a target of the workbook. */
struct str book_target(const struct book *b, struct str target);

/* One sheet's cells. */
enum err book_sheet(struct book *b, const char *path, struct sheet *out) NODISCARD;

/* A number as it is seen; the cell's text when it is none. */
struct str book_number(const struct book *b, struct str text, size_t style);
