/* A form as .xlsx, which other XLSForm tools open. */
#pragma once
#include "forms/form.h"

/*
 * Writes the sheets of f, as they were read, to *out, which lives in a: survey, choices, settings
 * and, where there is one, scoring; every cell is text. Reading it again gives the same
 * form_canonical. Errors of book_write (forms/book.h).
 */
enum err form_write_workbook(struct arena *a, const struct form_def *f, struct str *out) NODISCARD;
