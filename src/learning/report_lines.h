/* Private to learning: figures as the rows of a file. */
#pragma once
#include "learning/report_inside.h"

struct report_line {
	const char *group;
	struct str type;
	const char *which; /* "first" time with us, "return", "since_2024" */
	int first_year;    /* of arrival */
	int last_year;
	const char *wave;   /* "" when of no wave */
	const char *figure; /* "mean", "stable", ... */
	const char *of;     /* a domain, or "" */
	enum told told;
	bool counted; /* n means something */
	uint32_t n;
	bool shared; /* k of n, and the share */
	struct share share;
	bool measured; /* value, and its interval; NAN: none of them */
	double value;
	struct interval ci;
	const char *note; /* NULL, or what is to be known of a number that is told */
};

/* What stands above the rows, where a format has a place for it. */
struct report_file_head {
	const char *name; /* "outcomes" */
	int32_t as_of;
	double level;
	int64_t folded;
	int64_t waiting;
	bool nobody;
	bool overlap; /* somebody may be in several groups */
};

struct report_format {
	void (*open)(struct buf *out, const struct report_file_head *r);
	void (*line)(struct buf *out, const struct report_line *l, bool first);
	void (*close)(struct buf *out);
};
/* "text", "csv" or "json"; NULL for another name. */
const struct report_format *report_format_named(const char *name);

struct report_printer {
	struct buf *out;
	const struct report_format *format;
	struct report_line at; /* whose view, and wave: what a new line begins with */
	bool any;
};
void report_put(struct report_printer *p, const struct report_line *l);

/* --- report_text.c --- */
/* "k of n", or how few; and the cells of a row by their codes (NULL: none). */
void report_put_part(struct report_printer *p, const char *figure, const char *of,
                     const struct part *part);
void report_put_row(struct report_printer *p, const char *figure, const struct row_cells *row,
                    const char *const *codes, size_t n);
/* What every file of one view begins with: whose figures they are, and how many people. False when
 * there are too few for any. */
bool report_put_people(struct report_printer *p, const struct outcomes_report *r);
/* Why walks ended. */
void report_put_reasons(struct report_printer *p, const struct outcomes_report *r);
struct report_file_head report_head_of(const struct outcomes_report *r);
/* The rows of one view, as its page shows them. */
void report_put_view(struct report_printer *p, const struct outcomes_report *r);

/* --- report_file.c: what is taken from a page --- */
struct report_file {
	const char *title; /* msgid */
	struct report_file_head head;
	void (*put)(struct report_printer *p, const void *report);
	const void *report;
};
/* Answers with f as the query's "format" says, csv, json or xlsx, under audit. ERR_ABSENT for
 * another. */
enum err report_file_send(struct visit *v, const struct report_file *f) NODISCARD;
