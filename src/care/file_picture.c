#include "care/file_picture.h"

#include <string.h>

enum { PDF_END_WITHIN = 2048 };

static bool begins(struct str s, size_t at, const char *with, size_t n)
{
	return s.n >= at + n && memcmp(s.p + at, with, n) == 0;
}
#define BEGINS(s, at, literal) begins((s), (at), "" literal, sizeof(literal) - 1)

enum file_kind file_kind_of(struct str s)
{
	if (BEGINS(s, 0, "\xFF\xD8\xFF"))
		return FILE_JPEG;
	if (BEGINS(s, 0, "\x89PNG\r\n\x1A\n"))
		return FILE_PNG;
	if (BEGINS(s, 0, "RIFF") && BEGINS(s, 8, "WEBP"))
		return FILE_WEBP;
	return BEGINS(s, 0, "%PDF-") ? FILE_PDF : FILE_NONE;
}

bool file_is_heic(struct str s)
{
	return BEGINS(s, 4, "ftyp") && (BEGINS(s, 8, "hei") || BEGINS(s, 8, "hev") ||
	                                BEGINS(s, 8, "mif1") || BEGINS(s, 8, "avif"));
}

static const struct {
	const char *type;
	const char *ending;
} kinds[] = {
	[FILE_NONE] = { "", "" },
	[FILE_JPEG] = { "image/jpeg", "jpg" },
	[FILE_PNG] = { "image/png", "png" },
	[FILE_WEBP] = { "image/webp", "webp" },
	[FILE_PDF] = { "application/pdf", "pdf" },
};

const char *file_kind_type(enum file_kind kind)
{
	return kinds[kind].type;
}

const char *file_kind_ending(enum file_kind kind)
{
	return kinds[kind].ending;
}

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
	return whole && !out->full;
}
