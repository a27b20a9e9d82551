#include "care/file_picture.h"

#include <string.h>

enum { PDF_END_WITHIN = 2048 };

static bool begins(struct str s, size_t at, const char *with, size_t n)
{
	return s.n >= at + n && memcmp(s.p + at, with, n) == 0;
}
#define BEGINS(s, at, literal) begins((s), (at), "" literal, sizeof(literal) - 1)

void file_keep_piece(struct file_kept *out, const char *p, size_t n)
{
	struct str *last = out->n ? &out->at[out->n - 1] : NULL;

	if (n == 0)
		return;
	out->bytes += n;
	if (last && last->p + last->n == p)
		last->n += n;
	else if (out->n < KEPT_PIECES)
		out->at[out->n++] = (struct str){ p, n };
	else
		out->full = true;
}

void file_keep_made(struct file_kept *out, const uint8_t *p, size_t n)
{
	if (n > KEPT_MADE - out->nmade) {
		out->full = true;
		return;
	}
	memcpy(out->made + out->nmade, p, n);
	file_keep_piece(out, (const char *)out->made + out->nmade, n);
	out->nmade += n;
}

/* Nothing is taken out of a PDF; it must only be whole. */
static bool keep_pdf(struct str s, struct file_kept *out)
{
	size_t from = s.n > PDF_END_WITHIN ? s.n - PDF_END_WITHIN : 0;

	for (size_t at = from; at < s.n; at++)
		if (BEGINS(s, at, "%%EOF")) {
			file_keep_piece(out, s.p, s.n);
			return true;
		}
	return false;
}

static bool keep_all(struct str s, struct file_kept *out)
{
	file_keep_piece(out, s.p, s.n);
	return true;
}

bool file_keep(enum file_kind kind, struct str bytes, struct file_kept *out)
{
	bool whole = false;

	memset(out, 0, sizeof *out);
	if (kind == FILE_JPEG)
		whole = file_keep_jpeg(bytes, out);
	else if (kind == FILE_PNG)
		whole = file_keep_png(bytes, out);
	else if (kind == FILE_WEBP)
		whole = file_keep_webp(bytes, out);
	else if (kind == FILE_PDF)
		whole = keep_pdf(bytes, out);
	else if (file_kind_sound(kind) || file_kind_film(kind))
		whole = keep_all(bytes, out);
	return whole && !out->full;
}
