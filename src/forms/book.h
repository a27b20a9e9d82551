/* A workbook (.xlsx) of sheets. */
#pragma once
#include "forms/csv.h"

struct book_sheet {
	const char *name;
	struct sheet rows; /* the first is the heading */
	uint32_t numbers;  /* bit i: below the heading, what is a number in column i is written as one;
	                      every other cell is text, never a formula */
};

/*
 * Writes n sheets to *out, which lives in a. The library writes files only: one is made in TMPDIR
 * or /tmp, readable by nobody else, and removed. ERR_TOO_BIG when a cell is longer than a
 * spreadsheet takes (32767 characters); ERR_FULL when the file cannot be written.
 */
enum err book_write(struct arena *a, const struct book_sheet *sheets, size_t n,
                    struct str *out) NODISCARD;
