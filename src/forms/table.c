#include "forms/table.h"

#include "base/mark.h"
#include "forms/workbook.h"

#include <iconv.h>
#include <string.h>

enum { PIECE = 32 * 1024, LOOK = 64 * 1024, LINES = 20 };

/* --- which encoding --- */

struct encoding {
	const char *name;  /* of iconv; NULL: UTF-8 */
	const char *words; /* msgid */
	size_t skip;       /* the byte order mark */
};

/* UTF-16 without a mark has a zero beside nearly every letter of a European text. */
static struct encoding sixteen(struct str s)
{
	size_t even = 0;
	size_t odd = 0;
	size_t n = s.n < LOOK ? s.n : LOOK;

	for (size_t i = 0; i + 1 < n; i += 2) {
		even += s.p[i] == '\0';
		odd += s.p[i + 1] == '\0';
	}
	if (odd > n / 8 && even < odd / 8)
		return (struct encoding){ "UTF-16LE", "UTF-16", 0 };
	if (even > n / 8 && odd < even / 8)
		return (struct encoding){ "UTF-16BE", "UTF-16", 0 };
	return (struct encoding){ NULL, NULL, 0 };
}

/* Five bytes are no letter there. A text of mostly such letters is in another encoding, and would
 * become nonsense. */
static bool western(struct str s)
{
	size_t high = 0;
	size_t letters = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == 0 || c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D)
			return false;
		high += c >= 0x80;
		letters += c >= 0x80 || (c | 32) >= 'a';
	}
	return high * 4 < letters;
}

/* name NULL and words NULL: none that we know. */
static struct encoding encoding_of(struct str s)
{
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		return (struct encoding){ NULL, str_utf8(s) ? "" : NULL, 3 };
	if (str_starts(s, STR("\xFF\xFE")))
		return (struct encoding){ "UTF-16LE", "UTF-16", 2 };
	if (str_starts(s, STR("\xFE\xFF")))
		return (struct encoding){ "UTF-16BE", "UTF-16", 2 };
	if (str_utf8(s))
		return (struct encoding){ NULL, "", 0 };
	if (memchr(s.p, '\0', s.n))
		return sixteen(s);
	return western(s) ? (struct encoding){ "WINDOWS-1252", "Windows-1252", 0 }
	                  : (struct encoding){ NULL, NULL, 0 };
}

/* --- text in pieces --- */

struct text {
	struct str left;
	iconv_t turn;
	bool turns;
	char piece[PIECE];
};

static void turn_close(void *arg)
{
	const struct text *t = arg;

	if (t->turns)
		(void)iconv_close(t->turn);
}

static struct text *text_open(struct arena *a, struct str bytes, const struct encoding *e)
{
	struct text *t = NEW(a, struct text);

	t->left = (struct str){ bytes.p + e->skip, bytes.n - e->skip };
	if (!e->name)
		return t;
	t->turn = iconv_open("UTF-8", e->name);
	if (t->turn == (iconv_t)-1)
		return NULL;
	t->turns = true;
	arena_defer(a, turn_close, t);
	return t;
}

/* The next piece, empty at the end. Letters may be cut in two: whoever joins the pieces joins them.
 * False: what is left is in no encoding. */
static bool text_next(struct text *t, struct str *out)
{
	/* iconv takes char ** for what it only reads. */
	union {
		const char *read;
		char *taken;
	} in = { t->left.p };
	char *to = t->piece;
	size_t room = PIECE;
	size_t left = t->left.n;

	if (!t->turns) {
		*out = (struct str){ t->left.p, left < PIECE ? left : PIECE };
		t->left = (struct str){ t->left.p + out->n, left - out->n };
		return true;
	}
	(void)iconv(t->turn, &in.taken, &left, &to, &room);
	*out = (struct str){ t->piece, PIECE - room };
	t->left = (struct str){ in.read, left };
	return left == 0 || out->n > 0;
}

/* --- which delimiter --- */

static const char delimiters[] = ",;\t|";

/* The one that stands outside of quotes in the most of the first lines equally often. */
static char delimiter_of(struct str s)
{
	char best = ',';
	size_t best_score = 0;

	for (const char *d = delimiters; *d; d++) {
		size_t count = 0;
		size_t first = 0;
		size_t score = 0;
		size_t lines = 0;
		bool quoted = false;
		for (size_t i = 0; i < s.n && lines < LINES; i++) {
			quoted ^= s.p[i] == '"';
			count += !quoted && s.p[i] == *d;
			if (quoted || s.p[i] != '\n')
				continue;
			first = lines++ ? first : count;
			score += count ? 1 + (size_t)(count == first) : 0;
			count = 0;
		}
		score = lines ? score : count;
		if (score > best_score) {
			best = *d;
			best_score = score;
		}
	}
	return best;
}

/* Spreadsheet programs may write "sep=;" above the headings. */
static bool says_delimiter(struct str s, char *out)
{
	if (s.n < 5 || !str_starts(s, STR("sep=")) || !memchr(delimiters, s.p[4], 4))
		return false;
	*out = s.p[4];
	return true;
}

/* --- a table --- */

static enum err refuse(struct table_about *t, enum err e, const char *words)
{
	t->refused = words;
	return e;
}

struct counted {
	struct csv_on on;
	struct table_about *about;
	bool said; /* the line "sep=;" is still to come */
};

static enum err count_row(void *arg, const struct sheet_row *row)
{
	struct counted *c = arg;

	if (c->said) {
		c->said = false;
		return OK;
	}
	if (c->about->rows++ > TABLE_ROWS) {
		c->about->row = row->number;
		return refuse(
			c->about, ERR_TOO_BIG,
			T("This sheet has more than 100,000 rows. Please split it, and bring one part "
		      "after the other."));
	}
	return c->on.row(c->on.arg, row);
}

static enum err read_text(struct arena *a, struct text *t, struct counted *c)
{
	struct csv_on on = { count_row, c };
	struct str piece;
	struct csv_stream *s;
	size_t number = 1;
	enum err e = OK;
	bool well = text_next(t, &piece);

	c->said = says_delimiter(piece, &c->about->delimiter);
	if (!c->said)
		c->about->delimiter = delimiter_of(piece);
	s = csv_stream_open(a, c->about->delimiter, TABLE_COLUMNS);
	if (!s)
		return ERR_BUSY;
	for (; well && piece.n && e == OK; well = e == OK && text_next(t, &piece))
		e = csv_stream_piece(s, piece, on, &number);
	if (e == OK && !well) {
		c->about->row = number;
		return refuse(c->about, ERR_INVALID,
		              T("Here the file holds letters that cannot be read. Please save it as CSV in "
		                "UTF-8, or as .xlsx."));
	}
	if (e == OK)
		e = csv_stream_end(s, on, &number);
	if (e == ERR_TOO_BIG && !c->about->refused) {
		c->about->row = number;
		return refuse(
			c->about, ERR_TOO_BIG,
			T("This row has more than 200 columns, or a quotation mark is opened and never "
		      "closed. Please keep only the columns that are needed."));
	}
	return e;
}

static enum err read_csv(struct arena *a, struct str bytes, struct counted *c)
{
	struct encoding e = encoding_of(bytes);
	struct text *t;

	if (!e.words)
		return refuse(
			c->about, ERR_INVALID,
			T("The letters of this file are in an encoding that is not known here. Please "
		      "save it as CSV in UTF-8, or as .xlsx."));
	c->about->encoding = e.words;
	t = text_open(a, bytes, &e);
	return t ? read_text(a, t, c) : ERR_BUSY;
}

static bool a_workbook(struct str bytes)
{
	return str_starts(bytes, STR("PK")) || str_starts(bytes, STR("\xD0\xCF\x11\xE0"));
}

static enum err read_workbook(struct arena *a, struct str bytes, size_t sheet, struct counted *c)
{
	struct workbook *w = NEW(a, struct workbook);
	struct csv_on on = { count_row, c };
	enum err e = workbook_rows(a, bytes, sheet, TABLE_COLUMNS, on, w);
	struct table_about *t = c->about;

	t->sheet = sheet;
	for (size_t i = 0; i < w->others_n && i < TABLE_SHEETS; i++)
		t->sheets[t->sheets_n++] = w->others[i];
	if (w->troubles_n && !t->refused) {
		t->refused = w->troubles[0].words;
		t->row = w->troubles[0].row;
		t->cell = w->troubles[0].cell;
	}
	return e;
}

static bool blank(struct str bytes)
{
	return str_trim(bytes).n == 0 || str_eq(str_trim(bytes), STR("\xEF\xBB\xBF"));
}

enum err table_read(struct arena *a, struct str bytes, size_t sheet, struct csv_on on,
                    struct table_about *out)
{
	struct counted c = { .on = on, .about = out };
	enum err e;

	*out = (struct table_about){ .encoding = "" };
	if (bytes.n > TABLE_BYTES)
		return refuse(out, ERR_TOO_BIG,
		              T("This file is too big. Please take pictures and other sheets out of it, or "
		                "split it, and bring one part after the other."));
	if (blank(bytes))
		return refuse(out, ERR_INVALID, T("This file is empty."));
	if (str_starts(bytes, STR("%PDF")) || str_starts(bytes, STR("{\\rtf")))
		return refuse(out, ERR_INVALID,
		              T("This is a document and no table. Please save the table as CSV or .xlsx."));
	e = a_workbook(bytes) ? read_workbook(a, bytes, sheet, &c) : read_csv(a, bytes, &c);
	if (e == OK && out->rows < 2)
		return refuse(
			out, ERR_INVALID,
			T("There are no rows in this sheet, below its headings. Please choose another "
		      "file or sheet."));
	return e;
}
